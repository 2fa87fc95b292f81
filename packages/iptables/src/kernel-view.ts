// What a table of the kernel is believed to hold: what was last read, and what was written since.
import type { HookRule } from './restore-input.ts';
import type { SavedChain, SavedTable } from './save-parser.ts';

interface KernelChain {
  readonly hashes: readonly (string | undefined)[];
  /** Undefined until the chain is read after it was written: only then is it known how the kernel shows its rules. */
  readonly fingerprint: number | undefined;
}

export interface Reading {
  /** Our chains and the others' chains that were not as believed, or were not known. */
  readonly chains: readonly string[];
  readonly hooks: readonly string[];
  /** Rules and chains that others changed since they were read or written. */
  readonly drift: number;
}

export class KernelView {
  readonly #chainPrefix: string;
  readonly #chains = new Map<string, KernelChain>();
  readonly #hooks = new Map<string, readonly HookRule[]>();
  #known = false;

  constructor(chainPrefix: string) {
    this.#chainPrefix = chainPrefix;
  }

  chain(name: string): readonly (string | undefined)[] | undefined {
    return this.#chains.get(name)?.hashes;
  }

  hook(name: string): readonly HookRule[] {
    return this.#hooks.get(name) ?? [];
  }

  /** Of our chains. */
  get rules(): number {
    return this.#chains.values().reduce((sum, { hashes }) => sum + hashes.length, 0);
  }

  chainNames(): IterableIterator<string> {
    return this.#chains.keys();
  }

  hookNames(): IterableIterator<string> {
    return this.#hooks.keys();
  }

  /** @param hashes undefined for a rule that is not known */
  chainWritten(name: string, hashes: readonly (string | undefined)[]): void {
    this.#chains.set(name, { hashes, fingerprint: undefined });
  }

  chainDeleted(name: string): void {
    this.#chains.delete(name);
  }

  hookWritten(name: string, rules: readonly HookRule[]): void {
    this.#hooks.set(name, rules);
  }

  /**
   * Takes over what was read.
   * @param inWork chains that are to be written anyway, so that a difference in them is not somebody else's doing
   * @param written chains that were written while it was read: what it says of them may be out of date
   */
  load(saved: SavedTable, inWork: ReadonlySet<string>, written: ReadonlySet<string>): Reading {
    const chains: string[] = [];
    const hooks: string[] = [];
    let drift = 0;
    for (const name of this.#chains.keys()) {
      if (!saved.chains.has(name) && !written.has(name)) {
        this.#chains.delete(name);
        chains.push(name);
        drift += inWork.has(name) ? 0 : 1;
      }
    }
    for (const chain of saved.chains.values()) {
      if (written.has(chain.name)) {
        continue;
      }
      if (chain.name.startsWith(this.#chainPrefix)) {
        const differences = this.#loadChain(chain);
        if (differences > 0) {
          chains.push(chain.name);
          drift += this.#known && !inWork.has(chain.name) ? differences : 0;
        }
      } else {
        drift += this.#loadHook(chain, inWork, hooks);
      }
    }
    for (const name of this.#hooks.keys()) {
      if (!saved.chains.has(name) && !written.has(name)) {
        this.#hooks.delete(name);
        hooks.push(name);
      }
    }
    this.#known = true;
    return { chains, hooks, drift };
  }

  /** @returns how many rules differ from what was believed; a chain that was not known counts once */
  #loadChain(saved: SavedChain): number {
    const before = this.#chains.get(saved.name);
    if (!before) {
      this.#chains.set(saved.name, { hashes: saved.hashes, fingerprint: saved.fingerprint });
      return 1;
    }
    const differing = countDifferences(before.hashes, saved.hashes);
    const edited = differing === 0 && before.fingerprint !== undefined && before.fingerprint !== saved.fingerprint;
    this.#chains.set(saved.name, {
      // Which rule was edited under its own comment is not known, so none is trusted.
      hashes: edited ? saved.hashes.map(() => undefined) : differing === 0 ? before.hashes : saved.hashes,
      fingerprint: edited ? undefined : saved.fingerprint,
    });
    return edited ? 1 : differing;
  }

  #loadHook(saved: SavedChain, inWork: ReadonlySet<string>, changed: string[]): number {
    const before = this.#hooks.get(saved.name);
    if (saved.lines.size === 0 && !saved.builtIn && !before) {
      return 0;
    }
    const skip = `-A ${saved.name} `.length;
    const rules = saved.hashes.map((hash, i) => ({ hash, body: saved.lines.get(i)?.slice(skip) }));
    this.#hooks.set(saved.name, rules);
    changed.push(saved.name);
    if (!this.#known || inWork.has(saved.name)) {
      return 0;
    }
    return countDifferences(ours(before ?? []), ours(rules));
  }
}

function ours(rules: readonly HookRule[]): (string | undefined)[] {
  return rules.map((rule) => rule.hash).filter((hash) => hash !== undefined);
}

function countDifferences(before: readonly (string | undefined)[], after: readonly (string | undefined)[]): number {
  let differing = Math.abs(before.length - after.length);
  for (let i = Math.min(before.length, after.length) - 1; i >= 0; i--) {
    differing += before[i] === after[i] ? 0 : 1;
  }
  return differing;
}
