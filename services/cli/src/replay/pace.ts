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
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/** The same steps, each so long after the one before it as they were recorded, divided by the factor. */
export async function* paced<T extends { readonly time: number }>(
  steps: AsyncIterable<T>,
  { speed, proceed, wait = sleep }: PaceOptions,
): AsyncGenerator<T> {
  let last: number | undefined;
  for await (const step of steps) {
    if (speed === 'step' && proceed && !(await proceed())) return;
    if (typeof speed === 'number' && last !== undefined && step.time > last)
      await wait((step.time - last) / 1000 / speed);
    last = step.time;
    yield step;
  }
}
