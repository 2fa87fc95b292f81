// Random histories of changes, restarts and lost streams on a real kernel: whatever happened, the kernel ends as a fresh
// run on the same cluster would leave it.

import { createIptablesBackend } from '@manul/iptables';
import type { ApiObject } from '@manul/model';
import { type DriverHandle, runDriver } from '@manul/service-dataplane-driver';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Random, randomFrom } from '../chaos/src/random.ts';
import { type Namespace, openNamespace, requireNamespaces } from '../kernel/src/namespace.ts';
import { allowOnly, namespace, node, pod } from './objects.ts';
import { quiet, startServer, type TestServer, temporaryDirectory } from './stream-harness.ts';

const usable = requireNamespaces('random histories on a real kernel');
const seed = Number(process.env['MANUL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const steps = 40;

const names = ['a', 'b', 'c', 'd', 'e', 'f'];

describe.skipIf(!usable)('random histories', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let kernel: Namespace;
  let server: TestServer | undefined;
  let driver: DriverHandle | undefined;
  let cluster: Map<string, ApiObject>;

  beforeEach(async () => {
    directory = temporaryDirectory();
    kernel = await openNamespace();
    const fixed = [node('node-a', '192.168.0.1'), node('node-b', '192.168.0.2'), namespace('prod')];
    cluster = new Map(fixed.map((object) => [keyOf(object), object]));
  });
  afterEach(async () => {
    await stopDriver();
    await stopServer();
    await kernel.close();
    directory.remove();
  });

  const keyOf = ({ kind, metadata }: ApiObject) => `${kind} ${metadata.name}`;
  const listen = () => `unix:${directory.path}/sync.sock`;

  async function start(where = kernel, stateDir?: string): Promise<void> {
    server ??= await startServer(listen(), [...cluster.values()], { batchMilliseconds: 0 });
    if (driver) return;
    const backend = await createIptablesBackend({ run: where.run });
    const settings = { node: 'node-a', server: [listen()], reconnectMaxSeconds: 0.1, lastGoodSeconds: 0.01 };
    driver = await runDriver({ ...settings, ...(stateDir && { stateDir }) }, { backend, log: quiet });
  }

  async function stopDriver(): Promise<void> {
    await driver?.stop();
    driver = undefined;
  }

  async function stopServer(): Promise<void> {
    await server?.handle.stop();
    server = undefined;
  }

  function apply(object: ApiObject): void {
    cluster.set(keyOf(object), object);
    server?.source.apply(object);
  }

  function remove(key: string): void {
    const object = cluster.get(key);
    if (object && cluster.delete(key)) server?.source.delete(object);
  }

  function change(random: Random): void {
    const name = names[random(names.length)]!;
    const other = names[random(names.length)]!;
    const address = `10.0.0.${1 + names.indexOf(name)}`;
    const kind = random(5);
    const nodeName = random(3) === 0 ? 'node-b' : 'node-a';
    if (kind <= 1) apply(pod(name, nodeName, address, { labels: { app: name, tier: other } }));
    else if (kind === 2) remove(`Pod ${name}`);
    else if (kind === 3) apply(allowOnly(name, other, 1 + random(65535)));
    else remove(`NetworkPolicy ${name}`);
  }

  /** Rules and sets of ours, in an order of their own. */
  async function enforcedIn(where: Namespace): Promise<string[]> {
    const outputs = await Promise.all([
      where.run('iptables-save', []),
      where.run('ip6tables-save', []),
      where.run('ipset', ['save']),
    ]);
    const lines = outputs.flatMap(({ stdout }, index) => stdout.split('\n').map((line) => `${index} ${line}`));
    // Counters, times and hash table sizes depend on history; what is matched does not.
    const plain = lines.map((line) => line.replace(/\[\d+:\d+\]|hashsize \d+|initval \S+/g, '').trim());
    return plain.filter((line) => /cali/.test(line)).sort();
  }

  async function settled(): Promise<void> {
    await server?.handle.enforced(1, ['node-a']);
    // What was changed last may wait for its flush yet.
    apply(namespace('prod', { settled: String(Math.random()) }));
    const revision = await server?.handle.nextFlush();
    await server?.handle.enforced(revision ?? 0, ['node-a']);
  }

  test(`the kernel depends on the cluster alone (MANUL_SEED=${seed})`, async () => {
    const random = randomFrom(seed);
    const stateDir = `${directory.path}/state`;
    await start(kernel, stateDir);
    for (let step = 0; step < steps; step++) {
      for (let i = random(4); i >= 0; i--) change(random);
      switch (random(6)) {
        case 0:
          await stopServer();
          break;
        case 1:
          await stopDriver();
          break;
        case 2:
          await new Promise((resolve) => setTimeout(resolve, random(60)));
          break;
        case 3:
          await start(kernel, stateDir);
          await settled();
          break;
        default:
          await start(kernel, random(2) === 0 ? stateDir : undefined);
      }
    }
    await start(kernel, stateDir);
    await settled();
    const after = await enforcedIn(kernel);
    await stopDriver();
    await stopServer();

    const fresh = await openNamespace();
    try {
      await start(fresh);
      await settled();
      expect(after).toEqual(await enforcedIn(fresh));
      expect(after.length).toBeGreaterThan(50);
    } finally {
      await stopDriver();
      await fresh.close();
    }
  });
});
