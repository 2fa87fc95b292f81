// What the apply loop asks of a kernel backend. The order of a round: sets are created and grow, tables follow, sets
// shrink and go: packets in flight never meet a rule whose set is missing.
import type { IpSets, Table } from './table.ts';

export interface KernelTable extends Table {
  /** Brings the kernel's table to what is wanted, in one transaction that holds only the difference. */
  apply(): Promise<ApplyReport>;
  /** Whether so much may differ from the kernel's that some of it is worth a transaction of its own. */
  readonly isMuchDue: boolean;
  /**
   * What to program before all else: what the kernel's chains lead to, but for what they lead to only through `others`,
   * chains that can wait. Holds until a chain changes. Undefined where the kernel has to be read first.
   */
  urgentPart(others: ReadonlySet<string>): UrgentPart | undefined;
}

export interface UrgentPart {
  /** Kernel names of the IP sets that its rules match on. */
  readonly sets: ReadonlySet<string>;
  /** Whether so much is due besides that not to wait for it is worth a second transaction. */
  readonly leavesMuch: boolean;
  /**
   * In one transaction, in which whoever goes through one of the chains that wait goes through what was there before, or
   * through all that is wanted; nothing is removed. What the kernel does not take is still due for the table's `apply`.
   */
  apply(): Promise<UrgentReport>;
}

export interface UrgentReport extends Omit<ApplyReport, 'faults'> {
  readonly done: boolean;
}

export interface KernelIpSets extends IpSets {
  /** Creates sets, replaces changed ones and adds members. @param only of these sets, by kernel name */
  applyAdditions(only?: ReadonlySet<string>): Promise<ApplyReport>;
  /** Whether members with one of these addresses (`10.0.0.1/32`) are still to be removed from some set. */
  isLeaving(addresses: Iterable<string>): boolean;
  /** Removes members and sets. */
  applyRemovals(): Promise<ApplyReport>;
}

export interface KernelBackend {
  /** For example `iptables-nft`. */
  readonly name: string;
  readonly tables: readonly KernelTable[];
  readonly ipSets: readonly KernelIpSets[];
  /**
   * Until this is called nothing that was in the kernel before is removed: it is what the node enforced when the driver
   * started, and not yet known to be out of date.
   */
  allowRemovals(): void;
  /**
   * Reads the kernel back, all of it or what was written since it was last read. Rounds go on meanwhile; the one after it
   * heals what others changed.
   */
  verify(which: 'all' | 'written'): Promise<void>;
}

export interface ApplyReport {
  /** Lines or members written; 0 where the kernel was right already. */
  readonly written: number;
  readonly commands: number;
  /** Rules, chains and members found changed by others and put right. */
  readonly driftHealed: number;
  /** What the kernel refused, after isolation: the rest of the table or set is programmed. */
  readonly faults: readonly KernelFault[];
  /** Transactions that exceeded what the netlink socket takes, so that the change did not come at once. */
  readonly splitTransactions?: number;
  /** What waiting for other writers' lock has cost. */
  readonly lockWaitMs?: number;
}

export interface KernelFault {
  /** The chain or the set that is not as wanted, by its kernel name. */
  readonly name: string;
  readonly reason: string;
  /** Undefined where the fault is not in one object: the command is missing, the lock is held. Try again later. */
  readonly isolated: boolean;
  /** It is still there and should not be. Nothing of ours depends on it any more. */
  readonly leftOver?: boolean;
}
