import type { ModelUpdate } from '@manul/model';
import { manul } from '@manul/proto';
import { beforeEach, describe, expect, test } from 'vitest';
import { createCalculationGraph, type InspectableGraph } from './calc-graph.ts';
import { hostEndpoint, networkSet, pod, policy, profile, removalOf, rule, tier } from './testing/model-values.ts';
import { NodeDriver } from './testing/node-driver.ts';

let graph: InspectableGraph;

function flush(...updates: ModelUpdate[]) {
  graph.update(updates);
  return graph.flush();
}

/** The fields of the messages that the driver is sent now. */
function received(driver: NodeDriver): string[] {
  const before = driver.received.length;
  driver.drain();
  return driver.received.slice(before);
}

function subscribed(node: string): NodeDriver {
  const driver = new NodeDriver(graph.subscribe(node));
  driver.drain();
  return driver;
}

const fromWeb = rule({ source: { selector: 'app == "web"' } });
const web = (n: number, node = 'node-a') =>
  pod(`prod/web-${n}`, node, { labels: { app: 'web' }, ipv4Nets: [`10.0.0.${n}/32`] });
const db = pod('prod/db', 'node-a', { labels: { app: 'db' }, ipv4Nets: ['10.0.1.1/32'] });
const dbPolicy = policy('db', 'app == "db"', { inboundRules: [fromWeb] });

beforeEach(() => {
  graph = createCalculationGraph();
  graph.setInSync();
});

describe('before the source is in sync', () => {
  beforeEach(() => {
    graph = createCalculationGraph();
  });

  test('nothing is pending, and then everything is', () => {
    const sequencer = graph.subscribe('node-a');
    expect(flush(db, dbPolicy)).toMatchObject({ revision: 0, pendingNodes: [] });
    expect(sequencer.hasPending).toBe(false);
    expect(sequencer.take(1000)).toEqual({ frames: [], updates: 0, revision: undefined });
    graph.setInSync();
    expect(graph.flush()).toMatchObject({ revision: 1, pendingNodes: ['node-a'] });
    expect(received(new NodeDriver(sequencer))).toEqual([
      'ipset_update',
      'active_policy_update',
      'active_profile_update',
      'workload_endpoint_update',
      'in_sync',
    ]);
  });
});

describe('spans', () => {
  test('a node is sent what its endpoints need, and no more', () => {
    flush(db, dbPolicy, web(1, 'node-b'), pod('prod/other', 'node-c'));
    const onB = subscribed('node-b');
    expect(onB.received).toEqual(['active_profile_update', 'workload_endpoint_update', 'in_sync']);
    expect([...subscribed('node-a').state.ipSets.keys()]).toHaveLength(1);
    flush(web(2, 'node-b'));
    expect(received(onB)).toEqual(['workload_endpoint_update']);
    expect(flush(web(3, 'node-c')).pendingNodes).not.toContain('node-b');
  });

  test('the last endpoint takes policy, profile and IP set along', () => {
    flush(db, dbPolicy, web(1, 'node-b'));
    const driver = subscribed('node-a');
    flush(removalOf(db));
    expect(received(driver)).toEqual([
      'workload_endpoint_remove',
      'active_profile_remove',
      'active_policy_remove',
      'ipset_remove',
    ]);
  });

  test('a pod that moves is removed here and sent there', () => {
    flush(db);
    const [a, b] = [subscribed('node-a'), subscribed('node-b')];
    expect(flush(pod('prod/db', 'node-b', { labels: { app: 'db' } })).pendingNodes.toSorted()).toEqual([
      'node-a',
      'node-b',
    ]);
    expect(received(a)).toEqual(['workload_endpoint_remove', 'active_profile_remove']);
    expect(received(b)).toEqual(['active_profile_update', 'workload_endpoint_update']);
    expect([...graph.nodes()]).toEqual(['node-b']);
  });

  test('a policy that is assumed needed everywhere goes everywhere, with its sets', () => {
    const hint = ['AssumeNeededOnEveryNode'];
    const driver = subscribed('anywhere');
    flush(policy('p', 'none == "x"', { inboundRules: [fromWeb], performanceHints: hint }));
    expect(received(driver)).toEqual(['ipset_update', 'active_policy_update', 'in_sync']);
    flush(policy('p', 'none == "x"', { inboundRules: [fromWeb] }));
    expect(received(driver)).toEqual(['active_policy_remove', 'ipset_remove']);
  });
});

describe('coalescing', () => {
  test('a node that keeps up is sent steps of a set, one that lags the set', () => {
    flush(db, dbPolicy);
    const [fast, slow] = [subscribed('node-a'), subscribed('node-a')];
    for (const n of [1, 2]) {
      flush(web(n, 'node-b'));
      expect(received(fast)).toEqual(['ipset_delta_update']);
    }
    expect(received(slow)).toEqual(['ipset_update']);
    expect(slow.state.snapshot()).toEqual(fast.state.snapshot());
  });

  test('the frame of a step is the same for all nodes', () => {
    flush(db, dbPolicy, pod('prod/db2', 'node-b', { labels: { app: 'db' } }));
    const [a, b] = [subscribed('node-a'), subscribed('node-b')];
    flush(web(1, 'node-c'));
    expect(a.sequencer.take(1e6).frames[0]).toBe(b.sequencer.take(1e6).frames[0]);
  });

  test('what came and went in between is not sent', () => {
    flush(db);
    const driver = subscribed('node-a');
    flush(dbPolicy);
    flush(removalOf(dbPolicy));
    expect(driver.sequencer.hasPending).toBe(true);
    expect(received(driver)).toEqual([]);
    expect(driver.sequencer.hasPending).toBe(false);
  });

  test('what is removed and comes back before the node has heard of it is changed, not removed', () => {
    flush(db, dbPolicy);
    const driver = subscribed('node-a');
    flush(removalOf(db));
    flush(pod('prod/db', 'node-a', { labels: { app: 'db' }, ipv4Nets: ['10.0.1.9/32'] }));
    expect(received(driver)).toEqual(['workload_endpoint_update']);
    expect(driver.state.problems).toEqual([]);
  });

  test('a small batch ends where it is full, and only the last says which revision is reached', () => {
    flush(db, dbPolicy);
    const driver = new NodeDriver(graph.subscribe('node-a'));
    const revisions: (number | undefined)[] = [];
    while (driver.sequencer.hasPending) revisions.push(driver.take(1));
    expect(revisions).toEqual([undefined, undefined, undefined, undefined, 1]);
  });
});

describe('origins', () => {
  const origin = (resourceVersion: string) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    namespace: 'prod',
    name: 'db',
    resourceVersion,
  });

  test('go along, with the path of each rule', () => {
    flush(db, { ...dbPolicy, origin: origin('7') });
    const { frames } = graph.subscribe('node-a').take(1e6);
    const updates = frames.flatMap((frame) => manul.v1.ToNode.decode(frame).updates);
    const sent = updates.find(({ message }) => message?.active_policy_update);
    expect(sent?.origin).toMatchObject({
      kind: 'NetworkPolicy',
      resource_version: '7',
      rule_paths: ['spec.ingress[0]'],
    });
  });

  test('that change alone are no reason to send anything', () => {
    flush(db, { ...dbPolicy, origin: origin('7') });
    const driver = subscribed('node-a');
    const { revision } = graph.flush();
    expect(flush({ ...dbPolicy, origin: origin('8') })).toMatchObject({ revision, pendingNodes: [] });
    expect(received(driver)).toEqual([]);
    const { frames } = graph.subscribe('node-a').take(1e6);
    const updates = frames.flatMap((frame) => manul.v1.ToNode.decode(frame).updates);
    expect(updates.map(({ origin }) => origin?.resource_version)).toContain('8');
  });
});

describe('safety', () => {
  test('a profile that is missing denies, until it is there', () => {
    flush(db);
    const driver = subscribed('node-a');
    const deny = { action: 'deny' };
    const sent = () => JSON.parse(driver.state.objects.get('active_profile kns.prod')!).profile;
    expect(sent()).toEqual({ inbound_rules: [deny], outbound_rules: [deny] });
    flush(profile('kns.prod', { inboundRules: [rule()] }));
    expect(received(driver)).toEqual(['active_profile_update']);
    expect(sent()).toEqual({ inbound_rules: [{ action: 'allow' }] });
    flush(removalOf(profile('kns.prod')));
    driver.drain();
    expect(sent()).toEqual({ inbound_rules: [deny], outbound_rules: [deny] });
  });

  test('staged policies are not sent, and take back what they replace', () => {
    flush(db, dbPolicy);
    const driver = subscribed('node-a');
    flush({ ...dbPolicy, value: { ...dbPolicy.value!, staged: true } });
    expect(received(driver)).toContain('active_policy_remove');
  });

  test('a network set that shares an address with a pod keeps it in the set', () => {
    const set = networkSet('s', ['10.0.0.1/32'], { labels: { app: 'web' } });
    flush(db, dbPolicy, web(1), set);
    const driver = subscribed('node-a');
    flush(removalOf(set));
    expect(received(driver)).toEqual([]);
    flush(removalOf(web(1)));
    expect(received(driver)).toContain('ipset_delta_update');
  });
});

describe('tiers', () => {
  const tiersOf = (driver: NodeDriver, key: string) => JSON.parse(driver.state.objects.get(key)!).endpoint;

  test('are ordered, and a missing one comes last', () => {
    flush(
      ...[tier('late', undefined, 'Pass'), tier('default', 10), tier('early', 5, 'Pass')],
      ...['missing', 'late', 'default', 'early'].map((name) => policy(`${name}-p`, 'all()', { tier: name })),
      ...[policy('b', 'all()', { order: 2 }), policy('a', 'all()', { order: 2 }), policy('z', 'all()', { order: -1 })],
      db,
    );
    const driver = subscribed('node-a');
    const { tiers } = tiersOf(driver, 'workload_endpoint k8s|prod/db|eth0');
    expect(tiers.map(({ name }: { name: string }) => name)).toEqual(['early', 'default', 'late', 'missing']);
    expect(tiers[1].ingress_policies.map(({ name }: { name: string }) => name)).toEqual(['z', 'a', 'b', 'default-p']);
    expect(tiers[3].default_action).toBeUndefined();
  });

  test('of a host endpoint are split by where they apply', () => {
    flush(
      tier('default', 1),
      policy('plain', 'all()', { egress: true }),
      policy('forward', 'all()', { applyOnForward: true }),
      policy('raw', 'all()', { untracked: true, applyOnForward: true }),
      policy('nat', 'all()', { preDnat: true, applyOnForward: true, egress: true }),
      hostEndpoint('h', 'node-a'),
    );
    const endpoint = tiersOf(subscribed('node-a'), 'host_endpoint h');
    const names = (tiers: { ingress_policies: { name: string }[] }[]) =>
      tiers[0]!.ingress_policies.map(({ name }) => name);
    expect(names(endpoint.tiers)).toEqual(['forward', 'plain']);
    expect(names(endpoint.forward_tiers)).toEqual(['forward']);
    expect(names(endpoint.untracked_tiers)).toEqual(['raw']);
    expect(names(endpoint.pre_dnat_tiers)).toEqual(['nat']);
    expect(endpoint.untracked_tiers[0].default_action).toBe('Pass');
    expect(endpoint.pre_dnat_tiers[0].egress_policies).toBeUndefined();
  });

  test('keep their action for their policies when they are deleted, and forget it with the last', () => {
    const p = policy('p', 'all()', { tier: 't' });
    const actionOf = (driver: NodeDriver) =>
      tiersOf(driver, 'workload_endpoint k8s|prod/db|eth0').tiers[0].default_action;
    flush(tier('t', 1, 'Pass'), p, db);
    const driver = subscribed('node-a');
    flush(removalOf(tier('t', 1)));
    driver.drain();
    expect(actionOf(driver)).toBe('Pass');
    flush(removalOf(p));
    flush(p);
    driver.drain();
    expect(actionOf(driver)).toBeUndefined();
  });
});

test('work is counted by what was done, not by the size of the cluster', () => {
  const many = Array.from({ length: 500 }, (_, n) =>
    pod(`prod/web-${n}`, `node-${n % 50}`, {
      labels: { app: 'web', n: String(n) },
      ipv4Nets: [`10.0.${n >> 8}.${n & 255}/32`],
    }),
  );
  const policies = Array.from({ length: 100 }, (_, n) => policy(`p-${n}`, `n == "${n}"`, { inboundRules: [fromWeb] }));
  flush(...many, ...policies, db, dbPolicy);
  const { work } = flush(pod('prod/new', 'node-1', { labels: { app: 'web', n: '7' }, ipv4Nets: ['10.9.9.9/32'] }));
  expect(work['selectorEvaluations']).toBeLessThan(10);
  expect(work['itemsRegrouped']).toBe(1);
  expect(work['membersTouched']).toBe(1);
  expect(work['policiesScanned']).toBe(0);
});
