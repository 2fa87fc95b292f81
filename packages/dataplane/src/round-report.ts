import type { ApplyReport, KernelFault } from './backend.ts';

/** An object that is not enforced as it was sent. See manul.v1.ObjectError. */
export interface ObjectError {
  /** Key as in manul.v1.Inventory; for a chain that no object owns, `chain <table> <name>`. */
  readonly object: string;
  readonly reason: string;
  /** What depends on it is closed because of it. */
  readonly failedClosed: boolean;
}

/** What one round did. */
export interface RoundReport {
  /** False before in_sync, while nothing is written. */
  readonly inSync: boolean;
  /** Of the state that the round covered. */
  readonly digest: bigint;
  readonly written: number;
  readonly commands: number;
  readonly driftHealed: number;
  /** Transactions that exceeded what the netlink socket takes. */
  readonly splitTransactions: number;
  /** What waiting for other writers' lock has cost. */
  readonly lockWaitMs: number;
  /** Endpoints that were in the kernel before the rest of the round. */
  readonly endpointsFirst: number;
  /** All objects that are not enforced as they were sent, found in this round or before. */
  readonly errors: readonly ObjectError[];
  /** Faults of no single object, such as a lock that is held. The round has to be tried again. */
  readonly retry: readonly string[];
}

/** Adds up the reports of a round. */
export class RoundTally {
  #written = 0;
  #commands = 0;
  #driftHealed = 0;
  #splitTransactions = 0;
  #lockWaitMs = 0;
  #retry = new Set<string>();
  /** See `RoundReport`. */
  endpointsFirst = 0;

  /** What was done, whatever the kernel did not take. */
  count(report: Omit<ApplyReport, 'faults'>): void {
    this.#written += report.written;
    this.#commands += report.commands;
    this.#driftHealed += report.driftHealed;
    this.#splitTransactions += report.splitTransactions ?? 0;
    this.#lockWaitMs += report.lockWaitMs ?? 0;
  }

  /** Counts the report; gives its faults in single objects. */
  add(where: string, report: ApplyReport): KernelFault[] {
    this.count(report);
    for (const { isolated, name, reason } of report.faults) {
      if (!isolated) this.#retry.add(`${where}${name === '' ? '' : ` ${name}`}: ${reason}`);
    }
    return report.faults.filter(({ isolated }) => isolated);
  }

  report(digest: bigint, errors: readonly ObjectError[]): RoundReport {
    return {
      inSync: true,
      digest,
      written: this.#written,
      commands: this.#commands,
      driftHealed: this.#driftHealed,
      splitTransactions: this.#splitTransactions,
      lockWaitMs: this.#lockWaitMs,
      endpointsFirst: this.endpointsFirst,
      errors,
      retry: [...this.#retry],
    };
  }
}

/** Nothing was done. */
export function notYet(digest: bigint): RoundReport {
  const nothing = { written: 0, commands: 0, driftHealed: 0, splitTransactions: 0, lockWaitMs: 0, endpointsFirst: 0 };
  return { inSync: false, digest, ...nothing, errors: [], retry: [] };
}
