import { type ApiObject, convert, defaultOptions } from '@manul/model';
import { expect, test } from 'vitest';
import { PolicyTracker } from './policy-tracker.ts';
import type { NodeWord, Progress } from './progress.ts';

const key = 'KubernetesNetworkPolicy|prod|web';

function policy(generation: number, more: object = {}): ApiObject {
  const metadata = { namespace: 'prod', name: 'web', uid: 'u', generation, resourceVersion: `${Math.random()}` };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: { podSelector: {} }, ...more };
}

function setUp({ conditions = false } = {}) {
  const words = new Map<string, NodeWord>();
  const errors = new Map<string, string>();
  const state = { isLeading: true, now: 0 };
  const progress: Progress = {
    get isLeading() {
      return state.isLeading;
    },
    mark: () => ({ flushes: 0 }),
    word: (node) => words.get(node) ?? 'away',
    get: () => undefined,
    list: () =>
      [...words.keys()].map((node) => {
        const reason = errors.get(node);
        const list = reason === undefined ? [] : [{ object: `active_policy ${key}`, reason, failedClosed: true }];
        return { node, connected: true, errors: list } as unknown as ReturnType<Progress['list']>[number];
      }),
  };
  const told: string[] = [];
  const tracker = new PolicyTracker({
    graph: { nodesOfPolicy: (asked) => (asked === key ? [...words.keys()] : undefined) },
    progress,
    conditions,
    lagSeconds: () => 60,
    report: (_policy, { event }) => void told.push(`${event.type} ${event.message}`),
    now: () => state.now,
  });
  const apply = (object: ApiObject) => tracker.taken({ op: 'apply', object }, convert(object, defaultOptions));
  const round = (milliseconds = 0) => {
    state.now += milliseconds;
    tracker.flushed();
    tracker.round();
    return told.splice(0);
  };
  return { tracker, words, errors, state, apply, round };
}

test('tells once of each version that is enforced everywhere, and nothing of what was there at the start', () => {
  const { apply, round, words, tracker } = setUp();
  words.set('a', 'enforced').set('b', 'behind');
  apply(policy(1));
  expect(round()).toEqual([]);
  apply(policy(2));
  expect(round()).toEqual([]);
  words.set('b', 'enforced');
  expect(round()).toEqual(['Normal Enforced on 2 of 2 nodes']);
  expect(round()).toEqual([]);
  // Another resourceVersion, the same generation: somebody wrote its status.
  apply(policy(2));
  expect(round()).toEqual([]);
  expect(tracker.size).toBe(0);
});

test('waits for the graph to have worked in what it looks at', () => {
  const { apply, words, tracker, round } = setUp();
  words.set('a', 'enforced');
  round();
  apply(policy(1));
  tracker.round();
  expect(tracker.size).toBe(1);
  expect(round()).toEqual(['Normal Enforced on 1 of 1 node']);
});

test('warns of nodes that are late, once, and then of success', () => {
  const { apply, round, words } = setUp();
  for (const node of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) words.set(node, 'away');
  words.set('g', 'enforced');
  round();
  apply(policy(1));
  expect(round(59_000)).toEqual([]);
  const nodes = ['a', 'b', 'c', 'd', 'e'].map((node) => `${node} (no driver)`).join(', ');
  expect(round(2_000)).toEqual([`Warning Enforced on 1 of 7 nodes after 60 s; not on ${nodes} and 1 more`]);
  words.set('a', 'behind');
  expect(round(60_000)).toEqual([]);
  for (const node of words.keys()) words.set(node, 'enforced');
  expect(round()).toEqual(['Normal Enforced on 7 of 7 nodes']);
});

test('warns of nodes that refuse, at once, even if they did enforce it before', () => {
  const { apply, round, words, errors } = setUp();
  words.set('a', 'enforced').set('b', 'enforced');
  apply(policy(1));
  expect(round()).toEqual([]);
  errors.set('b', 'no memory');
  expect(round()).toEqual(['Warning Enforced on 1 of 2 nodes; b: no memory (what depends on it is closed)']);
  expect(round(600_000)).toEqual([]);
  errors.clear();
  expect(round()).toEqual(['Normal Enforced on 2 of 2 nodes']);
});

test('nodes that flap do not fill the API server', () => {
  const { apply, round, words, errors } = setUp();
  words.set('a', 'enforced');
  apply(policy(1));
  const told = Array.from({ length: 50 }, (_, i) => {
    errors.set('a', `reason ${i}`);
    return round().length;
  });
  expect(told.reduce((sum, count) => sum + count, 0)).toBe(5);
});

test('is silent where another process leads, and keeps only what is new for when it is its turn', () => {
  const { apply, round, words, state, tracker } = setUp();
  words.set('a', 'enforced');
  round();
  state.isLeading = false;
  apply(policy(1));
  expect(round(61_000)).toEqual([]);
  expect(tracker.size).toBe(0);
  apply(policy(2));
  expect(round(1_000)).toEqual([]);
  state.isLeading = true;
  expect(round()).toEqual(['Normal Enforced on 1 of 1 node']);
});

test('says so where something of the policy is not applied as written', () => {
  const { apply, round, words } = setUp();
  words.set('a', 'enforced');
  round();
  apply(policy(1, { spec: { podSelector: {}, ingress: [{ ports: [{ port: 0 }] }] } }));
  expect(round()).toEqual(['Warning Enforced on 1 of 1 node, apart from what is not applied as written']);
});

test('a policy that is gone is forgotten', () => {
  const { apply, round, words, tracker } = setUp();
  words.set('a', 'behind');
  round();
  apply(policy(1));
  tracker.taken({ op: 'delete', object: policy(1) }, undefined);
  words.set('a', 'enforced');
  expect(round()).toEqual([]);
  expect(tracker.size).toBe(0);
});
