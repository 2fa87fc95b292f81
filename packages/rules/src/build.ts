// Short names for the data that chains are made of.
import type { Action, Match, Rule } from './chain.ts';

export const accept: Action = { do: 'accept' };
export const drop: Action = { do: 'drop' };
export const back: Action = { do: 'return' };
export const noTrack: Action = { do: 'no-track' };

export const jump = (chain: string): Action => ({ do: 'jump', chain });
export const goTo = (chain: string): Action => ({ do: 'go-to', chain });
/** There are few marks and very many rules with them: each is made once. */
function once<T>(make: (mark: number) => T): (mark: number) => T {
  const made = new Map<number, T>();
  return (mark) => {
    const known = made.get(mark);
    if (known !== undefined) return known;
    const fresh = make(mark);
    made.set(mark, fresh);
    return fresh;
  };
}

export const setMark = once((mark): Action => ({ do: 'set-mark', mark }));
export const clearMark = once((mark): Action => ({ do: 'clear-mark', mark }));

/** All bits of `mark` are set. */
export const marked = once((mark): Match & { on: 'mark' } => ({ on: 'mark', value: mark, mask: mark }));
/** No bit of `mark` is set. */
export const unmarked = once((mark): Match => ({ on: 'mark', value: 0, mask: mark }));
/** Some bit of `mark` is set. */
export const someMarked = (mark: number): Match => ({ on: 'mark', value: 0, mask: mark, negate: true });

export const fromInterface = (name: string): Match => ({ on: 'in-interface', name });
export const toInterface = (name: string): Match => ({ on: 'out-interface', name });
export const protocol = (value: string | number): Match => ({ on: 'protocol', protocol: value });
export const destinationPort = (port: number): Match => ({
  on: 'destination-ports',
  ports: [{ first: port, last: port }],
});

export const established: Match = { on: 'conntrack-state', states: ['RELATED', 'ESTABLISHED'] };
export const invalid: Match = { on: 'conntrack-state', states: ['INVALID'] };

export function rule(match: readonly Match[] | Match, action: Action, comment?: string): Rule {
  // A copy has no room to spare, as arrays have that were put together: there are many thousand rules.
  const matches = Array.isArray(match) ? match.slice() : [match as Match];
  return comment === undefined ? { match: matches, action } : { match: matches, action, comments: [comment] };
}
