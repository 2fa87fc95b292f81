import { defaultRulesConfig } from '@manul/rules';
import { beforeEach, describe, expect, test } from 'vitest';
import { DataplaneDriver } from './driver.ts';
import { FakeBackend } from './testing/fake-backend.ts';
import {
  hostUpdate,
  inSync,
  policyUpdate,
  profileUpdate,
  setDelta,
  setUpdate,
  tier,
  workloadRemove,
  workloadUpdate,
} from './testing/messages.ts';

const web = 'active_policy NetworkPolicy|prod|web';
const chain = 'cali-pi-np/prod/web';
let backend: FakeBackend;
let driver: DataplaneDriver;

beforeEach(() => {
  backend = new FakeBackend();
  driver = new DataplaneDriver({ backend, config: defaultRulesConfig });
});

const send = (...messages: Parameters<DataplaneDriver['onUpdate']>[0][]) => {
  for (const message of messages) driver.onUpdate(message);
};
const rules = (name: string) => backend.table('filter').chain(name)?.rules ?? [];
const lastComment = (name: string) => rules(name).at(-1)?.comments?.[0] ?? '';
const round = ['additions', 'table raw', 'table mangle', 'table filter', 'removals'];

describe('a round', () => {
  test('before in_sync nothing is written', async () => {
    send(policyUpdate('web'));
    expect(await driver.apply()).toMatchObject({ inSync: false, written: 0, commands: 0 });
    expect(backend.log).toEqual([]);
    expect(backend.removalsAllowed).toBe(0);
  });

  test('sets grow, tables follow, sets shrink', async () => {
    send(inSync);
    const report = await driver.apply();
    expect(backend.log).toEqual(round);
    expect(backend.removalsAllowed).toBe(1);
    expect(report).toEqual({
      ...{ inSync: true, digest: 0n, written: 5, commands: 5, driftHealed: 0, splitTransactions: 0, lockWaitMs: 0 },
      ...{ endpointsFirst: 0, errors: [], retry: [] },
    });
  });

  test('the digest is that of the state that the round began with', async () => {
    send(policyUpdate('web'), inSync);
    const digest = driver.state.digest;
    const applying = driver.apply();
    send(policyUpdate('db'));
    expect((await applying).digest).toBe(digest);
    expect(backend.table('filter').chain('cali-pi-np/prod/db')).toBeUndefined();
    expect((await driver.apply()).digest).toBe(driver.state.digest);
    expect(backend.table('filter').chain('cali-pi-np/prod/db')).toBeDefined();
  });

  test('messages that came during a round keep their order with those after it', async () => {
    send(inSync);
    const applying = driver.apply();
    send(workloadUpdate('a'));
    await applying;
    send(workloadRemove('a'));
    await driver.apply();
    expect(rules('cali-tw-calia')).toEqual([]);
  });

  test('rounds do not overlap', async () => {
    send(inSync);
    await Promise.all([driver.apply(), driver.apply()]);
    expect(backend.log).toEqual([...round, ...round]);
  });

  test('both IP versions', async () => {
    const both = new FakeBackend([4, 6]);
    const dual = new DataplaneDriver({ backend: both, config: defaultRulesConfig });
    dual.onUpdate(setUpdate('s:a', ['10.0.0.1', 'fd00::1']));
    dual.onUpdate(inSync);
    await dual.apply();
    expect(both.ipSets.map((sets) => [...(sets.sets.get('s:a')?.members ?? [])])).toEqual([['10.0.0.1'], ['fd00::1']]);
    expect(both.log).toHaveLength(10);
  });

  test('the sets that static chains refer to are there, with the addresses of the node and of no workload', async () => {
    driver.setHostInterfaces(
      new Map([
        ['eth0', ['10.0.0.1', 'fd00::1']],
        ['cali1', ['10.0.0.9']],
      ]),
    );
    send(inSync);
    await driver.apply();
    const { sets } = backend.ipSets[0]!;
    expect([...sets.keys()].sort()).toEqual(['dscp-src-net', 'network-ip-pools', 'this-host']);
    expect([...(sets.get('this-host')?.members ?? [])]).toEqual(['10.0.0.1']);
  });
});

describe('a large round with new endpoints', () => {
  const first = ['additions to cali40s:a', 'urgent raw but', 'urgent mangle but', 'urgent filter but'];
  let told: string[];

  beforeEach(async () => {
    backend = new FakeBackend();
    const onEndpointsFirst = (keys: ReadonlySet<string>) => {
      told.push(...keys);
      backend.log.push('told');
    };
    driver = new DataplaneDriver({ backend, config: defaultRulesConfig, onEndpointsFirst });
    send(policyUpdate('web'), workloadUpdate('a', { tiers: [tier('web')] }), inSync);
    await driver.apply();
    backend.log.length = 0;
    backend.isMuchDue = true;
    backend.urgentSets = ['cali40s:a'];
    told = [];
  });

  test('programs what they need, tells of them, then does the whole', async () => {
    send(policyUpdate('db'), workloadUpdate('b', { tiers: [tier('db')] }), hostUpdate('one', { name: 'eth0' }));
    const { endpointsFirst, errors } = await driver.apply();
    const ofOthers = 'cali-tw-calia cali-fw-calia';
    expect(backend.log).toEqual([first[0], ...first.slice(1).map((part) => `${part} ${ofOthers}`), 'told', ...round]);
    expect(told).toEqual(['workload_endpoint k8s|b|eth0', 'host_endpoint one']);
    expect({ endpointsFirst, errors }).toEqual({ endpointsFirst: 2, errors: [] });
    backend.log.length = 0;
    await driver.apply();
    expect(backend.log).toEqual(round);
  });

  test('are told of when both IP versions have them', async () => {
    const both = new FakeBackend([4, 6]);
    const onEndpointsFirst = () => both.log.push('told');
    const dual = new DataplaneDriver({ backend: both, config: defaultRulesConfig, onEndpointsFirst });
    dual.onUpdate(workloadUpdate('a'));
    dual.onUpdate(inSync);
    both.isMuchDue = true;
    await dual.apply();
    const before = both.log.slice(0, both.log.indexOf('told'));
    expect(before.toSorted()).toEqual(
      ['additions to ', 'urgent filter but ', 'urgent mangle but ', 'urgent raw but '].flatMap((part) => [part, part]),
    );
    expect(both.log).toHaveLength(8 + 1 + 10);
  });

  test('is not divided without them, for little, or where a table has to be read', async () => {
    send(policyUpdate('db'), workloadRemove('a'));
    await driver.apply();
    backend.isMuchDue = false;
    send(workloadUpdate('b'));
    await driver.apply();
    backend.isMuchDue = true;
    backend.isUnread = true;
    send(workloadUpdate('c'));
    await driver.apply();
    expect(backend.log).toEqual([...round, ...round, ...round]);
    expect(told).toEqual([]);
  });

  test('is not divided where sets still hold the address for somebody else', async () => {
    backend.leaving.add('10.65.0.9/32');
    send(workloadUpdate('b', { ipv4_nets: ['10.65.0.9/32'] }));
    await driver.apply();
    expect(backend.log).toEqual(round);
  });

  test('an endpoint is not told of that is closed', async () => {
    send(workloadUpdate('b'), workloadUpdate('c', { tiers: [tier('gone')] }), workloadUpdate('d', { name: 'a b' }));
    await driver.apply();
    expect(told).toEqual(['workload_endpoint k8s|b|eth0']);
  });

  test('what the kernel does not take is left to the whole; what is not complete goes first again', async () => {
    backend.broken.set('urgent mangle but cali-tw-calia cali-fw-calia', 'no').set('table raw', 'the lock is held');
    send(workloadUpdate('b'));
    expect((await driver.apply()).retry).toEqual(['IPv4 table raw: the lock is held']);
    expect(backend.log.slice(0, 4)).toEqual([
      ...['additions to cali40s:a', 'urgent raw but cali-tw-calia cali-fw-calia'],
      ...['urgent mangle but cali-tw-calia cali-fw-calia', 'additions'],
    ]);
    expect(told).toEqual([]);
    backend.broken.clear();
    expect((await driver.apply()).endpointsFirst).toBe(1);
  });

  test.each([
    ['ipset is missing', { broken: 'additions to cali40s:a' }],
    ['a set that they need is refused', { refused: 'cali40s:a' }],
  ])('%s: no table is written before the whole round', async (_, { broken, refused }: Record<string, string>) => {
    send(setUpdate('s:a', ['10.0.0.1']), workloadUpdate('b'));
    if (broken) backend.broken.set(broken, 'no');
    if (refused) backend.refusedSets.add(refused);
    await driver.apply();
    expect(backend.log).toEqual([first[0], ...round]);
  });

  test('a set that they do not need may be refused', async () => {
    backend.refusedSets.add('cali40s:b');
    send(setUpdate('s:b', ['10.0.0.1']), workloadUpdate('b'));
    await driver.apply();
    expect(told).toEqual(['workload_endpoint k8s|b|eth0']);
  });
});

describe('snapshots', () => {
  test('what is the same is not touched, what is missing goes', async () => {
    send(policyUpdate('web'), profileUpdate('kns.a'), workloadUpdate('a'), workloadUpdate('b'), inSync);
    await driver.apply();
    for (const table of backend.tables) table.calls.length = 0;
    driver.beginSnapshot();
    send(policyUpdate('web'), profileUpdate('kns.a'), workloadUpdate('a'), inSync);
    await driver.apply();
    expect(backend.tables.flatMap(({ calls }) => calls)).toEqual([]);
    driver.endSnapshot();
    await driver.apply();
    expect(backend.table('filter').calls.toSorted()).toEqual([
      ...['remove cali-fw-calib', 'remove cali-tw-calib'],
      ...['update cali-from-wl-dispatch', 'update cali-to-wl-dispatch'],
    ]);
  });
});

describe('raw-egress-only mode', () => {
  const untracked = { untracked: true, outbound_rules: [{ action: 'allow', dst_ip_set_ids: ['s:out'] }] };

  test('raw has untracked egress policy of host interfaces, alone, and its IP sets are the filter', async () => {
    backend = new FakeBackend();
    const rawOnly = new DataplaneDriver({ backend, config: defaultRulesConfig, rawEgressOnly: true });
    rawOnly.setHostInterfaces(new Map([['eth0', ['10.0.0.1']]]));
    const endpoint = { name: 'eth0', tiers: [tier('db')], untracked_tiers: [tier('web')] };
    for (const message of [
      policyUpdate('web', untracked),
      policyUpdate('db'),
      workloadUpdate('a'),
      hostUpdate('one', endpoint),
    ]) {
      rawOnly.onUpdate(message);
    }
    rawOnly.onUpdate(inSync);
    expect(await rawOnly.apply()).toMatchObject({ errors: [], retry: [] });
    const raw = backend.table('raw');
    expect([...raw.programmed()].sort()).toEqual([
      ...['cali-OUTPUT', 'cali-failsafe-out', 'cali-po-np/prod/web', 'cali-th-eth0', 'cali-to-host-endpoint'],
    ]);
    expect([...raw.chains.keys()].filter((name) => /^cali-(pi|fh|fw|tw)-/.test(name))).toEqual([]);
    expect([...backend.table('filter').calls, ...backend.table('mangle').calls]).toEqual([]);
    expect(backend.ipSets[0]?.filter).toEqual(new Set(['cali40s:out']));
  });
});

describe('faults', () => {
  beforeEach(async () => {
    send(policyUpdate('web'), policyUpdate('db'));
    send(workloadUpdate('a', { tiers: [tier('web')] }), workloadUpdate('b', { tiers: [tier('db')] }), inSync);
    await driver.apply();
    backend.log.length = 0;
  });

  test('a refused policy is named, its endpoints are closed in the same round, the others are not', async () => {
    backend.refusedChains.add(chain);
    const report = await driver.apply();
    expect(backend.log).toEqual([...round.slice(0, 4), ...round]);
    expect(report.errors).toEqual([
      { object: web, reason: `IPv4 table filter, chain ${chain}: no`, failedClosed: true },
      { object: 'workload_endpoint k8s|a|eth0', reason: `Closed: ${web} failed`, failedClosed: true },
    ]);
    expect(lastComment('cali-tw-calia')).toBe(`Closed: ${web} failed`);
    expect(lastComment('cali-tw-calib')).toBe('Drop if no profiles matched');
    expect(report.retry).toEqual([]);
  });

  test('it stays closed and reported in later rounds, until it changes', async () => {
    backend.refusedChains.add(chain);
    await driver.apply();
    expect((await driver.apply()).errors).toHaveLength(2);
    backend.refusedChains.clear();
    send(policyUpdate('web', { inbound_rules: [{ action: 'deny' }] }));
    expect((await driver.apply()).errors).toEqual([]);
    expect(lastComment('cali-tw-calia')).toBe('Drop if no profiles matched');
  });

  test('or until it is tried again', async () => {
    backend.refusedChains.add(chain);
    await driver.apply();
    driver.retryRefused();
    expect((await driver.apply()).errors).toHaveLength(2);
    backend.refusedChains.clear();
    driver.retryRefused();
    expect((await driver.apply()).errors).toEqual([]);
  });

  test('a refused endpoint is shut', async () => {
    backend.refusedChains.add('cali-tw-calia');
    const { errors } = await driver.apply();
    expect(errors.map(({ object }) => object)).toEqual(['workload_endpoint k8s|a|eth0']);
    expect(rules('cali-tw-calia')).toHaveLength(1);
  });

  test('a refused IP set closes the endpoints of what uses it, before any table is written', async () => {
    send(
      setUpdate('s:big', ['10.0.0.1']),
      policyUpdate('web', { inbound_rules: [{ action: 'allow', src_ip_set_ids: ['s:big'] }] }),
    );
    backend.refusedSets.add('cali40s:big');
    const { errors } = await driver.apply();
    expect(backend.log).toEqual(round);
    expect(errors.map(({ object, failedClosed }) => [object, failedClosed])).toEqual([
      ['ipset s:big', true],
      [web, true],
      ['workload_endpoint k8s|a|eth0', true],
    ]);
    expect(lastComment('cali-tw-calia')).toBe(`Closed: ${web} failed`);
    backend.refusedSets.clear();
    send(setDelta('s:big', ['10.0.0.2']));
    expect((await driver.apply()).errors).toEqual([]);
    expect(lastComment('cali-tw-calia')).toBe('Drop if no profiles matched');
  });

  test('a chain that is merely left over closes nothing', async () => {
    backend.leftOver.add(chain);
    const { errors } = await driver.apply();
    expect(errors).toEqual([
      { object: `chain raw ${chain}`, reason: `IPv4 table raw, chain ${chain}: in use`, failedClosed: false },
      { object: `chain mangle ${chain}`, reason: `IPv4 table mangle, chain ${chain}: in use`, failedClosed: false },
      { object: `chain filter ${chain}`, reason: `IPv4 table filter, chain ${chain}: in use`, failedClosed: false },
    ]);
  });

  test('without the reverse-path check the node stays reachable, and its workloads are closed', async () => {
    const raw = backend.table('raw');
    const checks = () =>
      raw.chain('cali-PREROUTING')?.rules.some(({ match }) => match.some(({ on }) => on === 'reverse-path-failed'));
    backend.refuses = ({ match }) => match.some(({ on }) => on === 'reverse-path-failed');
    const { errors } = await driver.apply();
    expect(errors.map(({ object, failedClosed }) => [object, failedClosed])).toEqual([
      ['chain raw cali-PREROUTING', true],
    ]);
    expect(checks()).toBe(false);
    expect((await driver.apply()).errors).toEqual(errors);
    backend.refuses = () => false;
    driver.retryRefused();
    expect((await driver.apply()).errors).toEqual([]);
    expect(checks()).toBe(true);
  });

  test('a refused chain of no object is reported', async () => {
    backend.refusedChains.add('cali-failsafe-in').add('cali-INPUT');
    const { errors } = await driver.apply();
    expect(errors).toEqual([
      { object: 'chain filter cali-INPUT', reason: 'IPv4 table filter, chain cali-INPUT: no', failedClosed: false },
    ]);
  });

  test('a table that cannot be written: the others are, nothing is removed, nothing is closed', async () => {
    backend.broken.set('table raw', 'the lock is held');
    const report = await driver.apply();
    expect(backend.log).toEqual(round.slice(0, 4));
    expect(report.retry).toEqual(['IPv4 table raw: the lock is held']);
    expect(report.errors).toEqual([]);
  });

  test('sets that cannot be written: no table is, since its rules may need them', async () => {
    backend.broken.set('additions', 'ipset is missing');
    const report = await driver.apply();
    expect(backend.log).toEqual(['additions']);
    expect(report.retry).toEqual(['IPv4 IP sets: ipset is missing']);
  });
});

test('what cannot be understood is reported by object and field', async () => {
  send(policyUpdate('web', { outbound_rules: [{ action: 'allow' }, { action: 'allow', dst_net: ['10.0.0.999'] }] }));
  send(setUpdate('s:a', ['10.0.0.1', 'x']), workloadUpdate('a', { name: 'a b' }), inSync);
  const { errors } = await driver.apply();
  expect(errors).toEqual([
    { object: web, reason: 'outbound_rules[1].dst_net: "10.0.0.999" is not a network', failedClosed: true },
    { object: 'ipset s:a', reason: 'members: "x" cannot be in a hash:ip set', failedClosed: true },
    {
      object: 'workload_endpoint k8s|a|eth0',
      reason: 'endpoint.name: "a b" cannot be an interface',
      failedClosed: true,
    },
  ]);
  send(policyUpdate('web'), setUpdate('s:a', ['10.0.0.1']), workloadRemove('a'));
  expect((await driver.apply()).errors).toEqual([]);
});
