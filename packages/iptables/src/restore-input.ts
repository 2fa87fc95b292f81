// The least that iptables-restore must be told to bring chains from what the kernel has to what is wanted. Pure.
import type { RenderedChain } from './rule-hash.ts';

/** A change to one chain. A transaction is a list of them. */
export interface ChainEdit {
  /**
   * Also the order in a transaction that does not fit into one: chains that nothing refers to yet, then what refers to
   * them, then what is no longer referred to.
   */
  readonly kind: 'create' | 'update' | 'hook' | 'flush' | 'delete';
  readonly chain: string;
  /** `:name` line, which creates the chain or empties it. */
  readonly declare: boolean;
  readonly lines: readonly string[];
}

/** Edits one of our chains; undefined where it is right already. */
export function editChain(
  name: string,
  before: readonly (string | undefined)[] | undefined,
  after: RenderedChain,
): ChainEdit | undefined {
  if (!before) {
    return { kind: 'create', chain: name, declare: true, lines: appendLines(name, after.bodies, 0) };
  }
  const { hashes, bodies } = after;
  const shorter = Math.min(before.length, hashes.length);
  const lines: string[] = [];
  for (let i = 0; i < shorter; i++) {
    if (before[i] !== hashes[i]) {
      lines.push(`-R ${name} ${i + 1} ${bodies[i]}`);
    }
  }
  for (let i = before.length; i > hashes.length; i--) {
    lines.push(`-D ${name} ${i}`);
  }
  lines.push(...appendLines(name, bodies, shorter));
  if (lines.length === 0) {
    return undefined;
  }
  // Emptied and written again within the transaction: no packet sees it empty.
  return lines.length > bodies.length + 1
    ? { kind: 'update', chain: name, declare: true, lines: appendLines(name, bodies, 0) }
    : { kind: 'update', chain: name, declare: false, lines };
}

function appendLines(name: string, bodies: readonly string[], from: number): string[] {
  const lines: string[] = [];
  for (let i = from; i < bodies.length; i++) {
    lines.push(`-A ${name} ${bodies[i]}`);
  }
  return lines;
}

/**
 * Removing a chain takes two steps, because the chains that go may refer to each other: all are emptied before the
 * first is deleted.
 */
export function removeChain(name: string): readonly [ChainEdit, ChainEdit] {
  return [
    { kind: 'flush', chain: name, declare: false, lines: [`-F ${name}`] },
    { kind: 'delete', chain: name, declare: false, lines: [`-X ${name}`] },
  ];
}

/** One rule of a chain that is not ours. */
export interface HookRule {
  /** Undefined: someone else's rule. */
  readonly hash: string | undefined;
  /** Our rule as the kernel shows it, after `-A chain `. */
  readonly body: string | undefined;
}

export interface WantedHook {
  /** At the chain's head, or in append mode after the other writers' rules. */
  readonly inserted: RenderedChain;
  /** At the chain's end in either mode. */
  readonly appended: RenderedChain;
}

export type InsertMode = 'insert' | 'append';

/**
 * Edits our rules in a chain that is not ours. They are removed by their text, not by their number, because others
 * write to these chains and numbers move.
 * @param keepUnknown rules with our hash that are not wanted stay: they may be in use
 * @returns undefined where the chain is right already
 */
export function editHook(
  chain: string,
  before: readonly HookRule[],
  wanted: WantedHook,
  mode: InsertMode,
  keepUnknown: boolean,
): { readonly edit: ChainEdit; readonly after: readonly HookRule[] } | undefined {
  const known = new Set([...wanted.inserted.hashes, ...wanted.appended.hashes]);
  const stays = (rule: HookRule) => rule.hash === undefined || (keepUnknown && !known.has(rule.hash));
  const others = before.filter(stays);
  const inserted = asHookRules(wanted.inserted);
  const appended = asHookRules(wanted.appended);
  const after = mode === 'insert' ? [...inserted, ...others, ...appended] : [...others, ...inserted, ...appended];
  if (after.length === before.length && after.every((rule, i) => rule.hash === before[i]?.hash)) {
    return undefined;
  }
  const lines = before.filter((rule) => !stays(rule)).map((rule) => `-D ${chain} ${rule.body}`);
  if (mode === 'insert') {
    // Each goes to the head, so the last comes first.
    lines.push(...wanted.inserted.bodies.map((body) => `-I ${chain} ${body}`).reverse());
  } else {
    lines.push(...appendLines(chain, wanted.inserted.bodies, 0));
  }
  lines.push(...appendLines(chain, wanted.appended.bodies, 0));
  return { edit: { kind: 'hook', chain, declare: false, lines }, after };
}

function asHookRules(rendered: RenderedChain): HookRule[] {
  return rendered.hashes.map((hash, i) => ({ hash, body: rendered.bodies[i] }));
}

/** How many lines of a transaction change something. */
export function countChanges(edits: readonly ChainEdit[]): number {
  return edits.reduce((sum, { declare, lines }) => sum + (declare ? 1 : 0) + lines.length, 0);
}

const linesAtOnce = 512;

/**
 * A transaction's text, in pieces: it may be megabytes, and whoever reads it begins before all of it is there. The edits'
 * order is the caller's; all chains are declared first.
 */
export function* restoreInput(table: string, edits: readonly ChainEdit[]): Generator<string> {
  let piece = [`*${table}`];
  for (const { declare, chain } of edits) {
    if (declare) piece.push(`:${chain} - [0:0]`);
  }
  for (const { lines } of edits) {
    for (const line of lines) piece.push(line);
    if (piece.length >= linesAtOnce) {
      yield textOf(piece);
      piece = [];
    }
  }
  piece.push('COMMIT');
  yield textOf(piece);
}

/** Joined at once: what is added to a text is copied once more when it is written. */
function textOf(lines: string[]): string {
  lines.push('');
  return lines.join('\n');
}

/** The edit that a line of that text belongs to, counted from 1; undefined for the table's own lines. */
export function editAt(edits: readonly ChainEdit[], line: number): ChainEdit | undefined {
  let before = 1;
  for (const edit of edits) {
    before += edit.declare ? 1 : 0;
    if (line <= before) return line > 1 ? edit : undefined;
  }
  for (const edit of edits) {
    before += edit.lines.length;
    if (line <= before) return edit;
  }
  return undefined;
}
