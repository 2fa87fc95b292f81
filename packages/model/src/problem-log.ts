import type { SourceProblem } from './source.ts';

/** Remembers what is wrong with each subject, so that a problem is told when it begins, changes and ends, and only then. */
export class ProblemLog {
  readonly #open = new Map<string, SourceProblem>();
  readonly #tell: (problem: SourceProblem) => void;
  readonly #now: () => number;

  constructor(tell: (problem: SourceProblem) => void, now: () => number) {
    this.#tell = tell;
    this.#now = now;
  }

  /** Tells the problem, unless it is known with that reason. It began when the subject first had one. */
  raise(subject: string, reason: string): void {
    const before = this.#open.get(subject);
    if (before?.reason === reason) return;
    const problem = { subject, reason, since: before?.since ?? this.#now(), resolved: false };
    this.#open.set(subject, problem);
    this.#tell(problem);
  }

  /** Tells that the problem of the subject is over, where it has one. */
  resolve(subject: string): void {
    const problem = this.#open.get(subject);
    if (!problem) return;
    this.#open.delete(subject);
    this.#tell({ ...problem, resolved: true });
  }
}
