import { type FSWatcher, watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ApiObject, type ObjectChange, ProblemLog, type Source, type SourceEvents } from '@manul/model';
import { defer, delay, from, race, repeat, Subject, type Subscription, switchMap, take, tap, timer } from 'rxjs';
import { LastGoodFiles } from './last-good-files.ts';
import { defaultFilesOptions, type FilesOptions, ManifestTree, type Refresh } from './manifest-tree.ts';

export interface FilesSourceOptions extends FilesOptions {
  /** How often to look at all files, for what the kernel does not give notice of: network mounts, linked files. */
  readonly rescanMs: number;
  /** Where the last-good form of each file is kept, for a start while a file is broken. Without it nothing is kept. */
  readonly stateDir?: string;
  /** Of all that is kept. */
  readonly stateMaxBytes: number;
  /** Whether a version of an object is worth keeping: it tells what the object is for. */
  readonly isUnderstood?: (object: ApiObject) => boolean;
}

const defaults = { ...defaultFilesOptions, rescanMs: 5_000, stateMaxBytes: 256 * 1024 * 1024 };

/**
 * The state that a directory of manifests describes (or a single file), followed as it is edited. In sync when every
 * file that was there at the start has been read, or named as broken.
 */
export function filesSource(root: string, options: Partial<FilesSourceOptions> = {}): Source {
  return new FilesSource(root, { ...defaults, ...options });
}

class FilesSource implements Source {
  readonly #root: string;
  readonly #options: FilesSourceOptions;
  #lastGood: LastGoodFiles | undefined;
  readonly #watchers = new Map<string, FSWatcher>();
  readonly #notices = new Subject<void>();
  #isNoticed = false;
  #isInSync = false;
  #subjects: ReadonlySet<string> = new Set();
  #running: Promise<unknown> | undefined;
  #subscription: Subscription | undefined;

  constructor(root: string, options: FilesSourceOptions) {
    this.#root = root;
    this.#options = options;
  }

  start(events: SourceEvents): void {
    const problems = new ProblemLog((problem) => events.problem(problem), Date.now);
    this.#lastGood = this.#openLastGood(problems);
    const tree = new ManifestTree(this.#root, this.#options, this.#lastGood, this.#options.isUnderstood);
    let isSettled = false;
    const refresh = defer(() => {
      this.#isNoticed = false;
      const running = tree.refresh();
      this.#running = running;
      return running;
    }).pipe(
      tap((found) => {
        isSettled = this.#watchDirectories(found.directories, problems) && found.isSettled;
        this.#tell(found, isSettled, events, problems);
      }),
      repeat({ delay: () => this.#nextRefresh(isSettled) }),
    );
    const restored = this.#restore(tree);
    this.#running = restored;
    this.#subscription = from(restored)
      .pipe(
        tap((changes) => changes.length > 0 && events.changes(changes)),
        switchMap(() => refresh),
      )
      .subscribe();
  }

  async stop(): Promise<void> {
    this.#subscription?.unsubscribe();
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
    await this.#running;
    await this.#lastGood?.settled();
  }

  #openLastGood(problems: ProblemLog): LastGoodFiles | undefined {
    const { stateDir, stateMaxBytes } = this.#options;
    if (stateDir === undefined) return undefined;
    return new LastGoodFiles({
      directory: join(stateDir, 'manifests'),
      root: resolve(this.#root),
      maxBytes: stateMaxBytes,
      onProblem: (subject, reason) => {
        if (this.#subscription?.closed) return;
        if (reason === undefined) problems.resolve(subject);
        else problems.raise(subject, reason);
      },
    });
  }

  /** What was good when files were last read, before they are read now. */
  async #restore(tree: ManifestTree): Promise<readonly ObjectChange[]> {
    return this.#lastGood ? tree.restore(await this.#lastGood.load()) : [];
  }

  #nextRefresh(isSettled: boolean) {
    const { settleMs, rescanMs } = this.#options;
    if (this.#isNoticed || !isSettled) return timer(settleMs);
    return race(this.#notices.pipe(take(1), delay(settleMs)), timer(rescanMs));
  }

  #tell(found: Refresh, isSettled: boolean, events: SourceEvents, problems: ProblemLog): void {
    if (found.changes.length > 0) events.changes(found.changes);
    for (const subject of this.#subjects) if (!found.problems.has(subject)) problems.resolve(subject);
    for (const [subject, reason] of found.problems) problems.raise(subject, reason);
    this.#subjects = new Set(found.problems.keys());
    if (isSettled && !this.#isInSync) {
      this.#isInSync = true;
      events.inSync();
    }
  }

  /**
   * Has the kernel give notice of changes in each directory. False where one is newly watched: it may have changed
   * between being read and being watched.
   */
  #watchDirectories(directories: ReadonlyMap<string, string>, problems: ProblemLog): boolean {
    const wanted = new Map([...directories].map(([path, identity]) => [`${identity} ${path}`, path]));
    for (const [key, watcher] of this.#watchers) {
      if (wanted.has(key)) continue;
      watcher.close();
      this.#watchers.delete(key);
    }
    let isComplete = true;
    let failure: string | undefined;
    for (const [key, path] of wanted) {
      if (this.#watchers.has(key)) continue;
      try {
        this.#watchers.set(key, this.#watch(key, path));
        isComplete = false;
      } catch (error) {
        failure ??= (error as Error).message;
      }
    }
    const subject = `watching ${this.#root}`;
    if (failure === undefined) problems.resolve(subject);
    else problems.raise(subject, `changes are seen after up to ${this.#options.rescanMs} ms: ${failure}`);
    return isComplete;
  }

  #watch(key: string, path: string): FSWatcher {
    const notice = () => {
      this.#isNoticed = true;
      this.#notices.next();
    };
    return watch(path, notice).on('error', () => {
      this.#watchers.get(key)?.close();
      this.#watchers.delete(key);
      notice();
    });
  }
}
