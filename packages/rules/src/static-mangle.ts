// The static chains of mangle: pre-DNAT policy, and the host's policy where destinations were changed.
import { back, clearMark, jump, marked, rule } from './build.ts';
import type { Chain, Match } from './chain.ts';
import type { Rendering } from './config.ts';
import { allMarks } from './mark-bits.ts';
import { hostPolicyAccepted } from './static-common.ts';

/** IP sets that static chains refer to. The driver keeps them, empty if need be: without them the kernel refuses. */
export const hostSets = {
  /** Networks whose packets leave with a DSCP value. */
  dscpSources: 'dscp-src-net',
  ipPools: 'network-ip-pools',
  /** The node's own addresses. */
  thisHost: 'this-host',
  /** Of the workloads that are found by their address. */
  workloadAddresses: 'workload-addresses',
} as const;

export function manglePreRouting(r: Rendering): Chain {
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

export function manglePostRouting(r: Rendering, withDscp = true): Chain {
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
