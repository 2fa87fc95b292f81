// One policy's page: whom it selects, what it says, where it is enforced.
import type { Rule } from '@manul/model';
import type { manul } from '@manul/proto';
import type { ClusterIndex, ClusterModel, ClusterView, Pod, Workload } from '@manul/reachability';
import type { Enforcement, NodeStatus } from '../receipts.ts';
import { policySummary, workloadSummary } from './cluster-lists.ts';
import { AdminError } from './error.ts';
import { ruleText } from './rule-text.ts';

const maxListed = 200;

/** `nodes_not_enforcing` names all of its nodes: `withEnforcement` keeps those that do not. Throws AdminError. */
export function policyDetail(
  id: string,
  model: ClusterModel,
  index: ClusterIndex,
  view: ClusterView,
): manul.v1.IPolicyDetail {
  const policy = model.get('policy', id);
  if (!policy) throw new AdminError('not-found', `no policy ${id}: give kind|namespace|name`);
  const pods = index.selected.get(id) ?? [];
  const workloads = workloadsOf(pods, index);
  const names = [...new Set(pods.map(({ node }) => node))].sort();
  const { kind, namespace, name } = policy;
  const source = view.sources.get({ type: 'policy', kind, namespace, name });
  const rules = (direction: 'ingress' | 'egress', list: readonly Rule[]) =>
    list.map((rule, i) => {
      const message = (direction === 'ingress' ? source?.inbound : source?.outbound)?.[i];
      return ruleSummary(direction, i, { rule, namespace }, message);
    });
  return {
    policy: policySummary(id, policy, model, index),
    selected: workloads.slice(0, maxListed).map(workloadSummary),
    more_selected: workloads.length > maxListed,
    rules: [...rules('ingress', policy.inboundRules), ...rules('egress', policy.outboundRules)],
    nodes: names.length,
    nodes_not_enforcing: names,
  };
}

/** The detail with what the nodes' receipts say of its enforcement. */
export function withEnforcement(
  detail: manul.v1.IPolicyDetail,
  nodes: readonly NodeStatus[],
  { errors }: Enforcement,
): manul.v1.IPolicyDetail {
  const upToDate = new Set(nodes.filter((node) => node.upToDate).map(({ node }) => node));
  const names = detail.nodes_not_enforcing ?? [];
  const behind = names.filter((name) => !upToDate.has(name));
  return {
    ...detail,
    nodes_enforcing: names.length - behind.length,
    errors: errors.map(({ node, reason, failedClosed }) => ({ node, reason, failed_closed: failedClosed })),
    nodes_not_enforcing: behind.slice(0, maxListed),
  };
}

function workloadsOf(pods: readonly Pod[], index: ClusterIndex): Workload[] {
  const keys = new Set(pods.map(({ namespace, workload }) => `${namespace}\n${workload}`));
  return [...keys].flatMap((key) => {
    const [namespace = '', name = ''] = key.split('\n');
    return index.workloads.get(namespace)?.get(name) ?? [];
  });
}

function ruleSummary(
  direction: 'ingress' | 'egress',
  index: number,
  { rule, namespace }: { readonly rule: Rule; readonly namespace: string },
  message: manul.v1.IRuleSummary['rule'],
): manul.v1.IRuleSummary {
  const { action, path } = rule;
  const text = ruleText(rule, namespace);
  return { direction, index, action, field_path: path, text, ...(message && { rule: message }) };
}
