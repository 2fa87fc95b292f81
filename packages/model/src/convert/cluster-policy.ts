import { formatCidr } from '../net/cidr.ts';
import type { Policy, PolicyKind, PortMatch, Rule, RuleAction, RuleSide } from '../resources.ts';
import type { Field } from './field.ts';
import { readCidr, selectorSide } from './kubernetes-peer.ts';
import { readNamespacesSelector, readNodeSelector, readPodSelector } from './kubernetes-selector.ts';
import type { ConversionOptions } from './options.ts';
import { policyKey, policyUnread } from './policy-key.ts';
import type { PortProtocol } from './ports.ts';
import { anySide, denyAll, makeRule, makeSide } from './rule.ts';
import { noSelector, plainSelector, policySelector } from './selectors.ts';
import type { SourceObject } from './source-object.ts';

/** Ports of one protocol; of those that endpoints give the name where there is none. */
export interface ProtocolPorts {
  readonly protocol: PortProtocol | '';
  readonly ports: readonly PortMatch[];
}

/** Where the cluster-wide kinds of policy.networking.k8s.io differ from each other. */
export interface ClusterPolicyDialect {
  readonly kind: PolicyKind;
  readonly actions: Readonly<Record<string, RuleAction>>;
  readonly readTier: (spec: Field) => string;
  readonly readOrder: (spec: Field) => number | undefined;
  readonly fields: readonly string[];
  /** The name of the rules' field for protocols and ports, and how to read it; empty: everything. */
  readonly portsField: string;
  readonly readPorts: (list: Field) => readonly ProtocolPorts[];
}

export function convertClusterPolicy(
  dialect: ClusterPolicyDialect,
): (object: SourceObject, options: ConversionOptions) => void {
  return (object, options) => {
    const key = policyKey(dialect.kind, '', object.name);
    object.setIfRead('policy', key, policyUnread, () => readPolicy(object, dialect, options));
  };
}

export function removeClusterPolicy({ kind }: ClusterPolicyDialect): (object: SourceObject) => void {
  return (object) => object.set('policy', policyKey(kind, '', object.name), undefined);
}

function readPolicy(object: SourceObject, dialect: ClusterPolicyDialect, options: ConversionOptions): Policy {
  const { spec, errors } = object;
  errors.addUnknown(spec, dialect.fields);
  const inboundRules = readRules(object, spec.get('ingress'), 'from', dialect, options);
  const outboundRules = readRules(object, spec.get('egress'), 'to', dialect, options);
  return {
    kind: dialect.kind,
    namespace: '',
    name: object.name,
    tier: dialect.readTier(spec),
    order: errors.isolate('the policy goes last in its tier', () => dialect.readOrder(spec)),
    selector: readSubject(spec.get('subject')),
    // What its rules do not decide goes on to the next tier, so it isolates nothing.
    ingress: inboundRules.length > 0,
    egress: outboundRules.length > 0,
    inboundRules,
    outboundRules,
    untracked: false,
    preDnat: false,
    applyOnForward: false,
    performanceHints: [],
    staged: false,
  };
}

function readSubject(subject: Field): string {
  subject.only('namespaces', 'pods');
  const { selector, namespaceSelector } = readPods(subject) ?? subject.failExpecting('namespaces or pods');
  return policySelector({ selector, namespace: '', namespaceSelector, serviceAccountSelector: noSelector }, subject);
}

// By their namespaces alone, or by their own labels too.
function readPods(
  field: Field,
): Record<'selector' | 'namespaceSelector', ReturnType<typeof readPodSelector>> | undefined {
  const namespaces = field.get('namespaces');
  const pods = field.get('pods');
  if (!namespaces.isAbsent && !pods.isAbsent) field.fail('namespaces and pods exclude each other');
  if (!namespaces.isAbsent) {
    return { selector: readPodSelector(pods), namespaceSelector: readNamespacesSelector(namespaces) };
  }
  if (pods.isAbsent) return undefined;
  pods.only('namespaceSelector', 'podSelector');
  const selector = pods.get('namespaceSelector');
  return {
    selector: readPodSelector(pods.get('podSelector')),
    namespaceSelector: readNamespacesSelector(selector.withValue(selector.value ?? {})),
  };
}

const effects: Readonly<Record<string, string>> = { allow: 'the rule allows nothing' };

function readRules(
  object: SourceObject,
  list: Field,
  peersField: 'from' | 'to',
  dialect: ClusterPolicyDialect,
  options: ConversionOptions,
): readonly Rule[] {
  const { errors } = object;
  const rules = errors.isolate('everything is denied in this direction', () => list.items());
  if (rules === undefined) return [denyAll(list.path)];
  return rules.flatMap((rule) => {
    const action = errors.isolate('the rule denies everything', () => readAction(rule.get('action'), dialect));
    if (action === undefined) return [denyAll(rule.path)];
    const effect = effects[action] ?? 'the rule denies everything';
    const understood = errors.isolate(effect, () => readRule(rule, action, peersField, dialect, options));
    return understood ?? (action === 'allow' ? [] : [denyAll(rule.path)]);
  });
}

function readAction(field: Field, { actions }: ClusterPolicyDialect): RuleAction {
  return actions[field.oneOf(...Object.keys(actions))]!;
}

function readRule(
  rule: Field,
  action: RuleAction,
  peersField: 'from' | 'to',
  dialect: ClusterPolicyDialect,
  options: ConversionOptions,
): readonly Rule[] {
  rule.only('name', 'action', peersField, dialect.portsField);
  const name = rule.get('name').optionalString();
  const annotations = name === '' ? {} : { name };
  const peers = rule.get(peersField);
  if (peers.items().length === 0) peers.fail('expected at least one peer');
  const sides = peers.items().map((peer) => ({ side: readPeer(peer, peersField, options), path: peer.path }));
  return dialect.readPorts(rule.get(dialect.portsField)).flatMap(({ protocol, ports }) =>
    sides.map(({ side, path }) => {
      const [source, destination] =
        peersField === 'from' ? [side, { ...anySide, ports }] : [anySide, { ...side, ports }];
      return makeRule(action, path, {
        protocol: protocol === '' ? undefined : protocol,
        source,
        destination,
        annotations,
      });
    }),
  );
}

function readPeer(peer: Field, peersField: 'from' | 'to', options: ConversionOptions): RuleSide {
  if (peersField === 'from') peer.only('namespaces', 'pods');
  else peer.only('namespaces', 'pods', 'networks', 'nodes');
  const present = Object.entries(peer.object()).filter(([, value]) => value !== undefined && value !== null);
  if (present.length !== 1) peer.fail(`expected one kind of peer, got ${present.length}`);
  const pods = readPods(peer);
  if (pods) {
    // Namespaces as peers stand for themselves: whoever is in them, under whatever orchestrator.
    const selector = peer.get('pods').isAbsent ? noSelector : pods.selector;
    return selectorSide(selector, pods.namespaceSelector, '', peer);
  }
  const nodes = peer.get('nodes');
  if (nodes.isAbsent) {
    const nets = peer
      .get('networks')
      .items()
      .map((net) => formatCidr(readCidr(net)));
    return nets.length > 0 ? makeSide({ nets }, {}) : peer.get('networks').fail('expected at least one network');
  }
  if (!options.nodePeers) nodes.fail('nodes as peers are not enabled');
  return makeSide({ nodeSelector: plainSelector(readNodeSelector(nodes), nodes) }, {});
}
