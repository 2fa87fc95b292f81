// The documents keep their word: what they mark as runnable runs, every call of manul that they show exists, and their
// links lead somewhere.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { brokenLinks, documents, manulCalls, read, root, shellBlocks } from './markdown.ts';

const files = documents();
const blocks = files.flatMap(shellBlocks);
const binaries = join(root, 'node_modules', '.bin');

describe('blocks marked as runnable', () => {
  const runnable = blocks.filter(({ tag }) => tag === 'run');

  test('are found', () => expect(runnable.length).toBeGreaterThan(3));

  test.each(runnable)('$file line $line', ({ script }) => {
    const directory = mkdtempSync(join(tmpdir(), 'manul-docs-'));
    try {
      for (const name of ['deploy', 'test', 'node_modules']) symlinkSync(join(root, name), join(directory, name));
      const { status, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', script], {
        cwd: directory,
        encoding: 'utf8',
        env: { ...process.env, PATH: `${binaries}${delimiter}${process.env['PATH']}` },
        maxBuffer: 256 * 1024 * 1024,
      });
      expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

describe('every call of manul that is shown', () => {
  const helpOf = new Map<string, string>();
  const help = (command: string, ...more: string[]) => {
    const key = [command, ...more].join(' ');
    const text = helpOf.get(key) ?? execFileSync(join(binaries, 'manul'), [command, ...more, '--help']).toString();
    helpOf.set(key, text);
    return text;
  };
  const known = [
    ...execFileSync(join(binaries, 'manul'), ['--help'])
      .toString()
      .matchAll(/^ {2}([a-z-]+) {2}/gm),
  ].map(([, name]) => name!);
  const calls = blocks.flatMap(({ file, line, script }) =>
    manulCalls(script).map((call) => ({ file, line, ...call, flags: call.flags.filter((flag) => flag !== '--help') })),
  );

  test('is found', () => expect(calls.length).toBeGreaterThan(10));

  test.each(calls)('$file line $line: manul $command $flags', ({ command, flags }) => {
    expect(known).toContain(command);
    const text = help(command, ...flags.filter((flag) => flag === '--felix-pipes'));
    for (const flag of flags) expect(text).toMatch(new RegExp(`(^|\\s)${flag}\\b`, 'm'));
  });

  test.each(known)('manul %s --help', (command) => {
    expect(help(command)).toMatch(/^Usage: manul /);
    expect(help(command)).toMatch(/^Examples?:/m);
  });
});

test('scripts of package.json that are shown exist', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const shown = blocks.flatMap(({ script }) =>
    [...script.matchAll(/npm run (?:-s )?([a-z-]+)/g)].map(([, name]) => name!),
  );
  expect(shown.length).toBeGreaterThan(0);
  for (const name of shown) expect(Object.keys(scripts)).toContain(name);
});

describe('links', () => {
  test.each(files)('of %s', (file) => expect(brokenLinks(file)).toEqual([]));
});
