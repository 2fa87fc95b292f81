// How long a change takes from its arrival to the kernels of the nodes that are to hear of it.

interface Batch {
  readonly revision: number;
  readonly observedAt: number;
}

interface Waiting {
  /** When the oldest change came that the node has yet to be sent. */
  unsent: number | undefined;
  /** Sent and not acknowledged, in order of revision. */
  sent: Batch[];
}

/** A node that acknowledges nothing leaves at most so many behind; the oldest stands for those after it. */
const maxSent = 64;

/**
 * Counts nodes that follow: one that begins or comes back takes everything there is, which says nothing of how long a
 * change takes. Times are in milliseconds since the Unix epoch.
 */
export class ImplementationDelays {
  readonly #observe: (seconds: number) => void;
  readonly #now: () => number;
  readonly #nodes = new Map<string, Waiting>();

  constructor(observe: (seconds: number) => void, now: () => number = Date.now) {
    this.#observe = observe;
    this.#now = now;
  }

  /** A flush made something pending for the node; the oldest change in the flush is of then. */
  wanted(node: string, observedAt: number): void {
    const waiting = this.#nodes.get(node);
    if (waiting) waiting.unsent ??= observedAt;
    else this.#nodes.set(node, { unsent: observedAt, sent: [] });
  }

  /** The node was sent everything up to that revision. */
  sent(node: string, revision: number): void {
    const waiting = this.#nodes.get(node);
    if (waiting?.unsent === undefined) return;
    if (waiting.sent.length < maxSent) waiting.sent.push({ revision, observedAt: waiting.unsent });
    waiting.unsent = undefined;
  }

  /** The node has everything up to that revision in its kernel. */
  acknowledged(node: string, revision: number): void {
    const waiting = this.#nodes.get(node);
    if (!waiting) return;
    while (waiting.sent.length > 0 && waiting.sent[0]!.revision <= revision) {
      this.#observe(Math.max(0, this.#now() - waiting.sent.shift()!.observedAt) / 1000);
    }
  }

  /** The node's stream is over. */
  forget(node: string): void {
    this.#nodes.delete(node);
  }
}
