// Ports that rules do not tell apart.
import type { Rule } from '@manul/evaluator';
import type { ClusterView } from './cluster-view.ts';

export interface PortRange {
  readonly protocol: string;
  /** Of IP. */
  readonly number: number;
  /** Absent where the protocol has no ports. */
  readonly first?: number;
  readonly last?: number;
}

const withPorts: readonly (readonly [string, number])[] = [
  ['tcp', 6],
  ['udp', 17],
  ['sctp', 132],
];
const maxPort = 65_535;

/** For each protocol, ranges such that the rules answer alike for every port of one. */
export function portRanges(rules: Iterable<Rule>, view: ClusterView, ...more: readonly ClusterView[]): PortRange[] {
  const cuts = new Map<number, Set<number>>(withPorts.map(([, number]) => [number, new Set([0])]));
  for (const rule of rules) {
    for (const [, number] of withPorts) {
      if (rule.protocol !== undefined && rule.protocol !== number) continue;
      for (const { first, last } of [...(rule.destination.ports ?? []), ...rule.destination.notPorts]) {
        cuts
          .get(number)
          ?.add(first)
          .add(last + 1);
      }
    }
    const { namedPorts, notNamedPorts, portSets } = rule.destination;
    for (const set of [...namedPorts, ...notNamedPorts, ...portSets]) {
      for (const each of [view, ...more]) cutAtMembers(cuts, each.members(set));
    }
  }
  const ranges = withPorts.flatMap(([protocol, number]) => rangesOf(protocol, number, cuts.get(number)!));
  return [...ranges, { protocol: 'icmp', number: 1 }];
}

/** `10.0.0.1,tcp:80`. */
function cutAtMembers(cuts: ReadonlyMap<number, Set<number>>, members: Iterable<string>): void {
  for (const member of members) {
    const [, protocol, port] = /,(\w+):(\d+)$/.exec(member) ?? [];
    const number = withPorts.find(([name]) => name === protocol)?.[1] ?? Number(protocol);
    cuts
      .get(number)
      ?.add(Number(port))
      .add(Number(port) + 1);
  }
}

function rangesOf(protocol: string, number: number, cuts: ReadonlySet<number>): PortRange[] {
  const firsts = [...cuts].filter((port) => port >= 0 && port <= maxPort).sort((a, b) => a - b);
  return firsts.map((first, i) => ({ protocol, number, first, last: (firsts[i + 1] ?? maxPort + 1) - 1 }));
}

/** The same, told apart at these ports too. */
export function cutRanges(
  ranges: readonly PortRange[],
  at: readonly { protocol: string; port: number }[],
): PortRange[] {
  return ranges.flatMap((range) => {
    const { first, last } = range;
    if (first === undefined || last === undefined) return [range];
    const cuts = at
      .filter(({ protocol }) => protocol.toLowerCase() === range.protocol)
      .flatMap(({ port }) => [port, port + 1]);
    const firsts = [...new Set([first, ...cuts.filter((cut) => cut > first && cut <= last)])].sort((a, b) => a - b);
    return firsts.map((from, i) => ({ ...range, first: from, last: (firsts[i + 1] ?? last + 1) - 1 }));
  });
}

/** `tcp/80`, `tcp/8000-8080`, `udp`, `icmp`. */
export function portText({ protocol, first, last }: PortRange): string {
  if (first === undefined || (first === 0 && last === maxPort)) return protocol;
  return first === last ? `${protocol}/${first}` : `${protocol}/${first}-${last}`;
}

/** Neighbours become one again: what was told apart for other ends need not be for these. */
export function joinRanges(ranges: readonly PortRange[]): PortRange[] {
  const joined: PortRange[] = [];
  for (const range of ranges) {
    const before = joined.at(-1);
    const follows = before?.protocol === range.protocol && before.last !== undefined && before.last + 1 === range.first;
    if (before && follows) joined[joined.length - 1] = { ...before, last: range.last ?? maxPort };
    else joined.push(range);
  }
  return joined;
}
