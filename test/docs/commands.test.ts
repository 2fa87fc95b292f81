// The documents keep their word: what they mark as runnable runs, every call of manul that they show exists, and their
// links lead somewhere.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { brokenLinks, documents, manulCalls, read, root, shellBlocks } from './markdown.ts';

const files = documents();
const blocks = files.flatMap(shellBlocks);
const binaries = join(root, 'node_modules', '.bin');
const manul = join(binaries, 'manul');
const run = promisify(execFile);

describe('blocks marked as runnable', () => {
  const runnable = blocks.filter(({ tag }) => tag === 'run');

  test('are found', () => expect(runnable.length).toBeGreaterThan(3));

  test.concurrent.each(runnable)('$file line $line', async ({ script }) => {
    const directory = mkdtempSync(join(tmpdir(), 'manul-docs-'));
    try {
      for (const name of ['deploy', 'test', 'node_modules']) symlinkSync(join(root, name), join(directory, name));
      const PATH = `${binaries}${delimiter}${process.env['PATH']}`;
      // Rejects with what went to standard error.
      await run('bash', ['-euo', 'pipefail', '-c', script], {
        cwd: directory,
        env: { ...process.env, PATH },
        maxBuffer: 256 * 1024 * 1024,
      });
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

describe('every call of manul that is shown', () => {
  const helps = new Map<string, Promise<string>>();
  const help = (...args: string[]) => {
    const key = args.join(' ');
    const text = helps.get(key) ?? run(manul, [...args, '--help']).then(({ stdout }) => stdout);
    helps.set(key, text);
    return text;
  };
  const usage = execFileSync(manul, ['--help']).toString();
  const known = [...usage.matchAll(/^ {2}([a-z-]+) {2}/gm)].map(([, name]) => name!);
  const calls = blocks.flatMap(({ file, line, script }) =>
    manulCalls(script).map((call) => ({ file, line, ...call, flags: call.flags.filter((flag) => flag !== '--help') })),
  );

  test('is found', () => expect(calls.length).toBeGreaterThan(10));

  test.concurrent.each(calls)('$file line $line: manul $command $flags', async ({ command, subcommand, flags }) => {
    expect(known).toContain(command);
    const text = await help(command, ...subcommand, ...flags.filter((flag) => flag === '--felix-pipes'));
    for (const flag of flags) expect(text).toMatch(new RegExp(`(^|\\s)${flag}\\b`, 'm'));
  });

  test.concurrent.each(known)('manul %s --help', async (command) => {
    expect(await help(command)).toMatch(/^Usage: manul /);
    expect(await help(command)).toMatch(/^Examples?:/m);
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
