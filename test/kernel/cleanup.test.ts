import { fileURLToPath } from 'node:url';
import { cleanUp, type IptablesVariant } from '@manul/iptables';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  applyRound,
  dropFromSet,
  iptables,
  jump,
  openBackend,
  patientClock,
  saved,
  setNames,
  tableOf,
  variants,
} from './src/fixture.ts';
import { type Namespace, openNamespace, requireNamespaces } from './src/namespace.ts';

const usable = requireNamespaces('cleaning up a real kernel');
const tables = ['raw', 'mangle', 'nat', 'filter'] as const;

describe.skipIf(!usable)('cleaning up', () => {
  let namespace: Namespace;
  beforeEach(async () => {
    namespace = await openNamespace();
  });
  afterEach(() => namespace.close());

  async function everything(): Promise<string[]> {
    const lines = await setNames(namespace);
    for (const variant of variants) {
      for (const table of tables) {
        lines.push(...(await saved(namespace, variant, table)), ...(await saved(namespace, variant, table, 6)));
      }
    }
    return lines;
  }

  /** Other writers' rules, sets and chains, in both variants. */
  async function furnish(): Promise<void> {
    await namespace.run('ipset', ['create', 'others', 'hash:ip']);
    for (const variant of variants) {
      await iptables(namespace, variant, '-N', 'KUBE-SERVICES');
      await iptables(namespace, variant, '-A', 'FORWARD', '-j', 'KUBE-SERVICES');
      await iptables(
        namespace,
        variant,
        '-A',
        'KUBE-SERVICES',
        '-m',
        'comment',
        '--comment',
        'calico? no',
        '-j',
        'ACCEPT',
      );
      await iptables(namespace, variant, '-A', 'INPUT', '-m', 'set', '--match-set', 'others', 'src', '-j', 'ACCEPT');
    }
  }

  async function program(variant: IptablesVariant): Promise<void> {
    const backend = await openBackend(namespace, variant, { tables });
    for (const sets of backend.ipSets) sets.replace('s:x', 'hash:ip', ['10.0.0.1', 'fd00::1']);
    for (const table of backend.tables) {
      const hook = table.name === 'filter' ? 'FORWARD' : 'PREROUTING';
      table.insertRules(hook, [jump(`cali-${hook}`)]);
      table.appendRules(hook, [{ match: [], action: { do: 'accept' } }]);
      table.updateChain({ name: `cali-${hook}`, rules: [jump('cali-inner')] });
      const set = `cali${table.ipVersion}0s:x`;
      table.updateChain({ name: 'cali-inner', rules: table.name === 'nat' ? [] : [dropFromSet(set)] });
    }
    expect((await applyRound(backend)).faults).toEqual([]);
  }

  it.each(variants)('removes all of ours from iptables-%s, and nothing else', async (variant) => {
    await furnish();
    const before = await everything();
    await program(variant);
    expect(tableOf(await openBackend(namespace, variant)).name).toBe('filter');
    const full = await everything();
    const planned = await cleanUp({ variants, dryRun: true, run: namespace.run });
    expect(await everything()).toEqual(full);
    const report = await cleanUp({ variants, dryRun: false, run: namespace.run, clock: patientClock });
    expect(report).toEqual(planned);
    expect(report).toMatchObject({ faults: [], notRead: [], ipSets: ['cali40s:x', 'cali60s:x'] });
    expect(report.tables).toHaveLength(8);
    expect(report.tables[0]).toMatchObject({ variant, ipVersion: 4, table: 'raw' });
    expect(report.tables[0]?.rules).toHaveLength(2);
    expect(await everything()).toEqual(before);
  });

  it('cleans both variants, so that sets can go', async () => {
    await program('nft');
    await program('legacy');
    const one = await cleanUp({ variants: ['nft'], dryRun: false, run: namespace.run });
    expect(one.faults.map(({ name }) => name)).toEqual(['cali40s:x', 'cali60s:x']);
    expect(one.ipSets).toEqual([]);
    const rest = await cleanUp({ variants, dryRun: false, run: namespace.run, clock: patientClock });
    expect(rest).toMatchObject({ faults: [], ipSets: ['cali40s:x', 'cali60s:x'] });
    expect(await setNames(namespace)).toEqual([]);
  });

  it('is what `manul cleanup` does', async () => {
    const manul = fileURLToPath(new URL('../../node_modules/.bin/manul', import.meta.url));
    const before = await everything();
    await program('nft');
    const { stdout } = await namespace.run(manul, ['cleanup', '--dry-run', '--output', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ ipSets: ['cali40s:x', 'cali60s:x'], faults: [], notRead: [] });
    expect((await namespace.run(manul, ['cleanup'])).stdout).toContain(
      'Removed from table filter of iptables-nft, IPv6: 2 chains, 2 rules in other chains\nRemoved 2 IP sets\n',
    );
    expect(await everything()).toEqual(before);
    expect((await namespace.run(manul, ['cleanup'])).stdout).toBe('Nothing of ours is here\n');
    await iptables(namespace, 'nft', '-N', 'cali-pinned');
    await iptables(namespace, 'nft', '-A', 'INPUT', '-j', 'cali-pinned');
    await expect(namespace.run(manul, ['cleanup'])).rejects.toMatchObject({
      exitStatus: 1,
      stderr: expect.stringContaining('cali-pinned is still there'),
    });
    await expect(namespace.run(manul, ['cleanup', '--backend', 'x'])).rejects.toMatchObject({ exitStatus: 2 });
  });

  it('says so where nothing of ours is', async () => {
    expect(await cleanUp({ variants, dryRun: false, run: namespace.run })).toEqual({
      tables: [],
      ipSets: [],
      faults: [],
      notRead: [],
    });
  });
});
