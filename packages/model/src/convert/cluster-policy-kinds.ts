import type { PortMatch } from '../resources.ts';
import { adminTier, baselineTier } from './calico-names.ts';
import type { ClusterPolicyDialect, ProtocolPorts } from './cluster-policy.ts';
import type { Field } from './field.ts';
import { readPortName } from './names.ts';
import { makeRange, type PortProtocol, PortsByProtocol, readPortProtocol } from './ports.ts';

const maxPriority = 1000;

/** policy.networking.k8s.io/v1alpha2. */
export const clusterNetworkPolicy: ClusterPolicyDialect = {
  kind: 'KubernetesClusterNetworkPolicy',
  actions: { Accept: 'allow', Deny: 'deny', Pass: 'pass' },
  readTier: (spec) => (spec.get('tier').oneOf('Admin', 'Baseline') === 'Admin' ? adminTier : baselineTier),
  readOrder: (spec) => spec.get('priority').integer(0, maxPriority),
  fields: ['tier', 'priority', 'subject', 'ingress', 'egress'],
  portsField: 'protocols',
  readPorts: (list) => groupPorts(list, readProtocolEntry),
};

/** policy.networking.k8s.io/v1alpha1. */
export const adminNetworkPolicy: ClusterPolicyDialect = {
  kind: 'KubernetesAdminNetworkPolicy',
  actions: { Allow: 'allow', Deny: 'deny', Pass: 'pass' },
  readTier: () => adminTier,
  readOrder: (spec) => spec.get('priority').integer(0, maxPriority),
  fields: ['priority', 'subject', 'ingress', 'egress'],
  portsField: 'ports',
  readPorts: (list) => groupPorts(list, readPortEntry),
};

/** policy.networking.k8s.io/v1alpha1. There is one in a cluster, so it has no order. */
export const baselineAdminNetworkPolicy: ClusterPolicyDialect = {
  kind: 'KubernetesBaselineAdminNetworkPolicy',
  actions: { Allow: 'allow', Deny: 'deny' },
  readTier: () => baselineTier,
  readOrder: () => undefined,
  fields: ['subject', 'ingress', 'egress'],
  portsField: 'ports',
  readPorts: (list) => groupPorts(list, readPortEntry),
};

interface PortEntry {
  readonly protocol: PortProtocol | '';
  /** Undefined: all of them. */
  readonly port: PortMatch | undefined;
}

function groupPorts(list: Field, read: (entry: Field) => PortEntry): readonly ProtocolPorts[] {
  const entries = list.items();
  if (entries.length === 0) return [{ protocol: '', ports: [] }];
  const groups = new PortsByProtocol<PortProtocol | ''>();
  for (const entry of entries) {
    const { protocol, port } = read(entry);
    groups.add(protocol, port);
  }
  return groups.entries();
}

function readProtocolEntry(entry: Field): PortEntry {
  const name = onlyField(entry, 'tcp', 'udp', 'sctp', 'destinationNamedPort');
  const field = entry.get(name);
  if (name === 'destinationNamedPort') return { protocol: '', port: { name: readPortName(field) } };
  const destination = field.only('destinationPort').get('destinationPort');
  if (destination.isAbsent) return { protocol: name, port: undefined };
  const range = onlyField(destination, 'number', 'range') === 'range' ? destination.get('range') : undefined;
  if (range === undefined) return { protocol: name, port: singlePort(destination.get('number')) };
  return { protocol: name, port: portRange(range.only('start', 'end')) };
}

function readPortEntry(entry: Field): PortEntry {
  const name = onlyField(entry, 'portNumber', 'portRange', 'namedPort');
  const field = entry.get(name);
  if (name === 'namedPort') return { protocol: '', port: { name: readPortName(field) } };
  if (name === 'portNumber') field.only('protocol', 'port');
  else field.only('protocol', 'start', 'end');
  const port = name === 'portNumber' ? singlePort(field.get('port')) : portRange(field);
  return { protocol: readPortProtocol(field.get('protocol')), port };
}

/** The name of the one field that is set. */
function onlyField<const T extends string>(field: Field, ...names: readonly T[]): T {
  field.only(...names);
  const present = names.filter((name) => !field.get(name).isAbsent);
  return present.length === 1 ? present[0]! : field.failExpecting(`one of ${names.join(', ')}`);
}

function singlePort(field: Field): PortMatch {
  const port = field.integer(1, 65535);
  return { first: port, last: port };
}

function portRange(field: Field): PortMatch {
  return makeRange(field.get('start').integer(1, 65535), field.get('end').integer(1, 65535), field);
}
