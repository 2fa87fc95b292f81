// Follows one kind: a paged list, then a watch from where the list stood, and again from where the watch ended, until
// unsubscribed. https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
import type { ObjectChange } from '@manul/model';
import {
  defer,
  EMPTY,
  expand,
  ignoreElements,
  map,
  mergeMap,
  Observable,
  repeat,
  retry,
  tap,
  throwError,
  timeout,
  timer,
} from 'rxjs';
import type { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import { BackOff, type BackOffOptions } from './back-off.ts';
import { LineSplitter } from './json-lines.ts';
import { isRawObject, type KnownObjects, keyOf, type RawObject } from './known-objects.ts';

export type ListWatchEvent =
  | { readonly type: 'changes'; readonly changes: readonly ObjectChange[] }
  /** A list was told to its end. */
  | { readonly type: 'listed' }
  /** The watch is open: what happens from now on is told as it happens. */
  | { readonly type: 'following' }
  /** Something failed and is retried. */
  | { readonly type: 'failed'; readonly error: unknown };

export interface ListWatchTarget {
  /** `/api/v1/pods`. */
  readonly path: string;
  /** Given to the objects. */
  readonly apiVersion: string;
  readonly known: KnownObjects;
  readonly isMirror?: (name: string) => boolean;
}

export interface ListWatchOptions {
  readonly pageSize: number;
  /** A watch that says nothing for so long, not even a bookmark, is cut and resumed: it may have stalled. */
  readonly inactivityMs: number;
  /** What the server is asked to end each watch after, so that its load spreads anew. Up to twice that. */
  readonly watchSeconds: number;
  /** The most bytes that one object may have. */
  readonly maxObjectBytes: number;
  readonly backOff: BackOffOptions;
}

export function listWatch(
  client: ApiClient,
  target: ListWatchTarget,
  options: ListWatchOptions,
): Observable<ListWatchEvent> {
  return new Observable((subscriber) =>
    new ListWatch(client, target, options, (event) => subscriber.next(event)).run().subscribe(subscriber),
  );
}

interface Page {
  readonly items: readonly unknown[];
  readonly continueToken: string;
  readonly resourceVersion: string;
}

/** A watch that is cut because it was silent; nothing is wrong with what was told. */
class SilentWatch extends Error {}

class ListWatch {
  readonly #client: ApiClient;
  readonly #target: ListWatchTarget;
  readonly #options: ListWatchOptions;
  readonly #tell: (event: ListWatchEvent) => void;
  readonly #backOff: BackOff;
  /** Where the next watch starts; empty: a list comes first. */
  #resourceVersion = '';
  /** Lists that expired before their last page, in a row. */
  #expiredLists = 0;
  /** The last watch ended in a way after which the server may be another, with older data. */
  #inDoubt = false;
  #watchOpenedAt = 0;

  constructor(
    client: ApiClient,
    target: ListWatchTarget,
    options: ListWatchOptions,
    tell: (event: ListWatchEvent) => void,
  ) {
    this.#client = client;
    this.#target = target;
    this.#options = options;
    this.#tell = tell;
    this.#backOff = new BackOff(options.backOff);
  }

  run(): Observable<never> {
    return defer(() => (this.#resourceVersion === '' ? this.#list() : this.#resume())).pipe(
      repeat({ delay: () => timer(this.#pause()) }),
      retry({ delay: (error: unknown) => timer(this.#afterFailure(error)) }),
      ignoreElements(),
    );
  }

  #list(): Observable<unknown> {
    const missing = this.#target.known.keys();
    return this.#page('').pipe(
      expand((page) => (page.continueToken === '' ? EMPTY : this.#page(page.continueToken))),
      tap((page) => this.#takePage(page, missing)),
    );
  }

  #page(continueToken: string): Observable<Page> {
    // A cluster so large and busy that lists expire before their end is read in one piece.
    const limit = this.#expiredLists < 2 ? this.#options.pageSize : undefined;
    const query = { limit, continue: continueToken === '' ? undefined : continueToken };
    return this.#client.get(this.#target.path, query).pipe(map(pageOf));
  }

  #takePage(page: Page, missing: Set<string>): void {
    const { known, apiVersion } = this.#target;
    const changes: ObjectChange[] = [];
    for (const item of page.items) {
      if (!this.#isWanted(item)) continue;
      missing.delete(keyOf(item));
      const change = known.apply(item, apiVersion);
      if (change) changes.push(change);
    }
    const isLast = page.continueToken === '';
    if (isLast) changes.push(...known.removeAll(missing, apiVersion));
    if (changes.length > 0) this.#tell({ type: 'changes', changes });
    if (!isLast) return;
    this.#resourceVersion = page.resourceVersion;
    this.#expiredLists = 0;
    this.#inDoubt = false;
    this.#tell({ type: 'listed' });
  }

  /** Watches from where we stand, unless the server's data turns out to be older than that: restored from a backup. */
  #resume(): Observable<unknown> {
    if (!this.#inDoubt) return this.#watch();
    return this.#client.get(this.#target.path, { limit: 1 }).pipe(
      mergeMap((answer) => {
        this.#inDoubt = false;
        if (!isOlder(pageOf(answer).resourceVersion, this.#resourceVersion)) return this.#watch();
        this.#resourceVersion = '';
        return EMPTY;
      }),
    );
  }

  #watch(): Observable<unknown> {
    const lines = new LineSplitter(this.#options.maxObjectBytes);
    const { path } = this.#target;
    const query = {
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: this.#resourceVersion,
      timeoutSeconds: Math.ceil(this.#options.watchSeconds * (1 + Math.random())),
    };
    const opened = () => {
      this.#watchOpenedAt = performance.now();
      this.#tell({ type: 'following' });
    };
    return this.#client.stream(path, query, opened).pipe(
      timeout({ each: this.#options.inactivityMs, with: () => throwError(() => new SilentWatch()) }),
      tap({
        next: (chunk) => this.#takeLines(lines.push(chunk)),
        complete: () => {
          if (lines.hasRest) throw new Error('the watch was cut within an object');
        },
      }),
    );
  }

  #takeLines(lines: readonly string[]): void {
    const changes: ObjectChange[] = [];
    try {
      for (const line of lines) this.#takeEvent(JSON.parse(line) as WatchEvent, changes);
      if (lines.length > 0) this.#backOff.reset();
    } finally {
      if (changes.length > 0) this.#tell({ type: 'changes', changes });
    }
  }

  #takeEvent({ type, object }: WatchEvent, changes: ObjectChange[]): void {
    if (type === 'ERROR') throw ApiError.fromStatus(500, object);
    const metadata = (object as RawObject | undefined)?.metadata;
    if (metadata?.resourceVersion === undefined) throw new SyntaxError(`a watch event ${type} without resourceVersion`);
    if (type !== 'BOOKMARK' && this.#isWanted(object)) {
      const { known, apiVersion } = this.#target;
      const change = type === 'DELETED' ? known.remove(object, apiVersion) : known.apply(object, apiVersion);
      if (change) changes.push(change);
    }
    this.#resourceVersion = metadata.resourceVersion;
  }

  #isWanted(value: unknown): value is RawObject {
    return isRawObject(value) && !this.#target.isMirror?.(value.metadata.name);
  }

  /** How long to wait after a list, or a watch that ended as it should. */
  #pause(): number {
    const wasList = this.#watchOpenedAt === 0;
    if (wasList || this.#watchLasted()) return wasList ? 0 : (Math.random() * this.#options.backOff.firstMs) / 2;
    return this.#backOff.next();
  }

  /** Decides what a failure means for the next attempt; gives how long to wait before it. */
  #afterFailure(error: unknown): number {
    const lasted = this.#watchLasted();
    if (lasted) this.#backOff.reset();
    this.#inDoubt = true;
    if (error instanceof SilentWatch) return 0;
    const outdated = error instanceof ApiError && (error.expired || error.isAhead);
    if (outdated || error instanceof SyntaxError) {
      if (this.#resourceVersion === '') this.#expiredLists += 1;
      this.#resourceVersion = '';
    }
    // That a position expires is in the nature of things; only where a new list does not help is it worth a word.
    if (!outdated || this.#backOff.failures > 0) this.#tell({ type: 'failed', error });
    return this.#backOff.next(error instanceof ApiError ? error.retryAfterMs : 0);
  }

  /** Whether a watch was open, and for so long that its end is no sign of trouble. Asked once at its end. */
  #watchLasted(): boolean {
    const openedAt = this.#watchOpenedAt;
    this.#watchOpenedAt = 0;
    return openedAt !== 0 && performance.now() - openedAt > 5 * this.#options.backOff.firstMs;
  }
}

interface WatchEvent {
  readonly type: string;
  readonly object: unknown;
}

function pageOf(answer: unknown): Page {
  const list = answer as { items?: unknown; metadata?: { continue?: string; resourceVersion?: string } } | null;
  const resourceVersion = list?.metadata?.resourceVersion;
  if (!list || resourceVersion === undefined) throw new SyntaxError('the answer to a list is no list');
  const items = Array.isArray(list.items) ? list.items : [];
  return { items, continueToken: list.metadata?.continue ?? '', resourceVersion };
}

/** Resource versions are opaque, but for the ones that every server hands out: numbers that grow. */
function isOlder(a: string, b: string): boolean {
  return /^\d+$/.test(a) && /^\d+$/.test(b) && BigInt(a) < BigInt(b);
}
