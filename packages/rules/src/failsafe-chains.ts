// Ports that stay open whatever the policy of the host's endpoints says.

import { addressVersion } from './addresses.ts';
import { accept, protocol, rule } from './build.ts';
import type { Chain, Match, Rule, TableName } from './chain.ts';
import type { FailsafePort, Rendering } from './config.ts';

/**
 * In raw, which comes before connection tracking, the answers are let through as well: else untracked policy could
 * cut one half of a connection off from tracking.
 */
export function failsafeChains(table: TableName, r: Rendering): Chain[] {
  const { failsafeInbound, failsafeOutbound } = r.config;
  const answers = (ports: readonly FailsafePort[]) => (table === 'raw' ? ports : []);
  return [
    {
      name: r.names.failsafeIn,
      rules: [
        ...portRules(failsafeInbound, 'destination-ports', 'source-net', r),
        ...portRules(answers(failsafeOutbound), 'source-ports', 'source-net', r),
      ],
    },
    {
      name: r.names.failsafeOut,
      rules: [
        ...portRules(failsafeOutbound, 'destination-ports', 'destination-net', r),
        ...portRules(answers(failsafeInbound), 'source-ports', 'destination-net', r),
      ],
    },
  ];
}

function portRules(
  ports: readonly FailsafePort[],
  on: 'source-ports' | 'destination-ports',
  peer: 'source-net' | 'destination-net',
  r: Rendering,
): Rule[] {
  const ours = ports.filter(({ net }) => net === undefined || addressVersion(net) === r.ipVersion);
  return ours.map((failsafe) => {
    const { port, net } = failsafe;
    const far: Match[] = net === undefined ? [] : [{ on: peer, cidr: net }];
    return rule([protocol(failsafe.protocol), { on, ports: [{ first: port, last: port }] }, ...far], accept);
  });
}
