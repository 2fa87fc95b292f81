// A stream of the admin API that is sent what is pending, as fast as the caller takes it. What is pending coalesces, so
// that a caller who is slow costs no more memory than the state has.
import type { ServerWritableStream } from '@grpc/grpc-js';

/** What a feed sends. */
export interface FeedSource<T> {
  /** Undefined where nothing is pending. */
  next(): T | undefined;
  /** Everything has been taken that a caller gets who asks once and does not follow. */
  readonly isCaughtUp: boolean;
  close(): void;
}

export class Feed<T> {
  readonly #call: ServerWritableStream<{ follow?: boolean | null }, T>;
  readonly #source: FeedSource<T>;
  #blocked = false;
  #ended = false;

  constructor(
    call: ServerWritableStream<{ follow?: boolean | null }, T>,
    source: FeedSource<T>,
    onEnd: (feed: Feed<T>) => void,
  ) {
    this.#call = call;
    this.#source = source;
    const end = () => {
      if (this.#ended) return;
      this.#ended = true;
      source.close();
      onEnd(this);
    };
    for (const event of ['cancelled', 'close', 'finish', 'error']) call.on(event, end);
    call.on('drain', () => {
      this.#blocked = false;
      this.pump();
    });
  }

  /** Sends what is pending, as far as the peer takes it. */
  pump(): void {
    while (!this.#blocked && !this.#ended) {
      const next = this.#source.next();
      if (next === undefined) return;
      this.#blocked = !this.#call.write(next);
      if (this.#call.request.follow || !this.#source.isCaughtUp) continue;
      this.#call.end();
      return;
    }
  }
}
