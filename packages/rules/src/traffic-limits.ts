// Limits on one endpoint's packet rate and connections.
import { clearMark, drop, marked, protocol, rule, setMark } from './build.ts';
import type { Rule } from './chain.ts';
import type { Rendering } from './config.ts';

/** 0: no limit. Rates are packets per second. */
export interface TrafficLimits {
  readonly inbound: DirectionLimits;
  readonly outbound: DirectionLimits;
}

export interface DirectionLimits {
  readonly packetRate: number;
  readonly packetBurst: number;
  readonly connections: number;
}

/** The kernel counts rate and burst in ten-thousandths. */
const maxRate = 10_000;

export function packetRateRules(limits: TrafficLimits, direction: 'inbound' | 'outbound', r: Rendering): Rule[] {
  const { packetRate, packetBurst } = limits[direction];
  if (packetRate <= 0) return [];
  const what = `${direction === 'inbound' ? 'ingress' : 'egress'} packet rate limit`;
  const within = r.marks.scratch0;
  const limit = {
    on: 'limit',
    rate: `${Math.min(packetRate, maxRate)}/sec`,
    burst: Math.min(Math.max(packetBurst, 1), maxRate),
  } as const;
  return [
    rule([], clearMark(within), `Clear ${what} mark`),
    rule(limit, setMark(within), `Mark packets within ${what}`),
    rule([{ ...marked(within), negate: true }], drop, `Drop packets over ${what}`),
    rule([], clearMark(within), `Clear ${what} mark`),
  ];
}

export function connectionLimitRules(limits: TrafficLimits, direction: 'inbound' | 'outbound'): Rule[] {
  const { connections } = limits[direction];
  if (connections <= 0) return [];
  const comment = `Reject connections over ${direction === 'inbound' ? 'ingress' : 'egress'} connection limit`;
  const above = { on: 'connections-above', count: Math.min(connections, 0xffffffff) } as const;
  return [rule([protocol('tcp'), { on: 'tcp-syn' }, above], { do: 'reject', with: 'tcp-reset' }, comment)];
}
