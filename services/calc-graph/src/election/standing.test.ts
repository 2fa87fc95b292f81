import { createLogger } from '@manul/observability';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leaseMilliseconds, renewMilliseconds } from './election.ts';
import { type Ballot, StandingElection } from './standing.ts';

const log = createLogger({ service: 'test', level: 'silent' });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stand(ask: Ballot['ask']) {
  const events: (number | 'resigned')[] = [];
  const release = vi.fn(async () => {});
  const election = new StandingElection({ ask, release }, 'a', log);
  election.start({ elected: (epoch) => void events.push(epoch), resigned: () => void events.push('resigned') });
  return { election, events, release };
}

test('tells of each reign once, and of its end', async () => {
  let answer: Awaited<ReturnType<Ballot['ask']>> = { epoch: 1 };
  const { election, events } = stand(async () => answer);
  await vi.advanceTimersByTimeAsync(5 * renewMilliseconds);
  expect(events).toEqual([1]);
  expect(election.leader).toBe('a');
  answer = { leader: 'b' };
  await vi.advanceTimersByTimeAsync(2 * renewMilliseconds);
  expect(election.leader).toBe('b');
  answer = { epoch: 3 };
  await vi.advanceTimersByTimeAsync(2 * renewMilliseconds);
  expect(events).toEqual([1, 'resigned', 3]);
  await election.stop();
});

test('a leader that can ask nobody resigns when its lease is over, not before', async () => {
  let works = true;
  const { election, events } = stand(() => (works ? Promise.resolve({ epoch: 1 }) : new Promise(() => {})));
  await vi.advanceTimersByTimeAsync(1);
  works = false;
  await vi.advanceTimersByTimeAsync(leaseMilliseconds - renewMilliseconds);
  expect(events).toEqual([1]);
  await vi.advanceTimersByTimeAsync(2 * leaseMilliseconds);
  expect(events).toEqual([1, 'resigned']);
  works = true;
  await vi.advanceTimersByTimeAsync(2 * leaseMilliseconds);
  expect(events).toEqual([1, 'resigned', 1]);
  await election.stop();
});

test('gives the reign up when it stops, and only a reign of its own', async () => {
  const leading = stand(async () => ({ epoch: 1 }));
  const other = stand(async () => ({ leader: 'b' }));
  await vi.advanceTimersByTimeAsync(1);
  await leading.election.stop();
  await other.election.stop();
  expect(leading.events).toEqual([1, 'resigned']);
  expect(leading.release).toHaveBeenCalledOnce();
  expect(other.release).not.toHaveBeenCalled();
});
