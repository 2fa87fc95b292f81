// Which of a table's chains cannot wait where a round is divided: new endpoints' and all that leads to and from them.
import { targetsOf, type WantedChains } from './wanted-chains.ts';

export interface Due {
  readonly wanted: WantedChains;
  /** The chains that hooks lead to. */
  readonly roots: Iterable<string>;
  /** Chains that may differ from what is wanted. */
  readonly due: ReadonlySet<string>;
  readonly isInKernel: (chain: string) => boolean;
}

/**
 * All that hooks lead to, but for what only `others` lead to; with what these need so that a transaction of them alone
 * is consistent:
 * - one of the others that the kernel lacks goes along, since what leads to it does;
 * - so does one that leads to something that goes along and is due: who is sent there sees its policies change at once,
 *   not one now and the next one later;
 * - so does one that is due itself, or leads to what is due and leads on: what it leads to in the kernel is not known.
 */
export function urgentChains(others: ReadonlySet<string>, { wanted, roots, due, isInKernel }: Due): Set<string> {
  const urgent = new Set(roots);
  /** By a chain that is due: those of the others that lead to it. */
  const users = new Map<string, string[]>();
  for (const other of others) {
    if (!isInKernel(other) || !wanted.isReferenced(other)) continue;
    for (const name of reachOf(other, wanted)) {
      if (!due.has(name)) continue;
      if (name === other || leadsOn(name, wanted)) urgent.add(other);
      else if (!users.get(name)?.push(other)) users.set(name, [other]);
    }
  }
  // A set gives what is added to it while it is gone through.
  for (const name of urgent) {
    for (const target of targetsIn(name, wanted)) {
      if (!others.has(target) || !isInKernel(target)) urgent.add(target);
    }
    for (const user of users.get(name) ?? []) urgent.add(user);
  }
  return urgent;
}

function reachOf(name: string, wanted: WantedChains): Set<string> {
  const reach = new Set([name]);
  for (const each of reach) for (const target of targetsIn(each, wanted)) reach.add(target);
  return reach;
}

function leadsOn(name: string, wanted: WantedChains): boolean {
  return targetsIn(name, wanted).length > 0;
}

function targetsIn(name: string, wanted: WantedChains): readonly string[] {
  return targetsOf(wanted.get(name)?.rules ?? []);
}
