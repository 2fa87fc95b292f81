// The static chains of raw: untracked policy, and no packets from addresses that are not the workload's.
import { addressVersion } from './addresses.ts';
import { accept, back, clearMark, fromInterface, jump, marked, rule, setMark, unmarked } from './build.ts';
import type { Chain, Match } from './chain.ts';
import type { Rendering } from './config.ts';
import { deny } from './endpoint-chain.ts';
import { allMarks } from './mark-bits.ts';
import { ofWorkloads } from './static-common.ts';

export function rawPreRouting(r: Rendering, spoofed: readonly Match[] = [{ on: 'reverse-path-failed' }]): Chain {
  const { names, marks } = r;
  const workload = marks.scratch0;
  return {
    name: names.preRouting,
    rules: [
      // Others may have left our bits set.
      rule([], clearMark(allMarks(marks))),
      ...(r.config.workloadDispatch === 'any' ? [rule([], jump(names.markFromWorkloads))] : []),
      ...ofWorkloads(r, (name) => rule(fromInterface(name), setMark(workload))),
      rule(marked(workload), jump(names.reversePathSkip)),
      // Workloads may not send from addresses that are not routed to them.
      rule([marked(workload), ...spoofed], deny(r)),
      rule(unmarked(workload), jump(names.fromHostEndpoints)),
      rule(marked(marks.accept), accept),
    ],
  };
}

export function rawOutput({ names, marks }: Rendering): Chain {
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
export function wireguardMark(r: Rendering): Chain {
  const passing = ['lo', ...r.config.wireguardInterfaces].map((name) => rule(fromInterface(name), back));
  return {
    name: r.names.wireguardMark,
    rules: [...passing, ...ofWorkloads(r, (name) => rule(fromInterface(name), back)), rule([], setMark(0))],
  };
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
