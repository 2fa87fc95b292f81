// Who-can and the matrix by classes against every pair, asked over each IP version that both pods have.
import type { ApiObject } from '@manul/model';
import { expect, test } from 'vitest';
import { allowedVersions, commonVersions, outsider, type Party, partyOf } from './ask-pair.ts';
import { ClusterIndex } from './cluster-index.ts';
import { ClusterModel } from './cluster-model.ts';
import type { ClusterView } from './cluster-view.ts';
import { externalAddresses } from './ends.ts';
import { reachabilityMatrix } from './matrix.ts';
import { randomCluster, randomOf, updatesOf } from './random-cluster.ts';
import { whoCan } from './who-can.ts';
import { WholeCluster } from './whole-cluster.ts';

const seed = Number(process.env['MANUL_SEED'] ?? Date.now() % 1e9);
const web = { protocol: 'tcp', number: 6, first: 80, last: 80 };

function clusterOf(objects: readonly ApiObject[]): { readonly index: ClusterIndex; readonly view: ClusterView } {
  const model = new ClusterModel();
  model.update(updatesOf(objects));
  const whole = new WholeCluster();
  whole.update(model.updates());
  whole.settle();
  return { index: new ClusterIndex(model, whole.view), view: whole.view };
}

const pod = (name: string, ...podIPs: readonly string[]): ApiObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'shop', name, labels: { app: name } },
  spec: { nodeName: 'node-1', containers: [{ name: 'c' }] },
  status: { phase: 'Running', podIP: podIPs[0]!, podIPs: podIPs.map((ip) => ({ ip })) },
});

/** The database takes all from some addresses of each IP version, and in the meanwhile metrics from all. */
const shop: readonly ApiObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  pod('db', '10.0.0.1', 'fd00::1'),
  pod('by-ipv4', '10.0.1.1', 'fd00::1:1'),
  pod('by-ipv6', '10.0.2.1', 'fd00:1::1'),
  pod('by-both', '10.0.1.2', 'fd00:1::2'),
  pod('ipv6-only', 'fd00:1::3'),
  pod('ipv4-only', '10.0.2.2'),
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: 'shop', name: 'db' },
    spec: {
      podSelector: { matchLabels: { app: 'db' } },
      ingress: [
        { from: [{ ipBlock: { cidr: '10.0.1.0/24' } }, { ipBlock: { cidr: 'fd00:1::/64' } }] },
        { from: [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }], ports: [{ port: 9100 }] },
        { from: [{ ipBlock: { cidr: '2001:db8::/32' } }], ports: [{ port: 443 }] },
      ],
    },
  },
];

test('who-can says which ports are open over one IP version alone', () => {
  const { index, view } = clusterOf(shop);
  const { groups, external } = whoCan({ pod: 'shop/db' }, index, view);
  const ports = new Map(groups?.map(({ example_pod, ports }) => [example_pod, textOf(ports)]));
  const others = 'tcp/0-9099 tcp/9101-65535 udp sctp icmp'.split(' ');
  expect(Object.fromEntries(ports)).toEqual({
    'shop/by-both': ['tcp', 'udp', 'sctp', 'icmp'],
    'shop/by-ipv4': ['tcp/9100', ...others.map((port) => `${port} over IPv4`)],
    'shop/by-ipv6': ['tcp/9100', ...others.map((port) => `${port} over IPv6`)],
    'shop/ipv6-only': ['tcp', 'udp', 'sctp', 'icmp'],
    'shop/ipv4-only': ['tcp/9100'],
  });
  expect(textOf(external)).toEqual(['tcp/9100', 'tcp/443 over IPv6']);
  const { groups: reached } = whoCan({ pod: 'shop/by-ipv6', direction: 1, port: 80 }, index, view);
  const toDatabase = reached?.find(({ example_pod }) => example_pod === 'shop/db');
  expect(textOf(toDatabase?.ports)).toEqual(['tcp/80 over IPv6']);
});

function textOf(ports: ReturnType<typeof whoCan>['external']): string[] {
  return (ports ?? []).map(({ port, ip_version }) => (ip_version ? `${port} over IPv${ip_version}` : `${port}`));
}

test('pods without a common IP version do not reach each other', () => {
  const { index, view } = clusterOf(shop);
  const { groups } = whoCan({ pod: 'shop/ipv6-only' }, index, view);
  expect(groups?.map(({ example_pod }) => example_pod)).not.toContain('shop/ipv4-only');
});

test('a cell of the matrix counts pairs that may talk over one IP version alone', () => {
  const { index, view } = clusterOf(shop);
  const { cells, external_to_columns: fromOutside } = reachabilityMatrix(
    { from: ['shop'], to: ['shop'], ports: ['tcp/80', 'tcp/443'] },
    index,
    view,
  );
  // 6 pods, of which two have no IP version in common. To the database may four, two of them over one version alone.
  expect(cells?.[0]).toMatchObject({
    pairs: 6 * 5 - 2,
    allowed: 5 * 5 - 2 + 4,
    denied_from: 'shop/ipv4-only',
    denied_to: 'shop/db',
    one_version: [
      { ip_version: 4, pairs: 1, from: 'shop/by-ipv4', to: 'shop/db' },
      { ip_version: 6, pairs: 1, from: 'shop/by-ipv6', to: 'shop/db' },
    ],
  });
  expect(fromOutside?.[1]).toMatchObject({
    pairs: 6,
    allowed: 6,
    one_version: [{ ip_version: 6, pairs: 1, from: 'external', to: 'shop/db' }],
  });
});

test(`random clusters, seed ${seed}`, () => {
  for (let round = 0; round < 12; round++) {
    const { index, view } = clusterOf(randomCluster(randomOf(seed + round)));
    const about = `round ${round} of seed ${seed}`;
    const pods = [...index.pods.values()];
    for (const { namespace, name, endpoint } of pods) {
      const { groups, external } = whoCan({ pod: `${namespace}/${name}`, port: 80 }, index, view);
      const own = partyOf(endpoint);
      const peers = pods.filter((peer) => peer.endpoint !== endpoint);
      const reaching = peers.filter((peer) => answer(view, partyOf(peer.endpoint), own) !== 'none');
      expect(
        groups?.reduce((sum, { pods: count }) => sum + Number(count), 0),
        about,
      ).toBe(reaching.length);
      for (const { example_pod, ports } of groups ?? []) {
        const peer = index.pods.get(example_pod ?? '')!;
        expect(said(ports), about).toBe(answer(view, partyOf(peer.endpoint), own));
      }
      expect(said(external), about).toBe(answer(view, outsider(...externalAddresses), own));
    }
    const { cells } = reachabilityMatrix({ from: ['a'], to: ['b'] }, index, view);
    const answers = index.podsOf('a').flatMap((from) =>
      index.podsOf('b').flatMap((to) => {
        const ends = [partyOf(from.endpoint), partyOf(to.endpoint)] as const;
        return commonVersions(...ends).length === 0 ? [] : [answer(view, ...ends)];
      }),
    );
    const of = (wanted: string) => answers.filter((each) => each === wanted).length;
    const alone = new Map(cells?.[0]?.one_version?.map(({ ip_version, pairs }) => [ip_version, pairs]));
    expect({ ...cells?.[0], four: alone.get(4) ?? 0, six: alone.get(6) ?? 0 }, about).toMatchObject({
      pairs: answers.length,
      allowed: answers.length - of('none'),
      four: of('4'),
      six: of('6'),
    });
  }
});

/** `none`, `all`, or the version that it is. */
function answer(view: ClusterView, from: Party, to: Party): string {
  const allowed = allowedVersions(view, from, to, web);
  if (allowed.length === 0) return 'none';
  return allowed.length === commonVersions(from, to).length ? 'all' : String(allowed[0]);
}

function said(ports: ReturnType<typeof whoCan>['external']): string {
  const [verdict] = ports ?? [];
  if (!verdict) return 'none';
  return verdict.ip_version ? String(verdict.ip_version) : 'all';
}
