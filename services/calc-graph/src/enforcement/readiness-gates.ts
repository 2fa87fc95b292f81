// Pods that ask for it become ready only once their endpoint and their policies are in their node's kernel.
import type { CalculationGraph } from '@manul/calc';
import type { ApiObject, Conversion, ObjectChange } from '@manul/model';
import { type Condition, type PatchedObject, podConditionType } from '@manul/source-kubernetes';
import type { Mark, Progress } from './progress.ts';

export interface ReadinessGatesOptions {
  readonly graph: Pick<CalculationGraph, 'placeOfWorkload'>;
  readonly progress: Progress;
  readonly write: (pod: PatchedObject, condition: Condition) => void;
  /** The pod is gone, or says already what would be written. */
  readonly forget: (pod: PatchedObject) => void;
}

interface Waiting {
  readonly pod: PatchedObject;
  /** The endpoint's key in updates; undefined for a pod on its node's network, which has none. */
  readonly endpoint: string | undefined;
  /** As in Inventory. */
  readonly object: string;
  mark: Mark | undefined;
  isWritten: boolean;
}

export class ReadinessGates {
  readonly #options: ReadinessGatesOptions;
  readonly #waiting = new Map<string, Waiting>();
  #unmarked: Waiting[] = [];

  constructor(options: ReadinessGatesOptions) {
    this.#options = options;
  }

  /** Pods that are not ready for want of us. */
  get size(): number {
    return this.#waiting.size;
  }

  /** The graph was told of a change. Once a pod has the condition it keeps it: policy is never taken away by us. */
  taken({ op, object }: ObjectChange, conversion: Conversion | undefined): void {
    if (object.kind !== 'Pod') return;
    const id = `${object.metadata.namespace}/${object.metadata.name}`;
    const before = this.#waiting.get(id);
    const waiting = op === 'delete' ? undefined : waitingFor(object, conversion);
    if (!waiting) {
      if (before) this.#options.forget(before.pod);
      this.#waiting.delete(id);
      return;
    }
    // What is on its way to the API server stays so, unless it is of another pod of that name.
    if (before && before.pod.uid === waiting.pod.uid) waiting.isWritten = before.isWritten;
    this.#waiting.set(id, waiting);
    this.#unmarked.push(waiting);
  }

  /** The graph has worked in all that it was told. */
  flushed(): void {
    for (const waiting of this.#unmarked) waiting.mark = this.#options.progress.mark();
    this.#unmarked = [];
  }

  round(): void {
    const { progress, write } = this.#options;
    for (const waiting of this.#waiting.values()) {
      // Who leads next writes what is missing then.
      if (!progress.isLeading) waiting.isWritten = false;
      else if (!waiting.isWritten && waiting.mark) {
        const message = this.#enforcedBy(waiting, waiting.mark);
        if (message === undefined) continue;
        waiting.isWritten = true;
        write(waiting.pod, { type: podConditionType, status: 'True', reason: 'PolicyEnforced', message });
      }
    }
  }

  #enforcedBy({ endpoint, object }: Waiting, mark: Mark): string | undefined {
    const { graph, progress } = this.#options;
    if (endpoint === undefined) return "The pod is on its node's network: policy for pods does not apply to it.";
    const place = graph.placeOfWorkload(endpoint);
    if (!place || progress.word(place.node, mark) !== 'enforced') return undefined;
    const concerned = new Set([object, ...place.policies.map((key) => `active_policy ${key}`)]);
    if (progress.get(place.node)?.errors.some((error) => concerned.has(error.object))) return undefined;
    return `The pod's endpoint and ${count(place.policies.length)} are in the kernel of ${place.node}.`;
  }
}

function count(policies: number): string {
  return policies === 1 ? 'its policy' : `its ${policies} policies`;
}

/** Undefined for a pod that does not ask, has what it asks for, or has no endpoint yet. */
function waitingFor(object: ApiObject, conversion: Conversion | undefined): Waiting | undefined {
  const spec = object.spec as PodSpec | undefined;
  const conditions = (object.status as PodStatus | undefined)?.conditions;
  const asks = list(spec?.readinessGates).some((gate) => gate?.conditionType === podConditionType);
  const has = list(conditions).some(({ type, status }) => type === podConditionType && status === 'True');
  if (!asks || has) return undefined;
  const { apiVersion, kind, metadata } = object;
  const { namespace, name, uid } = metadata;
  const pod = { apiVersion, kind, namespace, name, uid };
  if (spec?.hostNetwork === true) return { pod, endpoint: undefined, object: '', mark: undefined, isWritten: false };
  const update = conversion?.updates.find((each) => each.kind === 'workloadEndpoint');
  if (update?.kind !== 'workloadEndpoint' || !update.value) return undefined;
  const { orchestratorId, workloadId, endpointId } = update.value;
  const held = `workload_endpoint ${orchestratorId}|${workloadId}|${endpointId}`;
  return { pod, endpoint: update.key, object: held, mark: undefined, isWritten: false };
}

interface PodSpec {
  readonly hostNetwork?: unknown;
  readonly readinessGates?: unknown;
}

interface PodStatus {
  readonly conditions?: unknown;
}

function list(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value : [];
}
