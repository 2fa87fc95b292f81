// How many rules the nodes' kernels hold for a policy, before a change and after it.
import type { PolicyRef } from '@manul/evaluator';
import { defaultRulesConfig, policyChains, type RulesConfig, rendering } from '@manul/rules';
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
  for (const key of policies) {
    for (const user of view.usersOf(key)) {
      const node = nodeOf(user);
      if (node === undefined) continue;
      for (const tier of view.workload(user)?.tiers ?? []) {
        for (const direction of ['ingress', 'egress'] as const) {
          const ref = tier[direction].find((each) => ownerKey({ type: 'policy', ...each }) === key);
          if (!ref) continue;
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
  const add = (key: string) => {
    const node = view.workload(key) && nodeOf(key);
    if (node !== undefined) nodes.add(node);
  };
  for (const key of endpoints) add(key);
  for (const owner of owners) for (const key of view.usersOf(owner)) add(key);
  return nodes;
}
