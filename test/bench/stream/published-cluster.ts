import type { ObjectChange, Source, SourceEvents } from '@manul/model';
import { w4 } from '../src/workloads/antrea-shapes.ts';
import { churn } from '../src/workloads/churn.ts';

const namespaces = 25_000;
const podsPerNamespace = 4;
const batchSize = 500;
const seed = 1;

/** W4 on so many nodes, which changes as W9 says. */
export class PublishedCluster implements Source {
  readonly #podsPerNode: number;
  readonly #changes: Iterator<ObjectChange>;
  #events: SourceEvents | undefined;

  constructor(nodes: number) {
    this.#podsPerNode = Math.ceil((namespaces * podsPerNamespace) / nodes);
    const policyNames = ['default-deny', 'app-1', 'app-2'];
    const shape = { namespaces, podsPerNamespace, policyNames, apps: 2, podsPerNode: this.#podsPerNode };
    this.#changes = churn(shape, Number.POSITIVE_INFINITY, seed);
  }

  start(events: SourceEvents): void {
    this.#events = events;
    let batch: ObjectChange[] = [];
    for (const object of w4(namespaces, this.#podsPerNode).objects) {
      batch.push({ op: 'apply', object });
      if (batch.length < batchSize) continue;
      events.changes(batch);
      batch = [];
    }
    if (batch.length > 0) events.changes(batch);
    events.inSync();
  }

  async stop(): Promise<void> {
    this.#events = undefined;
  }

  /** Each concerns a node or two. */
  change(count: number): void {
    this.#events?.changes(Array.from({ length: count }, () => this.#changes.next().value as ObjectChange));
  }
}
