import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const manul = join(import.meta.dirname, '..', '..', 'bin', 'manul');

const pod = (name: string, ipv4: string, ipv6: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'shop', name, labels: { app: name } },
  spec: { nodeName: 'node-1', containers: [{ name: 'c' }] },
  status: { phase: 'Running', podIP: ipv4, podIPs: [{ ip: ipv4 }, { ip: ipv6 }] },
});

const policy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'shop', name: 'db' },
  spec: { podSelector: { matchLabels: { app: 'db' } }, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] },
};

test('an IP version over which alone two pods may talk is named', () => {
  const directory = mkdtempSync(join(tmpdir(), 'manul-who-can-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const items = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    pod('db', '10.0.0.1', 'fd00::1'),
    pod('web', '10.0.0.2', 'fd00::2'),
    policy,
  ];
  writeFileSync(join(directory, 'shop.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
  const ask = (...more: readonly string[]) =>
    spawnSync(manul, ['who-can', 'reach', 'shop/db', '--port', '80', '--manifests', directory, ...more], {
      encoding: 'utf8',
    });
  expect(ask()).toMatchObject({
    status: 0,
    stdout: 'These can reach shop/db:\n  shop/app=web  1 pod  tcp/80 over IPv4\n',
    stderr: '',
  });
  expect(JSON.parse(ask('--output', 'json').stdout).groups[0].ports).toEqual([
    { port: 'tcp/80', allowed: true, ip_version: 4 },
  ]);
});
