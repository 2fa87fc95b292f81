// Random policy rules against random packets: what the rendered kernel rules decide is what the policy rule says.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Match, PortRange, Rule } from './chain.ts';
import { defaultRulesConfig, rendering } from './config.ts';
import { renderRules } from './rule-rendering.ts';

const seed = Number(process.env['MANUL_SEED'] ?? Date.now() % 2 ** 31);
const r = rendering(defaultRulesConfig, 4);

/** A tiny world, so that things meet: addresses 10.0.0.0 to 10.0.0.7, ports 0 to 40, sets of both. */
interface Packet {
  readonly protocol: 'tcp' | 'udp';
  readonly source: { readonly address: number; readonly port: number };
  readonly destination: { readonly address: number; readonly port: number };
}

const sets: Readonly<Record<string, (end: Packet['source']) => boolean>> = {
  's:even': ({ address }) => address % 2 === 0,
  's:low': ({ address }) => address < 4,
  'n:equal': ({ address, port }) => address === port,
  'n:high': ({ port }) => port > 30,
};

const net = fc.constantFrom('10.0.0.0/30', '10.0.0.4/31', '10.0.0.7/32', '10.0.0.1', '0.0.0.0/0', 'fd00::/8');
const port = fc.tuple(fc.nat(40), fc.nat(3)).map(([first, more]) => ({ first, last: Math.min(first + more, 40) }));
const few = <T>(item: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant<T[]>([]) }, fc.array(item, { maxLength: 3 }));
const ports = fc.oneof({ weight: 2, arbitrary: fc.constant<PortRange[]>([]) }, fc.array(port, { maxLength: 20 }));
const addressSet = fc.constantFrom('s:even', 's:low');
const portSet = fc.constantFrom('n:equal', 'n:high');

const policyRule = fc.record({
  action: fc.constantFrom('allow' as const, 'deny' as const, 'pass' as const),
  protocol: fc.constantFrom<{ name?: string; number?: number }>({ name: 'tcp' }, { number: 17 }),
  src_net: few(net),
  dst_net: few(net),
  not_src_net: few(net),
  not_dst_net: few(net),
  src_ports: ports,
  dst_ports: ports,
  not_src_ports: ports,
  not_dst_ports: ports,
  src_ip_set_ids: few(addressSet),
  dst_ip_set_ids: few(addressSet),
  not_src_ip_set_ids: few(addressSet),
  not_dst_ip_set_ids: few(addressSet),
  dst_ip_port_set_ids: few(portSet),
  src_named_port_ip_set_ids: few(portSet),
  dst_named_port_ip_set_ids: few(portSet),
  not_src_named_port_ip_set_ids: few(portSet),
  not_dst_named_port_ip_set_ids: few(portSet),
});

const end = fc.record({ address: fc.nat(7), port: fc.nat(40) });
const packet: fc.Arbitrary<Packet> = fc.record({
  protocol: fc.constantFrom('tcp', 'udp'),
  source: end,
  destination: end,
});

type PolicyRule = typeof policyRule extends fc.Arbitrary<infer T> ? T : never;
type Verdict = 'allow' | 'deny' | 'pass' | 'none';

test('rendered rules decide as the policy does', () => {
  fc.assert(
    fc.property(
      fc.array(policyRule, { maxLength: 3 }),
      fc.array(packet, { minLength: 5, maxLength: 20 }),
      (rules, packets) => {
        const rendered = renderRules(rules, { profile: 'x' }, '', r);
        for (const one of packets) expect(walk(rendered, one)).toBe(meant(rules, one));
      },
    ),
    { seed, numRuns: 3000 },
  );
});

function meant(rules: readonly PolicyRule[], one: Packet): Verdict {
  const found = rules.find((rule) => applies(rule, one));
  return found?.action ?? 'none';
}

function applies(rule: PolicyRule, one: Packet): boolean {
  const { source, destination } = one;
  const protocol = rule.protocol.name ?? 'udp';
  return (
    protocol === one.protocol &&
    netsAllow(rule.src_net, rule.not_src_net, source) &&
    netsAllow(rule.dst_net, rule.not_dst_net, destination) &&
    portsAllow(rule.src_ports, rule.src_named_port_ip_set_ids, source) &&
    portsAllow(rule.dst_ports, rule.dst_named_port_ip_set_ids, destination) &&
    !rule.not_src_ports.some((range) => within(range, source.port)) &&
    !rule.not_dst_ports.some((range) => within(range, destination.port)) &&
    rule.src_ip_set_ids.every((id) => sets[id]!(source)) &&
    [...rule.dst_ip_set_ids, ...rule.dst_ip_port_set_ids].every((id) => sets[id]!(destination)) &&
    ![...rule.not_src_ip_set_ids, ...rule.not_src_named_port_ip_set_ids].some((id) => sets[id]!(source)) &&
    ![...rule.not_dst_ip_set_ids, ...rule.not_dst_named_port_ip_set_ids].some((id) => sets[id]!(destination))
  );
}

/** A list with networks of the other IP version alone makes the rule say nothing about this one. */
function netsAllow(wanted: readonly string[], excluded: readonly string[], { address }: Packet['source']): boolean {
  const ours = (nets: readonly string[]) => nets.filter((cidr) => !cidr.includes(':'));
  if (wanted.length > 0 && !ours(wanted).some((cidr) => inNet(cidr, address))) return false;
  return excluded.length === 0 || (ours(excluded).length > 0 && !ours(excluded).some((cidr) => inNet(cidr, address)));
}

function portsAllow(ranges: readonly PortRange[], named: readonly string[], one: Packet['source']): boolean {
  if (ranges.length + named.length === 0) return true;
  return ranges.some((range) => within(range, one.port)) || named.some((id) => sets[id]!(one));
}

function within({ first, last }: PortRange, value: number): boolean {
  return value >= first && value <= last;
}

function inNet(cidr: string, address: number): boolean {
  const [base = '', length = '32'] = cidr.split('/');
  if (length === '0') return true;
  const size = 2 ** (32 - Number(length));
  const start = Number(base.split('.')[3]);
  return address >= start && address < start + size;
}

/** The kernel's walk over one chain. */
function walk(rules: readonly Rule[], one: Packet): Verdict {
  let mark = 0;
  for (const { match, action } of rules) {
    if (!match.every((m) => holds(m, one, mark))) continue;
    if (action?.do === 'set-mark') mark |= action.mark;
    else if (action?.do === 'clear-mark') mark &= ~action.mark;
    else if (action?.do === 'set-masked-mark') mark = (mark & ~action.mask) | action.value;
    else if (action?.do === 'drop') return 'deny';
    else if (action?.do === 'return') break;
  }
  return (mark & r.marks.accept) !== 0 ? 'allow' : (mark & r.marks.pass) !== 0 ? 'pass' : 'none';
}

function holds(match: Match, one: Packet, mark: number): boolean {
  const positive = (): boolean => {
    switch (match.on) {
      case 'protocol':
        return match.protocol === one.protocol || (match.protocol === 17 && one.protocol === 'udp');
      case 'source-net':
        return inNet(match.cidr, one.source.address);
      case 'destination-net':
        return inNet(match.cidr, one.destination.address);
      case 'source-ports':
        return match.ports.some((range) => within(range, one.source.port));
      case 'destination-ports':
        return match.ports.some((range) => within(range, one.destination.port));
      case 'source-set':
      case 'source-port-set':
        return sets[match.set.replace('cali40', '')]!(one.source);
      case 'destination-set':
      case 'destination-port-set':
        return sets[match.set.replace('cali40', '')]!(one.destination);
      case 'mark':
        return (mark & match.mask) === match.value;
      default:
        throw new Error(`no rule of a policy matches on ${match.on}`);
    }
  };
  return positive() !== ('negate' in match && match.negate === true);
}
