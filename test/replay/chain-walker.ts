// A packet's walk over recorded tables, as netfilter does it: raw, mangle, filter, each from its built-in chain.
import { blockList, contains, parseRule, type SetTest, type WalkedPacket } from './rule-text.ts';

interface RecordedTable {
  readonly chains?: Readonly<Record<string, readonly string[] | null>>;
  readonly kernel?: Readonly<
    Record<string, { readonly insert?: readonly string[]; readonly append?: readonly string[] }>
  >;
}

export type RecordedTables = Readonly<Record<string, RecordedTable>>;

export interface RecordedSet {
  readonly type: string;
  readonly members: readonly string[];
  readonly name_v4: string;
  readonly name_v6: string;
}

/** The built-in chains that a packet meets, by where it comes from and goes to. */
export type Hooks = readonly (readonly [table: string, chain: string])[];

export const hooks = {
  toNode: [
    ['raw', 'PREROUTING'],
    ['mangle', 'PREROUTING'],
    ['filter', 'INPUT'],
  ],
  through: [
    ['raw', 'PREROUTING'],
    ['mangle', 'PREROUTING'],
    ['filter', 'FORWARD'],
  ],
  fromNode: [
    ['raw', 'OUTPUT'],
    ['filter', 'OUTPUT'],
  ],
} as const satisfies Record<string, Hooks>;

type Outcome = 'accept' | 'drop' | 'return';

export class ChainWalker {
  readonly #tables: RecordedTables;
  readonly #sets: SetTest;
  /** Rules that were asked, for the message of a failed comparison. */
  trace: string[] = [];

  constructor(tables: RecordedTables, sets: SetTest) {
    this.#tables = tables;
    this.#sets = sets;
  }

  /** Whether the packet arrives. */
  accepts(packet: WalkedPacket, path: Hooks): boolean {
    this.trace = [];
    return path.every(([table, chain]) => this.#walkBuiltIn(table, chain, packet) !== 'drop');
  }

  /** The chains before and behind what others would have in the built-in chain. Their end is its policy: accept. */
  #walkBuiltIn(table: string, chain: string, packet: WalkedPacket): Outcome {
    const { insert = [], append = [] } = this.#tables[table]?.kernel?.[chain] ?? {};
    return this.#walk(table, chain, [...insert, ...append], packet);
  }

  #walk(table: string, name: string, rules: readonly string[], packet: WalkedPacket): Outcome {
    for (const text of rules) {
      const rule = parseRule(text);
      if (rule.target === undefined || !rule.tests.every((test) => test(packet, this.#sets))) continue;
      this.trace.push(`${table} ${name}: ${text}`);
      const outcome = this.#act(table, rule, packet);
      if (outcome !== undefined) return outcome;
      if (rule.isGoto) return 'return';
    }
    return 'return';
  }

  /** Undefined where the walk goes on with the next rule. */
  #act(table: string, rule: ReturnType<typeof parseRule>, packet: WalkedPacket): Outcome | undefined {
    switch (rule.target) {
      case 'ACCEPT':
        return 'accept';
      case 'DROP':
      case 'REJECT':
        return 'drop';
      case 'RETURN':
        return 'return';
      case 'MARK':
        if (rule.mark) packet.mark = ((packet.mark & ~rule.mark.mask) | rule.mark.value) >>> 0;
        return undefined;
      case 'NOTRACK':
      case 'CT':
        packet.connection = 'UNTRACKED';
        return undefined;
      case 'LOG':
      case 'DSCP':
        return undefined;
      default:
        return this.#jump(table, rule.target ?? '', packet);
    }
  }

  #jump(table: string, chain: string, packet: WalkedPacket): Outcome | undefined {
    const rules = this.#tables[table]?.chains?.[chain];
    if (!rules) throw new Error(`${table} has no chain ${chain}`);
    const outcome = this.#walk(table, chain, rules, packet);
    return outcome === 'return' ? undefined : outcome;
  }
}

const protocolNames: Readonly<Record<number, string>> = { 6: 'tcp', 17: 'udp', 132: 'sctp' };

/** The kernel's sets of one IP version. */
export function setTest(recorded: Readonly<Record<string, RecordedSet>>, ipVersion: 4 | 6): SetTest {
  const sets = new Map(Object.values(recorded).map((set) => [ipVersion === 4 ? set.name_v4 : set.name_v6, set]));
  const tests = new Map<string, ReturnType<typeof memberTest>>();
  return (name, directions, packet) => {
    const set = sets.get(name);
    if (!set) throw new Error(`there is no set ${name}`);
    const test = tests.get(name) ?? memberTest(set);
    tests.set(name, test);
    return test(directions, packet);
  };
}

function memberTest({ type, members }: RecordedSet): (directions: string, packet: WalkedPacket) => boolean {
  const addressOf = (directions: string, packet: WalkedPacket) =>
    directions.startsWith('src') ? packet.source : packet.destination;
  // A BlockList is searched from end to end, and most members are single addresses.
  const whole = (member: string) => !member.includes('/') || member.endsWith(member.includes(':') ? '/128' : '/32');
  const single = new Set(members.filter(whole).map((member) => member.replace(/\/.*$/, '')));
  if (type === 'IP_AND_PORT') {
    return (directions, packet) => {
      const port = directions.startsWith('src') ? packet.sourcePort : packet.destinationPort;
      return single.has(`${addressOf(directions, packet)},${protocolNames[packet.protocol]}:${port}`);
    };
  }
  const networks = blockList(members.filter((member) => !whole(member)));
  return (directions, packet) => {
    const address = addressOf(directions, packet);
    return single.has(address) || contains(networks, address);
  };
}
