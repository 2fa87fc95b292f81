// How many rules the nodes' kernels hold for a policy, before a change and after it.
import type { Direction, HostEndpoint, PolicyRef } from '@manul/evaluator';
import { defaultRulesConfig, policyChains, type RulesConfig, rendering } from '@manul/rules';
import type { ClusterView } from './cluster-view.ts';
import { ownerKey } from './rule-source.ts';
import type { Touched } from './touched.ts';

export interface PolicyCount {
  readonly nodes: number;
  /** Over all nodes, of both IP versions. */
  readonly rules: number;
}

type NodeOf = (endpoint: string) => string | undefined;

/** Where endpoints are, by key of a pod's and by name of a host endpoint. */
export interface NodesOf {
  readonly workload: NodeOf;
  readonly host: NodeOf;
}

type Use = `${'raw' | 'mangle' | 'filter'} ${Direction}`;

interface Uses {
  readonly ref: PolicyRef;
  /** Tables and directions, by node. */
  readonly byNode: Map<string, Set<Use>>;
}

/** What a policy in these tiers of a host endpoint is needed for: see `hostFilterChains` and its neighbours. */
const hostUses: readonly (readonly [keyof HostEndpoint & `${string}iers`, Direction, readonly Use[]])[] = [
  ['tiers', 'ingress', ['filter ingress']],
  ['tiers', 'egress', ['filter egress', 'mangle egress']],
  ['forwardTiers', 'ingress', ['filter ingress']],
  ['forwardTiers', 'egress', ['filter egress']],
  ['untrackedTiers', 'ingress', ['raw ingress']],
  ['untrackedTiers', 'egress', ['raw egress']],
  ['preDnatTiers', 'ingress', ['mangle ingress']],
];

/** Of policies by `ownerKey`. A node holds a policy's chain once for each table and direction in which it is needed. */
export function countPolicies(
  view: ClusterView,
  policies: ReadonlySet<string>,
  nodesOf: NodesOf,
  config: RulesConfig = defaultRulesConfig,
): Map<string, PolicyCount> {
  const counts = [...usesOf(view, policies, nodesOf)].map(([key, { ref, byNode }]) => {
    const lengths = chainLengths(view, ref, config);
    let rules = 0;
    for (const uses of byNode.values()) for (const use of uses) rules += lengths[use.endsWith('ingress') ? 0 : 1];
    return [key, { nodes: byNode.size, rules }] as const;
  });
  return new Map(counts);
}

function usesOf(view: ClusterView, policies: ReadonlySet<string>, nodesOf: NodesOf): Map<string, Uses> {
  const found = new Map<string, Uses>();
  const add = (refs: readonly PolicyRef[], node: string, uses: readonly Use[]) => {
    for (const ref of refs) {
      const key = ownerKey({ type: 'policy', ...ref });
      if (!policies.has(key)) continue;
      const { byNode } = found.get(key) ?? found.set(key, { ref, byNode: new Map() }).get(key)!;
      const there = byNode.get(node) ?? byNode.set(node, new Set()).get(node)!;
      for (const use of uses) there.add(use);
    }
  };
  const users = new Set([...policies].flatMap((owner) => [...view.usersOf(owner)]));
  for (const user of users) {
    const node = nodesOf.workload(user);
    if (node === undefined) continue;
    for (const { ingress, egress } of view.workload(user)?.tiers ?? []) {
      add(ingress, node, ['filter ingress']);
      add(egress, node, ['filter egress']);
    }
  }
  for (const host of view.hostEndpoints()) {
    const node = nodesOf.host(host.key);
    if (node === undefined) continue;
    for (const [tiers, direction, uses] of hostUses) for (const tier of host[tiers]) add(tier[direction], node, uses);
  }
  return found;
}

function chainLengths(view: ClusterView, ref: PolicyRef, config: RulesConfig): readonly [number, number] {
  const source = view.sources.get({ type: 'policy', ...ref });
  let [inbound, outbound] = [0, 0];
  for (const version of [4, 6] as const) {
    const rules = { inbound_rules: [...(source?.inbound ?? [])], outbound_rules: [...(source?.outbound ?? [])] };
    const chains = policyChains({ ...ref }, rules, rendering(config, version));
    inbound += chains?.inbound.rules.length ?? 0;
    outbound += chains?.outbound.rules.length ?? 0;
  }
  return [inbound, outbound];
}

/** Nodes on which an endpoint has one of these policies or profiles, or is told anew. */
export function nodesTouched(view: ClusterView, { owners, endpoints, hosts }: Touched, nodesOf: NodesOf): Set<string> {
  const nodes = new Set<string>();
  const add = (node: string | undefined) => {
    if (node !== undefined) nodes.add(node);
  };
  const users = [...owners].flatMap((owner) => [...view.usersOf(owner)]);
  for (const key of [...endpoints, ...users]) if (view.workload(key)) add(nodesOf.workload(key));
  for (const host of view.hostEndpoints()) {
    const isUser = () =>
      host.profiles.some((name) => owners.has(ownerKey({ type: 'profile', name }))) ||
      hostUses.some(([tiers, direction]) =>
        host[tiers].some((tier) => tier[direction].some((ref) => owners.has(ownerKey({ type: 'policy', ...ref })))),
      );
    if (hosts.has(host.key) || isUser()) add(nodesOf.host(host.key));
  }
  return nodes;
}
