import type { ClusterAccess } from './access.ts';
import { ApiError } from './api-error.ts';
import { request } from './lease-client.ts';

/** Something to tell of an object, as `kubectl describe` shows it. */
export interface ObjectEvent {
  /** Of the Event itself: the same name is the same Event. */
  readonly name: string;
  readonly object: {
    readonly apiVersion: string;
    readonly kind: string;
    /** Undefined for objects that have none. */
    readonly namespace: string | undefined;
    readonly name: string;
    readonly uid: string | undefined;
  };
  /** A warning unless it says otherwise. */
  readonly type?: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** Events about objects without a namespace are kept in this one, by convention. */
const clusterNamespace = 'default';
const conflict = 409;

/** Writes the Event, unless one of its name is there. Rejects with ApiError where the server refuses it. */
export async function writeEvent(access: ClusterAccess, event: ObjectEvent): Promise<void> {
  const { name, object, type = 'Warning', reason, message } = event;
  const namespace = object.namespace ?? clusterNamespace;
  const now = new Date().toISOString();
  const { status, answer } = await request(
    access,
    'POST',
    `api/v1/namespaces/${encodeURIComponent(namespace)}/events`,
    {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace },
      involvedObject: object,
      reason,
      message,
      type,
      source: { component: 'manul' },
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
    },
  );
  if (status === 401) access.refused();
  if (status !== conflict && (status < 200 || status > 299)) throw ApiError.fromStatus(status, answer, 0);
}
