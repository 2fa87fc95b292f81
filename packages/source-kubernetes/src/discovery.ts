// Finds out which of the optional kinds the API server serves, and in which version.
import { catchError, concatMap, forkJoin, map, type Observable, of } from 'rxjs';
import type { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import type { KindSpec } from './kinds.ts';

/** The plural names that each group and version serves; undefined for one that exists but did not answer. */
export interface Discovery {
  readonly served: ReadonlyMap<string, ReadonlySet<string> | undefined>;
  /** What did not answer, and why. An aggregated API server that is down must not hide the others. */
  readonly failures: ReadonlyMap<string, unknown>;
}

/** The version to read a kind in, or that it is served in none, or that this cannot be told now. */
export type Presence = { readonly version: string } | 'absent' | 'unknown';

/** Asks once. Errors where not even the list of groups can be had. */
export function discover(client: ApiClient, kinds: readonly KindSpec[]): Observable<Discovery> {
  const wanted = new Set(kinds.flatMap((kind) => kind.versions));
  return client.get('/apis').pipe(
    concatMap((groups) => {
      const versions = groupVersions(groups).filter((version) => wanted.has(version));
      if (versions.length === 0) return of([]);
      return forkJoin(versions.map((version) => resourcesOf(client, version)));
    }),
    map((answers) => ({
      served: new Map(answers.map(({ version, plurals }) => [version, plurals])),
      failures: new Map(answers.filter(({ plurals }) => !plurals).map(({ version, error }) => [version, error])),
    })),
  );
}

/** What discovery says about one kind. The first version served counts; one that may be served is waited for. */
export function presence(kind: KindSpec, { served }: Discovery): Presence {
  for (const version of kind.versions) {
    if (!served.has(version)) continue;
    const plurals = served.get(version);
    if (!plurals) return 'unknown';
    if (plurals.has(kind.plural)) return { version };
  }
  return 'absent';
}

interface Answer {
  readonly version: string;
  readonly plurals: ReadonlySet<string> | undefined;
  readonly error?: unknown;
}

function resourcesOf(client: ApiClient, version: string): Observable<Answer> {
  return client.get(`/apis/${version}`).pipe(
    map((list) => ({ version, plurals: pluralNames(list) })),
    catchError((error: unknown) => {
      const gone = error instanceof ApiError && error.status === 404;
      return of({ version, plurals: gone ? new Set<string>() : undefined, error });
    }),
  );
}

function groupVersions(list: unknown): string[] {
  const { groups } = list as { groups?: readonly { versions?: readonly { groupVersion?: string }[] }[] };
  return (groups ?? []).flatMap((group) => (group.versions ?? []).map((version) => version.groupVersion ?? ''));
}

function pluralNames(list: unknown): ReadonlySet<string> {
  const { resources } = list as { resources?: readonly { name?: string }[] };
  return new Set((resources ?? []).map((resource) => resource.name ?? ''));
}
