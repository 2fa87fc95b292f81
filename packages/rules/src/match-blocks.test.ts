import { describe, expect, test } from 'vitest';
import type { Rule } from './chain.ts';
import { allocateMarkBits } from './mark-bits.ts';
import { MatchBlocks } from './match-blocks.ts';

const marks = allocateMarkBits(0xffff0000);
const { scratch0: candidate, scratch1: block } = marks;
const actions = (rules: readonly Rule[]) => rules.map(({ action }) => action);

describe('match blocks', () => {
  test('without alternatives nothing is added', () => {
    const blocks = new MatchBlocks(marks);
    expect(blocks.rules).toEqual([]);
    expect(blocks.outcome).toEqual([]);
  });

  test('the first alternatives set the candidate bit', () => {
    const blocks = new MatchBlocks(marks);
    blocks.anyNet('source', ['10.0.0.0/8', '11.0.0.0/8']);
    expect(actions(blocks.rules)).toEqual([
      { do: 'set-masked-mark', value: 0, mask: candidate | block },
      { do: 'set-mark', mark: candidate },
      { do: 'set-mark', mark: candidate },
    ]);
    expect(blocks.outcome).toEqual([{ on: 'mark', value: candidate, mask: candidate }]);
  });

  test('further alternatives have to match too', () => {
    const blocks = new MatchBlocks(marks);
    blocks.anyNet('source', ['10.0.0.0/8', '11.0.0.0/8']);
    blocks.anyPort('destination', 'tcp', [[{ first: 80, last: 80 }]], ['cali40n:web']);
    expect(blocks.rules.slice(3)).toEqual([
      {
        match: [
          { on: 'protocol', protocol: 'tcp' },
          { on: 'destination-ports', ports: [{ first: 80, last: 80 }] },
        ],
        action: { do: 'set-mark', mark: block },
      },
      { match: [{ on: 'destination-port-set', set: 'cali40n:web' }], action: { do: 'set-mark', mark: block } },
      { match: [{ on: 'mark', value: 0, mask: block }], action: { do: 'clear-mark', mark: candidate } },
    ]);
  });

  test('the third block does not see what the second left', () => {
    const blocks = new MatchBlocks(marks);
    const any = () => blocks.anyNet('source', ['10.0.0.0/8']);
    any();
    any();
    const before = blocks.rules.length;
    any();
    expect(actions(blocks.rules.slice(before))).toEqual([
      { do: 'clear-mark', mark: block },
      { do: 'set-mark', mark: block },
      { do: 'clear-mark', mark: candidate },
    ]);
  });

  test('exclusions alone start from a candidate', () => {
    const blocks = new MatchBlocks(marks);
    blocks.noneOfNets('destination', ['10.1.0.0/16', '10.2.0.0/16']);
    expect(actions(blocks.rules)).toEqual([
      { do: 'set-masked-mark', value: candidate, mask: candidate | block },
      { do: 'clear-mark', mark: candidate },
      { do: 'clear-mark', mark: candidate },
    ]);
  });

  test('exclusions after alternatives only take away', () => {
    const blocks = new MatchBlocks(marks);
    blocks.anyNet('source', ['10.0.0.0/8', '11.0.0.0/8']);
    blocks.noneOfNets('source', ['10.1.0.0/16']);
    expect(actions(blocks.rules).at(0)).toEqual({ do: 'set-masked-mark', value: 0, mask: candidate | block });
    expect(actions(blocks.rules).at(-1)).toEqual({ do: 'clear-mark', mark: candidate });
  });
});
