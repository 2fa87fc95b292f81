// The node's part of traces: from a change's arrival here to the kernel.
import type { Span, Traces } from '@manul/observability';
import type { FinishedRound } from './apply-loop.ts';

/** What waits for a kernel that refuses for long is one span, not many. */
const maxOpen = 64;

export class ApplyTraces {
  readonly #traces: Traces | undefined;
  readonly #node: string;
  #received: Span[] = [];
  /** Of the round that runs, and of those before it that failed. */
  #applying: Span[] = [];

  constructor(traces: Traces | undefined, node: string) {
    this.#traces = traces;
    this.#node = node;
  }

  /** A flush is here as a whole. */
  received(parent: string, revision: number): void {
    if (parent === '' || this.#received.length >= maxOpen) return;
    const attributes = { 'manul.node': this.#node, 'manul.revision': revision };
    const span = this.#traces?.span('apply', { parent, attributes });
    if (span) this.#received.push(span);
  }

  /** What is here goes into a round. */
  collected(): void {
    this.#applying = [...this.#applying, ...this.#received].slice(0, maxOpen);
    this.#received = [];
  }

  finished({ retry, errors, written, milliseconds }: FinishedRound): void {
    // Tried again: the span goes on until the kernel takes it.
    if (retry.length > 0) return;
    const attributes = {
      'manul.rules_and_members_written': written,
      'manul.round_milliseconds': milliseconds,
      'manul.objects_not_enforced': errors.map(({ object }) => object).slice(0, 10),
    };
    for (const span of this.#applying.splice(0)) span.end(attributes, errors[0]?.reason);
  }

  /** The stream is gone, and what waited will be sent again. */
  disconnected(): void {
    this.#received = [];
  }
}
