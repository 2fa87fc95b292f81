import { type ApiObject, builtInUpdates, convert, defaultOptions, type ModelUpdate } from '@manul/model';
import { createLogger } from '@manul/observability';
import { afterEach, expect, test } from 'vitest';
import { ClusterThread, type ClusterThreadOptions } from './cluster-thread.ts';

const pod = (n: number): ApiObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'prod', name: `web-${n}`, labels: { app: 'web' } },
  spec: { nodeName: `node-${n % 3}`, containers: [{ name: 'web' }] },
  status: { phase: 'Running', podIP: `10.0.${n >> 8}.${n & 255}`, podIPs: [{ ip: `10.0.${n >> 8}.${n & 255}` }] },
});
const namespace: ApiObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'prod' } };
const updatesOf = (object: ApiObject): readonly ModelUpdate[] => convert(object, defaultOptions).updates;
const pods = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => updatesOf(pod(from + i))).flat();

const threads: ClusterThread[] = [];
function threadOf(options: Partial<ClusterThreadOptions> = {}): ClusterThread {
  const log = createLogger({ service: 'test', level: 'silent' });
  const contents = () => [builtInUpdates(), updatesOf(namespace), pods(0, 3)];
  const settings = { conversion: defaultOptions, endpointToHost: 'drop', maxMegabytes: 512 };
  const thread = new ClusterThread({ contents, ...settings, log, ...options });
  threads.push(thread);
  return thread;
}
afterEach(async () => {
  for (const thread of threads.splice(0)) await thread.stop();
});

const names = async (thread: ClusterThread) => (await thread.ask('listPods', {})).pods?.map(({ name }) => name);

test('it answers from what there was, and from what came since', async () => {
  const thread = threadOf();
  thread.updated(pods(7, 8)); // Before there is a thread: it will find this in the contents, if it is there.
  expect(await names(thread)).toEqual(['web-0', 'web-1', 'web-2']);
  thread.updated(pods(3, 4));
  expect((await thread.ask('listNodes', {})).names).toEqual(['node-0', 'node-1', 'node-2']);
  const { allowed } = await thread.ask('explain', { from: 'prod/web-0', to: 'prod/web-3', port: 80 });
  expect(allowed).toBe(true);
});

test('what changes while it is filled is not lost', async () => {
  let told = (): void => undefined;
  const thread: ClusterThread = threadOf({
    contents: function* () {
      yield builtInUpdates();
      yield pods(0, 1);
      told();
      yield pods(2, 3);
    },
  });
  told = () => thread.updated(pods(1, 2));
  expect(await names(thread)).toEqual(['web-0', 'web-1', 'web-2']);
});

test('an error names what is wrong, and the next question is answered', async () => {
  const thread = threadOf();
  await expect(thread.ask('whatIf', { apply: 'kind: [' })).rejects.toMatchObject({ code: 'invalid' });
  await expect(thread.ask('getPolicy', { id: 'x' })).rejects.toMatchObject({ code: 'not-found' });
  expect(await names(thread)).toHaveLength(3);
});

test('too many questions are refused, and those that nobody waits for any more are left out', async () => {
  const thread = threadOf();
  const hangUp = new AbortController();
  const first = thread.ask('listPods', {}, hangUp.signal);
  const second = thread.ask('listPods', {}, hangUp.signal);
  const more = Array.from({ length: 15 }, () => thread.ask('listPods', {}));
  await expect(thread.ask('listPods', {})).rejects.toMatchObject({ code: 'busy' });
  hangUp.abort();
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  await expect(second).rejects.toMatchObject({ code: 'cancelled' });
  expect((await Promise.all(more)).map(({ pods: found }) => found?.length)).toEqual(more.map(() => 3));
});

test('an answer that takes too much memory costs itself alone', async () => {
  let isLarge = true;
  let fills = 0;
  const thread = threadOf({
    maxMegabytes: 64,
    contents: function* () {
      fills++;
      yield builtInUpdates();
      if (!isLarge) yield pods(0, 3);
      else for (let n = 0; n < 200_000; n += 500) yield pods(n, n + 500);
    },
  });
  await expect(names(thread)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('more than 64 MB'),
  });
  // Not by itself: it would fail again.
  thread.prepare();
  expect(fills).toBe(1);
  isLarge = false;
  expect(await names(thread)).toHaveLength(3);
});

test('a resting thread ends once it has answered, and is started anew when it is asked', async () => {
  const thread = threadOf();
  const answer = names(thread);
  thread.rest();
  expect(await answer).toHaveLength(3);
  expect(await names(thread)).toHaveLength(3);
  await thread.stop();
  await expect(names(thread)).rejects.toMatchObject({ code: 'unavailable' });
});
