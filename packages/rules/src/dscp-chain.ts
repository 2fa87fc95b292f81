import { rule } from './build.ts';
import type { Chain } from './chain.ts';
import type { Rendering } from './config.ts';

/** The DSCP value (0 to 63) that packets from an address leave the cluster with. */
export interface DscpSource {
  readonly address: string;
  readonly value: number;
}

/** In mangle. */
export function dscpChain(sources: readonly DscpSource[], r: Rendering): Chain {
  const sorted = sources.toSorted((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
  const rules = sorted.map(({ address, value }) =>
    rule({ on: 'source-net', cidr: address }, { do: 'set-dscp', value }),
  );
  return { name: r.names.egressDscp, rules };
}
