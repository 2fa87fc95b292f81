import { ConfigError } from '@manul/config';
import { hasPorts, protocolNumber } from '@manul/evaluator';

export interface AskedPort {
  readonly protocol: string;
  /** 0 where the protocol has none. */
  readonly port: number;
}

/** Reads `80`, `80/tcp`, `tcp/80`, `53/udp`, `icmp`. Throws a ConfigError that begins with `name`. */
export function parsePort(text: string, name: string): AskedPort {
  const parts = /^(?:(?<first>\d{1,5})(?:\/(?<after>[a-z][\w-]*))?|(?<before>[a-z][\w-]*)(?:\/(?<last>\d{1,5}))?)$/i;
  const { first, after, before, last } = parts.exec(text)?.groups ?? {};
  const protocol = (before ?? after ?? 'tcp').toLowerCase();
  const number = protocolNumber(protocol);
  const port = Number(first ?? last ?? 0);
  // Without any group, nothing was understood.
  const isKnown = (first ?? before) !== undefined && number !== undefined;
  if (!isKnown || (hasPorts(number) ? port < 1 || port > 65_535 : (first ?? last) !== undefined)) {
    throw new ConfigError(`${name}: ${text} is not a port such as 80, 53/udp or icmp`);
  }
  return { protocol, port };
}
