// Random messages for one node, of everything that the dataplane API can say about policy and that validation lets pass:
// ports go with protocols that have them, ICMP types with ICMP.
import type { felix } from '@manul/proto';
import type { Random } from './random.ts';

const nets = {
  4: ['10.0.0.0/8', '10.1.0.0/16', '10.1.1.0/24', '10.1.1.5/32', '192.0.2.0/25', '0.0.0.0/0', '203.0.113.7/32'],
  6: ['fd00::/8', 'fd00:1::/32', 'fd00:1:1::5/128', '2001:db8::/32', '::/0'],
};
const members = ['10.1.1.5', '10.1.1.6', '10.1.2.7', '192.0.2.9', 'fd00:1:1::5', 'fd00:1:1::6', '2001:db8::9'];
const ports = [1, 80, 443, 5353, 8080, 8081, 30_000, 65_535];
const tracked = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'];
const untracked = ['u0', 'u1'];
const preDnat = ['d0', 'd1'];
const profiles = ['q0', 'q1', 'q2'];
const netSets = ['s:net0', 's:net1', 's:net2'];
const portSets = ['n:tcp0', 'n:udp0', 'n:any0'];
const workloads = [
  { name: 'cali0001', nets: ['10.1.1.5/32', 'fd00:1:1::5/128'] },
  { name: 'cali0002', nets: ['10.1.1.6/32', 'fd00:1:1::6/128'] },
  { name: 'cali0003', nets: ['10.1.2.7/32'] },
];

/** A whole state, in dependency order. */
export function* randomMessages(random: Random): Generator<felix.IToDataplane> {
  const source = new MessageSource(random);
  yield* source.sets();
  yield* source.policies();
  yield* source.workloads();
  yield* source.hosts();
  yield { in_sync: {} };
}

const id = (name: string) => ({ kind: 'GlobalNetworkPolicy', name });

class MessageSource {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  *sets(): Generator<felix.IToDataplane> {
    for (const set of netSets) {
      const list = [
        ...this.#some(members, 4),
        ...this.#some(nets[4].slice(0, 5), 2),
        ...this.#some(nets[6].slice(0, 4), 2),
      ];
      yield { ipset_update: { id: set, type: 2, members: list } };
    }
    for (const set of portSets) {
      const protocols = set === 'n:any0' ? ['tcp', 'udp', 'sctp'] : [set.slice(2, 5)];
      const list = this.#some(members, 5).map(
        (ip) => `${ip},${this.#random.pick(protocols)}:${this.#random.pick(ports)}`,
      );
      yield { ipset_update: { id: set, type: 1, members: list } };
    }
  }

  *policies(): Generator<felix.IToDataplane> {
    for (const name of [...tracked, ...untracked, ...preDnat]) {
      const rules = { inbound_rules: this.#rules(), outbound_rules: this.#rules() };
      const kind = { untracked: untracked.includes(name), pre_dnat: preDnat.includes(name) };
      const policy = { tier: 'default', original_selector: this.#random.pick(['a', 'b']), ...rules, ...kind };
      yield { active_policy_update: { id: id(name), policy } };
    }
    // To pass is to leave it to the next tier; profiles are not in one.
    const decisive = () => this.#rules().filter(({ action }) => action !== 'pass' && action !== 'next-tier');
    for (const name of profiles) {
      const profile = { inbound_rules: decisive(), outbound_rules: decisive() };
      yield { active_profile_update: { id: { name }, profile } };
    }
  }

  *workloads(): Generator<felix.IToDataplane> {
    for (const { name, nets: own } of workloads) {
      const endpoint = {
        state: this.#random.chance(0.05) ? 'inactive' : 'active',
        name,
        ipv4_nets: own.filter((net) => !net.includes(':')),
        ipv6_nets: own.filter((net) => net.includes(':')),
        profile_ids: this.#some(profiles, 2),
        tiers: this.#tiers(tracked),
      };
      const workload = { orchestrator_id: 'k8s', workload_id: `prod/${name}`, endpoint_id: 'eth0' };
      yield { workload_endpoint_update: { id: workload, endpoint } };
    }
  }

  *hosts(): Generator<felix.IToDataplane> {
    for (const name of this.#some(['eth0', 'eth1', '*'], 2)) {
      const endpoint = {
        name,
        profile_ids: this.#some(profiles, 2),
        tiers: this.#tiers(tracked),
        forward_tiers: this.#tiers(tracked),
        untracked_tiers: this.#tiers(untracked),
        pre_dnat_tiers: this.#tiers(preDnat, false),
      };
      yield { host_endpoint_update: { id: { endpoint_id: `hep-${name}` }, endpoint } };
    }
  }

  #tiers(from: readonly string[], withEgress = true): felix.ITierInfo[] {
    const tier = (_: unknown, n: number) => ({
      name: `tier${n}`,
      default_action: this.#random.pick(['Deny', 'Pass', '']),
      ingress_policies: this.#some(from, 3).map(id),
      egress_policies: withEgress ? this.#some(from, 3).map(id) : [],
    });
    const all = Array.from({ length: this.#random.integer(4) }, tier);
    return all.filter(({ ingress_policies, egress_policies }) => ingress_policies.length + egress_policies.length > 0);
  }

  #rules(): felix.IRule[] {
    return Array.from({ length: this.#random.integer(4) }, () => this.#rule());
  }

  #rule(): felix.IRule {
    const protocol = this.#random.pick(['tcp', 'udp', 'sctp', 'icmp', 'icmpv6', '6', '47', '', '', '']);
    const version =
      protocol === 'icmp' ? 4 : protocol === 'icmpv6' ? 6 : this.#random.pick([0, 0, 0, 0, 0, 0, 0, 0, 4, 6]);
    const net = (probability: number) => this.#maybe(probability, () => this.#some([...nets[4], ...nets[6]], 3));
    const sets = (probability: number) => this.#maybe(probability, () => this.#some(netSets, 2));
    return {
      action: this.#random.pick(['allow', 'allow', 'deny', 'pass', 'next-tier', 'log']),
      ip_version: version,
      src_net: net(0.3),
      dst_net: net(0.2),
      not_src_net: net(0.15),
      not_dst_net: net(0.15),
      src_ip_set_ids: sets(0.25),
      dst_ip_set_ids: sets(0.25),
      not_src_ip_set_ids: sets(0.08),
      not_dst_ip_set_ids: sets(0.08),
      ...(['tcp', 'udp', 'sctp', '6'].includes(protocol) && this.#portMatches()),
      ...protocolOf(this.#random, protocol),
      ...icmpOf(this.#random, protocol),
    };
  }

  #portMatches(): felix.IRule {
    const range = () => {
      const first = this.#random.pick(ports);
      return { first, last: this.#random.chance(0.3) ? Math.min(first + 20, 65_535) : first };
    };
    const most = this.#random.chance(0.1) ? 20 : 3;
    const ranges = (probability: number) =>
      this.#maybe(probability, () => Array.from({ length: 1 + this.#random.integer(most) }, range));
    const named = (probability: number) => this.#maybe(probability, () => this.#some(portSets, 2));
    return {
      src_ports: ranges(0.15),
      dst_ports: ranges(0.4),
      not_src_ports: ranges(0.1),
      not_dst_ports: ranges(0.1),
      src_named_port_ip_set_ids: named(0.1),
      dst_named_port_ip_set_ids: named(0.25),
      not_src_named_port_ip_set_ids: named(0.05),
      not_dst_named_port_ip_set_ids: named(0.1),
      dst_ip_port_set_ids: this.#maybe(0.1, () => this.#some(portSets, 1)),
    };
  }

  /** Up to `most` different ones. */
  #some<T>(items: readonly T[], most: number): T[] {
    const chosen = new Set<T>();
    for (let n = this.#random.integer(most + 1); n > 0; n--) chosen.add(this.#random.pick(items));
    return [...chosen];
  }

  #maybe<T>(probability: number, make: () => T[]): T[] {
    return this.#random.chance(probability) ? make() : [];
  }
}

function protocolOf(random: Random, protocol: string): felix.IRule {
  const excluded = { not_protocol: { name: random.pick(['tcp', 'udp']) } };
  if (protocol === '') return random.chance(0.2) ? excluded : {};
  const wanted = protocol === '6' || protocol === '47' ? { number: Number(protocol) } : { name: protocol };
  return { protocol: wanted, ...(random.chance(0.1) && excluded) };
}

function icmpOf(random: Random, protocol: string): felix.IRule {
  if (!protocol.startsWith('icmp')) return {};
  const type = random.pick(protocol === 'icmp' ? [0, 3, 8] : [128, 129, 135]);
  return random.pick<felix.IRule>([
    {},
    { icmp_type: type },
    { icmp_type_code: { type, code: random.integer(2) } },
    { not_icmp_type: type },
    { not_icmp_type_code: { type, code: random.integer(2) } },
  ]);
}
