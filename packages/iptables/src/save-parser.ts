// Reads what iptables-save prints, no further than needed: which chains there are, and which of their rules are ours,
// by the hash in the comment. The rules themselves are not understood, because the tools print them differently from
// how they were written, and differently between versions.

export interface SavedChain {
  readonly name: string;
  /** One of the kernel's own: it has a policy. */
  readonly builtIn: boolean;
  /** One element per rule; undefined for a rule without our hash. */
  readonly hashes: (string | undefined)[];
  /** Our rules' whole lines (`-A …`), by position; kept only for chains that are not ours. */
  readonly lines: Map<number, string>;
  /** Of the text of all rules: tells an edit that left our comment in place. */
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
  const chains = new Map<string, SavedChain>();
  const comment = `--comment "${marks.commentPrefix}`;
  const bareComment = `--comment ${marks.commentPrefix}`;
  let incompatible = false;
  let current: SavedChain | undefined;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    start = end + 1;
    if (line.startsWith('-A ')) {
      const space = line.indexOf(' ', 3);
      const name = space < 0 ? line.slice(3) : line.slice(3, space);
      if (current?.name !== name) {
        current = chainNamed(chains, name, false);
      }
      addRule(current, line, hashAfter(line, comment) ?? hashAfter(line, bareComment), marks);
    } else if (line.startsWith(':')) {
      const [name = '', policy] = line.slice(1).split(' ', 2);
      if (name !== '') {
        chainNamed(chains, name, policy !== undefined && policy !== '-');
      }
    } else if (line.startsWith('# Table `') && line.includes('is incompatible')) {
      incompatible = true;
    }
  }
  return { chains, incompatible };
}

function chainNamed(chains: Map<string, SavedChain>, name: string, builtIn: boolean): SavedChain {
  let chain = chains.get(name);
  if (!chain) {
    chain = { name, builtIn, hashes: [], lines: new Map(), fingerprint: 0 };
    chains.set(name, chain);
  }
  return chain;
}

function addRule(chain: SavedChain, line: string, hash: string | undefined, marks: SaveMarks): void {
  if (hash !== undefined && !chain.name.startsWith(marks.chainPrefix)) {
    chain.lines.set(chain.hashes.length, line);
  }
  chain.hashes.push(hash);
  chain.fingerprint = mix(chain.fingerprint, line);
}

/** The hash is the first comment of our rules; what users wrote comes after it. */
function hashAfter(line: string, marker: string): string | undefined {
  const at = line.indexOf(marker);
  if (at < 0) {
    return undefined;
  }
  const from = at + marker.length;
  let to = from;
  while (to < line.length && isHashCharacter(line.charCodeAt(to))) {
    to++;
  }
  return to === from ? undefined : line.slice(from, to);
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

/** FNV-1a over the line, chained. */
function mix(seed: number, line: string): number {
  let hash = seed ^ 0x811c9dc5;
  for (let i = 0; i < line.length; i++) {
    hash = Math.imul(hash ^ line.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}
