// The page's files, ready to be served. A checkout bundles them when they are first asked for; an image carries them built
// (build.ts), and no bundler.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';

export interface Asset {
  readonly type: string;
  readonly body: Buffer;
  /** Of the content, as the ETag header has it. */
  readonly tag: string;
}

/** By path: `/` for the document, `/assets/…` for what it refers to. */
export type Assets = ReadonlyMap<string, Asset>;

const pageDirectory = join(import.meta.dirname, '..', 'page');
export const builtDirectory = join(import.meta.dirname, '..', 'dist');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Rejects where the page was not built and there is nothing to build it with. */
export async function loadAssets(): Promise<Assets> {
  const files = hasBundler() ? await bundle() : builtFiles();
  return new Map([...files].map(([name, body]) => entry(name, body)));
}

function hasBundler(): boolean {
  try {
    createRequire(import.meta.url).resolve('esbuild');
    return true;
  } catch {
    return false;
  }
}

function builtFiles(): ReadonlyMap<string, Buffer> {
  const names = readdirSync(builtDirectory);
  return new Map(names.map((name) => [name, readFileSync(join(builtDirectory, name))]));
}

function entry(name: string, body: Buffer): readonly [string, Asset] {
  const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const type = types[extname(name)] ?? 'application/octet-stream';
  return [name === 'index.html' ? '/' : `/assets/${name}`, { type, body, tag }];
}

/** The files of the page by name, bundled. */
export async function bundle(): Promise<ReadonlyMap<string, Buffer>> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: { page: join(pageDirectory, 'main.tsx'), style: join(pageDirectory, 'page.css') },
    tsconfig: join(pageDirectory, 'tsconfig.json'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome123', 'firefox121', 'safari17.5'],
    outdir: '/',
    write: false,
    logLevel: 'silent',
    legalComments: 'inline',
  });
  const files = new Map(
    outputFiles.map(({ path, contents }) => [path.replace(/^.*[/\\]/, ''), Buffer.from(contents)] as const),
  );
  for (const name of ['index.html', 'icon.svg']) files.set(name, readFileSync(join(pageDirectory, name)));
  return files;
}
