import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { ConfigError } from './load.ts';
import { readNamedAuthorities, readNamedFile } from './named-file.ts';

function file(content: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'manul-named-file-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'ca.crt');
  writeFileSync(path, content);
  return path;
}

test('a file that cannot be read is named with its setting', () => {
  for (const read of [readNamedFile, readNamedAuthorities]) {
    expect(() => read('--tls-ca-file', '/no/such/file')).toThrow(ConfigError);
    expect(() => read('--tls-ca-file', '/no/such/file')).toThrow(/^--tls-ca-file: ENOENT.*\/no\/such\/file/);
  }
});

test('authorities are certificates, with text between them or not', () => {
  const bundle = `an authority\n${rootCertificates.slice(0, 2).join('\nanother\n')}\n`;
  expect(readNamedAuthorities('--tls-ca-file', file(bundle)).toString()).toBe(bundle);
});

test.each(['', 'garbage', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'])(
  'authorities that are %j are refused',
  (content) => {
    const path = file(content);
    expect(() => readNamedAuthorities('--tls-ca-file', path)).toThrow(
      new ConfigError(`--tls-ca-file: ${path} holds no certificate`),
    );
  },
);
