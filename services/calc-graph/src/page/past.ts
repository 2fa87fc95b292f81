// Going back in time: what the page needs of whatever keeps the past.
import type { Moment, TimeLine } from '@manul/web';
import type { AdminApi } from '../admin/api.ts';

export interface Past {
  /** What is known of it, with `limit` moments around one of them, or the newest. */
  timeLine(around: number | undefined, limit: number): TimeLine;
  /** Answers as of then. Rejects with AdminError where that moment is not kept. */
  at(moment: number): Promise<AdminApi>;
  stop(): Promise<void>;
}

const barCount = 120;

/** `moments`: oldest first, with ascending ids. */
export function timeLineOf(
  label: string,
  moments: readonly Moment[],
  around: number | undefined,
  limit: number,
): TimeLine {
  const [first, last] = [moments[0], moments.at(-1)];
  if (!first || !last) return { label, bars: [], moments: [] };
  const middle = around === undefined ? moments.length : lowerBound(moments, around) + Math.ceil(limit / 2);
  const end = Math.min(moments.length, Math.max(limit, middle));
  const shown = moments.slice(Math.max(0, end - limit), end).reverse();
  return { label, first, last, bars: barsOf(moments, first.id, last.id), moments: shown };
}

function barsOf(moments: readonly Moment[], first: number, last: number): number[] {
  const length = last - first + 1;
  const bars = new Array<number>(Math.min(barCount, length)).fill(0);
  // The first is all that was there at the beginning, beside which no change would show.
  for (const { id, changeCount } of moments.slice(1)) {
    const bar = Math.floor(((id - first) / length) * bars.length);
    bars[bar] = (bars[bar] ?? 0) + changeCount;
  }
  return bars;
}

function lowerBound(moments: readonly Moment[], id: number): number {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moments[middle]?.id ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
