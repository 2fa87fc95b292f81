import { type ApiObject, convert, defaultOptions } from '@manul/model';
import { podConditionType } from '@manul/source-kubernetes';
import { expect, test } from 'vitest';
import type { NodeWord, Progress } from './progress.ts';
import { ReadinessGates } from './readiness-gates.ts';

interface PodOptions {
  readonly uid?: string;
  readonly gated?: boolean;
  readonly podIP?: string;
  readonly isSet?: boolean;
  readonly hostNetwork?: boolean;
}

function pod({
  uid = 'u1',
  gated = true,
  podIP = '10.0.0.1',
  isSet = false,
  hostNetwork = false,
}: PodOptions = {}): ApiObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'prod', name: 'web', uid },
    spec: {
      nodeName: 'node-a',
      hostNetwork,
      ...(gated && { readinessGates: [{ conditionType: 'other' }, { conditionType: podConditionType }] }),
    },
    status: {
      phase: 'Running',
      podIP,
      podIPs: podIP === '' ? [] : [{ ip: podIP }],
      conditions: [{ type: podConditionType, status: isSet ? 'True' : 'False' }],
    },
  };
}

function setUp() {
  const state = { word: 'behind' as NodeWord, isLeading: true, errors: [] as string[], isKnown: true };
  const progress: Progress = {
    get isLeading() {
      return state.isLeading;
    },
    mark: () => ({ flushes: 0 }),
    word: () => state.word,
    get: () => ({ errors: state.errors.map((object) => ({ object })) }) as unknown as ReturnType<Progress['get']>,
    list: () => [],
  };
  const [written, forgotten]: [string[], string[]] = [[], []];
  const place = { node: 'node-a', policies: ['KubernetesNetworkPolicy|prod|web', 'KubernetesNetworkPolicy|prod|all'] };
  const gates = new ReadinessGates({
    graph: { placeOfWorkload: () => (state.isKnown ? place : undefined) },
    progress,
    write: ({ name, uid }, { status, message }) => void written.push(`${name} ${uid} ${status}: ${message}`),
    forget: ({ uid }) => void forgotten.push(uid ?? ''),
  });
  const apply = (object: ApiObject) => gates.taken({ op: 'apply', object }, convert(object, defaultOptions));
  const round = () => {
    gates.flushed();
    gates.round();
    return written.splice(0);
  };
  return { gates, state, apply, round, forgotten };
}

const done = "The pod's endpoint and its 2 policies are in the kernel of node-a.";

test('is set once the node says that all of it is in its kernel, and once', () => {
  const { apply, round, state } = setUp();
  apply(pod());
  expect(round()).toEqual([]);
  state.word = 'away';
  expect(round()).toEqual([]);
  state.word = 'enforced';
  expect(round()).toEqual([`web u1 True: ${done}`]);
  expect(round()).toEqual([]);
});

test.each(['workload_endpoint k8s|prod/web|eth0', 'active_policy KubernetesNetworkPolicy|prod|all'])(
  'is not set while the node refuses %s',
  (object) => {
    const { apply, round, state } = setUp();
    Object.assign(state, { word: 'enforced', errors: [object] });
    apply(pod());
    expect(round()).toEqual([]);
    state.errors = ['active_policy KubernetesNetworkPolicy|prod|other'];
    expect(round()).toEqual([`web u1 True: ${done}`]);
  },
);

test('what the graph has not worked in yet does not count', () => {
  const { gates, apply, state, round } = setUp();
  state.word = 'enforced';
  apply(pod());
  gates.round();
  state.isKnown = false;
  expect(round()).toEqual([]);
  state.isKnown = true;
  expect(round()).toHaveLength(1);
});

test.each<[string, PodOptions]>([
  ['does not ask', { gated: false }],
  ['has it', { isSet: true }],
  ['has no address yet', { podIP: '' }],
])('a pod that %s is left alone', (_, options) => {
  const { gates, apply, round, state } = setUp();
  state.word = 'enforced';
  apply(pod(options));
  expect(round()).toEqual([]);
  expect(gates.size).toBe(0);
});

test('a pod on the node’s network has it at once', () => {
  const { apply, round } = setUp();
  apply(pod({ hostNetwork: true }));
  expect(round()).toEqual([expect.stringContaining('web u1 True')]);
});

test('what is on its way is taken back for a pod that is gone, and a new one of that name waits anew', () => {
  const { gates, apply, round, state, forgotten } = setUp();
  state.word = 'enforced';
  apply(pod());
  expect(round()).toHaveLength(1);
  apply(pod({ uid: 'u2' }));
  expect(round()).toEqual([`web u2 True: ${done}`]);
  apply(pod({ uid: 'u2', isSet: true }));
  gates.taken({ op: 'delete', object: pod() }, undefined);
  expect(forgotten).toEqual(['u2']);
  expect(gates.size).toBe(0);
});

test('who does not lead writes nothing; who comes to lead writes what is missing', () => {
  const { apply, round, state } = setUp();
  Object.assign(state, { word: 'enforced', isLeading: false });
  apply(pod());
  expect(round()).toEqual([]);
  state.isLeading = true;
  expect(round()).toHaveLength(1);
  state.isLeading = false;
  round();
  state.isLeading = true;
  expect(round()).toHaveLength(1);
});
