// Alternatives. All matches of one kernel rule must hold, and it takes one network for each side and 15 ports, while a
// policy rule may list many, of which any may match. What does not fit becomes blocks of rules ahead of the rule
// proper, which note in a mark bit whether the packet is still a candidate:
//
//   clear both bits (or, where only exclusions follow, set the candidate bit)
//   block of alternatives:      one rule for each, which sets the candidate bit
//   further such blocks:        ... which sets the block's own bit; at the end, no block bit: no candidate
//   block of exclusions:        one rule for each, which clears the candidate bit
//   the rule proper:            ... and the candidate bit is set
import { clearMark, protocol as isProtocol, rule, setMark, unmarked } from './build.ts';
import type { Match, PortRange, Rule } from './chain.ts';
import type { MarkBits } from './mark-bits.ts';

export type Side = 'source' | 'destination';

export class MatchBlocks {
  readonly rules: Rule[] = [];
  readonly #candidate: number;
  readonly #block: number;
  #alternatives = 0;

  constructor(marks: MarkBits) {
    this.#candidate = marks.scratch0;
    this.#block = marks.scratch1;
  }

  /** The match that the rule proper needs in addition. */
  get outcome(): Match[] {
    return this.rules.length === 0 ? [] : [{ on: 'mark', value: this.#candidate, mask: this.#candidate }];
  }

  /** Any of these ports, or of these sets of addresses and ports. */
  anyPort(
    side: Side,
    protocol: string | number | undefined,
    splits: readonly PortRange[][],
    sets: readonly string[],
  ): void {
    const ofProtocol = protocol === undefined ? [] : [isProtocol(protocol)];
    this.#any([
      ...splits.map((ports): Match[] => [...ofProtocol, { on: `${side}-ports`, ports }]),
      ...sets.map((set): Match[] => [{ on: `${side}-port-set`, set }]),
    ]);
  }

  anyNet(side: Side, cidrs: readonly string[]): void {
    this.#any(cidrs.map((cidr): Match[] => [{ on: `${side}-net`, cidr }]));
  }

  noneOfNets(side: Side, cidrs: readonly string[]): void {
    this.#begin(this.#candidate);
    for (const cidr of cidrs) this.rules.push(rule({ on: `${side}-net`, cidr }, clearMark(this.#candidate)));
  }

  #any(alternatives: readonly Match[][]): void {
    this.#begin(0);
    const blocksBefore = this.#alternatives++;
    const first = blocksBefore === 0;
    const bit = first ? this.#candidate : this.#block;
    // The bit is still set from the block before. Felix leaves it so, and its third and fourth blocks never exclude.
    if (blocksBefore > 1) this.rules.push(rule([], clearMark(this.#block)));
    for (const match of alternatives) this.rules.push(rule(match, setMark(bit)));
    if (!first) this.rules.push(rule(unmarked(this.#block), clearMark(this.#candidate)));
  }

  #begin(value: number): void {
    if (this.rules.length > 0) return;
    this.rules.push(rule([], { do: 'set-masked-mark', value, mask: this.#candidate | this.#block }));
  }
}
