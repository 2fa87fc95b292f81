// Reads the IP sets of ours that the kernel has.
import type { IpVersion } from '@manul/rules';
import { CommandError, type CommandRunner } from './exec.ts';
import { detached, WholeLines } from './whole-lines.ts';

export interface SavedSet {
  readonly name: string;
  readonly type: string;
  readonly maxElements: number;
  /** As the kernel shows them, which is canonical. */
  readonly members: string[];
}

/** Reads the output of `ipset save` as it comes. Sets and lines that it does not know are skipped. */
class SetReader {
  readonly #isOurs: (name: string) => boolean;
  readonly #lines = new WholeLines();
  readonly sets = new Map<string, SavedSet>();
  #prefix = '';
  #current: SavedSet | undefined;

  constructor(isOurs: (name: string) => boolean) {
    this.#isOurs = isOurs;
  }

  feed(piece: Buffer): void {
    const text = this.#lines.feed(piece).toString('latin1');
    for (let start = 0; start < text.length; ) {
      const end = text.indexOf('\n', start);
      if (this.#current && text.startsWith(this.#prefix, start)) {
        this.#current.members.push(memberAt(text, start + this.#prefix.length, end));
      } else if (text.startsWith('create ', start)) {
        this.#current = readCreate(text.slice(start, end), this.#isOurs);
        if (this.#current) {
          this.sets.set(this.#current.name, this.#current);
          this.#prefix = `add ${this.#current.name} `;
        }
      }
      start = end + 1;
    }
  }
}

async function saveSets(
  run: CommandRunner,
  names: readonly string[],
  isOurs: (name: string) => boolean,
): Promise<ReadonlyMap<string, SavedSet>> {
  const reader = new SetReader(isOurs);
  await run('ipset', ['save', ...names], { onOutput: (piece) => reader.feed(piece) });
  return reader.sets;
}

/** Without what may follow: timeout, counters, comment. */
function memberAt(text: string, from: number, end: number): string {
  const space = text.indexOf(' ', from);
  return detached(text.slice(from, space < 0 || space > end ? end : space));
}

function readCreate(line: string, isOurs: (name: string) => boolean): SavedSet | undefined {
  const [, name, type, ...settings] = line.split(' ');
  if (name === undefined || type === undefined || !isOurs(name)) {
    return undefined;
  }
  const at = settings.indexOf('maxelem');
  return {
    name: detached(name),
    type: detached(type),
    maxElements: at < 0 ? 0 : Number(settings[at + 1]) || 0,
    members: [],
  };
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
    return await saveSets(run, [], isOurs);
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
    return (await saveSets(run, [name], (each) => each === name)).get(name);
  } catch (error) {
    if (error instanceof CommandError && error.stderr.includes('does not exist')) {
      return undefined;
    }
    throw error;
  }
}
