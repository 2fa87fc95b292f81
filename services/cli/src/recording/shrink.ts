// The smallest recording for which something still happens (Zeller's delta debugging): flushes are left out first, then
// single entries.
import type { Entry } from '@manul/recording';

/** Whether what is looked for happens with these entries. */
export type Fails = (entries: readonly Entry[]) => Promise<boolean>;

/** What is left is minimal: without any one more of its parts it does not happen. Throws where it never does. */
export async function shrink(entries: readonly Entry[], fails: Fails): Promise<Entry[]> {
  if (!(await fails(entries))) throw new TypeError('the command does not fail with the whole recording');
  const steps = await minimise(stepsOf(entries), (left) => fails(left.flat()));
  const flat = steps.flat();
  // An end of a flush is needed for what is before it, so that it is kept with the entry that it follows.
  return (await minimise(withFlushes(flat), (left) => fails(left.flat()))).flat();
}

function stepsOf(entries: readonly Entry[]): Entry[][] {
  const steps: Entry[][] = [];
  let open: Entry[] = [];
  for (const entry of entries) {
    open.push(entry);
    if (!entry.flush) continue;
    steps.push(open);
    open = [];
  }
  return open.length > 0 ? [...steps, open] : steps;
}

function withFlushes(entries: readonly Entry[]): Entry[][] {
  const parts: Entry[][] = [];
  for (const entry of entries) {
    if (entry.flush && parts.length > 0) parts.at(-1)!.push(entry);
    else parts.push([entry]);
  }
  return parts;
}

/** Tries to leave out halves, then quarters, and so on down to single parts, until none can be. */
async function minimise<T>(parts: T[], fails: (left: readonly T[]) => Promise<boolean>): Promise<T[]> {
  let left = parts;
  let size = Math.max(1, Math.floor(left.length / 2));
  for (;;) {
    let smaller: T[] | undefined;
    for (let at = 0; at < left.length; at += size) {
      const without = left.toSpliced(at, size);
      if (without.length < left.length && without.length > 0 && (await fails(without))) {
        smaller = without;
        break;
      }
    }
    if (smaller) left = smaller;
    else if (size === 1) return left;
    if (!smaller || size > left.length) size = Math.max(1, Math.floor(Math.min(size, left.length) / 2));
  }
}
