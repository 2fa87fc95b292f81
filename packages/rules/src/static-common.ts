// What the static chains of several tables have in common.
import { jump, marked, rule } from './build.ts';
import type { Action, Rule } from './chain.ts';
import type { Rendering } from './config.ts';

export const hostPolicyAccepted = 'Host endpoint policy accepted packet.';

/** One rule for each beginning that workloads' interfaces may have. */
export function ofWorkloads(r: Rendering, make: (name: string) => Rule): Rule[] {
  return r.config.workloadInterfacePrefixes.map((prefix) => make(`${prefix}+`));
}

/** For workloads whose interfaces may have any name: a mark tells that the packet is from or to one of them. */
export function ofOtherWorkloads({ names, marks, config }: Rendering, way: 'from' | 'to', action: Action): Rule[] {
  if (config.workloadDispatch !== 'any') return [];
  const classify = way === 'from' ? names.markFromWorkloads : names.markToWorkloads;
  return [rule([], jump(classify)), rule(marked(marks.scratch0), action)];
}
