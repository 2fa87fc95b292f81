import { setTimeout as pause } from 'node:timers/promises';
import type { BenchClients, BenchServer } from './processes.ts';

export interface StuckNodes {
  /** Of each pair of rounds, the 99th percentile over nodes of the time from a change to its arrival, in milliseconds. */
  readonly free: number[];
  readonly blocked: number[];
  /** The second over the first. */
  readonly ratios: number[];
}

const changesARound = 5;
/** So many batches are more than a spare node has room for. */
const fillingChanges = 32;

/**
 * Rounds with the spare nodes stuck and rounds without, in turns and each next to one of the other kind, so that what
 * else the machine does falls on both; which comes first alternates.
 */
export async function stuckNodes(server: BenchServer, clients: BenchClients, pairs: number): Promise<StuckNodes> {
  const result: StuckNodes = { free: [], blocked: [], ratios: [] };
  for (let pair = 0; pair < pairs; pair++) {
    const figures = new Map<boolean, number>();
    for (const stuck of pair % 2 === 0 ? [false, true] : [true, false]) {
      clients.stick(stuck);
      // In both kinds, so that they differ in nothing else.
      await server.churn(fillingChanges, 1, 10);
      await clients.until(() => true);
      figures.set(stuck, await round(server, clients));
    }
    const [free, blocked] = [figures.get(false)!, figures.get(true)!];
    result.free.push(free);
    result.blocked.push(blocked);
    result.ratios.push(blocked / free);
  }
  clients.stick(false);
  return result;
}

async function round(server: BenchServer, clients: BenchClients): Promise<number> {
  const times: number[] = [];
  for (let change = 0; change < changesARound; change++) {
    const at = await server.change();
    for (;;) {
      const { lastAt } = await clients.count();
      if (lastAt.every((arrived) => arrived >= at)) {
        times.push(...lastAt.map((arrived) => arrived - at));
        break;
      }
      await pause(50);
    }
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.99)] ?? 0;
}
