// The recent past of a running service: for each of the newest revisions, what undoes it. A recording reaches further.
import type { ModelUpdate } from '@manul/model';
import type { Moment, TimeLine } from '@manul/web';
import type { AdminApi, AdminSubject } from '../admin/api.ts';
import { AdminError } from '../admin/error.ts';
import { type Past, timeLineOf } from './past.ts';
import { openPast, type PastView, PastViews } from './past-views.ts';

interface Kept {
  readonly revision: number;
  /** Newest first, so that applied in order they lead back to before this revision. */
  readonly undo: readonly ModelUpdate[];
}

export interface LivePastOptions {
  readonly maxRevisions?: number;
  /** Over all revisions: bounds the memory. */
  readonly maxUpdates?: number;
}

export class LivePast implements Past {
  readonly #subject: AdminSubject;
  readonly #maxRevisions: number;
  readonly #maxUpdates: number;
  readonly #kept: Kept[] = [];
  readonly #views = new PastViews((moment) => this.#open(moment));
  #updates = 0;
  /** What undoes changes that no revision has yet. */
  #pending: ModelUpdate[] = [];
  /** Up to here the source told what existed at the start. */
  #base: number | undefined;

  constructor(subject: AdminSubject, { maxRevisions = 2000, maxUpdates = 100_000 }: LivePastOptions = {}) {
    this.#subject = subject;
    this.#maxRevisions = maxRevisions;
    this.#maxUpdates = maxUpdates;
  }

  /** Before the model takes them in. */
  updating(updates: readonly ModelUpdate[]): void {
    if (this.#base !== undefined) this.#pending = this.#subject.model.inverse(updates).concat(this.#pending);
  }

  /** After each flush. One that sends nothing leaves its changes to the next. */
  flushed(revision: number): void {
    this.#base ??= revision;
    if (revision === (this.#kept.at(-1)?.revision ?? this.#base)) return;
    this.#kept.push({ revision, undo: this.#pending });
    this.#updates += this.#pending.length;
    this.#pending = [];
    while (this.#kept.length > this.#maxRevisions || this.#updates > this.#maxUpdates) this.#forget();
  }

  timeLine(around: number | undefined, limit: number): TimeLine {
    const { revisions } = this.#subject.revisions.list({ limit: this.#maxRevisions });
    const oldest = this.#base ?? 0;
    const moments = (revisions ?? []).flatMap(({ position, time, changes, change_count: changeCount }): Moment[] => {
      const revision = Number(position?.revision ?? 0);
      if (revision < oldest) return [];
      return [
        { id: revision, revision, time: Number(time) / 1000, changes: changes ?? [], changeCount: changeCount ?? 0 },
      ];
    });
    const label = 'Revisions of this server since it started, as far as it keeps them.';
    return timeLineOf(label, moments.reverse(), around, limit);
  }

  at(moment: number): Promise<AdminApi> {
    return this.#views.at(moment);
  }

  stop(): Promise<void> {
    return this.#views.stop();
  }

  async #open(moment: number): Promise<PastView> {
    const { epoch, version, answers } = this.#subject;
    // Of this process's graph. With Redis, nodes are served under the log's own revisions.
    const newest = this.#kept.at(-1)?.revision ?? this.#base;
    if (this.#base === undefined || newest === undefined || moment < this.#base || moment > newest) {
      throw new AdminError('not-found', `revision ${moment} is not kept any more, or not there yet`);
    }
    return openPast({ ...answers, contents: () => this.#contentsAt(moment), epoch, revision: moment, version });
  }

  /** The present, gone through while it goes on, then whatever undoes what came after that moment. */
  *#contentsAt(moment: number): Generator<readonly ModelUpdate[]> {
    yield* this.#subject.model.pieces();
    yield this.#pending;
    for (const { undo } of this.#kept.filter((kept) => kept.revision > moment).reverse()) yield undo;
    // Too many changes came in the meantime.
    if (moment < (this.#base ?? 0)) throw new AdminError('not-found', `revision ${moment} is not kept any more`);
  }

  #forget(): void {
    const gone = this.#kept.shift();
    if (!gone) return;
    this.#updates -= gone.undo.length;
    this.#base = gone.revision;
  }
}
