import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiObject, ModelUpdate, ObjectChange } from '@manul/model';
import { builtInUpdates, convert, defaultOptions, removal } from '@manul/model';
import { createLogger } from '@manul/observability';
import { manul } from '@manul/proto';
import { ClusterModel } from '@manul/reachability';
import { encodeRecording, inputOf } from '@manul/recording';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AdminApi, AdminSubject, AnswerOptions } from '../admin/api.ts';
import { RevisionLog } from '../admin/revision-log.ts';
import { LivePast } from './live-past.ts';
import { timeLineOf } from './past.ts';
import { openRecordedPast } from './recorded-past.ts';

const pod = (name: string, podIP: string): ApiObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'prod', name, labels: { app: name } },
  spec: { nodeName: 'node-1', containers: [{ name, image: name }] },
  status: { phase: 'Running', podIP, podIPs: [{ ip: podIP }] },
});
const isolate: ApiObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'prod', name: 'isolate' },
  spec: { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Ingress'] },
};
const namespace: ApiObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'prod' } };

/** The cluster's life in three steps: open, isolated, open again. */
const life: readonly (readonly ObjectChange[])[] = [
  [namespace, pod('web', '10.0.0.1'), pod('db', '10.0.0.2')].map((object) => ({ op: 'apply', object })),
  [{ op: 'apply', object: isolate }],
  [{ op: 'delete', object: isolate }],
];

const updatesOf = ({ op, object }: ObjectChange): readonly ModelUpdate[] =>
  op === 'delete' ? removal(object) : convert(object, defaultOptions).updates;

const answers: AnswerOptions = {
  conversion: defaultOptions,
  endpointToHost: 'drop',
  maxMegabytes: 512,
  log: createLogger({ service: 'test', level: 'error' }),
};

async function reaches(api: AdminApi): Promise<boolean> {
  const { allowed } = await api.explain({ from: 'prod/web', to: 'prod/db', port: 80 });
  return allowed ?? false;
}

describe('of a running service', () => {
  const model = new ClusterModel();
  const revisions = new RevisionLog(1);
  let revision = 0;
  // With Redis, what nodes are served has revisions of its own.
  const position = { epoch: 1, version: '', revision: () => 1 };
  const subject = { model, revisions, ...position, answers } as unknown as AdminSubject;
  const live = (past: LivePast) => {
    const take = (updates: readonly ModelUpdate[]) => {
      past.updating(updates);
      model.update(updates);
    };
    take(builtInUpdates());
    for (const step of life) {
      for (const change of step) {
        revisions.changed(change);
        take(updatesOf(change));
      }
      revision++;
      revisions.flushed(revision, 1, revision * 1000);
      past.flushed(revision);
    }
  };

  test('each revision is as it was, and forgotten when there are too many', async () => {
    const past = new LivePast(subject);
    live(past);
    expect(await Promise.all([1, 2, 3].map(async (at) => reaches(await past.at(at))))).toEqual([true, false, true]);
    await expect(past.at(4)).rejects.toThrow(/revision 4/);
    const line = past.timeLine(undefined, 10);
    expect(line.moments.map(({ id, changes }) => [id, changes.at(-1)])).toEqual([
      [3, 'delete NetworkPolicy prod/isolate'],
      [2, 'apply NetworkPolicy prod/isolate'],
      [1, 'apply Pod prod/db'],
    ]);
    // A view of the past stays what it is while the present goes on.
    const before = await past.at(2);
    model.update(updatesOf({ op: 'delete', object: pod('db', '') }));
    expect(await reaches(before)).toBe(false);
    await past.stop();

    revision = 0;
    const short = new LivePast({ ...subject, model: new ClusterModel() }, { maxRevisions: 1 });
    for (const id of [1, 2, 3]) short.flushed(id);
    await expect(short.at(1)).rejects.toThrow(/not kept/);
  });
});

describe('of a recording', () => {
  let directory: string;
  let path: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'manul-past-'));
    path = join(directory, 'night.rec');
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const options = () => ({ path, version: '', answers });

  async function record(level: manul.v1.RecordingHeader.Level): Promise<void> {
    const entries = life.flatMap((step, index) => {
      const place = { time: (index + 1) * 1e6, epoch: 5, revision: index + 1 };
      return [...step.map((change) => ({ ...place, input: inputOf(change) })), { ...place, flush: {} }];
    });
    const chunks: Uint8Array[] = [];
    for await (const chunk of encodeRecording({ level, epoch: 5 }, entries, 'binary')) chunks.push(Buffer.from(chunk));
    writeFileSync(path, Buffer.concat(chunks));
  }

  const { INPUTS, OUTPUTS } = manul.v1.RecordingHeader.Level;

  test('each moment is as it was', async () => {
    await record(INPUTS);
    const past = await openRecordedPast(options());
    expect(past.timeLine(undefined, 2)).toMatchObject({
      label: 'Recording night.rec',
      first: { id: 1, time: 1000, changeCount: 3 },
      last: { id: 3, revision: 3 },
      moments: [{ id: 3 }, { id: 2 }],
    });
    expect(await Promise.all([3, 2, 1].map(async (at) => reaches(await past.at(at))))).toEqual([true, false, true]);
    await expect(past.at(9)).rejects.toThrow(/no moment 9/);
    await past.stop();
  });

  test('one that is torn shows what it has', async () => {
    await record(INPUTS);
    truncateSync(path, Buffer.byteLength(JSON.stringify(life[0])) + 300);
    const past = await openRecordedPast(options());
    expect(past.timeLine(undefined, 5).problem).toMatch(/What comes before is shown/);
    expect(await reaches(await past.at(1))).toBe(true);
    await past.stop();
  });

  test('what is none, or none of inputs, is refused', async () => {
    await record(OUTPUTS);
    await expect(openRecordedPast(options())).rejects.toThrow(/--page-recording: .*of inputs/);
    writeFileSync(path, 'something else');
    await expect(openRecordedPast(options())).rejects.toThrow(/--page-recording/);
    path = join(directory, 'missing');
    await expect(openRecordedPast(options())).rejects.toThrow(/--page-recording: .*missing/);
  });
});

test('a time line shows what is around a moment, in as many bars as fit', () => {
  const moments = Array.from({ length: 1000 }, (_, i) => ({
    id: i + 1,
    revision: i + 1,
    time: i,
    changes: [],
    changeCount: 1,
  }));
  const line = timeLineOf('', moments, 500, 10);
  expect(line.moments.map(({ id }) => id)).toContain(500);
  expect(line.moments).toHaveLength(10);
  expect(line.bars.reduce((sum, bar) => sum + bar, 0)).toBe(999);
  expect(timeLineOf('', moments, 1, 10).moments.at(-1)?.id).toBe(1);
  expect(timeLineOf('', moments, 1000, 10).moments[0]?.id).toBe(1000);
  expect(timeLineOf('', [], undefined, 10)).toEqual({ label: '', bars: [], moments: [] });
});
