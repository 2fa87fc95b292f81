// Reads what iptables-save prints, no further than needed: which chains there are, and which of their rules are ours,
// by the hash in the comment. The rules themselves are not understood, because the tools print them differently from
// how they were written, and differently between versions. The text is taken as it comes, since a table of many
// thousand rules would hold up everything else if it were read at one go.
import { crc32 } from 'node:zlib';
import { detached, WholeLines } from './whole-lines.ts';

export interface SavedChain {
  readonly name: string;
  /** One of the kernel's own: it has a policy. */
  readonly builtIn: boolean;
  /** One element per rule; undefined for a rule without our hash. */
  readonly hashes: (string | undefined)[];
  /** Our rules' whole lines (`-A …`), by position; kept only for chains that are not ours. */
  readonly lines: Map<number, string>;
  /** CRC-32 of the text of all rules: tells an edit that left our comment in place. */
  fingerprint: number;
}

export interface SavedTable {
  readonly chains: ReadonlyMap<string, SavedChain>;
  /** The table holds what iptables-nft cannot show: its output is not to be relied on. */
  readonly incompatible: boolean;
}

export interface SaveMarks {
  /** Chains whose names begin with it are ours. */
  readonly chainPrefix: string;
  /** What comes before the hash in our comments. */
  readonly commentPrefix: string;
}

/** Never throws: lines that it does not know are skipped. */
export function parseSave(text: string, marks: SaveMarks): SavedTable {
  const reader = new SaveReader(marks);
  reader.feed(Buffer.from(text));
  return reader.end();
}

/** Takes the text in pieces that may end anywhere. */
export class SaveReader {
  readonly #marks: SaveMarks;
  readonly #markers: readonly string[];
  readonly #chains = new Map<string, SavedChain>();
  readonly #lines = new WholeLines();
  #current: SavedChain | undefined;
  #incompatible = false;

  constructor(marks: SaveMarks) {
    this.#marks = marks;
    this.#markers = [`--comment "${marks.commentPrefix}`, `--comment ${marks.commentPrefix}`];
  }

  feed(piece: Buffer): void {
    this.#readLines(this.#lines.feed(piece));
  }

  end(): SavedTable {
    this.#readLines(this.#lines.end());
    return { chains: this.#chains, incompatible: this.#incompatible };
  }

  /** One character for each byte: what matters here is ASCII, and places in the text are places in the bytes. */
  #readLines(bytes: Buffer): void {
    const text = bytes.toString('latin1');
    const markers = this.#markers.map((marker) => new Finder(text, marker));
    for (let start = 0; start < text.length; ) {
      const end = text.indexOf('\n', start);
      if (text.startsWith('-A ', start)) {
        const chain = this.#chainOfRule(text, start + 3, end);
        const hash = markers.map((marker) => hashAt(text, marker.within(start, end), end)).find(Boolean);
        if (hash !== undefined && !chain.name.startsWith(this.#marks.chainPrefix)) {
          chain.lines.set(chain.hashes.length, detached(text.slice(start, end)));
        }
        chain.hashes.push(hash);
        chain.fingerprint = crc32(bytes.subarray(start, end + 1), chain.fingerprint);
      } else if (text.startsWith(':', start)) {
        this.#declare(text.slice(start + 1, end));
      } else if (text.startsWith('# Table `', start)) {
        this.#incompatible ||= text.slice(start, end).includes('is incompatible');
      }
      start = end + 1;
    }
  }

  #chainOfRule(text: string, start: number, end: number): SavedChain {
    const space = text.indexOf(' ', start);
    const to = space < 0 || space > end ? end : space;
    const { name = '' } = this.#current ?? {};
    if (!this.#current || to - start !== name.length || !text.startsWith(name, start)) {
      this.#current = this.#chainNamed(text.slice(start, to), false);
    }
    return this.#current;
  }

  /** `name policy [packets:bytes]`. */
  #declare(line: string): void {
    const [name = '', policy] = line.split(' ', 2);
    if (name !== '') this.#chainNamed(name, policy !== undefined && policy !== '-');
  }

  #chainNamed(name: string, builtIn: boolean): SavedChain {
    let chain = this.#chains.get(name);
    if (!chain) {
      chain = { name: detached(name), builtIn, hashes: [], lines: new Map(), fingerprint: 0 };
      this.#chains.set(chain.name, chain);
    }
    return chain;
  }
}

/** Finds a text's occurrences in their order; the whole is searched once, however many lines have none. */
class Finder {
  readonly #text: string;
  readonly #wanted: string;
  #at = -1;

  constructor(text: string, wanted: string) {
    this.#text = text;
    this.#wanted = wanted;
  }

  /** Where the first one in this range ends; undefined where there is none. Ranges are asked for in their order. */
  within(start: number, end: number): number | undefined {
    if (this.#at < start) {
      const found = this.#text.indexOf(this.#wanted, start);
      this.#at = found < 0 ? Number.POSITIVE_INFINITY : found;
    }
    return this.#at < end ? this.#at + this.#wanted.length : undefined;
  }
}

/** The hash is the first comment of our rules; what users wrote comes after it. */
function hashAt(text: string, from: number | undefined, end: number): string | undefined {
  if (from === undefined) return undefined;
  let to = from;
  while (to < end && isHashCharacter(text.charCodeAt(to))) to++;
  return to === from ? undefined : detached(text.slice(from, to));
}

function isHashCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 45 ||
    code === 95
  );
}
