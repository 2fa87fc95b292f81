// Policies, namespaces, workloads and pods as lists.
import type { Origin, Policy } from '@manul/model';
import type { manul } from '@manul/proto';
import {
  type ClusterIndex,
  type ClusterModel,
  isIsolated,
  type Pod,
  policiesOf,
  type Workload,
  workloadLabels,
} from '@manul/reachability';
import { pageOf } from './pages.ts';

export function listPolicies(
  request: manul.v1.IListPoliciesRequest,
  model: ClusterModel,
  index: ClusterIndex,
): manul.v1.IPolicyList {
  const { namespace, search } = request;
  const wanted = [...model.entries('policy')].filter(
    ([key, policy]) => (!namespace || policy.namespace === namespace) && has([key, policy.tier], search),
  );
  const { items, ...page } = pageOf(wanted, ([key]) => key, request);
  return { policies: items.map(([key, policy]) => policySummary(key, policy, model, index)), ...page };
}

export function policySummary(
  id: string,
  policy: Policy,
  model: ClusterModel,
  index: ClusterIndex,
): manul.v1.IPolicySummary {
  const origin = model.origin('policy', id);
  return {
    id,
    kind: policy.kind,
    namespace: policy.namespace,
    name: policy.name,
    tier: policy.tier,
    ...(policy.order !== undefined && { order: policy.order }),
    selector: policy.selector,
    ingress: policy.ingress,
    egress: policy.egress,
    staged: policy.staged,
    ingress_rules: policy.inboundRules.length,
    egress_rules: policy.outboundRules.length,
    pods: index.selected.get(id)?.length ?? 0,
    ...(origin && { origin: originMessage(origin) }),
  };
}

export function listNamespaces(
  request: manul.v1.IListNamespacesRequest,
  model: ClusterModel,
  index: ClusterIndex,
): manul.v1.INamespaceList {
  const policies = new Map<string, number>();
  for (const [, { namespace }] of model.entries('policy')) policies.set(namespace, (policies.get(namespace) ?? 0) + 1);
  const names = new Set([...index.workloads.keys(), ...[...model.entries('namespace')].map(([name]) => name)]);
  const wanted = [...names].filter((name) => has([name], request.search));
  const { items, ...page } = pageOf(wanted, (name) => name, request);
  return { namespaces: items.map((name) => namespaceSummary(name, policies.get(name) ?? 0, index)), ...page };
}

function namespaceSummary(name: string, policies: number, index: ClusterIndex): manul.v1.INamespaceSummary {
  const pods = index.podsOf(name);
  const isolated = (direction: 'ingress' | 'egress') =>
    pods.filter((pod) => isIsolated(pod.endpoint, direction)).length;
  return {
    name,
    pods: pods.length,
    workloads: index.workloads.get(name)?.size ?? 0,
    policies,
    ingress_isolated: isolated('ingress'),
    egress_isolated: isolated('egress'),
  };
}

export function listWorkloads(request: manul.v1.IListWorkloadsRequest, index: ClusterIndex): manul.v1.IWorkloadList {
  const { search } = request;
  const wanted = [...index.allWorkloads(request.namespace || undefined)].filter(({ namespace, name }) =>
    has([`${namespace}/${name}`], search),
  );
  const { items, ...page } = pageOf(wanted, ({ namespace, name }) => `${namespace}/${name}`, request);
  return { workloads: items.map(workloadSummary), ...page };
}

export function workloadSummary({ namespace, name, pods }: Workload): manul.v1.IWorkloadSummary {
  const first = pods[0]!;
  const policies = new Set(pods.flatMap(({ endpoint }) => [...policiesOf(endpoint)]));
  return {
    workload: { namespace, name },
    pods: pods.length,
    example_pod: `${namespace}/${first.name}`,
    labels: Object.fromEntries(workloadLabels(first.labels)),
    ingress_isolated: isIsolated(first.endpoint, 'ingress'),
    egress_isolated: isIsolated(first.endpoint, 'egress'),
    policies: [...policies].sort(),
  };
}

export function listPods(request: manul.v1.IListPodsRequest, index: ClusterIndex): manul.v1.IPodList {
  const { namespace, workload, search } = request;
  const all = namespace ? index.podsOf(namespace) : [...index.pods.values()];
  const wanted = all.filter(
    (pod) =>
      (!workload || pod.workload === workload) && has([`${pod.namespace}/${pod.name}`, ...pod.addresses], search),
  );
  const { items, ...page } = pageOf(wanted, (pod) => `${pod.namespace}/${pod.name}`, request);
  return { pods: items.map(podSummary), ...page };
}

function podSummary({ namespace, name, node, addresses, workload, labels }: Pod): manul.v1.IPodSummary {
  return { namespace, name, node, addresses: [...addresses], workload: { namespace, name: workload }, labels };
}

function originMessage(origin: Origin): manul.v1.IOrigin {
  const { apiVersion: api_version, kind, namespace, name, resourceVersion: resource_version } = origin;
  return { api_version, kind, namespace, name, resource_version };
}

function has(texts: readonly string[], search: string | null | undefined): boolean {
  return !search || texts.some((text) => text.includes(search));
}
