import { type Chain, sameChain } from '@manul/rules';
import type { Table } from './table.ts';

/** The chains of each of many owners in one table. What has not changed makes no call. */
export class ChainHolder {
  readonly #table: Table;
  readonly #held = new Map<string, ReadonlyMap<string, Chain>>();

  constructor(table: Table) {
    this.#table = table;
  }

  /** These chains, and no others, are the owner's. */
  replace(owner: string, chains: readonly Chain[]): void {
    const before = this.#held.get(owner);
    const now = new Map(chains.map((chain) => [chain.name, chain]));
    const changed = chains.filter((chain) => !sameChain(chain, before?.get(chain.name)));
    const gone = [...(before?.keys() ?? [])].filter((name) => !now.has(name));
    if (changed.length > 0) this.#table.updateChains(changed);
    if (gone.length > 0) this.#table.removeChains(gone);
    if (now.size > 0) this.#held.set(owner, now);
    else this.#held.delete(owner);
  }

  remove(owner: string): void {
    this.replace(owner, []);
  }

  has(owner: string): boolean {
    return this.#held.has(owner);
  }

  /** Names of the chains of those owners that are not left out. */
  *chains(isLeftOut: (owner: string) => boolean): Generator<string> {
    for (const [owner, chains] of this.#held) if (!isLeftOut(owner)) yield* chains.keys();
  }

  ownerOf(chain: string): string | undefined {
    for (const [owner, chains] of this.#held) if (chains.has(chain)) return owner;
    return undefined;
  }
}
