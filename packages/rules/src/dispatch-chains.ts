// Dispatch: from an interface's name to its endpoint's chain. More than a hundred rules in one list would slow down
// the last of them, so names that share the character after their common beginning get a chain of their own.
import { back, fromInterface, goTo, rule, toInterface } from './build.ts';
import type { Action, Chain, Match, Rule } from './chain.ts';
import type { Rendering } from './config.ts';
import { deny } from './endpoint-chain.ts';
import { ofOtherWorkloads } from './static-common.ts';

/** Stands for all interfaces that have no endpoint of their own. Longer than any interface's name may be. */
export const anyInterface = 'any-interface-at-all';

/** Packets from or to an interface that looks like a workload's and is not known are denied. */
export function workloadDispatchChains(interfaces: Iterable<string>, r: Rendering): Chain[] {
  const { names } = r;
  const list = [...interfaces];
  const unknown = [rule([], deny(r), 'Unknown interface')];
  return [
    ...dispatch(names.fromWorkloads, list, fromInterface, toChain(names.fromWorkload), unknown),
    ...dispatch(names.toWorkloads, list, toInterface, toChain(names.toWorkload), unknown),
  ];
}

export interface HostInterfaces {
  /** Interfaces with an endpoint. */
  readonly named: Iterable<string>;
  /** There is an endpoint for all other interfaces. */
  readonly any: boolean;
}

/** In filter: traffic of the host itself in both directions, then what it forwards. */
export function hostFilterDispatchChains(hosts: HostInterfaces, r: Rendering): Chain[] {
  const { names } = r;
  const named = [...hosts.named];
  const any = (chainOf: (name: string) => string) => (hosts.any ? [rule([], goTo(chainOf(anyInterface)))] : []);
  return [
    ...dispatch(names.fromHostEndpoints, named, fromInterface, toChain(names.fromHost), any(names.fromHost)),
    ...dispatch(names.toHostEndpoints, named, toInterface, toChain(names.toHost), any(names.toHost)),
    ...dispatch(
      names.fromHostEndpointsForward,
      named,
      fromInterface,
      toChain(names.fromHostForward),
      any(names.fromHostForward),
    ),
    ...dispatch(
      names.toHostEndpointsForward,
      named,
      toInterface,
      toChain(names.toHostForward),
      any(names.toHostForward),
    ),
  ];
}

/** In raw and mangle, towards the host. */
export function fromHostDispatchChains(hosts: HostInterfaces, r: Rendering): Chain[] {
  const { names } = r;
  const any = hosts.any ? [rule([], goTo(names.fromHost(anyInterface)))] : [];
  return dispatch(names.fromHostEndpoints, [...hosts.named], fromInterface, toChain(names.fromHost), any);
}

/** In raw and mangle, out of the host. */
export function toHostDispatchChains(hosts: HostInterfaces, r: Rendering): Chain[] {
  const { names, config } = r;
  const any: Rule[] = [];
  if (hosts.any) {
    for (const prefix of config.workloadInterfacePrefixes) {
      any.push(rule(toInterface(`${prefix}+`), back, 'Skip egress WHEP policy for traffic to local workload'));
    }
    any.push(...ofOtherWorkloads(r, 'to', back));
    any.push(rule([], goTo(names.toHost(anyInterface))));
  }
  return dispatch(names.toHostEndpoints, [...hosts.named], toInterface, toChain(names.toHost), any);
}

const toChain = (chainOf: (name: string) => string) => (name: string) => goTo(chainOf(name));

/** `otherwise`: what happens to packets of other interfaces. */
export function dispatch(
  root: string,
  interfaces: readonly string[],
  matching: (name: string) => Match,
  actionOf: (name: string) => Action,
  otherwise: readonly Rule[],
): Chain[] {
  const names = [...new Set(interfaces)].sort();
  const start = commonPrefix(names);
  const toEndpoint = (name: string) => rule(matching(name), actionOf(name));
  const children: Chain[] = [];
  const rules: Rule[] = [];
  for (const [prefix, members] of Map.groupBy(names, (name) => name.slice(0, start.length + 1))) {
    const [first] = members;
    if (members.length === 1 && first !== undefined) {
      rules.push(toEndpoint(first));
      continue;
    }
    const child = `${root}-${prefix.slice(start.length)}`;
    rules.push(rule(matching(`${prefix}+`), goTo(child)));
    // Going to a chain never comes back, so what happens to the rest is repeated there.
    children.push({ name: child, rules: [...members.map(toEndpoint), ...otherwise] });
  }
  return [...children, { name: root, rules: [...rules, ...otherwise] }];
}

/** Of sorted names, what all begin with. */
function commonPrefix(sorted: readonly string[]): string {
  const first = sorted[0] ?? '';
  const last = sorted.at(-1) ?? '';
  let length = 0;
  while (length < first.length && first[length] === last[length]) length++;
  return first.slice(0, length);
}
