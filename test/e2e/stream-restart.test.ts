// Restarts, with a real kernel: whichever side goes away and comes back, the kernel enforces on, and what it has already
// is not written again.
import { createIptablesBackend } from '@manul/iptables';
import { type DriverHandle, runDriver } from '@manul/service-dataplane-driver';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Namespace, openNamespace, requireNamespaces } from '../kernel/src/namespace.ts';
import { allowOnly, pod, smallCluster } from './objects.ts';
import { HandFedSource, quiet, startServer, type TestServer, temporaryDirectory } from './stream-harness.ts';

const patient = { timeout: 300_000 };
const usable = requireNamespaces('restarts with a real kernel');

describe.skipIf(!usable)('with a real kernel', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let listen: string;
  let kernel: Namespace;
  let server: TestServer | undefined;
  let driver: DriverHandle | undefined;

  beforeEach(async () => {
    directory = temporaryDirectory();
    listen = `unix:${directory.path}/sync.sock`;
    kernel = await openNamespace();
    await kernel.run('ip', ['link', 'set', 'lo', 'up']);
  });
  afterEach(async () => {
    await driver?.stop();
    await server?.handle.stop();
    driver = undefined;
    server = undefined;
    await kernel.close();
    directory.remove();
  });

  async function startDriver(stateDir?: string): Promise<DriverHandle> {
    const backend = await createIptablesBackend({ run: kernel.run });
    const settings = { node: 'node-a', server: [listen], reconnectMaxSeconds: 0.2, lastGoodSeconds: 0 };
    driver = await runDriver({ ...settings, ...(stateDir && { stateDir }) }, { backend, log: quiet });
    return driver;
  }

  async function stopDriver(): Promise<void> {
    await driver?.stop();
    driver = undefined;
  }

  async function stopServer(): Promise<void> {
    await server?.handle.stop();
    server = undefined;
  }

  async function serve(objects = smallCluster()): Promise<TestServer> {
    server = await startServer(listen, objects);
    return server;
  }

  /** Everything in sync and in the kernel. */
  async function enforced(): Promise<void> {
    await server?.handle.enforced(1, ['node-a']);
  }

  /** Chains, rules and IP sets; with counters, which start anew where a rule is written again. */
  async function kernelState(): Promise<string> {
    const outputs = await Promise.all([
      kernel.run('iptables-save', ['-c']),
      kernel.run('ip6tables-save', ['-c']),
      kernel.run('ipset', ['save']),
    ]);
    return outputs.map(({ stdout }) => stdout.replaceAll(/^#.*\n/gm, '')).join('\n');
  }

  /** Moves the counters of the rules that every packet meets. */
  async function countPackets(): Promise<void> {
    // Nobody listens there: to read fails once a packet has been all the way, and the answer to it back.
    const exchange = 'exec 3<> /dev/udp/127.0.0.1/9; echo x >&3; read -t 300 -u 3';
    await kernel.run('bash', ['-c', `for i in 1 2 3; do ${exchange}; done 2> /dev/null; true`]);
  }

  const chain = (name: string) => new RegExp(`^:cali-${name}`, 'm');
  const writes = (commands: readonly string[]) =>
    commands.filter((command) => /restore/.test(command) && !/--test/.test(command));

  test('a first start programs the node', async () => {
    await serve();
    await startDriver();
    await enforced();
    const state = await kernelState();
    expect(state).toMatch(chain('pi-.*web'));
    expect(state).toMatch(/^add cali40s:\S+ 10\.0\.0\.2$/m);
  });

  test('a restarted server with the same state causes no write', async () => {
    await serve();
    await startDriver();
    await enforced();
    await countPackets();
    const before = await kernelState();
    kernel.takeCommands();
    await stopServer();
    expect(await kernelState()).toBe(before);
    await serve(smallCluster().reverse());
    await enforced();
    expect(writes(kernel.takeCommands())).toEqual([]);
    expect(await kernelState()).toBe(before);
  });

  test('a restarted driver writes nothing where the state is the same', async () => {
    await serve();
    await startDriver();
    await enforced();
    await countPackets();
    const before = await kernelState();
    await stopDriver();
    expect(await kernelState()).toBe(before);
    kernel.takeCommands();
    await startDriver();
    await enforced();
    expect(writes(kernel.takeCommands())).toEqual([]);
    expect(await kernelState()).toBe(before);
  });

  test('both restarted: nothing is touched before the source is in sync, and only the difference after', async () => {
    await serve();
    await startDriver();
    await enforced();
    await countPackets();
    const before = await kernelState();
    await stopDriver();
    await stopServer();
    // The new server knows half of the cluster yet.
    const { runCalcGraph } = await import('@manul/service-calc-graph');
    const source = new HandFedSource(smallCluster().slice(0, 4));
    const handle = await runCalcGraph({ source: 'directory:none', listen }, { source, log: quiet });
    server = { handle, source };
    await startDriver();
    await expect.poll(() => driver?.status().connected, patient).toBe(true);
    expect(await kernelState()).toBe(before);
    source.apply(
      ...smallCluster()
        .slice(4)
        .filter(({ metadata }) => metadata.name !== 'client'),
    );
    source.apply(pod('other', 'node-a', '10.0.0.3', { labels: { app: 'client' } }));
    source.inSync();
    await enforced();
    const after = await kernelState();
    expect(after).toMatch(/^add cali40s:\S+ 10\.0\.0\.3$/m);
    expect(after).not.toMatch(/^add cali40s:\S+ 10\.0\.0\.2$/m);
    // The policy itself is as it was: its chain was not written, so that its counters go on.
    const rulesOf = (state: string) => state.split('\n').filter((line) => line.includes('-A cali-pi-'));
    expect(rulesOf(after)).toEqual(rulesOf(before));
  });

  test('a driver without a server leaves the kernel as it is, or heals it from its last-good state', async () => {
    const stateDir = `${directory.path}/state`;
    await serve();
    await startDriver(stateDir);
    await enforced();
    await stopDriver();
    await stopServer();
    const before = await kernelState();
    await startDriver();
    await driver?.stop();
    expect(await kernelState()).toBe(before);
    // As after a boot: the kernel is empty, and no server answers.
    for (const command of ['iptables', 'ip6tables']) {
      for (const table of ['raw', 'mangle', 'filter']) {
        await kernel.run(command, ['-t', table, '-F']);
        await kernel.run(command, ['-t', table, '-X']);
      }
    }
    await startDriver(stateDir);
    await expect.poll(() => driver?.inKernel(), patient).toBeDefined();
    expect(driver?.status()).toMatchObject({ fromLastGood: true, connected: false });
    const withoutCounters = (state: string) =>
      state
        .replaceAll(/\[\d+:\d+\]/g, '')
        .split('\n')
        .sort();
    expect(withoutCounters(await kernelState())).toEqual(withoutCounters(before));
  });

  test('a policy that is gone when the driver comes back is removed once the server has confirmed it', async () => {
    const stateDir = `${directory.path}/state`;
    await serve();
    await startDriver(stateDir);
    await enforced();
    await stopDriver();
    server?.source.delete(allowOnly('web', 'client', 80));
    await server?.handle.nextFlush();
    expect(await kernelState()).toMatch(chain('pi-.*web'));
    await startDriver(stateDir);
    await enforced();
    expect(await kernelState()).not.toMatch(chain('pi-.*web'));
  });

  test('rules that others delete are put back', async () => {
    await serve();
    const backend = await createIptablesBackend({ run: kernel.run });
    const settings = { node: 'node-a', server: [listen], postWriteCheckSeconds: 0.1, refreshSeconds: 1 };
    driver = await runDriver(settings, { backend, log: quiet });
    await enforced();
    await kernel.run('iptables', ['-F', 'cali-FORWARD']);
    await kernel.run('iptables', ['-D', 'FORWARD', '1']);
    await expect
      .poll(async () => (await kernel.run('iptables', ['-S', 'FORWARD'])).stdout, patient)
      .toContain('-j cali-FORWARD');
    await expect.poll(() => server?.handle.status().nodes[0]?.driftHealed, patient).toBeGreaterThan(0);
  });
});
