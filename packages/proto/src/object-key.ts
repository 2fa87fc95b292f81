import type { felix } from '../gen/messages.js';

/** What a message says of an object: its whole content, a change to it, or that it is gone. */
export type ObjectChangeKind = 'update' | 'delta' | 'remove';

export interface ObjectKey {
  /** `<message field> <id>`, for example `active_policy NetworkPolicy|prod|web`: the field without `_update`. */
  readonly key: string;
  readonly change: ObjectChangeKind;
}

type Body = Readonly<Record<string, unknown>>;

/** A message whose id is missing decodes to null there. */
const policyId = (id: felix.IPolicyID | null | undefined) =>
  `${id?.kind ?? ''}|${id?.namespace ?? ''}|${id?.name ?? ''}`;

/** How the id of each kind of object reads, from the body of either of its messages. */
const idOf: Readonly<Record<string, (body: Body) => string>> = {
  ipset: (body) => String(body['id']),
  active_policy: (body) => policyId(body['id'] as felix.IPolicyID | null | undefined),
  active_profile: (body) => (body['id'] as felix.IProfileID)?.name ?? '',
  workload_endpoint: (body) => {
    const id = (body['id'] ?? {}) as felix.IWorkloadEndpointID;
    return `${id.orchestrator_id ?? ''}|${id.workload_id ?? ''}|${id.endpoint_id ?? ''}`;
  },
  host_endpoint: (body) => (body['id'] as felix.IHostEndpointID)?.endpoint_id ?? '',
  namespace: (body) => (body['id'] as felix.INamespaceID)?.name ?? '',
  service_account: (body) => {
    const id = (body['id'] ?? {}) as felix.IServiceAccountID;
    return `${id.namespace ?? ''}|${id.name ?? ''}`;
  },
  host_metadata: (body) => String(body['hostname'] ?? ''),
  service: (body) => `${body['namespace'] ?? ''}|${body['name'] ?? ''}`,
};

const suffixes: readonly (readonly [string, ObjectChangeKind])[] = [
  ['_delta_update', 'delta'],
  ['_update', 'update'],
  ['_remove', 'remove'],
];

/** The object that a message is about; undefined for what is no object of an Inventory, such as in_sync. */
export function objectKey(message: felix.IToDataplane): ObjectKey | undefined {
  for (const [field, body] of Object.entries(message)) {
    if (body == null || typeof body !== 'object') continue;
    for (const [suffix, change] of suffixes) {
      if (!field.endsWith(suffix)) continue;
      const name = field.slice(0, -suffix.length);
      const id = Object.hasOwn(idOf, name) ? idOf[name]!(body as Body) : undefined;
      return id === undefined ? undefined : { key: `${name} ${id}`, change };
    }
  }
  return undefined;
}
