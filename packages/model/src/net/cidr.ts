import { type Address, formatAddress, parseAddress, parseIpv6 } from './address.ts';

/** A network; host bits of `address` are zero. */
export interface Cidr {
  readonly address: Address;
  readonly prefixLength: number;
}

const cidr = /^([^/]+)\/(0|[1-9]\d{0,2})$/;

/** Host bits are cleared, as Kubernetes and Calico do. IPv4-mapped networks are IPv4 ones. Undefined: no network. */
export function parseCidr(text: string): Cidr | undefined {
  const match = cidr.exec(text);
  if (match === null) return undefined;
  const given = Number(match[2]);
  const address = parseAddress(match[1]!);
  if (address === undefined) return undefined;
  if (!match[1]!.includes(':')) return given > 32 ? undefined : mask({ address, prefixLength: given });
  if (given > 128) return undefined;
  if (address.version === 6) return mask({ address, prefixLength: given });
  // A prefix that ends before the mapped address begins takes in much more than IPv4: it stays what it is.
  if (given >= 96) return mask({ address, prefixLength: given - 96 });
  return mask({ address: { version: 6, groups: parseIpv6(match[1]!)! }, prefixLength: given });
}

/** As `parseCidr`; a single address is the network of it alone. */
export function parseCidrOrAddress(text: string): Cidr | undefined {
  return text.includes('/') ? parseCidr(text) : hostCidr(parseAddress(text));
}

export function formatCidr({ address, prefixLength }: Cidr): string {
  return `${formatAddress(address)}/${prefixLength}`;
}

/** Whether all of `inner` is in `outer`. */
export function cidrContains(outer: Cidr, inner: Cidr): boolean {
  if (outer.address.version !== inner.address.version || outer.prefixLength > inner.prefixLength) return false;
  return formatCidr(mask({ address: inner.address, prefixLength: outer.prefixLength })) === formatCidr(outer);
}

function hostCidr(address: Address | undefined): Cidr | undefined {
  return address && { address, prefixLength: address.version === 4 ? 32 : 128 };
}

function mask({ address, prefixLength }: Cidr): Cidr {
  if (address.version === 4) {
    // Shifting by 32 shifts by nothing.
    const bits = prefixLength === 0 ? 0 : (-1 << (32 - prefixLength)) >>> 0;
    return { address: { version: 4, value: (address.value & bits) >>> 0 }, prefixLength };
  }
  const groups = address.groups.map((group, i) => {
    const kept = Math.min(16, Math.max(0, prefixLength - 16 * i));
    return group & (0xffff << (16 - kept)) & 0xffff;
  });
  return { address: { version: 6, groups }, prefixLength };
}
