import type { ModelUpdate, ResourceByKind, ResourceKind } from '@manul/model';

type Updates<K extends ResourceKind> = ReadonlyMap<string, Extract<ModelUpdate, { kind: K }>>;

/** Updates between two flushes, by kind. Of several to one object the last counts, so history leaves no trace. */
export class Inbox {
  readonly #byKind = new Map<ResourceKind, Map<string, ModelUpdate>>();
  #size = 0;

  put(updates: readonly ModelUpdate[]): void {
    for (const update of updates) {
      let ofKind = this.#byKind.get(update.kind);
      if (!ofKind) {
        ofKind = new Map();
        this.#byKind.set(update.kind, ofKind);
      }
      if (!ofKind.has(update.key)) this.#size++;
      ofKind.set(update.key, update);
    }
  }

  /** Removes and gives the updates of one kind. */
  take<K extends keyof ResourceByKind>(kind: K): Updates<K> {
    const updates = this.#byKind.get(kind) ?? new Map();
    this.#byKind.delete(kind);
    this.#size -= updates.size;
    return updates as Updates<K>;
  }

  get size(): number {
    return this.#size;
  }
}
