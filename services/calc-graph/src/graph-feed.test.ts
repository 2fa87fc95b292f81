import { type CalculationGraph, createCalculationGraph } from '@manul/calc';
import { type ApiObject, defaultOptions, type SourceEvents } from '@manul/model';
import { createLogger } from '@manul/observability';
import { manul } from '@manul/proto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GraphFeed } from './graph-feed.ts';
import { ObjectErrors } from './object-errors.ts';

const log = createLogger({ service: 'test', level: 'silent' });

let source: SourceEvents;
let errors: ObjectErrors;
let feed: GraphFeed;
let flushes: number[];
let graph: CalculationGraph;
/** With each flush, when its oldest change came. */
let observed: (number | undefined)[];
const stopSource = vi.fn(async () => {});

beforeEach(() => {
  errors = new ObjectErrors(log);
  flushes = [];
  observed = [];
  graph = createCalculationGraph();
  stopSource.mockClear();
  feed = new GraphFeed({
    graph,
    source: {
      start(events) {
        source = events;
      },
      stop: stopSource,
    },
    errors,
    conversion: defaultOptions,
    batchMilliseconds: () => 0,
    onFlush: ({ revision }, observedAt) => {
      flushes.push(revision);
      observed.push(observedAt);
    },
    log,
    metrics: { changes: () => {}, flushed: () => {} },
  });
  feed.start();
});
afterEach(() => feed.stop());

const policy = (port: unknown): ApiObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'web', namespace: 'prod' },
  spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ ports: [{ protocol: 'TCP', port }] }] },
});

const namespace = (name: string): ApiObject => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name }, spec: {} });

const ticks = () => new Promise((resolve) => setTimeout(resolve, 20));

test('flushes nothing before the source is in sync', async () => {
  source.changes([{ op: 'apply', object: policy(80) }]);
  await ticks();
  expect(flushes).toEqual([]);
  expect(feed.inSync).toBe(false);
  source.inSync();
  await vi.waitFor(() => expect(flushes).toHaveLength(1), 60_000);
  source.changes([{ op: 'apply', object: policy(81) }]);
  await vi.waitFor(() => expect(flushes.length).toBeGreaterThan(1), 60_000);
});

test('a flush says when its oldest change came, and each update when its own did', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_000 });
  try {
    source.inSync();
    source.changes([{ op: 'apply', object: namespace('prod') }]);
    vi.setSystemTime(2_000);
    source.changes([{ op: 'apply', object: namespace('test') }]);
    await vi.waitFor(() => expect(observed).toEqual([1_000]), 60_000);
    vi.setSystemTime(3_000);
    source.changes([{ op: 'delete', object: namespace('test') }]);
    await vi.waitFor(() => expect(observed).toEqual([1_000, 3_000]), 60_000);
  } finally {
    vi.useRealTimers();
  }
  const batch = manul.v1.ToNode.decode(Buffer.concat(graph.subscribe('a').take(Number.POSITIVE_INFINITY).frames));
  const origins = batch.updates.flatMap(({ origin }) => (origin?.name === 'prod' ? [Number(origin.observed_at)] : []));
  expect(new Set(origins)).toEqual(new Set([1_000 * 1e6]));
});

test('what is wrong with an object is known until it is right, or gone', () => {
  source.changes([{ op: 'apply', object: policy(70_000) }]);
  expect(errors.list(10)).toMatchObject([{ field: expect.stringMatching(/^spec\.ingress\[0\]/) }]);
  source.changes([{ op: 'apply', object: policy(80) }]);
  expect(errors.size).toBe(0);
  source.changes([{ op: 'apply', object: policy(0) }]);
  expect(errors.size).toBe(1);
  source.changes([{ op: 'delete', object: policy(0) }]);
  expect(errors.size).toBe(0);
});

const nonsense: unknown[] = [
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'a', namespace: 'b' } },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'a', namespace: 'b' }, spec: [null] },
  { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'b', labels: 7 }, spec: 'x', status: null },
  { apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' }, status: { addresses: { type: 1 } } },
  { apiVersion: 'example.org/v1', kind: 'Unheard', metadata: { name: 'a' } },
];

test.each(nonsense)('survives %j', (object) => {
  source.changes([{ op: 'apply', object: object as ApiObject }]);
  source.changes([{ op: 'apply', object: policy(70_000) }]);
  expect(errors.list(10).some(({ object }) => /prod\/web/.test(object))).toBe(true);
});

test('remembers what the source suffers from until it is over', () => {
  const problem = { subject: 'web.yaml', reason: 'cannot be read', since: 1, resolved: false };
  source.problem(problem);
  expect(feed.problems).toEqual([problem]);
  source.problem({ ...problem, resolved: true });
  expect(feed.problems).toEqual([]);
});

test('once stopped it flushes no more', async () => {
  source.inSync();
  await feed.stop();
  source.changes([{ op: 'apply', object: policy(80) }]);
  await ticks();
  expect(flushes).toEqual([]);
  expect(stopSource).toHaveBeenCalled();
});
