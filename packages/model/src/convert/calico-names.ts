// Labels, prefixes and names by which Calico's selectors and profiles refer to Kubernetes objects.

/** On endpoints: the namespace they are in. */
export const namespaceLabel = 'projectcalico.org/namespace';
/** On endpoints: who runs them; `k8s` for pods. */
export const orchestratorLabel = 'projectcalico.org/orchestrator';
/** On endpoints: the name of their service account. */
export const serviceAccountLabel = 'projectcalico.org/serviceaccount';
/** On namespaces and service accounts: their name. */
export const nameLabel = 'projectcalico.org/name';

/** Before the keys of labels that endpoints inherit from their namespace. */
export const namespacePrefix = 'pcns.';
/** Before the keys of labels that endpoints inherit from their service account. */
export const serviceAccountPrefix = 'pcsa.';

/** The name of the profile that pods have for their namespace. */
export function namespaceProfile(namespace: string): string {
  return `kns.${namespace}`;
}

/** The name of the profile that pods have for their service account. */
export function serviceAccountProfile(namespace: string, name: string): string {
  return `ksa.${namespace}.${name}`;
}

/** Of policies that name no tier; those below are for the two tiers of policy.networking.k8s.io. */
export const defaultTier = 'default';
export const adminTier = 'kube-admin';
export const baselineTier = 'kube-baseline';
