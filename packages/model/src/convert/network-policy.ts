import type { Policy, Rule } from '../resources.ts';
import { defaultTier } from './calico-names.ts';
import type { Field } from './field.ts';
import { type Peer, readPeer } from './kubernetes-peer.ts';
import { readPodSelector } from './kubernetes-selector.ts';
import { policyKey, policyUnread } from './policy-key.ts';
import { givenTypes, hasRules, type PolicyTypes } from './policy-types.ts';
import { makeRange, type PortProtocol, PortsByProtocol, readPort, readPortProtocol } from './ports.ts';
import { anySide, makeRule } from './rule.ts';
import { noSelector, policySelector } from './selectors.ts';
import type { SourceObject } from './source-object.ts';

/** In the tier with policies of Calico's own kind, which may go before or after: the order that Felix gives these. */
const order = 1000;

const fields = ['podSelector', 'policyTypes', 'ingress', 'egress'];

/** networking.k8s.io/v1. Its rules only ever allow, so what is wrong in one is left out and allows nothing. */
export function convertNetworkPolicy(object: SourceObject): void {
  object.setIfRead('policy', networkPolicyKey(object), policyUnread, () => readNetworkPolicy(object));
}

export function removeNetworkPolicy(object: SourceObject): void {
  object.set('policy', networkPolicyKey(object), undefined);
}

function networkPolicyKey({ namespace, name }: SourceObject): string {
  return policyKey('KubernetesNetworkPolicy', namespace, name);
}

/** Without a spec it denies all ingress to the namespace. @throws FieldError if its selector cannot be read. */
export function readNetworkPolicy(object: SourceObject, moreFields: readonly string[] = []): Policy {
  const { spec, namespace, name, errors } = object;
  if (!spec.isAbsent) errors.addUnknown(spec, [...fields, ...moreFields]);
  const selector = readPodSelector(spec.get('podSelector'));
  return {
    kind: 'KubernetesNetworkPolicy',
    namespace,
    name,
    tier: defaultTier,
    order,
    selector: policySelector(
      { selector, namespace, namespaceSelector: noSelector, serviceAccountSelector: noSelector },
      spec.get('podSelector'),
    ),
    ...readPolicyTypes(object),
    inboundRules: readRules(object, 'ingress'),
    outboundRules: readRules(object, 'egress'),
    untracked: false,
    preDnat: false,
    applyOnForward: false,
    performanceHints: [],
    staged: false,
  };
}

/** Where none are given: ingress, and egress where there are rules for it (networking.k8s.io/v1). */
function readPolicyTypes(object: SourceObject): PolicyTypes {
  return givenTypes(object, 'policyTypes') ?? { ingress: true, egress: hasRules(object.spec.get('egress').value) };
}

function readRules(object: SourceObject, direction: 'ingress' | 'egress'): readonly Rule[] {
  const { errors, spec } = object;
  const rules = errors.isolate('nothing is allowed', () => spec.get(direction).items()) ?? [];
  return rules.flatMap(
    (rule) => errors.isolate('the rule allows nothing', () => readRule(object, rule, direction)) ?? [],
  );
}

function readRule(object: SourceObject, rule: Field, direction: 'ingress' | 'egress'): readonly Rule[] {
  const peersName = direction === 'ingress' ? 'from' : 'to';
  rule.only(peersName, 'ports');
  const peers = readPeers(object, rule.get(peersName));
  const portGroups = readPortGroups(object, rule.get('ports'));
  return portGroups.flatMap(({ protocol, ports, path }) =>
    peers.map((peer) => {
      const remote = peer?.side ?? anySide;
      const [source, destination] =
        direction === 'ingress' ? [remote, { ...anySide, ports }] : [anySide, { ...remote, ports }];
      return makeRule('allow', peer?.path ?? path ?? rule.path, { protocol, source, destination });
    }),
  );
}

// No peers at all, or an empty list, is everyone; a list in which nothing is right is nobody.
function readPeers({ errors, namespace }: SourceObject, field: Field): readonly (Peer | undefined)[] {
  const peers = field.items();
  if (peers.length === 0) return [undefined];
  return peers.flatMap(
    (peer) => errors.isolate('the peer is not allowed anything', () => readPeer(peer, namespace)) ?? [],
  );
}

interface PortGroup {
  readonly protocol: PortProtocol | undefined;
  readonly ports: Rule['destination']['ports'];
  readonly path: string | undefined;
}

function readPortGroups({ errors }: SourceObject, field: Field): readonly PortGroup[] {
  const items = field.items();
  if (items.length === 0) return [{ protocol: undefined, ports: [], path: undefined }];
  const groups = new PortsByProtocol<PortProtocol>();
  for (const item of items) {
    errors.isolate('the port is not allowed', () => {
      item.only('protocol', 'port', 'endPort');
      groups.add(readPortProtocol(item.get('protocol')), readPortRange(item));
    });
  }
  const path = items.length === 1 ? items[0]!.path : undefined;
  return groups.entries().map(({ protocol, ports }) => ({ protocol, ports, path }));
}

function readPortRange(item: Field): Rule['destination']['ports'][number] | undefined {
  const endPort = item.get('endPort');
  if (item.get('port').isAbsent) {
    return endPort.isAbsent ? undefined : endPort.fail('endPort without a port');
  }
  const port = readPort(item.get('port'));
  if (endPort.isAbsent) return port;
  if ('name' in port) return endPort.fail('endPort with a named port');
  return makeRange(port.first, endPort.integer(1, 65535), endPort);
}
