// Reads iptables rules as they are recorded, for walking packets over them. Written from iptables' manual pages, and
// shares nothing with the renderer or the evaluator: it is there to judge both. A word that it does not know is an error.
import { BlockList, isIPv6 } from 'node:net';

/** A packet on its way through the tables of one IP version. */
export interface WalkedPacket {
  readonly source: string;
  readonly destination: string;
  readonly protocol: number;
  readonly sourcePort: number | undefined;
  readonly destinationPort: number | undefined;
  readonly icmp: { readonly type: number; readonly code: number } | undefined;
  readonly inInterface: string;
  readonly outInterface: string;
  /** Whether a reply to the source would leave by the interface that the packet came in by. */
  readonly reversePathOk: boolean;
  /** `NEW`, `ESTABLISHED`, `INVALID`, `UNTRACKED`. */
  connection: string;
  mark: number;
}

/** Kernel IP sets by name. */
export type SetTest = (set: string, directions: string, packet: WalkedPacket) => boolean;

type RuleTest = (packet: WalkedPacket, sets: SetTest) => boolean;

export interface ParsedRule {
  readonly tests: readonly RuleTest[];
  /** `ACCEPT`, `DROP`, `RETURN`, `MARK`, another target, or a chain; undefined: a comment alone. */
  readonly target: string | undefined;
  readonly isGoto: boolean;
  /** Of MARK. */
  readonly mark: { readonly value: number; readonly mask: number } | undefined;
}

const protocols: Readonly<Record<string, number>> = {
  icmp: 1,
  tcp: 6,
  udp: 17,
  icmpv6: 58,
  'ipv6-icmp': 58,
  sctp: 132,
  udplite: 136,
};

const parsed = new Map<string, ParsedRule>();

export function parseRule(text: string): ParsedRule {
  const known = parsed.get(text) ?? new RuleParser(text).parse();
  parsed.set(text, known);
  return known;
}

/** What each option asks of a packet, from its value. */
const options: Readonly<Record<string, (value: string) => RuleTest>> = {
  '-p': (value) => {
    const protocol = protocols[value] ?? Number(value);
    return (packet) => packet.protocol === protocol;
  },
  '--source': (value) => inNet(value, (packet) => packet.source),
  '--destination': (value) => inNet(value, (packet) => packet.destination),
  '--in-interface': (value) => onInterface(value, (packet) => packet.inInterface),
  '--out-interface': (value) => onInterface(value, (packet) => packet.outInterface),
  '--source-ports': (value) => inPorts(value, (packet) => packet.sourcePort),
  '--destination-ports': (value) => inPorts(value, (packet) => packet.destinationPort),
  '--icmp-type': (value) => isIcmp(value, 1),
  '--icmpv6-type': (value) => isIcmp(value, 58),
  '--mark': (value) => {
    const { value: wanted, mask } = parseMark(value);
    return (packet) => (packet.mark & mask) >>> 0 === wanted;
  },
  '--ctstate': (value) => {
    const states = value.split(',');
    return (packet) => states.includes(packet.connection);
  },
  // One packet is never too many.
  '--limit': () => () => true,
  '--limit-burst': () => () => true,
  '--connlimit-above': () => () => false,
  '--connlimit-mask': () => () => true,
};

class RuleParser {
  readonly #words: string[];
  readonly #text: string;
  readonly #tests: RuleTest[] = [];
  #target: string | undefined;
  #isGoto = false;
  #mark: ParsedRule['mark'];
  #reversePath = false;

  constructor(text: string) {
    this.#text = text;
    this.#words = text.match(/"[^"]*"|\S+/g) ?? [];
  }

  parse(): ParsedRule {
    while (this.#words.length > 0) this.#option();
    return { tests: this.#tests, target: this.#target, isGoto: this.#isGoto, mark: this.#mark };
  }

  #option(): void {
    const negated = this.#words[0] === '!';
    if (negated) this.#words.shift();
    const option = this.#take();
    const test = options[option]?.(this.#take()) ?? this.#special(option);
    if (test) this.#tests.push(negated ? (packet, sets) => !test(packet, sets) : test);
  }

  /** Options that are not one test with one value. */
  #special(option: string): RuleTest | undefined {
    switch (option) {
      case '-m':
        this.#reversePath ||= this.#take() === 'rpfilter';
        return undefined;
      case '--match-set': {
        const [set, directions] = [this.#take(), this.#take()];
        return (packet, sets) => sets(set, directions, packet);
      }
      case '--invert':
        return (packet) => !packet.reversePathOk;
      case '--validmark':
        return undefined;
      case '--tcp-flags':
        this.#words.splice(0, 2);
        return (packet) => packet.connection === 'NEW';
      case '-j':
      case '--jump':
      case '--goto':
        this.#target = this.#take();
        this.#isGoto = option === '--goto';
        return undefined;
      case '--set-mark':
        this.#mark = parseMark(this.#take());
        return undefined;
      case '--log-prefix':
      case '--log-level':
      case '--reject-with':
      case '--set-dscp':
        this.#take();
        return undefined;
      case '--notrack':
        return undefined;
      default:
        throw new Error(`${option} is not known, in: ${this.#text}`);
    }
  }

  #take(): string {
    const word = this.#words.shift();
    if (word === undefined) throw new Error(`a value is missing, in: ${this.#text}`);
    return word;
  }
}

function parseMark(text: string): { value: number; mask: number } {
  const [value = '0', mask = '0xffffffff'] = text.split('/');
  return { value: Number(value), mask: Number(mask) };
}

function inNet(cidr: string, of: (packet: WalkedPacket) => string): RuleTest {
  const nets = blockList([cidr]);
  return (packet) => contains(nets, of(packet));
}

function onInterface(name: string, of: (packet: WalkedPacket) => string): RuleTest {
  return name.endsWith('+') ? (packet) => of(packet).startsWith(name.slice(0, -1)) : (packet) => of(packet) === name;
}

function inPorts(list: string, of: (packet: WalkedPacket) => number | undefined): RuleTest {
  const ranges = list.split(',').map((range) => range.split(':').map(Number));
  return (packet) => {
    const port = of(packet);
    return port !== undefined && ranges.some(([first, last = first]) => first! <= port && port <= last!);
  };
}

function isIcmp(text: string, protocol: number): RuleTest {
  const [type, code] = text.split('/').map(Number);
  return ({ protocol: actual, icmp }) =>
    actual === protocol && icmp?.type === type && (code === undefined || icmp?.code === code);
}

/** CIDRs, or addresses. */
export function blockList(cidrs: readonly string[]): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [address = '', length] = cidr.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(length ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return list;
}

export function contains(list: BlockList, address: string): boolean {
  return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
