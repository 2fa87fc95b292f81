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

interface Guard {
  readonly pair: GuardedPair;
  readonly watch: number;
}

/** Where pairs are watched. */
type GuardedCluster = Pick<Cluster, 'lab' | 'place' | 'address'>;

export class Guards {
  readonly #cluster: GuardedCluster;
  readonly #servers: number[] = [];
  readonly #guards: Guard[] = [];

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
    for (const guard of this.#guards) assertHeld(guard.pair, await this.#report(guard));
  }

  /** Settles once all of them have sent as much again as proves something. */
  async untilMoreSent(): Promise<void> {
    await Promise.all(
      this.#guards.map(async (guard) => this.#untilSent(guard, (await this.#report(guard)).sent + FEWEST_SENT)),
    );
  }

  /** Nothing was ever wrong, and what was under way has arrived. Ends the watch. */
  async finish(): Promise<void> {
    const { lab } = this.#cluster;
    const guards = this.#guards.splice(0);
    await Promise.all(guards.map((guard) => this.#untilSent(guard, FEWEST_SENT)));
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
  async #untilSent(guard: Guard, number: number): Promise<void> {
    const { pair } = guard;
    await eventually(
      async () => {
        const report = await this.#report(guard);
        return report.sent > number || isWrong(pair, report) || undefined;
      },
      () => `next to nothing was sent from ${pair.from} to ${pair.to}`,
    );
  }

  #report({ watch }: Guard): Promise<WatchReport> {
    return this.#cluster.lab.call('report', watch);
  }
}

const isWrong = ({ mode }: GuardedPair, { answered, lost, broken }: WatchReport): boolean =>
  (mode === 'closed' ? answered : lost) > 0 || broken !== undefined;

function assertHeld(pair: GuardedPair, { answered, lost, broken }: WatchReport): void {
  const wrong = pair.mode === 'closed' ? answered : lost;
  expect({ ...pair, wrong, broken }).toEqual({ ...pair, wrong: 0, broken: undefined });
}
