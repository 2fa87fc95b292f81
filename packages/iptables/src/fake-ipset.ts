// An in-memory kernel's IP sets behind the ipset command: `save`, `save NAME`, and `restore -exist` with its habit of
// stopping at the first line that is refused.
import { CommandError, type CommandOutput, type RunOptions } from './exec.ts';

interface FakeSet {
  readonly type: string;
  readonly maxElements: number;
  readonly members: Set<string>;
}

class Refused extends Error {}

export class FakeIpset {
  readonly sets = new Map<string, FakeSet>();
  /** Sets that rules refer to. */
  readonly inUse = new Set<string>();
  readonly commands: string[] = [];

  readonly run = async (command: string, args: readonly string[], options: RunOptions = {}): Promise<CommandOutput> => {
    this.commands.push([command, ...args].join(' '));
    if (args[0] === 'save') {
      options.onOutput?.(Buffer.from(this.#save(args[1])));
      return { stdout: '', stderr: '' };
    }
    const { stdin = '' } = options;
    const lines = (typeof stdin === 'string' ? stdin : [...stdin].join('')).split('\n').slice(0, -1);
    for (const [i, line] of lines.entries()) {
      try {
        this.#execute(line.split(' '));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        const stderr = `ipset v7.17: Error in line ${i + 1}: ${error.message}`;
        throw new CommandError('failed', { command, args }, { exitStatus: 1, stderr });
      }
    }
    return { stdout: '', stderr: '' };
  };

  #save(only: string | undefined): string {
    if (only !== undefined && !this.sets.has(only)) {
      const stderr = 'ipset v7.17: The set with the given name does not exist';
      throw new CommandError('failed', { command: 'ipset', args: ['save', only] }, { exitStatus: 1, stderr });
    }
    return [...this.sets]
      .filter(([name]) => only === undefined || name === only)
      .map(([name, { type, maxElements, members }]) =>
        [
          `create ${name} ${type} family inet hashsize 1024 maxelem ${maxElements} bucketsize 12 initval 0x1`,
          ...[...members].map((member) => `add ${name} ${member}`),
          '',
        ].join('\n'),
      )
      .join('');
  }

  #execute([verb, name = '', ...words]: readonly string[]): void {
    if (verb === 'create') this.#create(name, words);
    else if (verb === 'destroy') this.#destroy(name);
    else if (verb === 'swap') this.#swap(name, words[0] ?? '');
    else if (verb === 'add') this.#add(this.#set(name), words[0] ?? '');
    else if (verb === 'del') this.#set(name).members.delete(words[0] ?? '');
    else throw new Refused('unknown command');
  }

  #set(name: string): FakeSet {
    const set = this.sets.get(name);
    if (!set) throw new Refused('The set with the given name does not exist');
    return set;
  }

  #create(name: string, [type = '', ...settings]: readonly string[]): void {
    const set = { type, maxElements: Number(settings[settings.indexOf('maxelem') + 1]), members: new Set<string>() };
    const before = this.sets.get(name);
    if (before && (before.type !== type || before.maxElements !== set.maxElements)) {
      throw new Refused('Set cannot be created: set with the same name already exists');
    }
    if (!before) this.sets.set(name, set);
  }

  #destroy(name: string): void {
    if (this.inUse.has(name)) throw new Refused('Set cannot be destroyed: it is in use by a kernel component');
    this.sets.delete(name);
  }

  #swap(one: string, other: string): void {
    const [first, second] = [this.#set(one), this.#set(other)];
    if (first.type !== second.type) throw new Refused('The sets cannot be swapped: their type does not match');
    this.sets.set(one, second);
    this.sets.set(other, first);
  }

  #add({ type, maxElements, members }: FakeSet, member: string): void {
    if (type === 'hash:net' && member === '0.0.0.0/0') throw new Refused('The value of the CIDR parameter is invalid');
    if (members.size >= maxElements && !members.has(member))
      throw new Refused('Hash is full, cannot add more elements');
    members.add(member);
  }
}
