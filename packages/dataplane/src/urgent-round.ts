// What goes first of one IP version's round.
import type { KernelIpSets, KernelTable } from './backend.ts';
import type { RoundTally } from './round-report.ts';

export interface UrgentRound {
  /** In any of the tables; see `UrgentPart`. */
  readonly leavesMuch: boolean;
  /** Sets grow, tables follow, as in any round; nothing is removed. False where it is left to the whole round. */
  apply(tally: RoundTally): Promise<boolean>;
}

/** @param others chains that can wait; undefined where a table has to be read first */
export function urgentRound(
  tables: readonly KernelTable[],
  ipSets: KernelIpSets,
  others: ReadonlySet<string>,
): UrgentRound | undefined {
  const parts = tables.map((table) => table.urgentPart(others)).filter((part) => part !== undefined);
  if (parts.length < tables.length) return undefined;
  const sets = new Set(parts.flatMap((part) => [...part.sets]));
  return {
    leavesMuch: parts.some((part) => part.leavesMuch),
    async apply(tally) {
      const { faults, ...additions } = await ipSets.applyAdditions(sets);
      tally.count(additions);
      if (faults.some(({ name, isolated }) => !isolated || sets.has(name))) return false;
      for (const part of parts) {
        const { done, ...report } = await part.apply();
        tally.count(report);
        if (!done) return false;
      }
      return true;
    },
  };
}
