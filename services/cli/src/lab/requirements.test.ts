import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { missingTools, searchPath } from './requirements.ts';

const folders: string[] = [];

function folderWith(...tools: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'manul-test-'));
  folders.push(folder);
  for (const tool of tools) {
    writeFileSync(join(folder, tool), '#!/bin/sh\n');
    chmodSync(join(folder, tool), 0o755);
  }
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

test('missing commands are named with the packages that hold them, each once', () => {
  const folder = folderWith('ip', 'unshare', 'nsenter', 'mount', 'perl');
  expect(missingTools(folder)).toBe(
    'missing iptables-restore, ip6tables-restore, ipset: apt-get install iptables ipset',
  );
});

test('nothing is missing where each command is somewhere on the path', () => {
  const first = folderWith('ip', 'unshare', 'nsenter', 'mount', 'perl');
  const second = folderWith('iptables-restore', 'ip6tables-restore', 'ipset');
  expect(missingTools(`${first}:${second}`)).toBeUndefined();
});

test("administrators' folders are searched too", () => {
  expect(searchPath('/usr/bin:/sbin')).toBe('/usr/bin:/sbin:/usr/local/sbin:/usr/sbin');
});
