// One policy's page: whom it selects, what it says, where it is enforced.
import type { Rule, RuleSide } from '@manul/model';
import type { manul } from '@manul/proto';
import type { ClusterIndex, ClusterModel, ClusterView, Pod, Workload } from '@manul/reachability';
import type { Enforcement, NodeStatus } from '../receipts.ts';
import { policySummary, workloadSummary } from './cluster-lists.ts';
import { AdminError } from './error.ts';

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
      return ruleSummary(direction, i, rule, message);
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
  rule: Rule,
  message: manul.v1.IRuleSummary['rule'],
): manul.v1.IRuleSummary {
  const { action, path } = rule;
  return { direction, index, action, field_path: path, text: ruleText(rule), ...(message && { rule: message }) };
}

/** `allow tcp from app == "web" in namespaces team == "a" to port 80` */
function ruleText({ action, protocol, source, destination }: Rule): string {
  const parts = [
    action,
    protocol === undefined ? '' : String(protocol),
    sideText('from', source),
    sideText('to', destination),
  ];
  const text = parts.filter((part) => part !== '').join(' ');
  return text === action ? `${action} everything` : text;
}

function sideText(word: string, side: RuleSide): string {
  const { nets, notNets, ports, notPorts, service, original, selector } = side;
  const portTexts = ports.map((port) => ('name' in port ? port.name : rangeText(port)));
  const notTexts = notPorts.map((port) => ('name' in port ? port.name : rangeText(port)));
  const parts = [
    original.selector || original.namespaceSelector ? '' : selector,
    original.selector,
    original.namespaceSelector && `in namespaces ${original.namespaceSelector}`,
    service ? `service ${service.namespace}/${service.name}` : '',
    nets.join(', '),
    notNets.length > 0 ? `except ${notNets.join(', ')}` : '',
    portTexts.length > 0 ? `port ${portTexts.join(', ')}` : '',
    notTexts.length > 0 ? `not port ${notTexts.join(', ')}` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${word} ${parts.join(' ')}`;
}

function rangeText({ first, last }: { readonly first: number; readonly last: number }): string {
  return first === last ? `${first}` : `${first}-${last}`;
}
