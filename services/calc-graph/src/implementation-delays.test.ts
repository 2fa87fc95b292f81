import { expect, test } from 'vitest';
import { ImplementationDelays } from './implementation-delays.ts';

function setUp() {
  const seconds: number[] = [];
  const clock = { now: 0 };
  return {
    seconds,
    clock,
    delays: new ImplementationDelays(
      (delay) => seconds.push(delay),
      () => clock.now,
    ),
  };
}

test('a change is timed from when it was seen to when the node says that it is in the kernel', () => {
  const { delays, seconds, clock } = setUp();
  delays.wanted('a', 1_000);
  delays.sent('a', 7);
  clock.now = 1_250;
  delays.acknowledged('a', 6);
  expect(seconds).toEqual([]);
  delays.acknowledged('a', 7);
  delays.acknowledged('a', 7);
  expect(seconds).toEqual([0.25]);
});

test('changes that wait for one batch count once, by the oldest', () => {
  const { delays, seconds, clock } = setUp();
  delays.wanted('a', 1_000);
  delays.wanted('a', 1_400);
  delays.sent('a', 2);
  clock.now = 2_000;
  delays.acknowledged('a', 3);
  expect(seconds).toEqual([1]);
});

test('batches on their way count one by one, each node by itself', () => {
  const { delays, seconds, clock } = setUp();
  for (const node of ['a', 'b']) delays.wanted(node, 1_000);
  delays.sent('a', 1);
  delays.wanted('a', 2_000);
  delays.sent('a', 2);
  clock.now = 3_000;
  delays.acknowledged('a', 2);
  delays.acknowledged('b', 2);
  expect(seconds).toEqual([2, 1]);
});

test('what was under way when a stream ended is not counted', () => {
  const { delays, seconds } = setUp();
  delays.wanted('a', 1_000);
  delays.sent('a', 1);
  delays.forget('a');
  delays.sent('a', 2);
  delays.acknowledged('a', 2);
  expect(seconds).toEqual([]);
});

test('a clock that runs behind gives no negative time', () => {
  const { delays, seconds } = setUp();
  delays.wanted('a', 5_000);
  delays.sent('a', 1);
  delays.acknowledged('a', 1);
  expect(seconds).toEqual([0]);
});
