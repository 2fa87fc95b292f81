// Staged policies, as they would be once they are enforced.
import type { ApiObject, ModelUpdate, Policy, PolicyKind } from '@manul/model';
import { policyKey, removal } from '@manul/model';
import type { ClusterModel } from './cluster-model.ts';

const enforcedKinds: Partial<Record<PolicyKind, PolicyKind>> = {
  StagedNetworkPolicy: 'NetworkPolicy',
  StagedGlobalNetworkPolicy: 'GlobalNetworkPolicy',
  StagedKubernetesNetworkPolicy: 'KubernetesNetworkPolicy',
};

/** Of a staged policy, the policy that it is staged for; anything else stays as it is. */
export function enforcedUpdate(update: ModelUpdate): ModelUpdate {
  if (update.kind !== 'policy' || !update.value?.staged) return update;
  const { value, origin } = update;
  const kind = enforcedKinds[value.kind] ?? value.kind;
  const policy: Policy = { ...value, kind, staged: false };
  return {
    kind: 'policy',
    key: policyKey(kind, value.namespace, value.name),
    value: policy,
    ...(origin && { origin }),
  };
}

/** Everything that is staged in the cluster. */
export function stagedUpdates(model: ClusterModel): ModelUpdate[] {
  const staged = [...model.entries('policy')].filter(([, { staged: is }]) => is);
  return staged.map(([key, value]) => {
    const origin = model.origin('policy', key);
    return enforcedUpdate({ kind: 'policy', key, value, ...(origin && { origin }) });
  });
}

/** What a staged removal removes; nothing for anything else. */
export function stagedRemovals(object: ApiObject): readonly ModelUpdate[] {
  const spec = object.spec as { readonly stagedAction?: unknown } | undefined;
  if (!object.kind.startsWith('Staged') || spec?.stagedAction !== 'Delete') return [];
  const kind = object.kind.replace(/^Staged(Kubernetes)?/, '');
  const isKubernetes = object.kind === 'StagedKubernetesNetworkPolicy';
  return removal({ ...object, kind, ...(isKubernetes && { apiVersion: 'networking.k8s.io/v1' }) });
}
