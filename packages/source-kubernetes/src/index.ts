export type { ClusterAccess, Credentials, TlsMaterial } from './access.ts';
export { ApiError } from './api-error.ts';
export {
  type Condition,
  hasEnforcedCondition,
  type PatchedObject,
  patchObjectCondition,
  patchPodCondition,
  podConditionType,
} from './condition-client.ts';
export { type AccessOptions, clusterAccess } from './default-access.ts';
export { type ObjectEvent, writeEvent } from './event-client.ts';
export { type KindSpec, kinds, resourceName } from './kinds.ts';
export { KubeconfigError } from './kubeconfig.ts';
export { type KubernetesSourceOptions, kubernetesSource } from './kubernetes-source.ts';
export { type Lease, type LeaseClient, leaseClient } from './lease-client.ts';
export { type ReviewedToken, reviewToken } from './token-review.ts';
