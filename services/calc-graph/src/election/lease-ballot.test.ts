import { createLogger } from '@manul/observability';
import type { Lease, LeaseClient } from '@manul/source-kubernetes';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { leaseMilliseconds } from './election.ts';
import { leaseBallot } from './lease-ballot.ts';
import { StandingElection } from './standing.ts';

/** A Lease as an API server keeps it. */
class FakeLease implements LeaseClient {
  lease: Lease | undefined;
  #version = 0;

  async read(): Promise<Lease | undefined> {
    return this.lease;
  }

  async create(lease: Lease): Promise<Lease | undefined> {
    return this.lease ? undefined : this.#put(lease);
  }

  async update(lease: Lease): Promise<Lease | undefined> {
    const current = this.lease?.metadata?.resourceVersion;
    return lease.metadata?.resourceVersion === current ? this.#put(lease) : undefined;
  }

  #put(lease: Lease): Lease {
    this.lease = { ...lease, metadata: { ...lease.metadata, resourceVersion: `${++this.#version}` } };
    return this.lease;
  }
}

let client: FakeLease;
let now: number;
const standing = (name: string) => leaseBallot(client, name, () => now);

beforeEach(() => {
  client = new FakeLease();
  now = 0;
});

test('the first to ask leads, and renews its reign under the same epoch', async () => {
  const a = standing('a');
  expect(await a.ask()).toEqual({ epoch: 1 });
  now += leaseMilliseconds * 10;
  expect(await a.ask()).toEqual({ epoch: 1 });
  expect(await standing('b').ask()).toEqual({ leader: 'a' });
});

test('a holder that renews nothing is replaced after a lease by our own clock, whatever its clock says', async () => {
  const [a, b] = [standing('a'), standing('b')];
  await a.ask();
  // As if the holder's clock were days ahead.
  client.lease = { ...client.lease!, spec: { ...client.lease!.spec, renewTime: '2199-01-01T00:00:00.000000Z' } };
  expect(await b.ask()).toEqual({ leader: 'a' });
  now += leaseMilliseconds - 1;
  expect(await b.ask()).toEqual({ leader: 'a' });
  now += 1;
  expect(await b.ask()).toEqual({ epoch: 2 });
  expect(await a.ask()).toEqual({ leader: 'b' });
});

test('of two that ask at the same time one leads', async () => {
  const answers = await Promise.all([standing('a').ask(), standing('b').ask()]);
  expect(answers.filter((answer) => 'epoch' in answer)).toHaveLength(1);
});

test('a reign that is given up is free at once', async () => {
  const [a, b] = [standing('a'), standing('b')];
  await a.ask();
  expect(await b.ask()).toEqual({ leader: 'a' });
  await b.release();
  expect(await b.ask()).toEqual({ leader: 'a' });
  await a.release();
  expect(await b.ask()).toEqual({ epoch: 2 });
});

test('a leader that is gone without a word is replaced within 10 s', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const log = createLogger({ service: 'test', level: 'silent' });
  const elected: string[] = [];
  const stand = (name: string, isThere: () => boolean) => {
    const ballot = leaseBallot(client, name);
    const ask = () => (isThere() ? ballot.ask() : new Promise<never>(() => {}));
    const election = new StandingElection({ ...ballot, ask }, name, log);
    election.start({ elected: () => void elected.push(name), resigned() {} });
  };
  let isThere = true;
  stand('a', () => isThere);
  await vi.advanceTimersByTimeAsync(leaseMilliseconds);
  stand('b', () => true);
  await vi.advanceTimersByTimeAsync(leaseMilliseconds);
  expect(elected).toEqual(['a']);
  isThere = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(elected).toEqual(['a', 'b']);
});
