// The cluster as a whole, for questions that no single node can answer. Built when it is first asked for, in pieces, so
// that streams are served meanwhile; kept up to date while it is asked for, and dropped when nobody has asked for long.
import { setImmediate } from 'node:timers/promises';
import type { ModelUpdate } from '@manul/model';
import { ClusterIndex, type ClusterModel, WholeCluster } from '@manul/reachability';

const pieceSize = 500;
const idleMilliseconds = 10 * 60 * 1000;
/** Lists may lag so far behind: all pods are gone through for them. */
const indexMilliseconds = 2000;

export class LiveCluster {
  readonly #model: ClusterModel;
  #whole: Promise<WholeCluster> | undefined;
  #pending: ModelUpdate[] = [];
  #index: { readonly index: ClusterIndex; readonly madeAt: number } | undefined;
  #stale = true;
  #idle: NodeJS.Timeout | undefined;

  constructor(model: ClusterModel) {
    this.#model = model;
  }

  updated(updates: readonly ModelUpdate[]): void {
    this.#stale = true;
    if (this.#whole) for (const update of updates) this.#pending.push(update);
  }

  /** Up to date. */
  async whole(): Promise<WholeCluster> {
    this.#whole ??= this.#build();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.drop(), idleMilliseconds);
    this.#idle.unref();
    const whole = await this.#whole;
    if (this.#pending.length > 0) {
      whole.update(this.#pending);
      this.#pending = [];
      whole.settle();
    }
    return whole;
  }

  async index(): Promise<{ readonly index: ClusterIndex; readonly whole: WholeCluster }> {
    const whole = await this.whole();
    const now = Date.now();
    if (!this.#index || (this.#stale && now - this.#index.madeAt > indexMilliseconds)) {
      this.#stale = false;
      this.#index = { index: new ClusterIndex(this.#model, whole.view), madeAt: now };
    }
    return { index: this.#index.index, whole };
  }

  drop(): void {
    clearTimeout(this.#idle);
    this.#whole = undefined;
    this.#index = undefined;
    this.#pending = [];
  }

  /** What comes in meanwhile is applied behind. */
  async #build(): Promise<WholeCluster> {
    const whole = new WholeCluster();
    let piece: ModelUpdate[] = [];
    for (const update of this.#model.updates()) {
      if (piece.push(update) < pieceSize) continue;
      whole.update(piece);
      piece = [];
      whole.settle();
      await setImmediate();
    }
    whole.update(piece);
    whole.settle();
    return whole;
  }
}
