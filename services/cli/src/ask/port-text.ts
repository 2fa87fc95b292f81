import { InvalidArgumentError } from 'commander';

export interface AskedPort {
  readonly protocol: string;
  /** 0 where the protocol has none. */
  readonly port: number;
}

/** Reads `80`, `80/tcp`, `tcp/80`, `53/udp`, `icmp`. Throws InvalidArgumentError. */
export function parsePort(text: string): AskedPort {
  if (/^[a-z]\w*$/i.test(text)) return { protocol: text.toLowerCase(), port: 0 };
  const parts = text.split('/');
  const digits = parts.find((part) => /^\d{1,5}$/.test(part));
  const protocol = parts.find((part) => part !== digits) ?? 'tcp';
  const port = Number(digits);
  if (parts.length > 2 || digits === undefined || port > 65_535 || !/^[a-z]\w*$/i.test(protocol)) {
    throw new InvalidArgumentError('is not a port such as 80, 53/udp or icmp.');
  }
  return { protocol: protocol.toLowerCase(), port };
}
