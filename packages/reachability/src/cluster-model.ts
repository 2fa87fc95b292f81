// What the graph was told, by kind and key: the objects of the cluster as they are now.
import type { ModelUpdate, Origin, ResourceByKind, ResourceKind } from '@manul/model';

type Held = ReadonlyMap<string, ModelUpdate>;

const none: Held = new Map();

export class ClusterModel {
  readonly #kinds = new Map<ResourceKind, Map<string, ModelUpdate>>();

  update(updates: Iterable<ModelUpdate>): void {
    for (const update of updates) {
      const objects = this.#kinds.get(update.kind) ?? new Map<string, ModelUpdate>();
      this.#kinds.set(update.kind, objects);
      if (update.value === undefined) objects.delete(update.key);
      else objects.set(update.key, update);
    }
  }

  get<K extends ResourceKind>(kind: K, key: string): ResourceByKind[K] | undefined {
    return this.#of(kind).get(key)?.value as ResourceByKind[K] | undefined;
  }

  origin(kind: ResourceKind, key: string): Origin | undefined {
    return this.#of(kind).get(key)?.origin;
  }

  /** Keys and values. */
  *entries<K extends ResourceKind>(kind: K): Generator<readonly [string, ResourceByKind[K]]> {
    for (const [key, { value }] of this.#of(kind)) yield [key, value as ResourceByKind[K]];
  }

  size(kind: ResourceKind): number {
    return this.#of(kind).size;
  }

  /** All of it, as updates that lead here from nothing. */
  *updates(): Generator<ModelUpdate> {
    for (const objects of this.#kinds.values()) yield* objects.values();
  }

  /** The same, a few at a time. May be gone through while the model changes: each is given as it is by then. */
  *pieces(size = 500): Generator<readonly ModelUpdate[]> {
    let piece: ModelUpdate[] = [];
    for (const update of this.updates()) {
      if (piece.push(update) < size) continue;
      yield piece;
      piece = [];
    }
    yield piece;
  }

  /** What undoes `updates`, given that they have not been taken in. */
  inverse(updates: readonly ModelUpdate[]): ModelUpdate[] {
    const keys = new Map(updates.map((update) => [`${update.kind} ${update.key}`, update]));
    return [...keys.values()].map(
      ({ kind, key }) => this.#of(kind).get(key) ?? ({ kind, key, value: undefined } as ModelUpdate),
    );
  }

  #of(kind: ResourceKind): Held {
    return this.#kinds.get(kind) ?? none;
  }
}
