// How many rules the nodes' kernels hold for a policy, before a change and after it.
import type { PolicyRef } from '@manul/evaluator';
import { defaultRulesConfig, policyChains, type RulesConfig, rendering } from '@manul/rules';
import { policyKeyOf } from './cluster-index.ts';
import type { ClusterView } from './cluster-view.ts';
import { ownerKey } from './rule-source.ts';

export interface PolicyCount {
  readonly nodes: number;
  /** Over all nodes, of both IP versions. */
  readonly rules: number;
}

/** Node by the key of an endpoint. */
export type NodeOf = (endpoint: string) => string | undefined;

/** Of policies by `ownerKey`. A node holds a policy's chain for each direction in which an endpoint there has it. */
export function countPolicies(
  view: ClusterView,
  policies: ReadonlySet<string>,
  nodeOf: NodeOf,
  config: RulesConfig = defaultRulesConfig,
): Map<string, PolicyCount> {
  const uses = new Map<string, { ref: PolicyRef; ingress: Set<string>; egress: Set<string> }>();
  for (const endpoint of view.workloads()) {
    const node = nodeOf(endpoint.key);
    if (node === undefined) continue;
    for (const tier of endpoint.tiers) {
      for (const direction of ['ingress', 'egress'] as const) {
        for (const ref of tier[direction]) {
          const key = ownerKey({ type: 'policy', ...ref });
          if (!policies.has(key)) continue;
          const use = uses.get(key) ?? { ref, ingress: new Set(), egress: new Set() };
          uses.set(key, use);
          use[direction].add(node);
        }
      }
    }
  }
  const counts = [...uses].map(([key, { ref, ingress, egress }]) => {
    const { inbound, outbound } = chainLengths(view, ref, config);
    const rules = inbound * ingress.size + outbound * egress.size;
    return [key, { nodes: new Set([...ingress, ...egress]).size, rules }] as const;
  });
  return new Map(counts);
}

function chainLengths(view: ClusterView, ref: PolicyRef, config: RulesConfig): { inbound: number; outbound: number } {
  const source = view.sources.get({ type: 'policy', ...ref });
  let [inbound, outbound] = [0, 0];
  for (const version of [4, 6] as const) {
    const rules = { inbound_rules: [...(source?.inbound ?? [])], outbound_rules: [...(source?.outbound ?? [])] };
    const chains = policyChains({ ...ref }, rules, rendering(config, version));
    inbound += chains?.inbound.rules.length ?? 0;
    outbound += chains?.outbound.rules.length ?? 0;
  }
  return { inbound, outbound };
}

/** Nodes on which an endpoint has one of these policies or profiles, or is one of these endpoints. */
export function nodesTouched(
  view: ClusterView,
  owners: ReadonlySet<string>,
  endpoints: ReadonlySet<string>,
  nodeOf: NodeOf,
): Set<string> {
  const nodes = new Set<string>();
  for (const endpoint of view.workloads()) {
    const node = nodeOf(endpoint.key);
    if (node === undefined || nodes.has(node)) continue;
    const touched =
      endpoints.has(endpoint.key) ||
      endpoint.profiles.some((name) => owners.has(ownerKey({ type: 'profile', name }))) ||
      endpoint.tiers.some(({ ingress, egress }) =>
        [...ingress, ...egress].some((ref) => owners.has(`active_policy ${policyKeyOf(ref)}`)),
      );
    if (touched) nodes.add(node);
  }
  return nodes;
}
