// The chains that are wanted, and which of them something refers to: only those are programmed. A policy's chains are
// given to several tables and used in few, so the spare ones must cost nothing.
import type { Chain, Rule } from '@manul/rules';

export class WantedChains {
  readonly #chains = new Map<string, Chain>();
  /** By chain name, also of chains that were not given yet: how many rules of programmed chains and hooks refer to it. */
  readonly #references = new Map<string, number>();
  readonly #changed: (name: string) => void;

  /** @param changed told of each chain that is to be written, rewritten or removed */
  constructor(changed: (name: string) => void) {
    this.#changed = changed;
  }

  set(chain: Chain): void {
    const before = this.#chains.get(chain.name);
    const inUse = this.isReferenced(chain.name);
    this.#chains.set(chain.name, chain);
    if (inUse) {
      // New references are counted before old ones are dropped, so that a chain that stays in use is never seen unused.
      this.retainTargets(chain.rules);
      this.releaseTargets(before?.rules ?? []);
      this.#changed(chain.name);
    }
    if (chain.forced && !before?.forced) {
      this.#retain(chain.name);
    } else if (!chain.forced && before?.forced) {
      this.#release(chain.name);
    }
  }

  delete(name: string): void {
    const before = this.#chains.get(name);
    if (!before) {
      return;
    }
    if (this.isReferenced(name)) {
      this.releaseTargets(before.rules);
      this.#changed(name);
    }
    this.#chains.delete(name);
    if (before.forced) {
      this.#release(name);
    }
  }

  get(name: string): Chain | undefined {
    return this.#chains.get(name);
  }

  isReferenced(name: string): boolean {
    return (this.#references.get(name) ?? 0) > 0;
  }

  retainTargets(rules: readonly Rule[]): void {
    for (const target of targetsOf(rules)) {
      this.#retain(target);
    }
  }

  releaseTargets(rules: readonly Rule[]): void {
    for (const target of targetsOf(rules)) {
      this.#release(target);
    }
  }

  #retain(name: string): void {
    const count = (this.#references.get(name) ?? 0) + 1;
    this.#references.set(name, count);
    if (count === 1) {
      this.#changed(name);
      this.retainTargets(this.#chains.get(name)?.rules ?? []);
    }
  }

  #release(name: string): void {
    const count = (this.#references.get(name) ?? 0) - 1;
    if (count > 0) {
      this.#references.set(name, count);
      return;
    }
    this.#references.delete(name);
    this.#changed(name);
    this.releaseTargets(this.#chains.get(name)?.rules ?? []);
  }
}

/** The chains that rules jump or go to, as often as they do. */
export function targetsOf(rules: readonly Rule[]): string[] {
  const targets: string[] = [];
  for (const { action } of rules) {
    if (action?.do === 'jump' || action?.do === 'go-to') {
      targets.push(action.chain);
    }
  }
  return targets;
}
