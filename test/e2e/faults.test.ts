// What can go wrong on a node: commands that fail, hang or are missing, locks, full disks, hands in the kernel. Policy
// holds throughout, the driver says what is wrong, and gets over it by itself.
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DriverStatus } from '@manul/service-dataplane-driver';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from './cluster/cluster.ts';
import { Guards } from './cluster/guards.ts';
import { ManifestCluster } from './cluster/manifest-cluster.ts';
import { requireLab } from './cluster/requirements.ts';
import { app, fromApp, namespaceObject, policyObject, testPod } from './cluster/test-pods.ts';

const web = testPod('prod/web', 'node-1', ['10.65.1.1', 'fd00:65::1:1']);
const client = testPod('prod/client', 'node-1', ['10.65.1.2', 'fd00:65::1:2']);
const other = testPod('prod/other', 'node-2', ['10.65.2.1', 'fd00:65::2:1']);
const pods = [web, client, other];

const allowTo = (name: string, ...from: readonly string[]) =>
  policyObject(`prod/${name}`, { podSelector: app(name), ingress: [{ from: from.flatMap(fromApp) }] });

const quoted = (script: string) => `'${script.replaceAll("'", "'\\''")}'`;

const wrapped = ['nft', 'legacy'].flatMap((variant) => [`iptables-${variant}-restore`, `ip6tables-${variant}-restore`]);

/**
 * Stands before the real command on the driver's PATH; the file `fault` says what goes wrong. One that is killed has had
 * the first bytes of its input: how far a command gets in some milliseconds is up to the machine.
 */
const wrapper = (directory: string, name: string) => `#!/bin/sh
real=$(PATH=/usr/sbin:/sbin command -v ${name})
case "$*" in *--test*) exec "$real" "$@";; esac
case "$(cat ${directory}/fault 2> /dev/null)" in
  fails) echo 'it fails' >&2; exit 4;;
  slow) touch ${directory}/sleeping; sleep "$(cat ${directory}/seconds)";;
  killed) head -c 100 | "$real" "$@" > /dev/null 2>&1; kill -9 $$;;
esac
exec "$real" "$@"
`;

describe.runIf(requireLab()).each(['nft', 'legacy'])('a node with iptables-%s', (variant) => {
  const cluster = new ManifestCluster();
  const bin = join(cluster.directory, 'bin');
  let guards: Guards;

  beforeAll(async () => {
    mkdirSync(bin);
    for (const name of [...wrapped, 'ipset']) {
      writeFileSync(join(bin, name), wrapper(bin, name));
      chmodSync(join(bin, name), 0o755);
    }
    cluster.driverWrapper = ['env', `PATH=${bin}:${process.env['PATH']}`];
    cluster.driverFlags = ['--backend', variant, '--refresh-seconds', '1', '--interface-poll-seconds', '1'];
    cluster.write('cluster', namespaceObject('prod'), allowTo('web', 'client'));
    await cluster.startWith(pods);
    await cluster.expect('prod/client > prod/web:80', 'prod/other x prod/web:80');
    guards = await Guards.start(cluster, [
      { mode: 'closed', from: 'prod/other', to: 'prod/web' },
      { mode: 'open', from: 'prod/client', to: 'prod/web' },
      { mode: 'connection', from: 'prod/client', to: 'prod/web', version: 6 },
    ]);
  });

  afterEach(() => guards?.check());

  afterAll(() => cluster.stop());

  const run = (...command: readonly string[]) => cluster.lab.call('run', { on: 'node-1', command });
  const shell = (script: string) => run('sh', '-c', script);

  function fault(name: string, seconds = 0): void {
    writeFileSync(join(bin, 'seconds'), String(seconds));
    writeFileSync(join(bin, 'fault'), name);
  }

  async function trouble(pattern: RegExp): Promise<void> {
    let last: DriverStatus | undefined;
    await eventually(
      async () => {
        last = await cluster.driverStatus('node-1');
        return last && pattern.test(last.trouble) ? true : undefined;
      },
      () => `no such trouble: ${pattern}: ${JSON.stringify(last)}`,
    );
  }

  /** Runs a script beside the test, which repeats what it is told to repeat until `over`. */
  async function during(name: string, script: (repeated: (step: string) => string) => string): Promise<void> {
    const flag = join(bin, name);
    const text = script((step) => `while [ -e ${flag} ]; do ${step}; done`);
    await shell(`rm -f ${flag}.over; touch ${flag}; { ${text}; touch ${flag}.over; } > /dev/null 2>&1 &`);
  }

  async function over(name: string): Promise<void> {
    rmSync(join(bin, name));
    await eventually(
      async () => existsSync(join(bin, `${name}.over`)) || undefined,
      () => `${name} does not end`,
    );
  }

  /** A change that is not enforced while the fault lasts, and is soon after. */
  async function changeThrough(begin: () => unknown, seen: RegExp | undefined, end: () => unknown): Promise<void> {
    await begin();
    cluster.write('more', allowTo('client', 'web'));
    if (seen) await trouble(seen);
    await end();
    await cluster.expect('prod/web > prod/client:80', 'prod/other x prod/client:80');
    cluster.remove('more');
    await cluster.expect('prod/other > prod/client:80');
    await trouble(/^$/);
  }

  test('the restore command fails', () =>
    changeThrough(
      () => fault('fails'),
      /it fails/,
      () => fault(''),
    ));

  test('the restore command is killed midway', () =>
    changeThrough(
      () => fault('killed'),
      /ended by a signal/,
      () => fault(''),
    ));

  test('the restore command is slow: the driver stays alive, and what comes meanwhile is enforced after', async () => {
    const seconds = Number(process.env['MANUL_SLOW_SECONDS'] ?? 5);
    await changeThrough(
      () => fault('slow', seconds),
      undefined,
      async () => {
        await eventually(
          async () => existsSync(join(bin, 'sleeping')) || undefined,
          () => 'the command was not run',
        );
        fault('');
        for (let second = 0; second < seconds - 1; second++) {
          expect(await livez()).toMatchObject({ ok: true });
          await sleep(1_000);
        }
      },
    );
  }, 300_000);

  test('the command cannot be run at all', async () => {
    const programs = 'for n in xtables-nft-multi xtables-legacy-multi; do PATH=/usr/sbin:/sbin command -v $n; done';
    const paths = (await shell(programs)).trim().split('\n');
    await changeThrough(
      () => Promise.all(paths.map((path) => run('mount', '--bind', '/dev/null', path))),
      /cannot be run/,
      () => Promise.all(paths.map((path) => run('umount', path))),
    );
  });

  test.runIf(variant === 'legacy')('the xtables lock is held', () =>
    changeThrough(
      () => during('held', (whileHeld) => `flock /run/xtables.lock sh -c ${quoted(whileHeld('sleep 0.1'))}`),
      /lock/,
      () => over('held'),
    ),
  );

  test('no file descriptors are left for new processes', async () => {
    const pid = await driverPid();
    // Two are left, for those who ask how the driver is; a process takes more. Again and again: what commands that run at
    // the moment have open would be free when they have ended.
    const limit = `ls /proc/${pid}/fd | sort -n | awk '{ while (n < $1 && left < 2) { n++; left++ } if (left < 2) n = $1 + 1 }
      END { print n + 2 - left }'`;
    await changeThrough(
      () => during('starved', (whileStarved) => whileStarved(`prlimit --pid ${pid} --nofile=$(${limit}): ; sleep 0.1`)),
      /cannot be run/,
      async () => {
        await over('starved');
        await shell(`prlimit --pid ${pid} --nofile=1024:`);
      },
    );
  });

  test('the disk is full, where the last-good state is kept', async () => {
    await shell(
      `mkdir -p ${bin}/full && mount -t tmpfs -o size=4k tmpfs ${bin}/full && head -c 4096 /dev/zero > ${bin}/full/x`,
    );
    await cluster.killDriver('node-1');
    const flags = cluster.driverFlags;
    cluster.driverFlags = [...flags, '--state-dir', `${bin}/full`];
    await cluster.startDriver('node-1');
    cluster.write('more', allowTo('client', 'web'));
    await cluster.expect('prod/web > prod/client:80', 'prod/other x prod/client:80');
    await cluster.untilLogged('node-1', (line) => line.includes('last-good state cannot be kept'));
    cluster.remove('more');
    await cluster.expect('prod/other > prod/client:80');
    await cluster.killDriver('node-1');
    cluster.driverFlags = flags;
    await cluster.startDriver('node-1');
    await cluster.enforced();
  });

  test('all the while nothing opened and nothing broke', () => guards.finish());

  test.each([
    ['a rule is deleted', `iptables-${variant} -D FORWARD 1`],
    ['a chain is emptied', `iptables-${variant} -F cali-FORWARD`],
    ['a rule is edited', `iptables-${variant} -R cali-to-wl-dispatch 1 -j ACCEPT`],
    ['a table is flushed', `iptables-${variant} -F && iptables-${variant} -X`],
    ['members of a set are changed', 'for s in $(ipset list -n | grep cali40s:); do ipset flush $s; done'],
    [
      'sets are destroyed',
      `iptables-${variant} -F && iptables-${variant} -X; iptables-${variant} -t mangle -F; for s in $(ipset list -n); do ipset destroy $s || true; done`,
    ],
  ])('%s by hand: it is healed', async (_, script) => {
    await cluster.enforced();
    const before = await rules();
    // Frozen, or it might have been healed before anybody looked.
    const pid = await driverPid();
    await shell(`kill -STOP ${pid}`);
    await shell(script);
    const changed = await rules();
    await shell(`kill -CONT ${pid}`);
    expect(changed).not.toEqual(before);
    await eventually(
      async () => (JSON.stringify(await rules()) === JSON.stringify(before) ? true : undefined),
      () => `not healed; ${cluster.log('node-1').slice(-2_000)}`,
    );
    await cluster.expectNow('prod/client > prod/web:80', 'prod/other x prod/web:80');
  });

  async function rules(): Promise<readonly string[]> {
    const text = await shell(`iptables-${variant}-save; ip6tables-${variant}-save; ipset save`);
    const lines = text.split('\n').map((line) => line.replaceAll(/\[\d+:\d+\] ?| initval \S+/g, ''));
    return lines.filter((line) => !line.startsWith('#')).sort();
  }

  async function driverPid(): Promise<string> {
    const pid = await shell(
      'for p in /proc/[0-9]*; do tr "\\0" " " < $p/cmdline | grep -q "main.ts [d]river --node node-1" && basename $p && exit; done; exit 1',
    );
    return pid.trim();
  }

  async function livez(): Promise<{ ok: boolean }> {
    return JSON.parse(
      await run(
        'curl',
        '--silent',
        '--unix-socket',
        join(cluster.directory, 'node-1', 'driver.sock'),
        'http://x/livez',
      ),
    );
  }
});
