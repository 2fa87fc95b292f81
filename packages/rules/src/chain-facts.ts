// Questions about chains that everybody asks.
import type { Chain, Rule } from './chain.ts';

/** True where the two would be programmed alike. */
export function sameChain(a: Chain | undefined, b: Chain | undefined): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  return a.name === b.name && (a.forced ?? false) === (b.forced ?? false) && sameRules(a.rules, b.rules);
}

export function sameRules(a: readonly Rule[], b: readonly Rule[]): boolean {
  return a === b || sameData(a, b);
}

/** The chains that these rules jump or go to. */
export function* chainsReferredTo(rules: readonly Rule[]): Generator<string> {
  for (const { action } of rules) {
    if (action?.do === 'jump' || action?.do === 'go-to') yield action.chain;
  }
}

/** Kernel names of the IP sets that these rules match on. */
export function* setsReferredTo(rules: readonly Rule[]): Generator<string> {
  for (const { match } of rules) {
    for (const m of match) if ('set' in m) yield m.set;
  }
}

/** Names of the chains that a kernel chain's rules or a forced chain lead to, directly or not. */
export function reachableChains(
  chains: ReadonlyMap<string, Chain>,
  kernelRules: Iterable<readonly Rule[]>,
): Set<string> {
  const reached = new Set<string>();
  const open: string[] = [];
  const visit = (name: string) => {
    if (reached.has(name) || !chains.has(name)) return;
    reached.add(name);
    open.push(name);
  };
  for (const rules of kernelRules) for (const name of chainsReferredTo(rules)) visit(name);
  for (const chain of chains.values()) if (chain.forced) visit(chain.name);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const next of chainsReferredTo(chains.get(name)?.rules ?? [])) visit(next);
  }
  return reached;
}

function sameData(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => sameData(item, b[i]));
  }
  const left = Object.entries(a).filter(([, value]) => value !== undefined);
  const right = new Map(Object.entries(b).filter(([, value]) => value !== undefined));
  return left.length === right.size && left.every(([key, value]) => sameData(value, right.get(key)));
}
