// What is shipped with the images is listed, under licences that allow it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noticesFile, thirdPartyNotices } from '../../scripts/third-party-notices.ts';
import { root } from './src/manifests.ts';
import { writeTemporary } from './src/temporary.ts';

test('third-party notices are current: node scripts/third-party-notices.ts', () => {
  expect(readFileSync(noticesFile, 'utf8')).toBe(thirdPartyNotices());
});

interface Bom {
  readonly bomFormat: string;
  readonly components: readonly { readonly purl: string; readonly licenses?: readonly unknown[] }[];
}

test('the bill of materials names what the notices name, and is the same twice', () => {
  const dpkg = writeTemporary('dpkg', 'iptables 1.8.9-2 amd64\nlibc6 2.36-9+deb12u14 amd64\n');
  const run = () =>
    execFileSync(process.execPath, [join(root, 'scripts', 'sbom.ts'), '--dpkg', dpkg], {
      encoding: 'utf8',
      env: { ...process.env, SOURCE_DATE_EPOCH: '1700000000' },
      maxBuffer: 64 * 1024 * 1024,
    });
  const text = run();
  expect(run()).toBe(text);
  const bom = JSON.parse(text) as Bom;
  expect(bom).toMatchObject({ bomFormat: 'CycloneDX', metadata: { timestamp: '2023-11-14T22:13:20.000Z' } });
  const purls = bom.components.map(({ purl }) => purl);
  expect(purls).toContain('pkg:deb/debian/iptables@1.8.9-2?arch=amd64');
  const listed = [...readFileSync(noticesFile, 'utf8').matchAll(/^\| (\S+) (\d\S*) \|/gm)];
  expect(listed.length).toBeGreaterThan(20);
  for (const [, name, version] of listed) expect(purls).toContain(`pkg:npm/${name!.replace(/^@/, '%40')}@${version}`);
});
