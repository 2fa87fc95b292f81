// Model values with defaults, for tests.
import {
  anySide,
  type HostEndpoint,
  type ModelUpdate,
  makeRule,
  type NetworkSet,
  type Policy,
  type Profile,
  type Rule,
  type RuleSide,
  type WorkloadEndpoint,
} from '@manul/model';

type Update<K extends ModelUpdate['kind']> = Extract<ModelUpdate, { kind: K }>;

export function rule(parts: Partial<Omit<Rule, 'source' | 'destination'>> & Sides = {}): Rule {
  const { source, destination, action = 'allow', path = 'spec.ingress[0]', ...rest } = parts;
  return makeRule(action, path, {
    ...rest,
    source: { ...anySide, ...source },
    destination: { ...anySide, ...destination },
  });
}

interface Sides {
  readonly source?: Partial<RuleSide>;
  readonly destination?: Partial<RuleSide>;
}

/** A pod `<namespace>/<name>`; its profile is the namespace's unless said otherwise. */
export function pod(key: string, node: string, parts: Partial<WorkloadEndpoint> = {}): Update<'workloadEndpoint'> {
  const value: WorkloadEndpoint = {
    node,
    orchestratorId: 'k8s',
    workloadId: key,
    endpointId: 'eth0',
    interfaceName: `cali-${key.replace('/', '-')}`,
    mac: '',
    ipv4Nets: ['10.0.0.1/32'],
    ipv6Nets: [],
    labels: {},
    profileIds: [`kns.${key.split('/')[0]}`],
    ports: [],
    allowSpoofedSourcePrefixes: [],
    annotations: {},
    ...parts,
  };
  return { kind: 'workloadEndpoint', key, value };
}

export function hostEndpoint(name: string, node: string, parts: Partial<HostEndpoint> = {}): Update<'hostEndpoint'> {
  const value: HostEndpoint = {
    node,
    name,
    interfaceName: 'eth0',
    expectedIpv4Addresses: [],
    expectedIpv6Addresses: [],
    labels: {},
    profileIds: [],
    ports: [],
    ...parts,
  };
  return { kind: 'hostEndpoint', key: name, value };
}

/** Applies to `selector`, ingress only unless said otherwise. */
export function policy(name: string, selector: string, parts: Partial<Policy> = {}): Update<'policy'> {
  const value: Policy = {
    kind: 'GlobalNetworkPolicy',
    namespace: '',
    name,
    tier: 'default',
    order: undefined,
    selector,
    ingress: true,
    egress: false,
    inboundRules: [],
    outboundRules: [],
    untracked: false,
    preDnat: false,
    applyOnForward: false,
    performanceHints: [],
    staged: false,
    ...parts,
  };
  return { kind: 'policy', key: `${value.kind}|${value.namespace}|${name}`, value };
}

export function profile(name: string, parts: Partial<Profile> = {}): Update<'profile'> {
  return { kind: 'profile', key: name, value: { name, labels: {}, inboundRules: [], outboundRules: [], ...parts } };
}

export function networkSet(
  name: string,
  nets: readonly string[],
  parts: Partial<NetworkSet> = {},
): Update<'networkSet'> {
  return { kind: 'networkSet', key: name, value: { namespace: '', name, nets, labels: {}, profileIds: [], ...parts } };
}

export function tier(name: string, order: number | undefined, defaultAction: 'Deny' | 'Pass' = 'Deny'): Update<'tier'> {
  return { kind: 'tier', key: name, value: { name, order, defaultAction } };
}

export function removalOf(update: ModelUpdate): ModelUpdate {
  return { kind: update.kind, key: update.key, value: undefined } as ModelUpdate;
}
