// The chains that are there whatever the policy is, and the rules that lead from the kernel's own chains to them.
import { jump, marked, rule, setMark } from './build.ts';
import type { Chain, Rule, TableName } from './chain.ts';
import type { Rendering } from './config.ts';
import { failsafeChains } from './failsafe-chains.ts';
import { forward, input, output, workloadToHost } from './static-filter.ts';
import { manglePostRouting, manglePreRouting } from './static-mangle.ts';
import { rawOutput, rawPreRouting, wireguardMark } from './static-raw.ts';

/** Our rules in one of the kernel's own chains: before those of others, and after them. */
export interface KernelRules {
  readonly chain: string;
  readonly insert: readonly Rule[];
  readonly append: readonly Rule[];
}

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
