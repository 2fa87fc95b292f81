import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ObjectChange } from '@manul/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readManifests, readSteps, readSuppressOverlaps } from './compute-input.ts';
import { computeSteps } from './compute-steps.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'manul-compute-'));
});

afterAll(() => rm(directory, { recursive: true }));

async function file(content: unknown, name = 'input.json'): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const pod = (name: string, node: string, app = 'web'): ObjectChange => ({
  op: 'apply',
  object: {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'prod', labels: { app } },
    spec: { nodeName: node, containers: [] },
    status: { phase: 'Running', podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.1' }] },
  },
});

const fields = (messages: readonly Record<string, unknown>[] = []) =>
  messages.map((message) => Object.keys(message)[0]);

describe('steps', () => {
  test('give each node its messages, with in_sync at the end of the first', () => {
    const removal: ObjectChange = { op: 'delete', object: pod('a', 'node-a').object };
    const { messages } = computeSteps([[pod('a', 'node-a')], [], [removal]], { suppressOverlaps: false });
    expect(Object.keys(messages)).toEqual(['node-a']);
    expect(messages['node-a']?.map(fields)).toEqual([
      ['active_profile_update', 'workload_endpoint_update', 'in_sync'],
      [],
      ['workload_endpoint_remove', 'active_profile_remove'],
    ]);
  });

  test('give a node that comes later nothing for the steps before it', () => {
    const { messages } = computeSteps([[pod('a', 'node-a')], [pod('b', 'node-b')]], { suppressOverlaps: false });
    expect(messages['node-b']?.map(fields)).toEqual([
      [],
      ['active_profile_update', 'workload_endpoint_update', 'in_sync'],
    ]);
  });

  test('name what cannot be understood, and compute the rest', () => {
    const policy: ObjectChange = {
      op: 'apply',
      object: {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'broken', namespace: 'prod' },
        spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/33' } }] }] },
      },
    };
    const { messages, errors } = computeSteps([[pod('a', 'node-a'), policy]], { suppressOverlaps: false });
    expect(errors).toMatchObject([{ step: 0, object: 'NetworkPolicy prod/broken' }]);
    expect(errors[0]?.field).toContain('cidr');
    expect(fields(messages['node-a']?.[0])).toContain('active_policy_update');
  });
});

describe('input', () => {
  test('is an array of steps', async () => {
    expect(await readSteps(await file([[pod('a', 'n')]]))).toEqual([[pod('a', 'n')]]);
  });

  test.each([
    ['{', 'input.json'],
    [{}, 'not an array of steps'],
    [[{}], '[0]: not a list'],
    [[[{ op: 'patch' }]], '[0][0].op'],
    [[[{ op: 'apply' }]], '[0][0].object'],
    [[[{ op: 'apply', object: { apiVersion: 'v1' } }]], '[0][0].object.kind'],
    [[[{ op: 'apply', object: { apiVersion: 'v1', kind: 'Pod', metadata: {} } }]], '[0][0].object.metadata.name'],
  ])('%j is refused with its place', async (content, place) => {
    await expect(readSteps(await file(content))).rejects.toThrow(place);
  });

  test('may be manifests, of which broken ones are named', async () => {
    await file('kind: [', 'broken.yaml');
    await file(JSON.stringify(pod('a', 'n').object), 'pod.yaml');
    await rm(join(directory, 'input.json'), { force: true });
    const problems: string[] = [];
    const changes = await readManifests(directory, (problem) => problems.push(problem));
    expect(changes.map(({ object }) => object.metadata.name)).toEqual(['a']);
    expect(problems.join()).toContain('broken.yaml');
  });

  test.each([
    [undefined, false],
    [{}, false],
    [{ felix: {} }, false],
    [{ felix: { NFTablesMode: 'Disabled' } }, false],
    [{ felix: { NFTablesMode: 'Auto' } }, true],
  ])('with the configuration %j: overlaps suppressed %s', async (config, suppress) => {
    expect(await readSuppressOverlaps(config && (await file(config, 'config.txt')))).toBe(suppress);
  });

  test.each([
    [{ felix: { NFTablesMode: 1 } }, 'felix.NFTablesMode: not a string'],
    [{ felix: [] }, 'felix: not an object'],
    [[], 'config.txt: not an object'],
  ])('with the configuration %j is refused', async (config, reason) => {
    const path = await file(config, 'config.txt');
    await expect(readSuppressOverlaps(path)).rejects.toThrow(reason);
  });
});
