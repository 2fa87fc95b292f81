import { expect, test, vi } from 'vitest';
import { paced, parseSpeed } from './pace.ts';

async function* at(...milliseconds: number[]) {
  for (const time of milliseconds) yield { time: time * 1000 };
}

test.each([
  ['full', 'full'],
  ['step', 'step'],
  ['recorded', 1],
  ['10x', 10],
  ['0.5x', 0.5],
  ['0x', undefined],
  ['-1x', undefined],
  ['fast', undefined],
  ['', undefined],
])('--speed %s', (text, expected) => expect(parseSpeed(text)).toBe(expected));

/** When each step came, in milliseconds, on a clock of the test's own. */
async function times(speed: number | 'full', ...recorded: number[]): Promise<number[]> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 0 });
  try {
    const came: number[] = [];
    let isOver = false;
    const replay = (async () => {
      for await (const _ of paced(at(...recorded), { speed, wait: (ms) => new Promise((r) => setTimeout(r, ms)) })) {
        came.push(Date.now());
      }
      isOver = true;
    })();
    while (!isOver) await vi.advanceTimersByTimeAsync(10);
    await replay;
    return came;
  } finally {
    vi.useRealTimers();
  }
}

test.each([
  [1, [1000, 1100, 1100, 1500], [0, 100, 100, 500]],
  [10, [1000, 1100, 2100], [0, 10, 110]],
  [0.5, [1000, 1100], [0, 200]],
  [1, [1000, 900, 950], [0, 0, 50]],
  ['full', [1000, 9000], [0, 0]],
] as const)('at speed %s, steps recorded at %j come at %j', async (speed, recorded, expected) => {
  expect(await times(speed, ...recorded)).toEqual(expected);
});

test('step by step, until told to end', async () => {
  const answers = [true, true, false];
  const came: number[] = [];
  for await (const { time } of paced(at(1, 2, 3, 4), {
    speed: 'step',
    proceed: async () => answers.shift() ?? false,
  })) {
    came.push(time);
  }
  expect(came).toEqual([1000, 2000]);
});
