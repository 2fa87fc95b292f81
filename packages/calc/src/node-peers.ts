import type { ClusterNode } from '@manul/model';
import type { Item } from './group.ts';
import type { LabelIndex } from './label-index.ts';
import type { LabelSets } from './labels.ts';

/** Nodes as policies name them: by their labels, for their addresses. */
export class NodePeers {
  readonly #index: LabelIndex;
  readonly #labelSets: LabelSets;
  readonly #items = new Map<string, Item>();

  constructor(index: LabelIndex, labelSets: LabelSets) {
    this.#index = index;
    this.#labelSets = labelSets;
  }

  update(name: string, value: ClusterNode | undefined): void {
    const old = this.#items.get(name);
    const item: Item | undefined = value && {
      labels: this.#labelSets.acquire(value.labels),
      parents: [],
      nets: value.addresses.map((address) => `${address}/${address.includes(':') ? 128 : 32}`),
      ports: [],
      node: undefined,
      group: undefined,
      place: 0,
    };
    if (item) this.#items.set(name, item);
    else this.#items.delete(name);
    this.#index.replaceItem(old, item);
    if (old) this.#labelSets.release(old.labels);
  }

  get size(): number {
    return this.#items.size;
  }
}
