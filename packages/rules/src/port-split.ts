import type { felix } from '@manul/proto';
import type { PortRange } from './chain.ts';

/** The kernel's multiport match has 15 slots; a single port takes one, a range two. */
const slots = 15;

/** Splits a list of ports into lists that each fit one match, in order. */
export function splitPorts(ports: readonly felix.IPortRange[]): PortRange[][] {
  const splits: PortRange[][] = [];
  let free = 0;
  for (const port of ports) {
    const range = { first: port.first ?? 0, last: port.last ?? 0 };
    const needed = range.first === range.last ? 1 : 2;
    if (free < needed) {
      splits.push([range]);
      free = slots;
    } else {
      splits.at(-1)?.push(range);
    }
    free -= needed;
  }
  return splits;
}
