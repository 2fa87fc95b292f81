// Finds a packet's workload whatever CNI plugin made it: by its interface where it has one of its own, else by its
// address. Interfaces that look like a workload's, and addresses on them, that no workload has are denied.
import { addressDigits, addressVersion } from './addresses.ts';
import { clearMark, fromInterface, goTo, jump, rule, setMark, toInterface } from './build.ts';
import type { Chain, Match, Rule } from './chain.ts';
import { limitedChainName } from './chain-names.ts';
import type { Rendering } from './config.ts';
import { dispatch } from './dispatch-chains.ts';
import { deny } from './endpoint-chain.ts';
import { hostSets } from './static-mangle.ts';

export interface LocatedWorkload {
  /** Its name in the endpoint, after which its chains are named. */
  readonly name: string;
  /** The host's end of its link; undefined where it shares one with others. */
  readonly interface: string | undefined;
  /** Addresses that it is found by. */
  readonly addresses: readonly string[];
}

interface Way {
  readonly root: string;
  readonly addresses: string;
  readonly mark: string;
  readonly chainOf: (name: string) => string;
  readonly onInterface: (name: string) => Match;
  readonly net: 'source-net' | 'destination-net';
  readonly set: 'source-set' | 'destination-set';
}

function bothWays({ names }: Rendering): readonly Way[] {
  return [
    {
      root: names.fromWorkloads,
      addresses: names.fromWorkloadAddresses,
      mark: names.markFromWorkloads,
      chainOf: names.fromWorkload,
      onInterface: fromInterface,
      net: 'source-net',
      set: 'source-set',
    },
    {
      root: names.toWorkloads,
      addresses: names.toWorkloadAddresses,
      mark: names.markToWorkloads,
      chainOf: names.toWorkload,
      onInterface: toInterface,
      net: 'destination-net',
      set: 'destination-set',
    },
  ];
}

/** In filter. Of several workloads with one interface or address, the first is found. */
export function locatedDispatchChains(workloads: readonly LocatedWorkload[], r: Rendering): Chain[] {
  const byInterface = new Map<string, string>();
  const byAddress = new Map<string, string>();
  for (const { name, interface: link, addresses } of workloads) {
    if (link !== undefined && !byInterface.has(link)) byInterface.set(link, name);
    for (const address of addresses) {
      if (addressVersion(address) === r.ipVersion && !byAddress.has(address)) byAddress.set(address, name);
    }
  }
  return bothWays(r).flatMap((way) => {
    const toChain = (name: string | undefined) => goTo(way.chainOf(name ?? ''));
    const interfaces = [...byInterface.keys()];
    const otherwise = [rule([], goTo(way.addresses))];
    return [
      ...dispatch(way.root, interfaces, way.onInterface, (link) => toChain(byInterface.get(link)), otherwise),
      ...addressDispatch([...byAddress.keys()], way, (address) => toChain(byAddress.get(address)), r),
    ];
  });
}

/** In every table: scratch bit 0 tells whether a packet is from, or to, a workload, whatever its interface is called. */
export function locatedMarkChains(workloads: readonly LocatedWorkload[], r: Rendering): Chain[] {
  const mark = setMark(r.marks.scratch0);
  const links = workloads.flatMap(({ interface: link }) => link ?? []);
  return bothWays(r).flatMap((way) => {
    const inSet: Match = { on: way.set, set: r.setName(hostSets.workloadAddresses) };
    const interfaces = `${way.mark}-if`;
    return [
      {
        name: way.mark,
        rules: [
          rule([], clearMark(r.marks.scratch0)),
          rule(inSet, mark),
          ...(links.length > 0 ? [rule([], jump(interfaces))] : []),
        ],
      },
      ...(links.length > 0 ? dispatch(interfaces, links, way.onInterface, () => mark, []) : []),
    ];
  });
}

/** Of IPv4 28 bits and of IPv6 124: at most 16 addresses share them. */
const digitsLeftOut = 1;

function addressDispatch(
  addresses: readonly string[],
  way: Way,
  actionOf: (address: string) => ReturnType<typeof goTo>,
  r: Rendering,
): Chain[] {
  const unknown: Rule[] = r.config.workloadInterfacePrefixes.map((prefix) =>
    rule(way.onInterface(`${prefix}+`), deny(r), 'Unknown interface'),
  );
  const rules: Rule[] = [];
  const children: Chain[] = [];
  const toWorkload = (address: string) => rule({ on: way.net, cidr: hostCidr(address) }, actionOf(address));
  const network = (address: string) => (addressDigits(address) ?? '').slice(0, -digitsLeftOut);
  for (const [digits, members] of Map.groupBy([...addresses].sort(), network)) {
    const [first] = members;
    if (members.length === 1 && first !== undefined) {
      rules.push(toWorkload(first));
      continue;
    }
    const child = limitedChainName(`${way.addresses}-`, digits);
    rules.push(rule({ on: way.net, cidr: networkCidr(digits) }, goTo(child)));
    children.push({ name: child, rules: [...members.map(toWorkload), ...unknown] });
  }
  return [...children, { name: way.addresses, rules: [...rules, ...unknown] }];
}

const hostCidr = (address: string) => `${address}/${address.includes(':') ? 128 : 32}`;

function networkCidr(digits: string): string {
  const all = digits + '0'.repeat(digitsLeftOut);
  const length = digits.length * 4;
  if (all.length > 8) return `${all.match(/.{4}/g)?.join(':')}/${length}`;
  return `${all
    .match(/../g)
    ?.map((byte) => Number.parseInt(byte, 16))
    .join('.')}/${length}`;
}
