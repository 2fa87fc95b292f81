// Random packets that are likely to matter: their addresses, ports and ICMP types are those that a node's messages name,
// or stand just beside them.
import type { ConnectionState, PacketDescription, Place } from '@manul/evaluator';
import { type felix, objectKey } from '@manul/proto';
import type { Random } from './random.ts';

export interface Question {
  readonly packet: PacketDescription;
  readonly from: Place;
  readonly to: Place;
}

interface Workload {
  readonly interfaceName: string;
  readonly addresses: readonly string[];
}

const withPorts = ['tcp', 'udp', 'sctp'];
/** Those of `withPorts` and ICMP, which go by their names. */
const named = new Set([1, 6, 17, 58, 132]);
const outsiders = { 4: ['203.0.113.7', '10.99.0.1', '0.0.0.1'], 6: ['2001:db8::7', 'fd00:99::1', '::1'] };

export class PacketSource {
  readonly #random: Random;
  readonly #interfaces: Readonly<Record<string, readonly string[]>>;
  readonly #workloads = new Map<string, Workload>();
  readonly #addresses = { 4: new Set(outsiders[4]), 6: new Set(outsiders[6]) };
  readonly #ports = new Set([0, 22, 53, 67, 68, 80, 443, 4789, 6443, 65_535]);
  readonly #icmpTypes = new Set([0, 3, 8, 128, 129, 133, 135]);
  readonly #protocols = new Set(['tcp', 'tcp', 'udp', 'sctp', 'icmp', '4', '47']);

  constructor(random: Random, interfaces: Readonly<Record<string, readonly string[]>>) {
    this.#random = random;
    this.#interfaces = interfaces;
    for (const address of Object.values(interfaces).flat()) this.#addAddress(address);
  }

  learn(message: felix.IToDataplane): void {
    const { workload_endpoint_update: update, workload_endpoint_remove: remove } = message;
    const key = objectKey(message)?.key.replace('workload_endpoint ', '') ?? '';
    if (remove) this.#workloads.delete(key);
    if (update) {
      const { name, ipv4_nets, ipv6_nets } = update.endpoint ?? {};
      const addresses = [...(ipv4_nets ?? []), ...(ipv6_nets ?? [])].map((net) => net.split('/')[0]!);
      this.#workloads.set(key, { interfaceName: name ?? '', addresses });
      for (const address of addresses) this.#addAddress(address);
    }
    for (const member of message.ipset_update?.members ?? []) this.#addMember(member);
    for (const member of message.ipset_delta_update?.added_members ?? []) this.#addMember(member);
    const rules = message.active_policy_update?.policy ?? message.active_profile_update?.profile;
    for (const rule of [...(rules?.inbound_rules ?? []), ...(rules?.outbound_rules ?? [])]) this.#addRule(rule);
  }

  next(): Question {
    const version = this.#random.chance(0.3) ? 6 : 4;
    const { from, to } = this.#way();
    const protocol = this.#random.pick([...this.#protocols]);
    const ports = withPorts.includes(protocol);
    const icmp = protocol === 'icmp';
    const packet = {
      source: this.#addressOf(from, version),
      destination: this.#addressOf(to, version),
      protocol: icmp && version === 6 ? 'icmpv6' : protocol,
      state: this.#random.chance(0.1)
        ? this.#random.pick<ConnectionState>(['established', 'related', 'invalid'])
        : ('new' as const),
      ...(ports && { sourcePort: this.#port(), destinationPort: this.#port() }),
      ...(icmp && { icmp: { type: this.#random.pick([...this.#icmpTypes]), code: this.#random.integer(3) } }),
    };
    return { packet, from, to };
  }

  addressesOf(workload: string): readonly string[] {
    return this.#workloads.get(workload)?.addresses ?? [];
  }

  interfaceOf(place: Place): string {
    if (place.at === 'workload') return this.#workloads.get(place.key)?.interfaceName ?? 'cali-unknown';
    return place.at === 'interface' ? (place.name ?? '') : '';
  }

  /** Not from the node to itself, nor from a workload to itself: no policy sees that. */
  #way(): { from: Place; to: Place } {
    for (;;) {
      const [from, to] = [this.#place(), this.#place()];
      if (from.at === 'node' && to.at === 'node') continue;
      if (from.at === 'workload' && to.at === 'workload' && from.key === to.key) continue;
      return { from, to };
    }
  }

  #place(): Place {
    const workloads = [...this.#workloads.keys()];
    if (workloads.length > 0 && this.#random.chance(0.6)) {
      return {
        at: 'workload',
        key: this.#random.chance(0.03) ? 'k8s|nobody/knows|eth0' : this.#random.pick(workloads),
      };
    }
    if (this.#random.chance(0.3)) return { at: 'node' };
    const name = this.#random.pick([...Object.keys(this.#interfaces), 'wan7']);
    return { at: 'interface', name, addresses: this.#interfaces[name] ?? [] };
  }

  /** Mostly an address of the place, sometimes of somebody else. */
  #addressOf(place: Place, version: 4 | 6): string {
    const own = place.at === 'workload' ? this.addressesOf(place.key) : [];
    const fitting = own.filter((address) => address.includes(':') === (version === 6));
    return fitting.length > 0 && this.#random.chance(0.9)
      ? this.#random.pick(fitting)
      : this.#random.pick([...this.#addresses[version]]);
  }

  #port(): number {
    const port = this.#random.pick([...this.#ports]) + this.#random.pick([0, 0, 0, 1, -1]);
    return Math.min(Math.max(port, 0), 65_535);
  }

  #addMember(member: string): void {
    const [address = '', port] = member.split(',');
    this.#addAddress(address.split('/')[0] ?? '');
    if (port !== undefined) this.#ports.add(Number(port.split(':')[1]));
  }

  #addAddress(address: string): void {
    if (address !== '') this.#addresses[address.includes(':') ? 6 : 4].add(address);
  }

  #addRule(rule: felix.IRule): void {
    const nets = [rule.src_net, rule.dst_net, rule.not_src_net, rule.not_dst_net].flatMap((list) => list ?? []);
    for (const net of nets) this.#addAddress(net.split('/')[0] ?? '');
    const ranges = [rule.src_ports, rule.dst_ports, rule.not_src_ports, rule.not_dst_ports].flatMap(
      (list) => list ?? [],
    );
    for (const { first, last } of ranges) this.#ports.add(first ?? 0).add(last ?? 0);
    for (const both of [rule.icmp_type_code, rule.not_icmp_type_code]) {
      if (both) this.#icmpTypes.add(both.type ?? 0);
    }
    for (const type of [rule.icmp_type, rule.not_icmp_type]) if (type != null) this.#icmpTypes.add(type);
    for (const protocol of [rule.protocol, rule.not_protocol]) {
      const number = protocol?.number ?? 0;
      if (number > 0 && !named.has(number)) this.#protocols.add(String(number));
    }
  }
}
