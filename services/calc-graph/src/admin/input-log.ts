// What the graph has been told, for whoever records it: each object as the source gave it, and what changes from then on.
import type { ApiObject, ConversionOptions, ObjectChange } from '@manul/model';
import { manul } from '@manul/proto';
import { inputOf } from '@manul/recording';
import { objectKey } from '../object-errors.ts';
import type { FeedSource } from './feed.ts';

type Input = manul.v1.IInput;
type Position = Readonly<{ epoch: number; revision: number }>;

interface Held {
  readonly newest: string;
  /** The version in force, where the newest one's selector cannot be read. */
  readonly inForce?: string;
}

const { APPLY } = manul.v1.Input.Operation;
const maxBatchBytes = 256 * 1024;
const maxReadyBytes = 4 * 1024 * 1024;

export class InputLog {
  /** For recordings' headers. */
  readonly config: string;
  readonly #objects = new Map<string, Held>();
  readonly #feeds = new Set<InputFeed>();
  #flushed: { readonly position: Position; readonly time: number } | undefined;
  #isMidFlush = false;

  constructor(conversion: ConversionOptions) {
    this.config = JSON.stringify({ conversion });
  }

  /** `understood`: the graph has made something of it; otherwise it keeps what it had before. */
  taken(change: ObjectChange, understood: boolean): void {
    const key = objectKey(change.object);
    this.#isMidFlush = true;
    if (change.op === 'delete') this.#objects.delete(key);
    else this.#objects.set(key, this.#heldOf(key, change.object, understood));
    for (const feed of this.#feeds) feed.changed(key, change);
  }

  /** What was taken since the last flush belongs together. `time` is in microseconds since the Unix epoch. */
  flushed(position: Position, time: number): void {
    this.#isMidFlush = false;
    this.#flushed = { position, time };
    for (const feed of this.#feeds) feed.flushed(position, time);
  }

  feed(): FeedSource<manul.v1.IInputBatch> {
    const feed: InputFeed = new InputFeed(this.config, this.#objects, () => this.#feeds.delete(feed));
    this.#feeds.add(feed);
    if (this.#flushed && !this.#isMidFlush) feed.flushed(this.#flushed.position, this.#flushed.time);
    return feed;
  }

  #heldOf(key: string, object: ApiObject, understood: boolean): Held {
    const newest = JSON.stringify(object);
    if (understood) return { newest };
    const before = this.#objects.get(key);
    const inForce = before?.inForce ?? before?.newest;
    return inForce === undefined ? { newest } : { newest, inForce };
  }
}

type Entry = manul.v1.IRecordingEntry;

/**
 * Flushes whole, one after another, for a caller who keeps up. Whose caller is slow finds the last state of each object
 * instead, under the newest flush.
 */
class InputFeed implements FeedSource<manul.v1.IInputBatch> {
  readonly #objects: ReadonlyMap<string, Held>;
  readonly #onClose: () => void;
  /** Whole flushes that wait for the caller. */
  #ready: Entry[] = [];
  #readyBytes = 0;
  /** What the caller does not know yet beyond those; of what is gone, its removal. */
  readonly #pending: Map<string, Input | undefined>;
  #config: string | undefined;
  #flush: { readonly position: Position; readonly time: number } | undefined;
  /** Whether something was told since the last end of a flush that was told. */
  #isOwed = true;
  isCaughtUp = false;

  constructor(config: string, objects: ReadonlyMap<string, Held>, onClose: () => void) {
    this.#config = config;
    this.#objects = objects;
    this.#onClose = onClose;
    this.#pending = new Map(objects.keys().map((key) => [key, undefined]));
  }

  changed(key: string, change: ObjectChange): void {
    this.#isOwed = true;
    this.#flush = undefined;
    this.#pending.set(key, change.op === 'delete' ? inputOf(change) : undefined);
  }

  flushed(position: Position, time: number): void {
    if (!this.#isOwed) return;
    this.#flush = { position, time };
    while (this.isCaughtUp && this.#flush && this.#readyBytes < maxReadyBytes) this.#take();
  }

  next(): manul.v1.IInputBatch | undefined {
    if (this.#ready.length === 0) this.#take();
    if (this.#ready.length === 0) return undefined;
    const entries = this.#ready;
    this.#ready = [];
    this.#readyBytes = 0;
    const config = this.#config;
    this.#config = undefined;
    return config === undefined ? { entries } : { config, entries };
  }

  close(): void {
    this.#onClose();
  }

  /** Some of what is pending. Nothing within a flush of the graph: that is told under its end. */
  #take(): void {
    if (!this.#flush) return;
    const { position, time } = this.#flush;
    const place = { ...position, time };
    const full = this.#readyBytes + maxBatchBytes;
    for (const [key, removal] of this.#pending) {
      this.#pending.delete(key);
      for (const input of this.#inputsOf(key, removal)) {
        this.#ready.push({ ...place, input });
        this.#readyBytes += input.object?.length ?? 0;
      }
      if (this.#readyBytes > full) return;
    }
    this.#ready.push({ ...place, flush: {} });
    this.#flush = undefined;
    this.#isOwed = false;
    this.isCaughtUp = true;
  }

  #inputsOf(key: string, removal: Input | undefined): Input[] {
    const held = this.#objects.get(key);
    if (!held) return removal ? [removal] : [];
    const inForce = held.inForce === undefined ? [] : [{ operation: APPLY, object: held.inForce }];
    return [...inForce, { operation: APPLY, object: held.newest }];
  }
}
