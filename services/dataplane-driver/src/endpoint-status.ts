// What is told of each endpoint: `up` once its policy is in the kernel, `error` where it is closed because something
// that it needs was refused.
import type { felix } from '@manul/proto';
import type { ProgrammedEndpoint } from './endpoint-status-files.ts';

type Status = 'up' | 'error';

type Endpoint =
  | ({ readonly kind: 'workload' } & ProgrammedEndpoint)
  | { readonly kind: 'host'; readonly id: felix.IHostEndpointID };

export class EndpointStatuses {
  /** By key, as in an inventory: `workload_endpoint k8s|prod/web|eth0`. */
  readonly #endpoints = new Map<string, Endpoint>();
  readonly #told = new Map<string, Status>();
  readonly #removed = new Map<string, Endpoint>();

  onUpdate(message: felix.IToDataplane): void {
    const { workload_endpoint_update: workload, host_endpoint_update: host } = message;
    if (workload?.id) this.#put({ kind: 'workload', id: workload.id, endpoint: workload.endpoint ?? {} });
    if (host?.id) this.#put({ kind: 'host', id: host.id });
    const { workload_endpoint_remove: noWorkload, host_endpoint_remove: noHost } = message;
    if (noWorkload?.id) this.#remove(workloadKey(noWorkload.id));
    if (noHost?.id) this.#remove(hostKey(noHost.id));
  }

  /** After a snapshot: what it did not have is gone. `keys` as in an inventory. */
  retain(keys: ReadonlySet<string>): void {
    for (const key of [...this.#endpoints.keys()]) if (!keys.has(key)) this.#remove(key);
  }

  /** A new stream knows nothing of what was told on the one before. */
  forgetTold(): void {
    this.#told.clear();
  }

  /** Workload endpoints that are up. */
  *programmed(failed: ReadonlySet<string>): Generator<ProgrammedEndpoint> {
    for (const [key, endpoint] of this.#endpoints) {
      if (endpoint.kind === 'workload' && !failed.has(key)) yield endpoint;
    }
  }

  /** Workload endpoints with these keys. */
  *workloads(keys: ReadonlySet<string>): Generator<ProgrammedEndpoint> {
    for (const key of keys) {
      const endpoint = this.#endpoints.get(key);
      if (endpoint?.kind === 'workload') yield endpoint;
    }
  }

  /** What has to be told of these endpoints, which are up before their round is over. */
  changesOf(keys: ReadonlySet<string>): readonly felix.IFromDataplane[] {
    return [...keys].flatMap((key) => this.#change(key, 'up'));
  }

  /** What has to be told after a round. `failed` has the objects in error, as in receipts. */
  changes(failed: ReadonlySet<string>): readonly felix.IFromDataplane[] {
    const changes: felix.IFromDataplane[] = [...this.#removed.values()].map(removal);
    this.#removed.clear();
    for (const key of this.#endpoints.keys()) changes.push(...this.#change(key, failed.has(key) ? 'error' : 'up'));
    return changes;
  }

  #change(key: string, status: Status): felix.IFromDataplane[] {
    const endpoint = this.#endpoints.get(key);
    if (!endpoint || this.#told.get(key) === status) return [];
    this.#told.set(key, status);
    return [update(endpoint, status)];
  }

  #put(endpoint: Endpoint): void {
    const key = endpoint.kind === 'workload' ? workloadKey(endpoint.id) : hostKey(endpoint.id);
    this.#removed.delete(key);
    this.#told.delete(key);
    this.#endpoints.set(key, endpoint);
  }

  #remove(key: string): void {
    const endpoint = this.#endpoints.get(key);
    if (!endpoint) return;
    this.#endpoints.delete(key);
    this.#told.delete(key);
    this.#removed.set(key, endpoint);
  }
}

function update(endpoint: Endpoint, status: Status): felix.IFromDataplane {
  const told = { status: { status } };
  return endpoint.kind === 'workload'
    ? { workload_endpoint_status_update: { id: endpoint.id, ...told } }
    : { host_endpoint_status_update: { id: endpoint.id, ...told } };
}

function removal({ kind, id }: Endpoint): felix.IFromDataplane {
  return kind === 'workload' ? { workload_endpoint_status_remove: { id } } : { host_endpoint_status_remove: { id } };
}

function workloadKey({ orchestrator_id, workload_id, endpoint_id }: felix.IWorkloadEndpointID): string {
  return `workload_endpoint ${orchestrator_id ?? ''}|${workload_id ?? ''}|${endpoint_id ?? ''}`;
}

function hostKey({ endpoint_id }: felix.IHostEndpointID): string {
  return `host_endpoint ${endpoint_id ?? ''}`;
}
