// What is told of each workload endpoint: `up` once its policy is in the kernel, `error` where it is closed because
// something that it needs was refused.
import type { felix } from '@manul/proto';
import type { ProgrammedEndpoint } from './endpoint-status-files.ts';

type Id = felix.IWorkloadEndpointID;
type Status = 'up' | 'error';

interface ToldEndpoint extends ProgrammedEndpoint {
  told: Status | undefined;
}

export class EndpointStatuses {
  readonly #endpoints = new Map<string, ToldEndpoint>();
  readonly #removed = new Map<string, Id>();

  onUpdate(message: felix.IToDataplane): void {
    const { id: updated, endpoint } = message.workload_endpoint_update ?? {};
    if (updated) {
      const key = keyOf(updated);
      this.#removed.delete(key);
      this.#endpoints.set(key, { id: updated, endpoint: endpoint ?? {}, told: undefined });
    }
    const removed = message.workload_endpoint_remove?.id;
    if (removed && this.#endpoints.delete(keyOf(removed))) this.#removed.set(keyOf(removed), removed);
  }

  /** After a snapshot: what it did not have is gone. `keys` as in an inventory. */
  retain(keys: ReadonlySet<string>): void {
    for (const [key, { id }] of this.#endpoints) {
      if (keys.has(`workload_endpoint ${key}`)) continue;
      this.#endpoints.delete(key);
      this.#removed.set(key, id);
    }
  }

  /** A new stream knows nothing of what was told on the one before. */
  forgetTold(): void {
    for (const endpoint of this.#endpoints.values()) endpoint.told = undefined;
  }

  /** Those that are up. */
  *programmed(failed: ReadonlySet<string>): Generator<ProgrammedEndpoint> {
    for (const [key, endpoint] of this.#endpoints) if (!failed.has(`workload_endpoint ${key}`)) yield endpoint;
  }

  /** What has to be told after a round. `failed` has the objects in error, as in receipts. */
  changes(failed: ReadonlySet<string>): readonly felix.IFromDataplane[] {
    const changes: felix.IFromDataplane[] = [];
    for (const id of this.#removed.values()) changes.push({ workload_endpoint_status_remove: { id } });
    this.#removed.clear();
    for (const [key, endpoint] of this.#endpoints) {
      const status: Status = failed.has(`workload_endpoint ${key}`) ? 'error' : 'up';
      if (endpoint.told === status) continue;
      endpoint.told = status;
      changes.push({ workload_endpoint_status_update: { id: endpoint.id, status: { status } } });
    }
    return changes;
  }
}

function keyOf({ orchestrator_id, workload_id, endpoint_id }: Id): string {
  return `${orchestrator_id ?? ''}|${workload_id ?? ''}|${endpoint_id ?? ''}`;
}
