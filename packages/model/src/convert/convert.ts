import type { ApiObject, Conversion } from '../conversion.ts';
import type { ModelUpdate } from '../update.ts';
import { convertCalicoPolicy, convertStagedKubernetesPolicy, removeCalicoPolicy } from './calico-policy.ts';
import { type ClusterPolicyDialect, convertClusterPolicy, removeClusterPolicy } from './cluster-policy.ts';
import { adminNetworkPolicy, baselineAdminNetworkPolicy, clusterNetworkPolicy } from './cluster-policy-kinds.ts';
import { convertEndpointSlice, removeEndpointSlice } from './endpoint-slice.ts';
import { Errors } from './errors.ts';
import { Field, show } from './field.ts';
import { convertHostEndpoint, removeHostEndpoint } from './host-endpoint.ts';
import { convertNamespace, removeNamespace } from './namespace.ts';
import { convertNetworkPolicy, removeNetworkPolicy } from './network-policy.ts';
import { convertNetworkSet, removeNetworkSet } from './network-set.ts';
import { convertNode, removeNode } from './node.ts';
import { type ConversionOptions, defaultOptions } from './options.ts';
import { convertPod, removePod } from './pod.ts';
import { convertProfile, removeProfile } from './profile.ts';
import { convertService, removeService } from './service.ts';
import { convertServiceAccount, removeServiceAccount } from './service-account.ts';
import { describeObject, SourceObject } from './source-object.ts';
import { convertTier, removeTier } from './tier.ts';

/** How objects of one kind become updates. */
interface KindConversion {
  readonly namespaced: boolean;
  readonly convert: (object: SourceObject, options: ConversionOptions) => void;
  readonly remove: (object: SourceObject) => void;
}

const networkPolicy = { namespaced: true, convert: convertNetworkPolicy, remove: removeNetworkPolicy };
const calicoPolicy = { convert: convertCalicoPolicy, remove: removeCalicoPolicy };
const networkSet = { convert: convertNetworkSet, remove: removeNetworkSet };

const calicoConversions: Readonly<Record<string, KindConversion>> = {
  GlobalNetworkPolicy: { namespaced: false, ...calicoPolicy },
  NetworkPolicy: { namespaced: true, ...calicoPolicy },
  StagedGlobalNetworkPolicy: { namespaced: false, ...calicoPolicy },
  StagedNetworkPolicy: { namespaced: true, ...calicoPolicy },
  StagedKubernetesNetworkPolicy: { ...calicoPolicy, namespaced: true, convert: convertStagedKubernetesPolicy },
  Tier: { namespaced: false, convert: convertTier, remove: removeTier },
  Profile: { namespaced: false, convert: convertProfile, remove: removeProfile },
  HostEndpoint: { namespaced: false, convert: convertHostEndpoint, remove: removeHostEndpoint },
  GlobalNetworkSet: { namespaced: false, ...networkSet },
  NetworkSet: { namespaced: true, ...networkSet },
};

function clusterPolicy(dialect: ClusterPolicyDialect): KindConversion {
  return { namespaced: false, convert: convertClusterPolicy(dialect), remove: removeClusterPolicy(dialect) };
}

const conversions: ReadonlyMap<string, KindConversion> = new Map<string, KindConversion>([
  ['v1 Namespace', { namespaced: false, convert: convertNamespace, remove: removeNamespace }],
  ['v1 Node', { namespaced: false, convert: convertNode, remove: removeNode }],
  ['v1 Pod', { namespaced: true, convert: convertPod, remove: removePod }],
  ['v1 Service', { namespaced: true, convert: convertService, remove: removeService }],
  ['v1 ServiceAccount', { namespaced: true, convert: convertServiceAccount, remove: removeServiceAccount }],
  [
    'discovery.k8s.io/v1 EndpointSlice',
    { namespaced: true, convert: convertEndpointSlice, remove: removeEndpointSlice },
  ],
  ['networking.k8s.io/v1 NetworkPolicy', networkPolicy],
  ['policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy', clusterPolicy(clusterNetworkPolicy)],
  ['policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy', clusterPolicy(adminNetworkPolicy)],
  ['policy.networking.k8s.io/v1alpha1 BaselineAdminNetworkPolicy', clusterPolicy(baselineAdminNetworkPolicy)],
  ...['projectcalico.org/v3', 'crd.projectcalico.org/v1'].flatMap((apiVersion) =>
    Object.entries(calicoConversions).map(([kind, conversion]) => [`${apiVersion} ${kind}`, conversion] as const),
  ),
]);

/**
 * What an object means to the graph. Takes an object in whatever state, never throws, and says of each part that could
 * not be understood what became of it. An object that means nothing (any more) gives removals. `observedAt` as in Origin.
 */
export function convert(
  object: ApiObject,
  options: ConversionOptions = defaultOptions,
  observedAt?: number,
): Conversion {
  const errors = new Errors(describeObject(object));
  const updates = errors.isolate('the object is ignored', () => {
    const kind = findKind(object);
    const source = new SourceObject(object, errors, kind.namespaced, observedAt);
    // What cannot be converted at all must not leave the object's former state in force. (Policies take care of
    // themselves: of them the former state is the safe one.)
    const whole = errors.isolate('the object is ignored', () => {
      kind.convert(source, options);
      return source.updates;
    });
    return whole ?? removal(object);
  });
  return { updates: updates ?? [], errors: errors.list };
}

/** The updates that take back whatever the object has meant. Looks at its kind and names alone. Never throws. */
export function removal(object: ApiObject): readonly ModelUpdate[] {
  const errors = new Errors('');
  const updates = errors.isolate('', () => {
    const kind = findKind(object);
    const source = new SourceObject(object, errors, kind.namespaced);
    kind.remove(source);
    return source.updates;
  });
  return updates ?? [];
}

function findKind(object: ApiObject): KindConversion {
  const root = new Field(object);
  const name = `${root.get('apiVersion').string()} ${root.get('kind').string()}`;
  return conversions.get(name) ?? root.get('kind').fail(`${show(name)} is not a kind that Manul knows`);
}
