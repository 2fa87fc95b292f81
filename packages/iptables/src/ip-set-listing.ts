// Reads the IP sets of ours that the kernel has.
import type { IpVersion } from '@manul/rules';
import { CommandError, type CommandRunner } from './exec.ts';

export interface SavedSet {
  readonly name: string;
  readonly type: string;
  readonly maxElements: number;
  /** As the kernel shows them, which is canonical. */
  readonly members: string[];
}

/** Parses the output of `ipset save`. Sets and lines that it does not know are skipped. */
function parseSetSave(text: string, isOurs: (name: string) => boolean): Map<string, SavedSet> {
  const sets = new Map<string, SavedSet>();
  let prefix = '';
  let current: SavedSet | undefined;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (current && text.startsWith(prefix, start)) {
      current.members.push(memberAt(text, start + prefix.length, end));
    } else if (text.startsWith('create ', start)) {
      current = readCreate(text.slice(start, end), isOurs);
      if (current) {
        sets.set(current.name, current);
        prefix = `add ${current.name} `;
      }
    }
    start = end + 1;
  }
  return sets;
}

/** Without what may follow: timeout, counters, comment. */
function memberAt(text: string, from: number, end: number): string {
  const space = text.indexOf(' ', from);
  return text.slice(from, space < 0 || space > end ? end : space);
}

function readCreate(line: string, isOurs: (name: string) => boolean): SavedSet | undefined {
  const [, name, type, ...settings] = line.split(' ');
  if (name === undefined || type === undefined || !isOurs(name)) {
    return undefined;
  }
  const at = settings.indexOf('maxelem');
  return { name, type, maxElements: at < 0 ? 0 : Number(settings[at + 1]) || 0, members: [] };
}

/** Main sets, and the temporary ones that a crash can leave behind. */
export function isOurSet(prefix: string, ipVersion: IpVersion, name: string): boolean {
  return name.startsWith(`${prefix}${ipVersion}0`) || name.startsWith(`${prefix}${ipVersion}t`);
}

/** The command lists the sets of both IP versions, so one run serves both. */
export class SharedListing {
  readonly #run: CommandRunner;
  readonly #prefix: string;
  readonly #ipVersions: readonly IpVersion[];
  /** Who has not been given the sets since they became out of date. */
  #waiting: Set<IpVersion>;
  #sets: Promise<ReadonlyMap<string, SavedSet>> | undefined;

  constructor(run: CommandRunner, prefix: string, ipVersions: readonly IpVersion[]) {
    this.#run = run;
    this.#prefix = prefix;
    this.#ipVersions = ipVersions;
    this.#waiting = new Set(ipVersions);
  }

  /** All that was read is out of date. */
  invalidate(): void {
    this.#sets = undefined;
    this.#waiting = new Set(this.#ipVersions);
  }

  /**
   * The sets of ours of all IP versions; read anew where this IP version has been given them before.
   * @throws {CommandError}
   */
  async read(ipVersion: IpVersion): Promise<ReadonlyMap<string, SavedSet>> {
    const first = this.#waiting.delete(ipVersion);
    const sets =
      (first ? this.#sets : undefined) ??
      readSets(this.#run, (name) => isOurSet(this.#prefix, 4, name) || isOurSet(this.#prefix, 6, name));
    this.#sets = first && this.#waiting.size > 0 ? sets : undefined;
    return await sets;
  }
}

/**
 * Reads all sets in one command. Where that fails, since ipset cannot show some other writer's set, ours are read one
 * by one.
 * @throws {CommandError}
 */
async function readSets(run: CommandRunner, isOurs: (name: string) => boolean): Promise<ReadonlyMap<string, SavedSet>> {
  try {
    return parseSetSave((await run('ipset', ['save'])).stdout, isOurs);
  } catch (error) {
    if (!(error instanceof CommandError) || error.failure !== 'failed') {
      throw error;
    }
  }
  const names = (await run('ipset', ['list', '-n'])).stdout.split('\n').filter(isOurs);
  const sets = new Map<string, SavedSet>();
  for (const name of names) {
    const set = await readSet(run, name);
    if (set) {
      sets.set(name, set);
    }
  }
  return sets;
}

/** Undefined: there is no such set. */
export async function readSet(run: CommandRunner, name: string): Promise<SavedSet | undefined> {
  try {
    return parseSetSave((await run('ipset', ['save', name])).stdout, (each) => each === name).get(name);
  } catch (error) {
    if (error instanceof CommandError && error.stderr.includes('does not exist')) {
      return undefined;
    }
    throw error;
  }
}
