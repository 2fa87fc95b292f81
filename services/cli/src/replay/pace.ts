// How fast a recording is replayed.
import { setTimeout as sleep } from 'node:timers/promises';

/** `full`: no waiting; a number: so many times as fast as it was recorded; `step`: when told to. */
export type Speed = 'full' | 'step' | number;

/** Reads `full`, `recorded`, `step`, `10x` or `0.5x`; undefined for anything else. */
export function parseSpeed(text: string): Speed | undefined {
  if (text === 'full' || text === 'step') return text;
  if (text === 'recorded') return 1;
  const factor = /^(\d+(?:\.\d+)?)x$/.exec(text)?.[1];
  return factor !== undefined && Number(factor) > 0 ? Number(factor) : undefined;
}

export interface PaceOptions {
  readonly speed: Speed;
  /** For `step`: settles when the next step may go; false ends the replay. */
  readonly proceed?: () => Promise<boolean>;
  readonly signal?: AbortSignal;
}

/** The same steps, each at its time. Falling behind is not caught up with a rush: waits are between steps. */
export async function* paced<T extends { readonly time: number }>(
  steps: AsyncIterable<T>,
  { speed, proceed, signal }: PaceOptions,
): AsyncGenerator<T> {
  let last: number | undefined;
  for await (const step of steps) {
    if (signal?.aborted) return;
    if (speed === 'step' && proceed && !(await proceed())) return;
    if (typeof speed === 'number' && last !== undefined && step.time > last) {
      await pause((step.time - last) / 1000 / speed, signal);
      if (signal?.aborted) return;
    }
    last = step.time;
    yield step;
  }
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(milliseconds, undefined, signal ? { signal } : {});
  } catch {
    // Aborted: the caller sees the signal.
  }
}
