import type { IptablesBackend, IptablesBackendOptions } from '@manul/iptables';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  applyRound,
  dropFromSet,
  iptables,
  jump,
  membersOf,
  openBackend,
  setNames,
  setsOf,
  setsUnused,
  tableOf,
} from './src/fixture.ts';
import { type Namespace, openNamespace, requireNamespaces } from './src/namespace.ts';

const usable = requireNamespaces('IP sets in a real kernel');

describe.skipIf(!usable)('IP sets', () => {
  let namespace: Namespace;
  beforeEach(async () => {
    namespace = await openNamespace();
  });
  afterEach(() => namespace.close());

  const open = (options: IptablesBackendOptions = {}) =>
    openBackend(namespace, 'nft', { tables: ['raw', 'filter'], ...options });

  /** Three sets, one of each type. */
  function want(backend: IptablesBackend): void {
    for (const sets of backend.ipSets) {
      sets.replace('s:nets', 'hash:net', [
        '10.0.0.0/8',
        '10.1.2.3/32',
        '0.0.0.0/0',
        'fd00::/8',
        'FD00::0001/128',
        '::/0',
      ]);
      sets.replace('s:ips', 'hash:ip', ['10.0.0.1', '10.0.0.2', 'fd00::1']);
      sets.replace('n:ports', 'hash:ip,port', ['10.0.0.1,tcp:80', '10.0.0.1,sctp:81', 'fd00::1,udp:53']);
    }
  }

  async function programmed(): Promise<IptablesBackend> {
    const backend = await open();
    backend.allowRemovals();
    want(backend);
    await applyRound(backend);
    namespace.takeCommands();
    return backend;
  }

  it('programs each IP version with its own members', async () => {
    await programmed();
    expect(await membersOf(namespace, 'cali40s:nets')).toEqual(['0.0.0.0/1', '10.0.0.0/8', '10.1.2.3', '128.0.0.0/1']);
    expect(await membersOf(namespace, 'cali60s:nets')).toEqual(['8000::/1', '::/1', 'fd00::/8', 'fd00::1']);
    expect(await membersOf(namespace, 'cali40s:ips')).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(await membersOf(namespace, 'cali60n:ports')).toEqual(['fd00::1,udp:53']);
    expect(await membersOf(namespace, 'cali40n:ports')).toEqual(['10.0.0.1,sctp:81', '10.0.0.1,tcp:80']);
  });

  it('writes nothing the second time, nor after a restart', async () => {
    const backend = await programmed();
    want(backend);
    expect(await applyRound(backend)).toMatchObject({ written: 0, commands: 0 });
    await backend.verify('all');
    expect(await applyRound(backend)).toMatchObject({ written: 0, driftHealed: 0 });
    const restarted = await open();
    restarted.allowRemovals();
    want(restarted);
    expect(await applyRound(restarted)).toMatchObject({ written: 0, driftHealed: 0 });
    const commands = namespace.takeCommands().filter((command) => command.startsWith('ipset'));
    // One listing serves both IP versions.
    expect(commands).toEqual(['ipset save']);
  });

  it('writes members one by one, whatever the size of the set', async () => {
    const backend = await programmed();
    const sets = setsOf(backend);
    sets.addMembers('s:ips', ['10.0.0.3', '10.0.0.1']);
    sets.removeMembers('s:ips', ['10.0.0.2', '10.9.9.9']);
    expect(await applyRound(backend)).toMatchObject({ written: 2, commands: 2 });
    expect(await membersOf(namespace, 'cali40s:ips')).toEqual(['10.0.0.1', '10.0.0.3']);
    sets.replace('s:ips', 'hash:ip', ['10.0.0.3', '10.0.0.4']);
    expect(await applyRound(backend)).toMatchObject({ written: 2 });
    expect(await membersOf(namespace, 'cali40s:ips')).toEqual(['10.0.0.3', '10.0.0.4']);
  });

  it('keeps a half of the address space that is a member beside the whole', async () => {
    const backend = await programmed();
    const sets = setsOf(backend);
    sets.addMembers('s:nets', ['0.0.0.0/1']);
    sets.removeMembers('s:nets', ['0.0.0.0/0']);
    await applyRound(backend);
    expect(await membersOf(namespace, 'cali40s:nets')).toEqual(['0.0.0.0/1', '10.0.0.0/8', '10.1.2.3']);
  });

  it('removes nothing before it may, and everything unknown of ours after', async () => {
    await programmed();
    await namespace.run('ipset', ['create', 'cali4t7', 'hash:ip']);
    await namespace.run('ipset', ['create', 'someone-elses', 'hash:ip']);
    const restarted = await open();
    setsOf(restarted).replace('s:ips', 'hash:ip', ['10.0.0.1']);
    await applyRound(restarted);
    expect(await setNames(namespace)).toContain('cali40n:ports');
    expect(await membersOf(namespace, 'cali40s:ips')).toEqual(['10.0.0.1', '10.0.0.2']);
    restarted.allowRemovals();
    await restarted.verify('all');
    await applyRound(restarted);
    expect(await setNames(namespace)).toEqual(['cali40s:ips', 'someone-elses']);
    expect(await membersOf(namespace, 'cali40s:ips')).toEqual(['10.0.0.1']);
  });

  it('heals edited, emptied, destroyed and replaced sets', async () => {
    const backend = await programmed();
    await namespace.run('ipset', ['add', 'cali40s:ips', '10.6.6.6']);
    await namespace.run('ipset', ['del', 'cali40s:ips', '10.0.0.1']);
    await namespace.run('ipset', ['flush', 'cali60s:nets']);
    await namespace.run('ipset', ['destroy', 'cali40s:nets']);
    await namespace.run('ipset', ['destroy', 'cali40n:ports']);
    await namespace.run('ipset', ['create', 'cali40n:ports', 'hash:ip']);
    await backend.verify('all');
    const round = await applyRound(backend);
    expect(round).toMatchObject({ faults: [] });
    // Two members of one set, four of the emptied one, and two sets.
    expect(round.driftHealed).toBe(8);
    expect(await membersOf(namespace, 'cali40s:ips')).toEqual(['10.0.0.1', '10.0.0.2']);
    expect(await membersOf(namespace, 'cali60s:nets')).toHaveLength(4);
    expect(await membersOf(namespace, 'cali40s:nets')).toHaveLength(4);
    expect(await membersOf(namespace, 'cali40n:ports')).toEqual(['10.0.0.1,sctp:81', '10.0.0.1,tcp:80']);
  });

  it('notices a set that was destroyed when it next writes to it', async () => {
    const backend = await programmed();
    await namespace.run('ipset', ['destroy', 'cali40s:ips']);
    setsOf(backend).addMembers('s:ips', ['10.0.0.3']);
    setsOf(backend).addMembers('s:nets', ['11.0.0.0/8']);
    expect(await applyRound(backend)).toMatchObject({ faults: [] });
    expect(await membersOf(namespace, 'cali40s:ips')).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3']);
    expect(await membersOf(namespace, 'cali40s:nets')).toContain('11.0.0.0/8');
  });

  it('isolates a set whose type cannot change since rules refer to it', async () => {
    const backend = await programmed();
    await iptables(namespace, 'nft', '-A', 'OUTPUT', '-m', 'set', '--match-set', 'cali40s:ips', 'src', '-j', 'DROP');
    setsOf(backend).replace('s:ips', 'hash:net', ['10.0.0.0/8']);
    setsOf(backend).replace('s:other', 'hash:net', ['10.0.0.0/8']);
    const round = await applyRound(backend);
    expect(round.faults).toMatchObject([{ name: 'cali40s:ips', isolated: true }]);
    expect(await membersOf(namespace, 'cali40s:other')).toEqual(['10.0.0.0/8']);
    await iptables(namespace, 'nft', '-F', 'OUTPUT');
    await setsUnused(namespace);
    await backend.verify('all');
    expect((await applyRound(backend)).faults).toEqual([]);
    expect(await membersOf(namespace, 'cali40s:ips')).toEqual(['10.0.0.0/8']);
  });

  it('names members that it cannot understand, and programs the others', async () => {
    const backend = await programmed();
    setsOf(backend).replace('s:ips', 'hash:ip', ['10.0.0.1', '10.0.0.300', '10.0.0.0/24', '10.0.0.7\nflush']);
    const { faults } = await applyRound(backend);
    expect(faults).toMatchObject([{ name: 'cali40s:ips', isolated: true }]);
    expect(await membersOf(namespace, 'cali40s:ips')).toEqual(['10.0.0.1']);
    setsOf(backend).replace('s:ips', 'hash:ip', ['10.0.0.1']);
    expect((await applyRound(backend)).faults).toEqual([]);
  });

  it('removes a set only after the rules that refer to it', async () => {
    const backend = await programmed();
    const table = tableOf(backend);
    table.insertRules('FORWARD', [jump('cali-FORWARD')]);
    table.updateChain({ name: 'cali-FORWARD', rules: [dropFromSet('cali40s:ips'), dropFromSet('cali40s:nets')] });
    expect((await applyRound(backend)).faults).toEqual([]);
    table.updateChain({ name: 'cali-FORWARD', rules: [dropFromSet('cali40s:nets')] });
    setsOf(backend).remove('s:ips');
    expect((await applyRound(backend)).faults).toEqual([]);
    expect(await setNames(namespace)).not.toContain('cali40s:ips');
  });

  it('programs only what the filter names, and keeps the rest in mind', async () => {
    const backend = await open();
    backend.allowRemovals();
    const sets = setsOf(backend);
    sets.setFilter(new Set(['cali40s:ips']));
    want(backend);
    await applyRound(backend);
    expect(await setNames(namespace)).toEqual(['cali40s:ips', 'cali60s:nets', 'cali60s:ips', 'cali60n:ports']);
    sets.addMembers('s:nets', ['11.0.0.0/8']);
    sets.setFilter(new Set(['cali40s:nets']));
    await applyRound(backend);
    expect(await membersOf(namespace, 'cali40s:ips')).toBeUndefined();
    expect(await membersOf(namespace, 'cali40s:nets')).toContain('11.0.0.0/8');
    sets.setFilter(undefined);
    await applyRound(backend);
    expect(await membersOf(namespace, 'cali40s:ips')).toEqual(['10.0.0.1', '10.0.0.2']);
    sets.setFilter(new Set());
    await applyRound(backend);
    expect((await setNames(namespace)).filter((name) => name.startsWith('cali4'))).toEqual([]);
  });

  it('swaps a larger set in when one in use is full', async () => {
    await namespace.run('ipset', ['create', 'cali40s:ips', 'hash:ip', 'maxelem', '4']);
    await iptables(namespace, 'nft', '-A', 'OUTPUT', '-m', 'set', '--match-set', 'cali40s:ips', 'src', '-j', 'DROP');
    const backend = await open();
    backend.allowRemovals();
    const members = Array.from({ length: 10 }, (_, i) => `10.0.0.${i}`);
    setsOf(backend).replace('s:ips', 'hash:ip', members);
    expect((await applyRound(backend)).faults).toEqual([]);
    expect(await membersOf(namespace, 'cali40s:ips')).toEqual(members);
    expect(await setNames(namespace)).toEqual(['cali40s:ips']);
  });

  it('programs a million members, more than a set takes by default, and one more', async () => {
    const backend = await open({ ipVersions: [4] });
    backend.allowRemovals();
    const address = (i: number) => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`;
    const many = Array.from({ length: 1_100_000 }, (_, i) => address(i));
    setsOf(backend).replace('s:many', 'hash:ip', many);
    expect(await applyRound(backend)).toMatchObject({ faults: [], written: many.length + 1 });
    setsOf(backend).addMembers('s:many', ['11.0.0.1']);
    expect(await applyRound(backend)).toMatchObject({ faults: [], written: 1, commands: 1 });
    await backend.verify('all');
    expect(await applyRound(backend)).toMatchObject({ written: 0, driftHealed: 0 });
    const { stdout } = await namespace.run('ipset', ['list', '-t', 'cali40s:many']);
    expect(stdout).toContain('Number of entries: 1100001');
  });
});
