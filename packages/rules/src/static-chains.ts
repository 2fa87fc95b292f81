// The chains that are there whatever the policy is, and the rules that lead from the kernel's own chains to them.

import { addressVersion } from './addresses.ts';
import {
  accept,
  back,
  clearMark,
  fromInterface,
  goTo,
  jump,
  marked,
  protocol,
  rule,
  setMark,
  toInterface,
  unmarked,
} from './build.ts';
import type { Chain, Match, Rule, TableName } from './chain.ts';
import type { Rendering } from './config.ts';
import { deny } from './endpoint-chain.ts';
import { failsafeChains } from './failsafe-chains.ts';
import { allMarks } from './mark-bits.ts';

/** IP sets that static chains refer to. The driver keeps them, empty if need be: without them the kernel refuses. */
export const hostSets = {
  /** Networks whose packets leave with a DSCP value. */
  dscpSources: 'dscp-src-net',
  ipPools: 'network-ip-pools',
  /** The node's own addresses. */
  thisHost: 'this-host',
} as const;

export interface KernelRules {
  readonly chain: string;
  readonly insert: readonly Rule[];
  readonly append: readonly Rule[];
}

const hostPolicyAccepted = 'Host endpoint policy accepted packet.';

export function staticChains(table: TableName, r: Rendering): Chain[] {
  switch (table) {
    case 'raw':
      return [...failsafeChains(table, r), rawPreRouting(r), rawOutput(r), wireguardMark(r)];
    case 'mangle':
      return [...failsafeChains(table, r), manglePreRouting(r), manglePostRouting(r)];
    case 'filter':
      return [...failsafeChains(table, r), input(r), workloadToHost(r), forward(r), output(r)];
    case 'nat':
      return natChains(r);
  }
}

/**
 * What to program where the kernel refuses a static chain for want of a module, so that the node itself stays
 * reachable. Without the reverse-path check nothing from workloads passes; without IP sets in mangle, no DSCP is set.
 */
export function fallbackChain(table: TableName, name: string, r: Rendering): Chain | undefined {
  if (table === 'raw' && name === r.names.preRouting) return rawPreRouting(r, []);
  if (table === 'mangle' && name === r.names.postRouting) return manglePostRouting(r, false);
  return undefined;
}

/** In raw, where only untracked egress policy is ours. */
export function rawEgressChains(r: Rendering): Chain[] {
  return [...failsafeChains('raw', r).filter(({ name }) => name === r.names.failsafeOut), rawOutput(r)];
}

/** What goes into the kernel's own chains. */
export function kernelRules(table: TableName, r: Rendering): KernelRules[] {
  const { names, config, marks } = r;
  const ours: Readonly<Record<TableName, readonly (readonly [string, string])[]>> = {
    raw: [
      ['PREROUTING', names.preRouting],
      ['OUTPUT', names.output],
    ],
    mangle: [
      ['PREROUTING', names.preRouting],
      ['POSTROUTING', names.postRouting],
    ],
    filter: [
      ['FORWARD', names.forward],
      ['INPUT', names.input],
      ['OUTPUT', names.output],
    ],
    nat: [
      ['PREROUTING', names.preRouting],
      ['POSTROUTING', names.postRouting],
      ['OUTPUT', names.output],
    ],
  };
  return ours[table].map(([chain, target]) => {
    // Source NAT comes after kube-proxy's, whose mark would otherwise stay on the packet and its encapsulation.
    const last = config.chainInsertMode === 'append' || (table === 'nat' && chain === 'POSTROUTING');
    const lead = [rule([], jump(target))];
    const after =
      table === 'filter' && chain === 'FORWARD'
        ? [
            rule(marked(marks.accept), { do: config.filterAllowAction }, 'Policy explicitly accepted packet.'),
            // Tells mangle's POSTROUTING that this packet is forwarded, and no concern of the host's own policy.
            rule([], setMark(marks.accept)),
          ]
        : [];
    return { chain, insert: last ? [] : lead, append: last ? [...lead, ...after] : after };
  });
}

/** Packets to service addresses that nothing serves would go round between this node and its gateway. */
export function blockedCidrsChain(cidrs: readonly string[], r: Rendering): Chain {
  const { serviceLoopPrevention: action } = r.config;
  const ours = action === 'off' ? [] : cidrs.filter((cidr) => addressVersion(cidr) === r.ipVersion).sort();
  const rules = ours.map((cidr) => rule({ on: 'destination-net', cidr }, { do: action as 'drop' | 'reject' }));
  return { name: r.names.blockedCidrs, rules };
}

/** Workloads that may send from addresses of others. */
export function reversePathSkipChain(spoofers: ReadonlyMap<string, readonly string[]>, r: Rendering): Chain {
  const rules = [...spoofers]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, cidrs]) =>
      cidrs
        .filter((cidr) => addressVersion(cidr) === r.ipVersion)
        .map((cidr) => rule([fromInterface(name), { on: 'source-net', cidr }], accept)),
    );
  return { name: r.names.reversePathSkip, rules };
}

function ofWorkloads(r: Rendering, make: (name: string) => Rule): Rule[] {
  return r.config.workloadInterfacePrefixes.map((prefix) => make(`${prefix}+`));
}

function input(r: Rendering): Chain {
  const { names, marks, config } = r;
  const allow = { do: config.filterAllowAction };
  return {
    name: names.input,
    rules: [
      ...ofWorkloads(r, (name) => rule(fromInterface(name), goTo(names.workloadToHost))),
      // Accepted in raw or mangle already.
      rule(marked(marks.accept), allow),
      rule([], clearMark(allMarks(marks))),
      rule([], jump(names.fromHostEndpoints)),
      rule(marked(marks.accept), allow, hostPolicyAccepted),
    ],
  };
}

/** Without these a workload could not find its router: multicast listeners, router and neighbour solicitation. */
const neighbourDiscovery = [130, 131, 132, 133, 135, 136];

function workloadToHost(r: Rendering): Chain {
  const { names, config } = r;
  const discovery = r.ipVersion === 4 ? [] : neighbourDiscovery;
  const rules = discovery.map((type) =>
    rule([protocol(58), { on: 'icmp-type', ipVersion: 6, type }], { do: config.filterAllowAction }),
  );
  return {
    name: names.workloadToHost,
    rules: [
      ...rules,
      rule([], jump(names.fromWorkloads)),
      rule([], { do: config.endpointToHostAction }, 'Configured DefaultEndpointToHostAction'),
    ],
  };
}

function forward(r: Rendering): Chain {
  const { names, marks } = r;
  return {
    name: names.forward,
    rules: [
      // The accept bit is how raw and mangle tell that they accepted.
      rule([], clearMark((allMarks(marks) & ~marks.accept) >>> 0)),
      rule(unmarked(marks.accept), jump(names.fromHostEndpointsForward)),
      ...r.config.workloadInterfacePrefixes.flatMap((prefix) => [
        rule(fromInterface(`${prefix}+`), jump(names.fromWorkloads)),
        rule(toInterface(`${prefix}+`), jump(names.toWorkloads)),
      ]),
      rule([], jump(names.toHostEndpointsForward)),
      rule([], jump(names.blockedCidrs)),
    ],
  };
}

function output(r: Rendering): Chain {
  const { names, marks, config } = r;
  const allow = { do: config.filterAllowAction };
  return {
    name: names.output,
    rules: [
      rule(marked(marks.accept), allow),
      // A node may always reach its own workloads: the kubelet's probes.
      ...ofWorkloads(r, (name) => rule(toInterface(name), back)),
      rule([], clearMark(allMarks(marks))),
      // Where the destination was changed, the interface known here is the old one's; mangle decides later.
      rule({ on: 'conntrack-state', states: ['DNAT'], negate: true }, jump(names.toHostEndpoints)),
      rule(marked(marks.accept), allow, hostPolicyAccepted),
    ],
  };
}

function manglePreRouting(r: Rendering): Chain {
  const { names, marks, config } = r;
  const allow = { do: config.mangleAllowAction };
  return {
    name: names.preRouting,
    rules: [
      rule({ on: 'conntrack-state', states: ['RELATED', 'ESTABLISHED'] }, allow),
      rule(marked(marks.accept), allow),
      rule([], jump(names.fromHostEndpoints)),
      rule(marked(marks.accept), allow, hostPolicyAccepted),
    ],
  };
}

function manglePostRouting(r: Rendering, withDscp = true): Chain {
  const { names, marks } = r;
  const leaving: Match[] = [
    { on: 'source-set', set: r.setName(hostSets.dscpSources) },
    { on: 'destination-set', set: r.setName(hostSets.ipPools), negate: true },
    { on: 'destination-set', set: r.setName(hostSets.thisHost), negate: true },
  ];
  return {
    name: names.postRouting,
    rules: [
      ...(withDscp ? [rule(leaving, jump(names.egressDscp), 'set dscp for traffic leaving cluster.')] : []),
      // Forwarded.
      rule(marked(marks.accept), back),
      rule([], clearMark(allMarks(marks))),
      rule({ on: 'conntrack-state', states: ['DNAT'] }, jump(names.toHostEndpoints)),
      rule(marked(marks.accept), back, hostPolicyAccepted),
    ],
  };
}

function rawPreRouting(r: Rendering, spoofed: readonly Match[] = [{ on: 'reverse-path-failed' }]): Chain {
  const { names, marks } = r;
  const workload = marks.scratch0;
  return {
    name: names.preRouting,
    rules: [
      // Others may have left our bits set.
      rule([], clearMark(allMarks(marks))),
      ...ofWorkloads(r, (name) => rule(fromInterface(name), setMark(workload))),
      rule(marked(workload), jump(names.reversePathSkip)),
      // Workloads may not send from addresses that are not routed to them.
      rule([marked(workload), ...spoofed], deny(r)),
      rule(unmarked(workload), jump(names.fromHostEndpoints)),
      rule(marked(marks.accept), accept),
    ],
  };
}

function rawOutput({ names, marks }: Rendering): Chain {
  return {
    name: names.output,
    rules: [
      rule([], clearMark(allMarks(marks))),
      rule([], jump(names.toHostEndpoints)),
      rule(marked(marks.accept), accept),
    ],
  };
}

/** Felix keeps this chain ready; without WireGuard nothing leads to it, so the kernel never sees it. */
function wireguardMark(r: Rendering): Chain {
  const passing = ['lo', ...r.config.wireguardInterfaces].map((name) => rule(fromInterface(name), back));
  return {
    name: r.names.wireguardMark,
    rules: [...passing, ...ofWorkloads(r, (name) => rule(fromInterface(name), back)), rule([], setMark(0))],
  };
}

function natChains({ names }: Rendering): Chain[] {
  const toFloating = [rule([], jump(names.floatingIpDnat))];
  const fromFloating = [rule([], jump(names.floatingIpSnat)), rule([], jump(names.natOutgoing))];
  return [
    { name: names.preRouting, rules: toFloating },
    { name: names.postRouting, rules: fromFloating },
    { name: names.output, rules: toFloating },
    { name: names.floatingIpDnat, rules: [] },
    { name: names.floatingIpSnat, rules: [] },
    { name: names.natOutgoing, rules: [] },
  ];
}
