// What has to hold throughout, whatever happens: watched by packets from the first moment to the last.
import { expect } from 'vitest';
import type { WatchMode, WatchReport } from '../../../services/cli/src/lab/watcher.ts';
import { type Cluster, eventually } from './cluster.ts';

/** Nothing sent, nothing proved. */
const FEWEST_SENT = 50;
/** A port of the pods that are watched which nothing else uses. */
const WATCHED_PORT = 7_000;

export interface GuardedPair {
  readonly mode: Exclude<WatchMode, 'serve'>;
  readonly from: string;
  readonly to: string;
  readonly version?: 4 | 6;
}

/** Where pairs are watched. */
type GuardedCluster = Pick<Cluster, 'lab' | 'place' | 'address'>;

export class Guards {
  readonly #cluster: GuardedCluster;
  readonly #servers: number[] = [];
  readonly #guards: { readonly pair: GuardedPair; readonly watch: number }[] = [];

  private constructor(cluster: GuardedCluster) {
    this.#cluster = cluster;
  }

  /** Starts to watch pairs of pods, from a state in which what they say is so. */
  static async start(cluster: GuardedCluster, pairs: readonly GuardedPair[]): Promise<Guards> {
    const guards = new Guards(cluster);
    for (const to of new Set(pairs.map((pair) => pair.to))) {
      const server = { from: cluster.place(to), mode: 'serve', target: [WATCHED_PORT] } as const;
      guards.#servers.push(await cluster.lab.call('watch', server));
    }
    for (const pair of pairs) {
      const target = [cluster.address(pair.to, pair.version), WATCHED_PORT];
      const watch = await cluster.lab.call('watch', { from: cluster.place(pair.from), mode: pair.mode, target });
      guards.#guards.push({ pair, watch });
    }
    return guards;
  }

  /** Nothing has been wrong up to now. */
  async check(): Promise<void> {
    for (const { pair, watch } of this.#guards) assertHeld(pair, await this.#cluster.lab.call('report', watch));
  }

  /** Nothing was ever wrong, and what was under way has arrived. Ends the watch. */
  async finish(): Promise<void> {
    const { lab } = this.#cluster;
    const guards = this.#guards.splice(0);
    await Promise.all(guards.map((guard) => this.#untilSent(guard)));
    const reports = await Promise.all(guards.map(({ watch }) => lab.call('finish', watch)));
    await Promise.all(this.#servers.splice(0).map((server) => lab.call('finish', server)));
    for (const [index, { pair }] of guards.entries()) {
      const report = reports[index]!;
      assertHeld(pair, report);
      expect(report.sent).toBeGreaterThan(FEWEST_SENT);
      if (pair.mode !== 'closed') expect({ ...pair, ...report }).toMatchObject({ answered: report.sent });
    }
  }

  /** A busy machine sends little in the time that a test takes. What is wrong already will not get better. */
  async #untilSent({ pair, watch }: { readonly pair: GuardedPair; readonly watch: number }): Promise<void> {
    await eventually(
      async () => {
        const report = await this.#cluster.lab.call('report', watch);
        return report.sent > FEWEST_SENT || isWrong(pair, report) || undefined;
      },
      () => `next to nothing was sent from ${pair.from} to ${pair.to}`,
    );
  }
}

const isWrong = ({ mode }: GuardedPair, { answered, lost, broken }: WatchReport): boolean =>
  (mode === 'closed' ? answered : lost) > 0 || broken !== undefined;

function assertHeld(pair: GuardedPair, { answered, lost, broken }: WatchReport): void {
  const wrong = pair.mode === 'closed' ? answered : lost;
  expect({ ...pair, wrong, broken }).toEqual({ ...pair, wrong: 0, broken: undefined });
}
