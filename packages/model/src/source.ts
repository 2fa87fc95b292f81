// The contract between a source of cluster state and the service that computes from it.
import type { ObjectChange } from './conversion.ts';

/**
 * Something that keeps a source from knowing all that it should. Told when it begins, when its reason changes, and once
 * more, `resolved`, when it is over. Until then what the source last knew of the subject stays in force.
 */
export interface SourceProblem {
  /** A kind (`networkpolicies.networking.k8s.io`), or a file (`policies/web.yaml`). */
  readonly subject: string;
  /** What is wrong, in a sentence that an operator can act on. */
  readonly reason: string;
  /** When it began: milliseconds since the epoch. */
  readonly since: number;
  readonly resolved: boolean;
}

/**
 * What a source tells. Calls never overlap and come in the order of what happened; the receiver takes them in at once
 * (enqueues, converts) and does not throw.
 */
export interface SourceEvents {
  /** Differences only: an object that is as it was is not told again. Never empty. */
  changes(changes: readonly ObjectChange[]): void;
  /** Once: everything that existed at the start has been told. */
  inSync(): void;
  problem(problem: SourceProblem): void;
}

/** Where objects come from. Started once, stopped once. */
export interface Source {
  start(events: SourceEvents): void;
  /** Tells nothing more from this call on; settles when sockets, watches and timers are gone. */
  stop(): Promise<void>;
}
