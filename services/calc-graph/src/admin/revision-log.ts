// The newest revisions and what caused them, for a time line. Bounded: what is older is in recordings.
import type { ObjectChange } from '@manul/model';
import type { manul } from '@manul/proto';

const maxRevisions = 5000;
const maxChanges = 20;
const defaultLimit = 200;

export class RevisionLog {
  readonly #epoch: number;
  readonly #revisions: manul.v1.IRevision[] = [];
  #changes: string[] = [];
  #changeCount = 0;

  constructor(epoch: number) {
    this.#epoch = epoch;
  }

  changed({ op, object }: ObjectChange): void {
    this.#changeCount++;
    if (this.#changes.length >= maxChanges) return;
    const { namespace, name } = object.metadata;
    this.#changes.push(`${op} ${object.kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);
  }

  /** After each flush; one that changed nothing that is sent leaves its changes to the next. */
  flushed(revision: number, nodes: number, time: number): void {
    if (this.#revisions.at(-1)?.position?.revision === revision) return;
    const [changes, change_count] = [this.#changes, this.#changeCount];
    this.#revisions.push({
      position: { epoch: this.#epoch, revision },
      time: time * 1000,
      changes,
      change_count,
      nodes,
    });
    this.#changes = [];
    this.#changeCount = 0;
    if (this.#revisions.length > maxRevisions) this.#revisions.splice(0, maxRevisions / 10);
  }

  /** The newest revision that there was by then, in microseconds since the Unix epoch; undefined before the oldest. */
  by(time: number): number | undefined {
    return this.#revisions.findLast((revision) => Number(revision.time) <= time)?.position?.revision ?? undefined;
  }

  list({ limit, before_revision: before }: manul.v1.IListRevisionsRequest): manul.v1.IRevisionList {
    const wanted = this.#revisions.filter(({ position }) => !before || Number(position?.revision) < before);
    const most = Math.min(limit || defaultLimit, maxRevisions);
    return { revisions: wanted.slice(-most).reverse(), more: wanted.length > most };
  }
}
