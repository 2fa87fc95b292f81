// A stand-in for Felix, driven by the recordings, brings a kernel to the chains that Felix itself would have made of them.
import { fromJson } from '@manul/proto';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { describeShared, goldenCase, goldenCaseNames, readGolden } from '../replay/shared-data.ts';
import { FelixStandIn } from './src/felix-stand-in.ts';
import { saved, setsUnused } from './src/fixture.ts';
import { type Namespace, openNamespace, requireNamespaces } from './src/namespace.ts';
import { loadRecorded, recordedKernel } from './src/recorded-kernel.ts';

const usable = requireNamespaces("Felix's recordings over its pipes");
const node = 'node-a';
const tables = ['raw', 'mangle', 'filter'] as const;

const withoutHashes = (lines: readonly string[]) =>
  lines.map((line) => line.replace(/ -m comment --comment "cali:[\w-]{16}"/, '')).sort();

async function everything(namespace: Namespace): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const ipVersion of [4, 6] as const) {
    for (const table of tables) {
      const lines = await saved(namespace, 'nft', table, ipVersion);
      // A counter of a kernel's own chain is no part of what was programmed.
      all[`${table} ${ipVersion}`] = withoutHashes(lines.map((line) => line.replace(/ \[\d+:\d+\]$/, '')));
    }
  }
  return all;
}

async function addInterfaces(namespace: Namespace, name: string): Promise<void> {
  for (const [device, addresses] of Object.entries(goldenCase(name).interfaces[node] ?? {})) {
    const other = `other-${device}`;
    if (device !== 'lo') await namespace.run('ip', ['link', 'add', device, 'type', 'veth', 'peer', 'name', other]);
    for (const address of addresses) await namespace.run('ip', ['address', 'add', address, 'dev', device]);
    // Without a carrier at both ends it does not count as running.
    for (const end of device === 'lo' ? [device] : [device, other])
      await namespace.run('ip', ['link', 'set', end, 'up']);
  }
}

/** Felix's settings as it sends them. */
function configOf(name: string) {
  const config = {
    FelixHostname: node,
    DatastoreType: 'kubernetes',
    IptablesBackend: 'NFT',
    InterfaceRefreshInterval: '1',
  };
  const own = Object.entries(goldenCase(name).config).map(([key, value]) => [key, String(value)]);
  return { config_update: { config: { ...config, ...Object.fromEntries(own) } } };
}

const messagesOf = (name: string) =>
  (readGolden(name, `${node}.messages`) as Record<string, unknown>[][]).map((step) =>
    step.map((json) => fromJson(json)),
  );

if (usable) {
  describeShared("Felix's recordings over its pipes", () => {
    let namespace: Namespace;
    let expected: Namespace;
    let felix: FelixStandIn | undefined;

    beforeAll(async () => {
      expected = await openNamespace();
    });
    afterAll(() => expected.close());
    afterEach(async () => {
      await felix?.close();
      felix = undefined;
      await namespace.close();
    });

    async function flushed(kernel: Namespace): Promise<void> {
      for (const command of ['iptables-nft-restore', 'ip6tables-nft-restore']) {
        await kernel.run(command, [], { stdin: tables.map((table) => `*${table}\nCOMMIT\n`).join('') });
      }
      await setsUnused(kernel);
      await kernel.run('ipset', ['destroy']);
    }

    const cases = goldenCaseNames().filter(
      (name) => goldenCase(name).nodes.includes(node) && recordedKernel(name, node) !== undefined,
    );

    it.each(cases)('%s', async (name) => {
      namespace = await openNamespace();
      await addInterfaces(namespace, name);
      felix = new FelixStandIn(namespace);
      felix.say(configOf(name), ...messagesOf(name).flat());
      await flushed(expected);
      await loadRecorded(expected, 'nft', recordedKernel(name, node)!);
      const wanted = await everything(expected);
      await vi.waitFor(async () => expect(await everything(namespace)).toEqual(wanted), {
        timeout: 120_000,
        interval: 200,
      });
      expect(felix.errors).not.toContain('not enforced');
    });
  });
}
