// What the documents hold: commands and links.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

/** Every document, wherever it lies and whether or not it is committed. */
export function documents(): readonly string[] {
  return globSync('**/*.md', { cwd: root, exclude: (name) => /(^|\/)(node_modules|\.\w+)$/.test(name) }).sort();
}

export const read = (file: string): string => readFileSync(join(root, file), 'utf8');

export interface Block {
  readonly file: string;
  readonly line: number;
  /** What stands behind `sh`: `run` for what needs nothing but the checkout. */
  readonly tag: string;
  readonly script: string;
}

/** Fenced blocks of shell commands. */
export function shellBlocks(file: string): readonly Block[] {
  const text = read(file);
  return [...text.matchAll(/^( *)```sh(?: +(\w+))?\n(.*?)^ *```$/gms)].map((match) => ({
    file,
    line: text.slice(0, match.index).split('\n').length,
    tag: match[2] ?? '',
    script: match[3]!.replaceAll(new RegExp(`^${match[1]}`, 'gm'), ''),
  }));
}

export interface Call {
  readonly command: string;
  /** Of `manul recording`, which has its own; none or one. */
  readonly subcommand: readonly string[];
  readonly flags: readonly string[];
}

/** Calls of `manul` in a script, with the flags that they give. */
export function manulCalls(script: string): readonly Call[] {
  const lines = script
    .replaceAll(/\\\n\s*/g, ' ')
    .replaceAll(/#.*$/gm, '')
    .split('\n');
  return lines.flatMap((line) =>
    [...line.matchAll(/(?:^\s*|[/;&|(]\s*|-- |netns exec \S+ )manul ([a-z][a-z-]*)([^|;&>\n]*)/g)].map(
      ([, command, rest]) => ({
        command: command!,
        subcommand: command === 'recording' ? [...rest!.matchAll(/^ ([a-z]+)/g)].map(([, name]) => name!) : [],
        flags: [...rest!.matchAll(/(?<=\s)(--[a-z][a-z0-9-]*)/g)].map(([, flag]) => flag!),
      }),
    ),
  );
}

/** Targets of links that lead nowhere, as they are written: files that are not there, headings that are not in them. */
export function brokenLinks(file: string): readonly string[] {
  const text = read(file)
    .replaceAll(/^ *```.*?^ *```$/gms, '')
    .replaceAll(/`[^`\n]*`/g, '');
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
  return targets.filter((target) => !/^[a-z]+:/.test(target) && !resolves(file, target));
}

function resolves(file: string, target: string): boolean {
  const [path = '', heading] = target.split('#');
  const to = path === '' ? file : join(dirname(file), decodeURIComponent(path));
  if (!existsSync(join(root, to))) return false;
  return heading === undefined || !to.endsWith('.md') || headings(to).includes(heading);
}

/** As GitHub names them. */
function headings(file: string): readonly string[] {
  return [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
