// What the static chains of several tables have in common.
import type { Rule } from './chain.ts';
import type { Rendering } from './config.ts';

export const hostPolicyAccepted = 'Host endpoint policy accepted packet.';

/** One rule for each beginning that workloads' interfaces may have. */
export function ofWorkloads(r: Rendering, make: (name: string) => Rule): Rule[] {
  return r.config.workloadInterfacePrefixes.map((prefix) => make(`${prefix}+`));
}
