// What Felix would program for the recorded cases, in a real kernel: messages through the whole dataplane, one node
// after another in one namespace, so that each also takes over what another has left.
import { DataplaneDriver } from '@manul/dataplane';
import type { IptablesBackend, IptablesVariant } from '@manul/iptables';
import { fromJson } from '@manul/proto';
import { type IpVersion, rulesConfigFromFelix, type TableName } from '@manul/rules';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeShared, goldenCase, goldenCaseNames, readGolden } from '../replay/shared-data.ts';
import { openBackend, saved, variants } from './src/fixture.ts';
import { type Namespace, openNamespace, requireNamespaces } from './src/namespace.ts';

const usable = requireNamespaces('recorded cases in a real kernel');
const tables: readonly TableName[] = ['raw', 'mangle', 'filter'];
const ipVersions: readonly IpVersion[] = [4, 6];

interface RecordedStep {
  readonly delta?: boolean;
  readonly '4': Readonly<Record<string, { readonly programmed: readonly string[] }>>;
  readonly '6': RecordedStep['4'];
}

interface RecordedSet {
  readonly members: readonly string[];
  readonly name_v4: string;
  readonly name_v6: string;
}

interface Recording {
  readonly name: string;
  readonly node: string;
  readonly messages: readonly (readonly Record<string, unknown>[])[];
  readonly steps: readonly RecordedStep[];
  readonly sets: Readonly<Record<string, RecordedSet>>;
}

/** Large cases are recorded as differences, and are other tests' work. */
const recordings = goldenCaseNames().flatMap((name) =>
  goldenCase(name).nodes.flatMap((node): Recording[] => {
    const steps = readGolden(name, `${node}.iptables`) as RecordedStep[];
    if (steps.some(({ delta }) => delta)) return [];
    const messages = readGolden(name, `${node}.messages`) as Record<string, unknown>[][];
    const sets = (readGolden(name, `${node}.ipsets`) as Record<string, RecordedSet>[]).at(-1) ?? {};
    return [{ name, node, messages, steps, sets }];
  }),
);

if (usable) {
  describeShared('recorded cases in a real kernel', () => {
    for (const variant of variants) {
      let namespace: Namespace;
      beforeAll(async () => {
        namespace = await openNamespace();
      });
      afterAll(() => namespace.close());

      // What differs between a case's nodes is not how it is written.
      const some = variant === 'nft' ? recordings : recordings.filter(({ node }) => node === 'node-a');
      it.each(some)(`iptables-${variant}: $name, $node`, async (recording) => {
        await replay(namespace, variant, recording);
      });
    }
  });
}

async function replay(namespace: Namespace, variant: IptablesVariant, recording: Recording): Promise<void> {
  const backend = await openBackend(namespace, variant);
  const { config, interfaces } = goldenCase(recording.name);
  const driver = new DataplaneDriver({ backend, config: rulesConfigFromFelix(config) });
  driver.setHostInterfaces(new Map(Object.entries(interfaces[recording.node] ?? {})));
  for (const messages of recording.messages) {
    for (const message of messages) driver.onUpdate(fromJson(message));
    expect(await driver.apply()).toMatchObject({ inSync: true, errors: [], retry: [] });
  }
  await expectChains(namespace, backend, recording.steps.at(-1));
  await expectSets(namespace, recording.sets);
  await backend.verify('all');
  expect(await driver.apply()).toMatchObject({ written: 0, driftHealed: 0 });
}

async function expectChains(
  namespace: Namespace,
  { variant }: IptablesBackend,
  step: RecordedStep | undefined,
): Promise<void> {
  for (const ipVersion of ipVersions) {
    for (const table of tables) {
      const lines = await saved(namespace, variant, table, ipVersion);
      const chains = lines.filter((line) => line.startsWith(':cali-')).map((line) => line.slice(1).split(' ')[0]);
      const wanted = step?.[ipVersion][table]?.programmed ?? [];
      expect(chains.sort(), `${table}, IPv${ipVersion}`).toEqual([...wanted].sort());
    }
  }
}

async function expectSets(namespace: Namespace, recorded: Readonly<Record<string, RecordedSet>>): Promise<void> {
  const { stdout } = await namespace.run('ipset', ['save']);
  const lines = stdout.split('\n');
  for (const { name_v4, name_v6, members } of Object.values(recorded)) {
    const shown = members.map((member) => member.replace(/\/(32|128)$/, ''));
    for (const [set, isIpv6] of [
      [name_v4, false],
      [name_v6, true],
    ] as const) {
      const wanted = shown.filter((member) => member.split(',')[0]?.includes(':') === isIpv6);
      const found = lines.filter((line) => line.startsWith(`add ${set} `)).map((line) => line.split(' ')[2]);
      expect(found.sort(), set).toEqual(wanted.sort());
    }
  }
}
