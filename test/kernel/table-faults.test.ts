import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  CommandError,
  type CommandRunner,
  type IptablesBackend,
  type IptablesVariant,
  systemClock,
} from '@manul/iptables';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  applyRound,
  chainsOf,
  drop,
  dropFrom,
  dropFromSet,
  iptables,
  jump,
  openBackend,
  refusedChain,
  rulesOf,
  saved,
  setsOf,
  tableOf,
  variants,
} from './src/fixture.ts';
import { type Namespace, openNamespace, requireNamespaces } from './src/namespace.ts';

const usable = requireNamespaces('faults of tables in a real kernel');
const closed = ['-m comment --comment "Closed: cannot be programmed" -j DROP'];
const endpoints = Array.from({ length: 30 }, (_, i) => `cali-fw-${i}`);

async function programmed(
  namespace: Namespace,
  variant: IptablesVariant,
  run: CommandRunner = namespace.run,
): Promise<IptablesBackend> {
  const clock = { now: () => 0, sleep: async () => {} };
  const backend = await openBackend(namespace, variant, { run, clock, ipVersions: [4], tables: ['filter'] });
  backend.allowRemovals();
  const table = tableOf(backend);
  table.insertRules('FORWARD', [jump('cali-FORWARD')]);
  table.updateChain({ name: 'cali-FORWARD', rules: endpoints.map(jump) });
  table.updateChains(endpoints.map((name) => ({ name, rules: [drop] })));
  await applyRound(backend);
  return backend;
}

describe.skipIf(!usable).each(variants)('faults of tables of iptables-%s', (variant) => {
  let namespace: Namespace;
  beforeEach(async () => {
    namespace = await openNamespace();
  });
  afterEach(() => namespace.close());

  it('isolates chains that the kernel refuses, closes them and programs the rest', async () => {
    const backend = await programmed(namespace, variant);
    const table = tableOf(backend);
    const bad = ['cali-fw-3', 'cali-fw-17', 'cali-fw-18'];
    for (const name of endpoints) {
      table.updateChain(bad.includes(name) ? refusedChain(name) : { name, rules: [dropFrom('10.0.0.0/8'), drop] });
    }
    const round = await applyRound(backend);
    expect(round.faults.map(({ name }) => name).sort()).toEqual([...bad].sort());
    expect(round.faults.every(({ isolated, reason }) => isolated && reason.includes('failed'))).toBe(true);
    for (const name of endpoints) {
      expect(await rulesOf(namespace, variant, name)).toEqual(
        bad.includes(name) ? closed : ['-s 10.0.0.0/8 -j DROP', '-j DROP'],
      );
    }
    expect(await applyRound(backend)).toMatchObject({ written: 0, commands: 0, faults: round.faults });
  });

  it('isolates a chain whose set is missing, and programs it once the set is there', async () => {
    const backend = await programmed(namespace, variant);
    tableOf(backend).updateChain({ name: 'cali-fw-5', rules: [dropFromSet('cali40s:late')] });
    const round = await applyRound(backend);
    expect(round.faults).toEqual([
      { name: 'cali-fw-5', reason: expect.stringContaining("Set cali40s:late doesn't exist"), isolated: true },
    ]);
    expect(await rulesOf(namespace, variant, 'cali-fw-5')).toEqual(closed);
    setsOf(backend).replace('s:late', 'hash:ip', []);
    await backend.verify('all');
    expect((await applyRound(backend)).faults).toEqual([]);
    expect(await rulesOf(namespace, variant, 'cali-fw-5')).toEqual(['-m set --match-set cali40s:late src -j DROP']);
  });

  it('programs a refused chain once it is mended', async () => {
    const backend = await programmed(namespace, variant);
    tableOf(backend).updateChain(refusedChain('cali-fw-5'));
    await applyRound(backend);
    tableOf(backend).updateChain({ name: 'cali-fw-5', rules: [dropFrom('10.0.0.0/8')] });
    expect((await applyRound(backend)).faults).toEqual([]);
    expect(await rulesOf(namespace, variant, 'cali-fw-5')).toEqual(['-s 10.0.0.0/8 -j DROP']);
  });

  it('leaves a refused top-level chain as it is, with all that it leads to', async () => {
    const backend = await programmed(namespace, variant);
    const before = await saved(namespace, variant);
    tableOf(backend).updateChain(refusedChain('cali-FORWARD'));
    const round = await applyRound(backend);
    expect(round.faults).toMatchObject([{ name: 'cali-FORWARD', isolated: true }]);
    expect(await saved(namespace, variant)).toEqual(before);
    tableOf(backend).updateChain({ name: 'cali-FORWARD', rules: [jump('cali-fw-1')] });
    expect((await applyRound(backend)).faults).toEqual([]);
    expect(await chainsOf(namespace, variant)).toEqual(['cali-FORWARD', 'cali-fw-1']);
  });

  it('closes a chain that is referred to and was never defined', async () => {
    const backend = await programmed(namespace, variant);
    tableOf(backend).updateChain({ name: 'cali-fw-2', rules: [jump('cali-pi-unheard-of')] });
    expect((await applyRound(backend)).faults).toMatchObject([{ name: 'cali-pi-unheard-of', isolated: true }]);
    expect(await rulesOf(namespace, variant, 'cali-pi-unheard-of')).toEqual(closed);
  });

  it("refuses text that would not stay on its line, without the kernel's help", async () => {
    const backend = await programmed(namespace, variant);
    tableOf(backend).updateChain({ name: 'cali-fw-2', rules: [dropFrom('10.0.0.0/8\n-A INPUT -j DROP')] });
    expect((await applyRound(backend)).faults).toMatchObject([{ name: 'cali-fw-2', isolated: true }]);
    expect(await rulesOf(namespace, variant, 'cali-fw-2')).toEqual(closed);
    expect(await rulesOf(namespace, variant, 'INPUT')).toEqual([]);
  });

  it("leaves a chain that someone else's rule leads to, filled as it was", async () => {
    const backend = await programmed(namespace, variant);
    await iptables(namespace, variant, '-A', 'OUTPUT', '-j', 'cali-fw-9');
    tableOf(backend).updateChain({ name: 'cali-FORWARD', rules: [jump('cali-fw-1')] });
    expect((await applyRound(backend)).faults).toMatchObject([{ name: 'cali-fw-9', isolated: true, leftOver: true }]);
    expect(await chainsOf(namespace, variant)).toEqual(['cali-FORWARD', 'cali-fw-1', 'cali-fw-9']);
    expect(await rulesOf(namespace, variant, 'cali-fw-9')).toEqual(['-j DROP']);
    await iptables(namespace, variant, '-F', 'OUTPUT');
    await backend.verify('all');
    expect((await applyRound(backend)).faults).toEqual([]);
    expect(await chainsOf(namespace, variant)).toEqual(['cali-FORWARD', 'cali-fw-1']);
  });

  it.each([
    ['not-run', {}],
    ['timeout', {}],
    // The kernel is not asked at all: whatever the input, it is not the input's fault.
    ['failed', { exitStatus: 1, stderr: 'it fails' }],
  ] as const)(
    'says that it could not write, and blames no chain, when the command fails as %s',
    async (failure, outcome) => {
      let broken = false;
      const run: CommandRunner = (command, args, options) =>
        broken && command.includes('restore')
          ? Promise.reject(new CommandError(failure, { command, args }, outcome))
          : namespace.run(command, args, options);
      const backend = await programmed(namespace, variant, run);
      const before = await saved(namespace, variant);
      broken = true;
      tableOf(backend).updateChain({ name: 'cali-fw-2', rules: [dropFrom('10.0.0.0/8')] });
      expect((await applyRound(backend)).faults).toEqual([
        { name: '', isolated: false, reason: expect.stringMatching('stderr' in outcome ? outcome.stderr : 'restore') },
      ]);
      expect(await saved(namespace, variant)).toEqual(before);
      broken = false;
      expect((await applyRound(backend)).faults).toEqual([]);
      expect(await rulesOf(namespace, variant, 'cali-fw-2')).toEqual(['-s 10.0.0.0/8 -j DROP']);
    },
  );
});

describe.skipIf(!usable)("the lock that iptables-legacy's writers share", () => {
  let namespace: Namespace;
  beforeEach(async () => {
    namespace = await openNamespace();
  });
  afterEach(() => namespace.close());

  /** Someone else's write: holds the lock until it is told to end. Gives what does so, and settles when it is free. */
  async function holdLock(): Promise<() => Promise<unknown>> {
    const holder = spawn('flock', [namespace.lockFile, 'sh', '-c', 'echo held; read line'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = once(holder, 'close');
    await once(holder.stdout, 'data');
    return () => {
      holder.stdin.end('\n');
      return ended;
    };
  }

  it('is waited for, and the wait is measured', async () => {
    let release = async (): Promise<unknown> => undefined;
    // Who waits has seen that the lock is held.
    const sleep = async (milliseconds: number) => {
      await systemClock.sleep(milliseconds);
      await release();
    };
    const options = { lockFile: namespace.lockFile, tables: ['filter'], clock: { ...systemClock, sleep } } as const;
    const table = tableOf(await openBackend(namespace, 'legacy', options));
    table.updateChain({ name: 'cali-forced', rules: [drop], forced: true });
    release = await holdLock();
    const report = await table.apply();
    expect(report).toMatchObject({ written: 2, faults: [] });
    expect(report.lockWaitMs).toBeGreaterThan(0);
  });

  it('is given up on in time, and the table is tried again later', async () => {
    const { lockFile } = namespace;
    const backend = await openBackend(namespace, 'legacy', { lockFile, lockWaitSeconds: 1, tables: ['filter'] });
    const table = tableOf(backend);
    table.updateChain({ name: 'cali-forced', rules: [drop], forced: true });
    const release = await holdLock();
    expect((await table.apply()).faults).toMatchObject([
      { name: '', isolated: false, reason: expect.stringContaining('xtables lock') },
    ]);
    await release();
    expect(await table.apply()).toMatchObject({ written: 2, faults: [] });
  });
});

const unprivileged = requireNamespaces('transactions beyond the netlink socket', 'user');

describe.skipIf(!unprivileged)('transactions that exceed what the netlink socket takes', () => {
  let namespace: Namespace;
  beforeEach(async () => {
    namespace = await openNamespace('user');
  });
  afterEach(() => namespace.close());

  it('are split, reported, and end as they would in one', async () => {
    const backend = await openBackend(namespace, 'nft', { ipVersions: [4], tables: ['filter'] });
    backend.allowRemovals();
    const table = tableOf(backend);
    const many = Array.from({ length: 3000 }, (_, i) => `cali-pi-${i}`);
    table.insertRules('FORWARD', [jump('cali-FORWARD')]);
    // The dispatch chain alone is more than one transaction takes.
    table.updateChain({ name: 'cali-FORWARD', rules: many.map(jump) });
    table.updateChains(many.map((name) => ({ name, rules: [dropFrom('10.0.0.0/8'), drop] })));
    const round = await applyRound(backend);
    expect(round.faults).toEqual([]);
    expect(round.splitTransactions).toBeGreaterThan(0);
    const lines = await saved(namespace, 'nft');
    expect(lines.filter((line) => line.startsWith('-A cali-pi-'))).toHaveLength(6000);
    expect(lines.filter((line) => line.startsWith('-A cali-FORWARD'))).toHaveLength(3000);
    await backend.verify('all');
    expect(await applyRound(backend)).toMatchObject({ written: 0, driftHealed: 0 });
    table.insertRules('FORWARD', []);
    expect((await applyRound(backend)).faults).toEqual([]);
    expect(await chainsOf(namespace, 'nft')).toEqual([]);
  });
});
