// What the apply loop asks of a kernel backend. The order of a round: sets are created and grow, tables follow, sets
// shrink and go: packets in flight never meet a rule whose set is missing.
import type { IpSets, Table } from './table.ts';

export interface KernelTable extends Table {
  /** Brings the kernel's table to what is wanted, in one transaction that holds only the difference. */
  apply(): Promise<ApplyReport>;
}

export interface KernelIpSets extends IpSets {
  /** Creates sets, replaces changed ones and adds members. */
  applyAdditions(): Promise<ApplyReport>;
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
