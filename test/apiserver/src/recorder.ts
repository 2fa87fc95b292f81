import type { ApiObject, ObjectChange, SourceEvents, SourceProblem } from '@manul/model';

/** Keeps what a source tells, and the state that it adds up to. */
export class Recorder implements SourceEvents {
  /** `apply Pod default/web`, in order; a test takes them out with `splice`. */
  readonly log: string[] = [];
  readonly objects = new Map<string, ApiObject>();
  readonly problems = new Map<string, SourceProblem>();
  readonly sizes: number[] = [];
  isInSync = false;

  changes(changes: readonly ObjectChange[]): void {
    this.sizes.push(changes.length);
    for (const { op, object } of changes) {
      const { kind, metadata } = object;
      const name = `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
      this.log.push(`${op} ${name}`);
      if (op === 'apply') this.objects.set(name, object);
      else if (!this.objects.delete(name)) this.log.push(`${name} was not there`);
    }
  }

  inSync(): void {
    this.isInSync = true;
  }

  problem(problem: SourceProblem): void {
    if (problem.resolved) this.problems.delete(problem.subject);
    else this.problems.set(problem.subject, problem);
  }

  /** What has been told of one kind since it was last asked, others left in place. */
  take(kind: string): string[] {
    const taken = this.log.filter((line) => line.split(' ')[1] === kind);
    const others = this.log.filter((line) => line.split(' ')[1] !== kind);
    this.log.splice(0, this.log.length, ...others);
    return taken;
  }
}
