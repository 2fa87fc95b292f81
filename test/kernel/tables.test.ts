import type { IptablesBackend } from '@manul/iptables';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  accept,
  applyRound,
  chainsOf,
  drop,
  dropFrom,
  iptables,
  jump,
  openBackend,
  rulesOf,
  saved,
  tableOf,
  variants,
} from './src/fixture.ts';
import { type Namespace, openNamespace, requireNamespaces } from './src/namespace.ts';

const usable = requireNamespaces('tables in a real kernel');

/** A hook, a dispatch chain, two endpoint chains, and a policy chain that nothing refers to. */
function want(backend: IptablesBackend): void {
  for (const table of backend.tables) {
    if (table.name !== 'filter') continue;
    const net = table.ipVersion === 4 ? '10.0.0.0/8' : 'fd00::/8';
    table.insertRules('FORWARD', [jump('cali-FORWARD')]);
    table.appendRules('FORWARD', [accept]);
    table.updateChains([
      { name: 'cali-FORWARD', rules: [jump('cali-fw-a'), jump('cali-fw-b')] },
      { name: 'cali-fw-a', rules: [dropFrom(net), { match: [], comments: ['Policy "x"; says\nnothing'] }, drop] },
      { name: 'cali-fw-b', rules: [drop] },
      { name: 'cali-pi-unused', rules: [drop] },
      { name: 'cali-pi-forced', rules: [drop], forced: true },
    ]);
  }
}

async function programmed(namespace: Namespace, variant: 'nft' | 'legacy'): Promise<IptablesBackend> {
  const backend = await openBackend(namespace, variant);
  backend.allowRemovals();
  want(backend);
  await applyRound(backend);
  namespace.takeCommands();
  return backend;
}

describe.skipIf(!usable).each(variants)('tables of iptables-%s', (variant) => {
  let namespace: Namespace;
  beforeEach(async () => {
    namespace = await openNamespace();
  });
  afterEach(() => namespace.close());

  it('programs what is referred to or forced, in both IP versions', async () => {
    await programmed(namespace, variant);
    expect(await chainsOf(namespace, variant)).toEqual(['cali-FORWARD', 'cali-fw-a', 'cali-fw-b', 'cali-pi-forced']);
    expect(await rulesOf(namespace, variant, 'FORWARD')).toEqual(['-j cali-FORWARD', '-j ACCEPT']);
    expect(await rulesOf(namespace, variant, 'cali-fw-a')).toEqual([
      '-s 10.0.0.0/8 -j DROP',
      '-m comment --comment "Policy _x__ says_nothing"',
      '-j DROP',
    ]);
    expect(await rulesOf(namespace, variant, 'cali-fw-a', 6)).toContain('-s fd00::/8 -j DROP');
    expect(await rulesOf(namespace, variant, 'FORWARD', 6)).toEqual(['-j cali-FORWARD', '-j ACCEPT']);
  });

  it("marks rules as Felix does, so that a node of Felix's is taken over", async () => {
    await programmed(namespace, variant);
    // Seen on any node that runs Felix.
    expect(await saved(namespace, variant)).toContain(
      '-A FORWARD -m comment --comment "cali:wUHhoiAYhphO9Mso" -j cali-FORWARD',
    );
  });

  it('writes nothing the second time', async () => {
    const backend = await programmed(namespace, variant);
    expect(await applyRound(backend)).toMatchObject({ written: 0, commands: 0 });
    want(backend);
    expect(await applyRound(backend)).toMatchObject({ written: 0, commands: 0 });
    await backend.verify('all');
    expect(await applyRound(backend)).toMatchObject({ written: 0, driftHealed: 0, faults: [] });
    expect(namespace.takeCommands().filter((command) => command.includes('restore'))).toEqual([]);
  });

  it('recognises its rules after a restart', async () => {
    await programmed(namespace, variant);
    const restarted = await openBackend(namespace, variant);
    want(restarted);
    expect(await applyRound(restarted)).toMatchObject({ written: 0, driftHealed: 0 });
    restarted.allowRemovals();
    expect(await applyRound(restarted)).toMatchObject({ written: 0, commands: 0 });
  });

  it('touches nothing that it does not know before removals are allowed', async () => {
    await programmed(namespace, variant);
    const restarted = await openBackend(namespace, variant);
    const table = tableOf(restarted);
    table.insertRules('FORWARD', [jump('cali-FORWARD')]);
    table.updateChain({ name: 'cali-FORWARD', rules: [jump('cali-fw-a')] });
    table.updateChain({ name: 'cali-fw-a', rules: [drop] });
    await applyRound(restarted);
    // The known chains are as wanted now; the rest of what the node enforced is still there.
    expect(await rulesOf(namespace, variant, 'cali-fw-a')).toEqual(['-j DROP']);
    expect(await rulesOf(namespace, variant, 'FORWARD')).toEqual(['-j cali-FORWARD', '-j ACCEPT']);
    expect(await chainsOf(namespace, variant)).toContain('cali-fw-b');
    restarted.allowRemovals();
    await applyRound(restarted);
    expect(await chainsOf(namespace, variant)).toEqual(['cali-FORWARD', 'cali-fw-a']);
    expect(await rulesOf(namespace, variant, 'FORWARD')).toEqual(['-j cali-FORWARD']);
  });

  it("keeps other writers' rules, and its own at the chain's ends", async () => {
    await iptables(namespace, variant, '-A', 'FORWARD', '-s', '192.0.2.1', '-j', 'ACCEPT');
    await iptables(namespace, variant, '-N', 'KUBE-FORWARD');
    await iptables(namespace, variant, '-A', 'KUBE-FORWARD', '-j', 'RETURN');
    const backend = await programmed(namespace, variant);
    const layout = ['-j cali-FORWARD', '-s 192.0.2.1/32 -j ACCEPT', '-j ACCEPT'];
    expect(await rulesOf(namespace, variant, 'FORWARD')).toEqual(layout);
    await iptables(namespace, variant, '-I', 'FORWARD', '-s', '192.0.2.2', '-j', 'KUBE-FORWARD');
    await iptables(namespace, variant, '-A', 'FORWARD', '-s', '192.0.2.3', '-j', 'ACCEPT');
    await backend.verify('all');
    await applyRound(backend);
    expect(await rulesOf(namespace, variant, 'FORWARD')).toEqual([
      '-j cali-FORWARD',
      '-s 192.0.2.2/32 -j KUBE-FORWARD',
      '-s 192.0.2.1/32 -j ACCEPT',
      '-s 192.0.2.3/32 -j ACCEPT',
      '-j ACCEPT',
    ]);
    expect(await rulesOf(namespace, variant, 'KUBE-FORWARD')).toEqual(['-j RETURN']);
  });

  it("puts its rules after the others' in append mode", async () => {
    await iptables(namespace, variant, '-A', 'FORWARD', '-s', '192.0.2.1', '-j', 'ACCEPT');
    const backend = await openBackend(namespace, variant, { insertMode: 'append' });
    want(backend);
    await applyRound(backend);
    expect(await rulesOf(namespace, variant, 'FORWARD')).toEqual([
      '-s 192.0.2.1/32 -j ACCEPT',
      '-j cali-FORWARD',
      '-j ACCEPT',
    ]);
  });

  it('removes a chain when the last reference goes, and brings it back with the next', async () => {
    const backend = await programmed(namespace, variant);
    const table = tableOf(backend);
    table.updateChain({ name: 'cali-FORWARD', rules: [jump('cali-fw-a')] });
    await applyRound(backend);
    expect(await chainsOf(namespace, variant)).not.toContain('cali-fw-b');
    table.updateChain({ name: 'cali-FORWARD', rules: [jump('cali-fw-b'), jump('cali-pi-unused')] });
    await applyRound(backend);
    expect(await chainsOf(namespace, variant)).toEqual([
      'cali-FORWARD',
      'cali-fw-b',
      'cali-pi-forced',
      'cali-pi-unused',
    ]);
  });

  const tampering: Record<string, readonly string[][]> = {
    'a deleted rule': [['-D', 'cali-fw-a', '1']],
    'an added rule': [['-I', 'cali-fw-a', '1', '-j', 'ACCEPT']],
    'an edited rule': [['-R', 'cali-fw-b', '1', '-j', 'ACCEPT']],
    'a flushed chain': [['-F', 'cali-fw-a']],
    'a flushed kernel chain': [['-F', 'FORWARD']],
    'a flushed table': [['-F'], ['-X']],
  };
  it.each(Object.entries(tampering))('heals %s', async (_, commands) => {
    const backend = await programmed(namespace, variant);
    const before = await saved(namespace, variant);
    for (const command of commands) await iptables(namespace, variant, ...command);
    expect(await saved(namespace, variant)).not.toEqual(before);
    await backend.verify('all');
    const round = await applyRound(backend);
    expect(round.driftHealed).toBeGreaterThan(0);
    expect(round.faults).toEqual([]);
    expect(await saved(namespace, variant)).toEqual(before);
  });

  it('heals a rule that was edited under its own comment', async () => {
    const backend = await programmed(namespace, variant);
    const before = await saved(namespace, variant);
    await backend.verify('all');
    await applyRound(backend);
    const line = before.find((each) => each.startsWith('-A cali-fw-b'));
    const hash = /cali:[\w-]{16}/.exec(line ?? '')?.[0] ?? '';
    const comment = ['-m', 'comment', '--comment', hash];
    await iptables(namespace, variant, '-R', 'cali-fw-b', '1', ...comment, '-j', 'ACCEPT');
    await backend.verify('all');
    expect((await applyRound(backend)).driftHealed).toBe(1);
    expect(await saved(namespace, variant)).toEqual(before);
  });

  it('reads again when the kernel is no longer as it believed', async () => {
    const backend = await programmed(namespace, variant);
    await iptables(namespace, variant, '-F', 'cali-fw-a');
    // Replaces the third rule of a chain that has none any more.
    tableOf(backend).updateChain({ name: 'cali-fw-a', rules: [dropFrom('10.0.0.0/8'), drop, drop] });
    expect(await applyRound(backend)).toMatchObject({ faults: [] });
    expect(await rulesOf(namespace, variant, 'cali-fw-a')).toEqual(['-s 10.0.0.0/8 -j DROP', '-j DROP', '-j DROP']);
  });

  it('touches raw alone when it is told to', async () => {
    const backend = await openBackend(namespace, variant, { tables: ['raw'] });
    const raw = tableOf(backend, 'raw');
    raw.insertRules('PREROUTING', [jump('cali-PREROUTING')]);
    raw.updateChain({ name: 'cali-PREROUTING', rules: [{ match: [], action: { do: 'no-track' } }] });
    await applyRound(backend);
    expect(namespace.takeCommands().filter((command) => /filter|mangle/.test(command))).toEqual([]);
    expect(await saved(namespace, variant, 'raw')).toContainEqual(
      expect.stringMatching(/^-A cali-PREROUTING .*-j CT --notrack|NOTRACK/),
    );
  });
});
