// Writes what is enforced into the status of objects, where `kubectl wait` and the kubelet read it.
import type { ClusterAccess } from './access.ts';
import { ApiError } from './api-error.ts';
import { kinds } from './kinds.ts';
import { request } from './lease-client.ts';

export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

export interface PatchedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly uid: string | undefined;
}

/** In `spec.readinessGates` of a pod that is to be ready only once its policy is in its node's kernel. */
export const podConditionType = 'manul.io/policy-enforced';

const fieldManager = 'manul';
const group = 'policy.networking.k8s.io';

/** Whether objects of that kind have a status with conditions; of NetworkPolicy, Kubernetes has taken it away. */
export function hasEnforcedCondition({ apiVersion }: Pick<PatchedObject, 'apiVersion'>): boolean {
  return apiVersion.startsWith(`${group}/`);
}

/** Rejects with ApiError where the server refuses: 404 and 409 where the pod is gone, or is another one by now. */
export async function patchPodCondition(
  access: ClusterAccess,
  pod: PatchedObject,
  condition: Condition,
): Promise<void> {
  const [namespace, name] = [pod.namespace ?? '', pod.name].map(encodeURIComponent);
  const body = {
    // Another uid than that of the pod by this name is a conflict.
    metadata: { ...(pod.uid !== undefined && { uid: pod.uid }) },
    status: { conditions: [{ ...condition, lastTransitionTime: now() }] },
  };
  const path = `api/v1/namespaces/${namespace}/pods/${name}/status`;
  await patch(access, path, body, 'application/strategic-merge-patch+json');
}

/**
 * `generation`: of the object that the condition is about; `since`: when its status became what it is. Whatever other
 * controllers wrote beside it stays: conditions are a map by type. Rejects as `patchPodCondition` does.
 */
export async function patchObjectCondition(
  access: ClusterAccess,
  object: PatchedObject,
  condition: Condition & { readonly generation: number; readonly since: string | undefined },
): Promise<void> {
  const { apiVersion, kind, namespace, name } = object;
  const plural = kinds.find((known) => known.kind === kind)?.plural ?? `${kind.toLowerCase()}s`;
  const { generation: observedGeneration, since, ...rest } = condition;
  const place = namespace === undefined ? '' : `namespaces/${encodeURIComponent(namespace)}/`;
  const path = `apis/${apiVersion}/${place}${plural}/${encodeURIComponent(name)}/status?fieldManager=${fieldManager}&force=true`;
  const conditions = [{ ...rest, observedGeneration, lastTransitionTime: since ?? now() }];
  await patch(
    access,
    path,
    { apiVersion, kind, metadata: { name }, status: { conditions } },
    'application/apply-patch+yaml',
  );
}

/** Kubernetes' times have no fractions of a second. */
function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}

async function patch(access: ClusterAccess, path: string, body: object, contentType: string): Promise<void> {
  const { status, answer } = await request(access, 'PATCH', path, body, contentType);
  if (status === 401) access.refused();
  if (status < 200 || status > 299) throw ApiError.fromStatus(status, answer, 0);
}
