// Calico's policy for the nodes themselves, with packets: normal, untracked, before NAT, on what is forwarded; failsafe
// ports; named ports; connections that were accepted before.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verdict } from './cluster/cluster.ts';
import { Guards } from './cluster/guards.ts';
import { ManifestCluster } from './cluster/manifest-cluster.ts';
import { requireLab } from './cluster/requirements.ts';
import { namespaceObject, testPod } from './cluster/test-pods.ts';

const web = testPod('prod/web', 'node-1', ['10.65.1.1', 'fd00:65::1:1'], {
  ports: [{ name: 'http', containerPort: 8080 }],
});
const client = testPod('prod/client', 'node-1', ['10.65.1.2', 'fd00:65::1:2']);
const remote = testPod('prod/remote', 'node-2', ['10.65.2.1', 'fd00:65::2:1']);
const pods = [web, client, remote];

const outside = ['172.18.0.100/32', 'fd00:172:18::64/128'];

const calico = (kind: string, name: string, spec: object, more: object = {}) => ({
  apiVersion: 'projectcalico.org/v3',
  kind,
  metadata: { name, ...more },
  spec,
});

const forHosts = (name: string, order: number, spec: object) =>
  calico('GlobalNetworkPolicy', name, { order, selector: "role == 'node'", types: ['Ingress'], ...spec });

const tcp = (ports: readonly (number | string)[]) => ({ protocol: 'TCP', destination: { ports } });

describe.runIf(requireLab())('a node with a host endpoint', () => {
  const cluster = new ManifestCluster();

  beforeAll(async () => {
    const host = { node: 'node-1', interfaceName: 'eth0', expectedIPs: cluster.nodes[0]?.addresses };
    cluster.write('cluster', namespaceObject('prod'));
    cluster.write('host', calico('HostEndpoint', 'node-1-eth0', host, { labels: { role: 'node' } }));
    cluster.write(
      'open',
      forHosts('open', 100, {
        types: ['Ingress', 'Egress'],
        ingress: [{ action: 'Allow' }],
        egress: [{ action: 'Allow' }],
      }),
    );
    await cluster.startWith(pods);
  });

  afterAll(() => cluster.stop());

  const both = (...texts: readonly string[]) => texts.flatMap((text) => [verdict(text), verdict(text, 6)]);

  test('its own traffic is what policy allows, and what is failsafe', async () => {
    await cluster.expect(...both('outside > node-1:8080', 'outside > node-1:9090', 'node-1 > outside:80'));
    const guards = await Guards.start(cluster, [{ mode: 'connection', from: 'node-2', to: 'node-1' }]);
    cluster.write(
      'closed',
      forHosts('closed', 10, { ingress: [{ action: 'Allow', ...tcp([8080]) }, { action: 'Deny' }] }),
    );
    await cluster.expect(
      ...both('outside > node-1:8080', 'outside x node-1:9090', 'outside > node-1:22', 'node-1 > outside:80'),
    );
    // What passes through the node is none of this policy's concern.
    await cluster.expectNow(...both('outside > prod/web:8080', 'prod/web > outside:80', 'node-1 > prod/web:80'));
    // Accepted before.
    await guards.untilMoreSent();
    await guards.finish();
    cluster.remove('closed');
    await cluster.expect(...both('outside > node-1:9090'));
  });

  test('egress of the node', async () => {
    const deny = [{ action: 'Deny', ...tcp([9090]) }];
    cluster.write('egress', forHosts('egress', 10, { types: ['Egress'], egress: deny }));
    await cluster.expect(...both('node-1 x outside:9090', 'node-1 > outside:8080', 'prod/web > outside:9090'));
    cluster.remove('egress');
    await cluster.expect(...both('node-1 > outside:9090'));
  });

  test('untracked policy, before connections are known', async () => {
    const ingress = [{ action: 'Deny', protocol: 'UDP', source: { nets: outside }, destination: { ports: [7777] } }];
    cluster.write('untracked', forHosts('untracked', 10, { doNotTrack: true, applyOnForward: true, ingress }));
    await cluster.expect(...both('outside x node-1:7777/udp', 'outside > node-1:7778/udp', 'node-2 > node-1:7777/udp'));
    // Raw is asked of everything that comes in there.
    await cluster.expect(...both('outside x prod/web:7777/udp', 'node-2 > prod/web:7777/udp'));
    cluster.remove('untracked');
    await cluster.expect(...both('outside > node-1:7777/udp', 'outside > prod/web:7777/udp'));
  });

  test('policy before destination NAT holds for the node and for what it forwards', async () => {
    const ingress = [{ action: 'Deny', ...tcp([9090]) }];
    cluster.write('early', forHosts('early', 10, { preDNAT: true, applyOnForward: true, ingress }));
    await cluster.expect(...both('outside x node-1:9090', 'outside x prod/web:9090', 'outside > prod/web:8080'));
    await cluster.expectNow(...both('prod/client > prod/web:9090', 'prod/remote x prod/web:9090'));
    cluster.remove('early');
    await cluster.expect(...both('outside > node-1:9090', 'outside > prod/web:9090'));
  });

  test('apply-on-forward policy holds for what passes through', async () => {
    const ingress = [{ action: 'Deny', ...tcp([9090]) }, { action: 'Allow' }];
    cluster.write('forward', forHosts('forward', 10, { applyOnForward: true, ingress }));
    await cluster.expect(...both('outside x prod/web:9090', 'outside > prod/web:8080', 'prod/client > prod/web:9090'));
    cluster.remove('forward');
    await cluster.expect(...both('outside > prod/web:9090'));
  });

  test('a named port, pass to the next tier, and a tier that denies', async () => {
    cluster.write(
      'tiers',
      calico('Tier', 'security', { order: 10, defaultAction: 'Deny' }),
      calico('GlobalNetworkPolicy', 'security.web', {
        tier: 'security',
        selector: "app == 'web'",
        types: ['Ingress'],
        ingress: [
          {
            action: 'Pass',
            protocol: 'TCP',
            source: { selector: "app == 'client'" },
            destination: { ports: ['http'] },
          },
          { action: 'Allow', protocol: 'TCP', source: { nets: outside }, destination: { ports: ['http'] } },
        ],
      }),
    );
    await cluster.expect(
      ...both('prod/client > prod/web:8080', 'prod/client x prod/web:80', 'outside > prod/web:8080'),
      ...both('prod/remote x prod/web:8080', 'outside x prod/web:80', 'node-1 > prod/web:80'),
    );
    cluster.remove('tiers');
    await cluster.expect(...both('prod/remote > prod/web:8080'));
  });

  test('all interfaces: what no endpoint has of its own', async () => {
    cluster.write(
      'host',
      calico('HostEndpoint', 'node-1-all', { node: 'node-1', interfaceName: '*' }, { labels: { role: 'node' } }),
    );
    cluster.write(
      'closed',
      forHosts('closed', 10, { ingress: [{ action: 'Allow', ...tcp([8080]) }, { action: 'Deny' }] }),
    );
    await cluster.expect(...both('outside > node-1:8080', 'outside x node-1:9090', 'outside > node-1:22'));
    await cluster.expectNow(...both('node-1 > prod/web:80', 'outside > prod/web:80', 'prod/web > outside:80'));
    await expect.poll(async () => (await cluster.lab.call('kernel', 'node-1'))[0]).toContain('any-interface-at-all');
    cluster.remove('closed');
  });
});
