import type { ApiObject, ModelUpdate } from '@manul/model';

/** Where endpoints live: on one node of interest and elsewhere, as one Felix sees them; or each on a node. */
export type Form = 'one-node' | 'whole-cluster';

/** A cluster to compute, and what other programs take for the same. */
export interface Workload {
  readonly id: string;
  readonly title: string;
  readonly forms: readonly Form[];
  /** In the order they are fed; batches stand for what a source delivers at once. */
  build(form: Form): WorkloadInput;
  readonly reference: Reference;
}

/** What another program takes for the same, and what we may take of it. */
export interface Reference {
  readonly program: string;
  readonly seconds: number;
  readonly megabytes?: number;
  /** Its own benchmark, by name, where it is Felix. */
  readonly benchmark?: string;
  readonly targets: Readonly<Partial<Record<Form, number>>>;
  /** Of its memory. */
  readonly memoryTarget?: number;
}

export interface WorkloadInput {
  readonly batches: Iterable<readonly ModelUpdate[]>;
  /** Nodes that subscribe before anything is fed. */
  readonly nodes: readonly string[];
  readonly events: number;
}

/** As many objects as a page of a list. */
const batchSize = 500;

export function* inBatches<T>(items: Iterable<T>): Generator<readonly T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === batchSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

export const nodeName = (n: number): string => `node-${n}`;

/** Address `n` of 10.0.0.0/8. */
export function address(n: number): string {
  return `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
}

export interface ObjectInput {
  readonly objects: Iterable<ApiObject>;
  readonly nodes: readonly string[];
  readonly events: number;
}
