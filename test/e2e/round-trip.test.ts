// A live service is recorded while it is brought through recorded cases and corpora, case after case: replayed, its inputs
// give the chains that the cases give by themselves, step for step and to the byte, and what nodes were sent leads to the
// same. A sample; with MANUL_WHOLE=1 all of it.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ObjectChange } from '@manul/model';
import { openRecording, RecordingWriter, writeRecording } from '@manul/recording';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AdminClient } from '../../services/cli/src/ask/admin-client.ts';
import { defaultRenderConfig } from '../../services/cli/src/render/render-config.ts';
import { Renderer } from '../../services/cli/src/render/render-steps.ts';
import { outputSteps } from '../../services/cli/src/replay/output-steps.ts';
import { recordCluster } from '../../services/cli/src/replay/record-cluster.ts';
import { inputEntries } from '../../services/cli/src/replay/record-steps.ts';
import { describeShared } from '../replay/shared-data.ts';
import { recordedEntries } from './recorded-entries.ts';
import { type CaseSteps, conformanceSteps, goldenSteps, undoing } from './shared-steps.ts';
import { quiet, startServer, temporaryDirectory } from './stream-harness.ts';

const whole = process.env['MANUL_WHOLE'] === '1';
const sampled = 3;
const wholeMinutes = 60;

let directory: ReturnType<typeof temporaryDirectory>;
beforeEach(() => {
  directory = temporaryDirectory();
});
afterEach(() => directory.remove());

describeShared('recorded live and replayed', () => {
  const large = (name: string) => name.startsWith('large');
  const suites: readonly (readonly [string, () => CaseSteps[]])[] = [
    [
      "Felix's recorded cases",
      () => goldenSteps().filter(({ name }, index) => whole || (!large(name) && index % 4 === 0)),
    ],
    ['the conformance corpora', () => conformanceSteps(whole ? undefined : sampled)],
  ];
  test.each(suites)('%s', { timeout: wholeMinutes * 60_000 }, async (_name, casesOf) => {
    const cases = casesOf();
    expect(cases.length).toBeGreaterThanOrEqual(4 * sampled);
    const steps = cases.flatMap(({ steps: own }) => [...own, undoing(own)]).filter((changes) => changes.length > 0);
    const { inputs, outputs, nodes } = await recordLive(steps);
    const expected = join(directory.path, 'expected.rec');
    await writeRecording(expected, { level: 0 }, inputEntries(steps, 1));
    expect(nodes.length).toBeGreaterThan(1);
    for (const node of nodes) {
      const chains = await chainsOf(expected, node);
      expect(chains).toHaveLength(steps.length);
      expect(new Set(chains).size, `different states of ${node}`).toBeGreaterThan(1);
      expect(await chainsOf(inputs, node), `inputs, at ${node}`).toEqual(chains);
      expect((await chainsOf(outputs, node)).at(-1), `outputs, at ${node}`).toBe(chains.at(-1));
    }
  });
});

/** Brings a service through the steps, a flush each, and records it from before the first to after the last. */
async function recordLive(steps: readonly (readonly ObjectChange[])[]) {
  const file = (name: string) => join(directory.path, name);
  const admin = `unix:${file('admin.sock')}`;
  const server = await startServer(`unix:${file('sync.sock')}`, [], { admin });
  const stop = new AbortController();
  const record = async (level: 'inputs' | 'outputs', path: string) => {
    const client = new AdminClient({ server: admin, insecure: false });
    const header = { level: level === 'inputs' ? 0 : 1 };
    const open = () => RecordingWriter.create(path, header, { flushMilliseconds: 50 });
    const writer = await recordCluster({ client, level, open, stop: stop.signal, log: quiet });
    client.close();
    expect(await writer?.close()).toEqual({ why: 'closed' });
  };
  const bring = async (changes: readonly ObjectChange[]) => {
    const flushed = server.handle.nextFlush();
    for (const { op, object } of changes) server.source[op](object);
    await flushed;
    for (const node of server.handle.status().nodesWithoutDriver) nodes.add(node);
  };
  const nodes = new Set<string>();
  await bring(steps[0] ?? []);
  const [inputs, outputs] = [file('inputs.rec'), file('outputs.rec')];
  const recorders = [record('inputs', inputs), record('outputs', outputs)];
  const flushesOf = async (path: string) => (await recordedEntries(path)).filter(({ flush }) => flush);
  const begun = async (path: string) => (await flushesOf(path)).length > 0;
  await until('the beginning', async () => (await begun(inputs)) && (await begun(outputs)));
  for (const changes of steps.slice(1)) await bring(changes);
  await until('every step', async () => (await flushesOf(inputs)).length === steps.length);
  // All of it is gone in the end, at every node.
  const last = server.handle.revision();
  await until('the last revision', async () => (await flushesOf(outputs)).some(({ revision }) => revision === last));
  stop.abort();
  await Promise.all(recorders);
  await server.handle.stop();
  return { inputs, outputs, nodes: [...nodes].sort() };
}

/** Of the tables after each step, what tells them apart. */
async function chainsOf(path: string, node: string): Promise<string[]> {
  const renderer = new Renderer(defaultRenderConfig);
  const digests: string[] = [];
  // Cases have mistakes in them, which are looked at elsewhere.
  for await (const { updates } of outputSteps(await openRecording(path), { onError: () => {} }, node)) {
    const rendered = renderer.step(updates.flatMap(({ message }) => (message ? [message] : [])));
    digests.push(createHash('sha256').update(JSON.stringify(rendered)).digest('hex'));
  }
  return digests;
}

async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await condition()); waited += 500) {
    if (waited > 300_000) throw new Error(`${what} did not come`);
    await sleep(500);
  }
}
