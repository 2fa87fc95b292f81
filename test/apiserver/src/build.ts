import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findProgram } from './programs.ts';

const run = promisify(execFile);
const sources = join(import.meta.dirname, '..', 'server');

/** Where what took long to build is kept between runs, outside of the checkout. */
function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'manul');
}

/**
 * Gives the path of the API server's program, building it first where its sources have not been built yet: some minutes
 * on two cores, and the Go module proxy must be in reach. Processes that ask at the same time build it once.
 */
export async function buildApiServer(): Promise<string> {
  const cache = cacheFolder();
  await mkdir(cache, { recursive: true });
  const program = join(cache, `apiserver-${await digestOfSources()}`);
  const lock = `${program}.building`;
  while (!existsSync(program)) {
    try {
      await mkdir(lock);
    } catch {
      await waitForOther(program, lock);
      continue;
    }
    try {
      await build(cache, program);
    } finally {
      await rm(lock, { recursive: true, force: true });
    }
  }
  return program;
}

async function build(cache: string, program: string): Promise<void> {
  const go = findProgram('go');
  if (!go) throw new Error('go is not in PATH');
  process.stderr.write('building the API server for tests (once; some minutes)\n');
  const folder = await mkdtemp(join(cache, 'build-'));
  try {
    await cp(sources, folder, { recursive: true });
    const env = { ...process.env, PATH: `${join(go, '..')}:${process.env['PATH'] ?? ''}` };
    const options = { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 };
    if (!existsSync(join(folder, 'openapi', 'zz.go'))) await run('sh', ['./gen.sh'], options);
    await run(go, ['build', '-ldflags=-s -w', '-o', 'apiserver', '.'], options);
    await rename(join(folder, 'apiserver'), program);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A build takes minutes, never this long: whoever held the lock is gone. */
const staleLockMs = 30 * 60_000;

async function waitForOther(program: string, lock: string): Promise<void> {
  while (!existsSync(program)) {
    const held = await stat(lock).catch(() => undefined);
    if (!held) return;
    if (Date.now() - held.mtimeMs > staleLockMs) return rm(lock, { recursive: true, force: true });
    await setTimeout(500);
  }
}

async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(sources)).sort()) {
    if (/\.(go|mod|sum|sh)$/.test(name)) hash.update(name).update(await readFile(join(sources, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
