import { ProblemLog, type Source, type SourceEvents } from '@manul/model';
import {
  defer,
  distinctUntilChanged,
  filter,
  map,
  type Observable,
  of,
  race,
  repeat,
  retry,
  Subject,
  Subscription,
  share,
  switchMap,
  tap,
  timer,
} from 'rxjs';
import type { ClusterAccess } from './access.ts';
import { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import { BackOff } from './back-off.ts';
import { type Discovery, discover, presence } from './discovery.ts';
import { explain } from './explain.ts';
import { kinds as allKinds, type KindSpec, resourceName, resourcePath } from './kinds.ts';
import { KnownObjects } from './known-objects.ts';
import { type ListWatchEvent, type ListWatchOptions, listWatch } from './list-watch.ts';

export interface KubernetesSourceOptions extends ListWatchOptions {
  /** How long the API server may take to begin an answer, and in a list to go on with it. */
  readonly responseTimeoutMs: number;
  /** How often to look for kinds that have been installed or removed. */
  readonly discoveryMs: number;
}

const defaults: KubernetesSourceOptions = {
  pageSize: 500,
  // The API server sends a bookmark about once a minute where anything at all has changed. Where nothing has, a watch
  // that was in order is opened anew, which costs little.
  inactivityMs: 90_000,
  watchSeconds: 300,
  maxObjectBytes: 64 * 1024 * 1024,
  backOff: { firstMs: 200, maxMs: 30_000 },
  responseTimeoutMs: 30_000,
  discoveryMs: 30_000,
};

/**
 * The state of a cluster, read from its API server: each kind by itself, so that one that fails (its permission is
 * missing, its API server is down) leaves the others alone. In sync when every kind that all clusters have, and every
 * optional one that is installed at the start, has been listed.
 */
export function kubernetesSource(access: ClusterAccess, options: Partial<KubernetesSourceOptions> = {}): Source {
  return new KubernetesSource(access, { ...defaults, ...options });
}

/** What is told of a kind: what following it tells, and that it is not there. */
type KindEvent = ListWatchEvent | { readonly type: 'absent' };

const discoverySubject = 'discovery';
const optionalKinds = allKinds.filter((kind) => !kind.required);

class KubernetesSource implements Source {
  readonly #options: KubernetesSourceOptions;
  readonly #client: ApiClient;
  readonly #subscription = new Subscription();
  /** Asks for discovery before its time. */
  readonly #rediscover = new Subject<void>();
  /** Kinds that must be listed, or found absent, before we are in sync. */
  readonly #awaited = new Set(allKinds);

  constructor(access: ClusterAccess, options: KubernetesSourceOptions) {
    this.#options = options;
    this.#client = new ApiClient(access, options);
  }

  start(events: SourceEvents): void {
    const problems = new ProblemLog((problem) => events.problem(problem), Date.now);
    const discovery = this.#discovery(problems).pipe(share());
    for (const kind of allKinds) {
      const told = kind.required
        ? this.#follow(kind, kind.versions[0], new KnownObjects(kind.kind))
        : this.#followOptional(kind, discovery);
      this.#subscription.add(told.subscribe((event) => this.#take(kind, event, events, problems)));
    }
  }

  async stop(): Promise<void> {
    this.#subscription.unsubscribe();
    await this.#client.close();
  }

  #follow(kind: KindSpec, apiVersion: string, known: KnownObjects): Observable<ListWatchEvent> {
    const { isMirror } = kind;
    const target = { path: resourcePath(kind, apiVersion), apiVersion, known, ...(isMirror ? { isMirror } : {}) };
    return listWatch(this.#client, target, this.#options);
  }

  /** Follows a kind while it is served. Where its version changes, a new list tells only what differs. */
  #followOptional(kind: KindSpec, discovery: Observable<Discovery>): Observable<KindEvent> {
    const known = new KnownObjects(kind.kind);
    let apiVersion: string = kind.versions[0];
    return discovery.pipe(
      map((found) => presence(kind, found)),
      filter((found) => found !== 'unknown'),
      map((found) => (found === 'absent' ? undefined : found.version)),
      distinctUntilChanged(),
      switchMap((version): Observable<KindEvent> => {
        if (version === undefined) {
          const changes = known.removeAll(known.keys(), apiVersion);
          return of<KindEvent[]>({ type: 'changes', changes }, { type: 'absent' });
        }
        apiVersion = version;
        return this.#follow(kind, version, known);
      }),
    );
  }

  #take(kind: KindSpec, event: KindEvent, events: SourceEvents, problems: ProblemLog): void {
    const subject = resourceName(kind);
    if (event.type === 'changes') {
      if (event.changes.length > 0) events.changes(event.changes);
    } else if (event.type === 'failed') {
      const isGone = !kind.required && event.error instanceof ApiError && event.error.status === 404;
      if (isGone) this.#rediscover.next();
      if (!isGone || this.#awaited.has(kind)) problems.raise(subject, explain(event.error, subject));
    } else {
      if (event.type !== 'listed') problems.resolve(subject);
      if (event.type !== 'following' && this.#awaited.delete(kind) && this.#awaited.size === 0) events.inSync();
    }
  }

  #discovery(problems: ProblemLog): Observable<Discovery> {
    const backOff = new BackOff(this.#options.backOff);
    let failures = new Map<string, unknown>() as Discovery['failures'];
    return defer(() => discover(this.#client, optionalKinds)).pipe(
      tap((found) => {
        failures = found.failures;
        if (failures.size === 0) {
          problems.resolve(discoverySubject);
          backOff.reset();
        } else {
          const reasons = [...failures].map(([version, error]) => `${version}: ${explain(error, version)}`);
          problems.raise(discoverySubject, reasons.join('; '));
        }
      }),
      repeat({
        delay: () => race(timer(failures.size > 0 ? backOff.next() : this.#options.discoveryMs), this.#rediscover),
      }),
      retry({
        delay: (error: unknown) => {
          problems.raise(discoverySubject, explain(error, discoverySubject));
          return timer(backOff.next(error instanceof ApiError ? error.retryAfterMs : 0));
        },
      }),
    );
  }
}
