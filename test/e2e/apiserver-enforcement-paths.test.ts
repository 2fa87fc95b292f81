// What policy is asked for, and what not: traffic from nodes, from outside, to ports by name, over both IP versions.
import { afterAll, beforeAll, describe, test } from 'vitest';
import { startTimeoutMs } from '../apiserver/src/index.ts';
import { ApiCluster } from './cluster/api-cluster.ts';
import { verdict } from './cluster/cluster.ts';
import { requireApiServer } from './cluster/requirements.ts';
import { app, fromApp, namespaceObject, policyObject, testPod } from './cluster/test-pods.ts';

const web = testPod('prod/web', 'node-1', ['10.65.1.1', 'fd00:65::1:1'], {
  ports: [{ name: 'http', containerPort: 8080 }],
});
const webToo = testPod('prod/web-too', 'node-2', ['10.65.2.1', 'fd00:65::2:1'], {
  labels: { app: 'web' },
  ports: [{ name: 'http', containerPort: 9090 }],
});
const client = testPod('prod/client', 'node-1', ['10.65.1.2', 'fd00:65::1:2']);
const stranger = testPod('prod/stranger', 'node-2', ['10.65.2.2', 'fd00:65::2:2']);
const onlyIpv6 = testPod('prod/six', 'node-2', 'fd00:65::2:6');
const pods = [web, webToo, client, stranger, onlyIpv6];

const closeWeb = policyObject('prod/web', { podSelector: app('web'), policyTypes: ['Ingress'] });
const ingressOfWeb = (...ingress: readonly object[]) => policyObject('prod/web', { podSelector: app('web'), ingress });
const fromBlocks = (...cidrs: readonly string[]) => ({ from: cidrs.map((cidr) => ({ ipBlock: { cidr } })) });

describe.runIf(await requireApiServer())('with a real API server', () => {
  const cluster = new ApiCluster();

  /** The verdicts over both IP versions. */
  const both = (...texts: readonly string[]) => texts.flatMap((text) => [verdict(text, 4), verdict(text, 6)]);

  beforeAll(async () => {
    await cluster.startWith([namespaceObject('prod')], pods);
    await cluster.expect(...both('prod/client > prod/web:80', 'outside > prod/web:80', 'node-2 > prod/web:80'));
  }, startTimeoutMs);

  afterAll(() => cluster.stop());

  test("a pod's own node always reaches it, whatever policy says; other nodes do not", async () => {
    await cluster.kubectlApply(closeWeb);
    await cluster.expect(
      ...both('node-1 > prod/web:80', 'node-2 x prod/web:80', 'node-2 > prod/web-too:80', 'node-1 x prod/web-too:80'),
      ...both('prod/client x prod/web:80', 'prod/stranger x prod/web-too:80', 'outside x prod/web:80'),
    );
    const node = cluster.address('node-2');
    await cluster.kubectlApply(ingressOfWeb(fromBlocks(`${node}/32`)));
    await cluster.expect('node-2 > prod/web:80', 'outside x prod/web:80', verdict('node-2 x prod/web:80', 6));
  });

  test('ipBlock lets in whom it names from outside, of the IP version that it names', async () => {
    const [ipv4 = '', ipv6 = ''] = cluster.outside;
    await cluster.kubectlApply(ingressOfWeb(fromBlocks(`${ipv4}/32`)));
    await cluster.expect('outside > prod/web:80', verdict('outside x prod/web:80', 6), 'prod/client x prod/web:80');
    await cluster.kubectlApply(ingressOfWeb(fromBlocks(`${ipv6}/128`)));
    await cluster.expect('outside x prod/web:80', verdict('outside > prod/web:80', 6), 'outside x prod/web-too:80');
    const except = [{ ipBlock: { cidr: '172.18.0.0/16', except: [`${ipv4}/31`] } }];
    await cluster.kubectlApply(ingressOfWeb({ from: except }));
    await cluster.expect('outside x prod/web:80', 'node-2 > prod/web:80', 'prod/client x prod/web:80');
  });

  test('egress to outside by ipBlock', async () => {
    const cidr = `${cluster.outside[0]}/32`;
    const egress = [{ to: [{ ipBlock: { cidr } }], ports: [{ protocol: 'TCP', port: 80 }] }];
    const spec = { podSelector: app('client'), policyTypes: ['Egress'], egress };
    await cluster.kubectlApply(policyObject('prod/client', spec));
    await cluster.expect('prod/client > outside:80', 'prod/client x outside:81', 'prod/client x prod/stranger:80');
    await cluster.expect(verdict('prod/client x outside:80', 6));
    await cluster.server.kubectl('-n', 'prod', 'delete', 'networkpolicy', 'client');
    await cluster.expect(...both('prod/client > outside:80', 'prod/client > prod/stranger:80'));
  });

  test('a port by name is the number that each pod gives it', async () => {
    await cluster.kubectlApply(ingressOfWeb({ from: fromApp('client'), ports: [{ protocol: 'TCP', port: 'http' }] }));
    await cluster.expect(
      ...both('prod/client > prod/web:8080', 'prod/client x prod/web:9090', 'prod/stranger x prod/web:8080'),
      ...both('prod/client > prod/web-too:9090', 'prod/client x prod/web-too:8080'),
      'prod/client x prod/web:8080/udp',
    );
  });

  test('a pod with IPv6 alone', async () => {
    await cluster.expect(verdict('prod/stranger > prod/six:80', 6), verdict('prod/client > prod/six:80', 6));
    await cluster.kubectlApply(
      policyObject('prod/six', { podSelector: app('six'), ingress: [{ from: fromApp('client') }] }),
    );
    await cluster.expect(verdict('prod/client > prod/six:80', 6), verdict('prod/stranger x prod/six:80', 6));
    await cluster.expect(verdict('node-2 > prod/six:80', 6), verdict('node-1 x prod/six:80', 6));
  });
});
