// Taking over a kernel from Felix, with what Felix has left in it: what it would change, and that it changes just that.
import { DataplaneDriver } from '@manul/dataplane';
import { fromJson } from '@manul/proto';
import { rulesConfigFromFelix } from '@manul/rules';
import { changesNothing, checkMigration } from '@manul/service-dataplane-driver';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeShared, goldenCase, goldenCaseNames, readGolden } from '../replay/shared-data.ts';
import { iptables, openBackend, saved } from './src/fixture.ts';
import { type Namespace, openNamespace, requireNamespaces } from './src/namespace.ts';
import { type LoadOptions, loadRecorded, recordedKernel } from './src/recorded-kernel.ts';

const usable = requireNamespaces('taking over from Felix');
const node = 'node-a';

/** A sample of all that Felix programs; the others differ in nothing that matters here. */
const cases = goldenCaseNames()
  .filter((name) => goldenCase(name).nodes.includes(node) && recordedKernel(name, node) !== undefined)
  .filter((name, index) => index % 5 === 0 || name.startsWith('gnp-') || name.startsWith('hep-'));

function given(name: string) {
  const { config, interfaces } = goldenCase(name);
  const steps = readGolden(name, `${node}.messages`) as Record<string, unknown>[][];
  return {
    rules: rulesConfigFromFelix(config),
    interfaces: new Map(Object.entries(interfaces[node] ?? {})),
    messages: steps.flat().map((json) => fromJson(json)),
  };
}

if (usable) {
  describeShared('taking over from Felix', () => {
    let namespace: Namespace;
    beforeEach(async () => {
      namespace = await openNamespace();
    });
    afterEach(() => namespace.close());

    const load = (name: string, options?: LoadOptions) =>
      loadRecorded(namespace, 'nft', recordedKernel(name, node)!, options);
    const check = (name: string) =>
      checkMigration({ ...given(name), backend: 'nft', prefix: 'cali', run: namespace.run });

    async function takeOver(name: string): Promise<number> {
      const { rules, interfaces, messages } = given(name);
      const driver = new DataplaneDriver({ backend: await openBackend(namespace, 'nft'), config: rules });
      driver.setHostInterfaces(interfaces);
      for (const message of messages) driver.onUpdate(message);
      const { written, errors, retry } = await driver.apply();
      expect({ errors, retry }).toEqual({ errors: [], retry: [] });
      return written;
    }

    async function everything(): Promise<string[]> {
      const lines = [(await namespace.run('ipset', ['save', '-sorted'])).stdout];
      for (const table of ['raw', 'mangle', 'filter'] as const) {
        for (const ipVersion of [4, 6] as const) lines.push(...(await saved(namespace, 'nft', table, ipVersion)));
      }
      return lines.map((line) => line.replace(/\[\d+:\d+\]/, ''));
    }

    it.each(cases)('%s: rules as Felix hashes them are ours already', async (name) => {
      // Ours come first and last in the kernel's own chains.
      await iptables(namespace, 'nft', '-A', 'FORWARD', '-s', '192.0.2.1', '-j', 'ACCEPT');
      await load(name);
      const before = await everything();
      const report = await check(name);
      expect(await everything()).toEqual(before);
      expect(report.tables.map(({ rewritten, added, removed, hooks }) => [rewritten, added, removed, hooks])).toEqual(
        report.tables.map(() => [[], [], [], []]),
      );
      expect(report.tables.find(({ ipVersion, table }) => ipVersion === 4 && table === 'filter')).toMatchObject({
        foreignRules: 1,
      });
      expect(report).toMatchObject({ variant: 'nft', errors: [], natChains: [] });
      const written = await takeOver(name);
      // The host's own sets are recorded without members.
      if (changesNothing(report)) expect(written).toBe(0);
      expect(report.ipSets.changed.filter((set) => !/this-host|ipam-pools/.test(set))).toEqual([]);
    });

    it('a kernel of another release of Felix is told rule by rule, and rewritten in place', async () => {
      const name = 'tiers-pass-order';
      await load(name, { hashSalt: 'another release' });
      const report = await check(name);
      const [filter] = report.tables.filter(({ ipVersion, table }) => ipVersion === 4 && table === 'filter');
      expect(filter).toMatchObject({ added: [], removed: [] });
      expect(filter?.rewritten.length).toBeGreaterThan(10);
      expect(filter?.hooks).toContain('FORWARD');
      expect(changesNothing(report)).toBe(false);
      expect(await takeOver(name)).toBeGreaterThan(0);
      expect(changesNothing(await check(name))).toBe(true);
    });

    it('what Felix has for other work is told, and stays', async () => {
      await load('allow-by-podselector', { tables: ['raw', 'mangle', 'nat', 'filter'] });
      const report = await check('allow-by-podselector');
      expect(report.natChains).toContain('cali-PREROUTING');
      const before = await saved(namespace, 'nft', 'nat');
      await takeOver('allow-by-podselector');
      expect(await saved(namespace, 'nft', 'nat')).toEqual(before);
    });

    it('an empty kernel gets everything', async () => {
      const report = await check('allow-by-podselector');
      expect(report.tables.every(({ unchanged, rewritten }) => unchanged + rewritten.length === 0)).toBe(true);
      expect(report.ipSets.added.length).toBeGreaterThan(0);
      expect(report.tables.some(({ added }) => added.length > 0)).toBe(true);
      expect(await everything()).not.toContain('cali-FORWARD');
    });
  });
}
