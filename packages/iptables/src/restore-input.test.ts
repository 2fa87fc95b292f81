import { describe, expect, it } from 'vitest';
import { type ChainEdit, countChanges, editAt, editChain, editHook, restoreInput } from './restore-input.ts';
import type { RenderedChain } from './rule-hash.ts';

const rendered = (...hashes: string[]): RenderedChain => ({ hashes, bodies: hashes.map((hash) => `-j ${hash}`) });

describe('an edit of a chain', () => {
  it('creates it', () => {
    expect(editChain('x', undefined, rendered('a'))).toEqual({
      kind: 'create',
      chain: 'x',
      declare: true,
      lines: ['-A x -j a'],
    });
  });

  it.each([
    { before: ['a', 'b'], after: ['a', 'b'], lines: undefined },
    { before: ['a', 'b'], after: ['a', 'c'], lines: ['-R x 2 -j c'] },
    { before: ['a', undefined], after: ['a', 'c'], lines: ['-R x 2 -j c'] },
    { before: ['a'], after: ['a', 'b', 'c'], lines: ['-A x -j b', '-A x -j c'] },
    { before: ['a', 'b', 'c'], after: ['a'], lines: ['-D x 3', '-D x 2'] },
    { before: ['a', 'b', 'c'], after: ['d', 'b'], lines: ['-R x 1 -j d', '-D x 3'] },
  ])('turns $before into $after', ({ before, after, lines }) => {
    const edit = editChain('x', before, rendered(...after));
    expect(edit?.lines).toEqual(lines);
    expect(edit?.declare ?? false).toBe(false);
  });

  it('writes the chain anew where that is less', () => {
    expect(editChain('x', ['a', 'b', 'c', 'd'], rendered('e'))).toEqual({
      kind: 'update',
      chain: 'x',
      declare: true,
      lines: ['-A x -j e'],
    });
  });
});

describe("an edit of someone else's chain", () => {
  const foreign = { hash: undefined, body: undefined };
  const ours = (hash: string) => ({ hash, body: `-j ${hash}` });
  const wanted = { inserted: rendered('i', 'j'), appended: rendered('z') };

  it('puts our rules around the others', () => {
    const change = editHook('FORWARD', [foreign], wanted, 'insert', false);
    expect(change?.edit.lines).toEqual(['-I FORWARD -j j', '-I FORWARD -j i', '-A FORWARD -j z']);
    expect(change?.after).toEqual([ours('i'), ours('j'), foreign, ours('z')]);
    expect(editHook('FORWARD', change?.after ?? [], wanted, 'insert', false)).toBeUndefined();
  });

  it('puts them behind the others in append mode', () => {
    const change = editHook('FORWARD', [foreign], wanted, 'append', false);
    expect(change?.after).toEqual([foreign, ours('i'), ours('j'), ours('z')]);
  });

  it('moves rules that got out of place, by their text', () => {
    const before = [foreign, ours('i'), ours('j'), ours('z')];
    expect(editHook('FORWARD', before, wanted, 'insert', false)?.edit.lines.slice(0, 3)).toEqual([
      '-D FORWARD -j i',
      '-D FORWARD -j j',
      '-D FORWARD -j z',
    ]);
  });

  it('keeps or removes rules of ours that are not wanted', () => {
    const before = [ours('i'), ours('j'), ours('old'), foreign, ours('z')];
    expect(editHook('FORWARD', before, wanted, 'insert', true)).toBeUndefined();
    expect(editHook('FORWARD', before, wanted, 'insert', false)?.after).toEqual([
      ours('i'),
      ours('j'),
      foreign,
      ours('z'),
    ]);
  });
});

describe('the input of a transaction', () => {
  it('declares all chains first and knows whose each line is', () => {
    const edits: ChainEdit[] = [
      { kind: 'create', chain: 'x', declare: true, lines: ['-A x -j y'] },
      { kind: 'create', chain: 'y', declare: true, lines: [] },
      { kind: 'hook', chain: 'FORWARD', declare: false, lines: ['-I FORWARD -j x'] },
    ];
    expect([...restoreInput('filter', edits)].join('')).toBe(
      ['*filter', ':x - [0:0]', ':y - [0:0]', '-A x -j y', '-I FORWARD -j x', 'COMMIT', ''].join('\n'),
    );
    const [x, y, forward] = edits;
    const owners = [1, 2, 3, 4, 5, 6].map((line) => editAt(edits, line));
    expect(owners).toEqual([undefined, x, y, x, forward, undefined]);
    expect(countChanges(edits)).toBe(4);
  });
});
