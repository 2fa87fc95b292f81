import type { SourceProblem } from '@manul/model';
import { ApiError } from './api-error.ts';

/** Remembers what is wrong with each subject, so that a problem is told when it begins, changes and ends. */
export class Problems {
  readonly #open = new Map<string, SourceProblem>();
  readonly #tell: (problem: SourceProblem) => void;

  constructor(tell: (problem: SourceProblem) => void) {
    this.#tell = tell;
  }

  raise(subject: string, reason: string): void {
    const before = this.#open.get(subject);
    if (before?.reason === reason) return;
    const problem = { subject, reason, since: before?.since ?? Date.now(), resolved: false };
    this.#open.set(subject, problem);
    this.#tell(problem);
  }

  resolve(subject: string): void {
    const problem = this.#open.get(subject);
    if (!problem) return;
    this.#open.delete(subject);
    this.#tell({ ...problem, resolved: true });
  }
}

/** What an operator needs to know about a failure, and can do. */
export function explain(error: unknown, subject: string): string {
  if (error instanceof ApiError && error.status === 401) {
    return `the API server does not accept our credentials: ${error.message}`;
  }
  if (error instanceof ApiError && error.status === 403) {
    return `not allowed to list and watch ${subject}; grant both in a ClusterRole: ${error.message}`;
  }
  if (!(error instanceof Error)) return String(error);
  // Node tries each address of a name and gives all failures in one error with an empty message.
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map((inner: unknown) => explain(inner, subject)).join('; ');
  }
  return error.message;
}
