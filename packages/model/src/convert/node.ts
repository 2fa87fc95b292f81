import { formatAddress, parseAddress } from '../net/address.ts';
import { parseCidr } from '../net/cidr.ts';
import type { Field } from './field.ts';
import type { SourceObject } from './source-object.ts';

interface NodeAddresses {
  internal: string[];
  external: string[];
}

export function convertNode(object: SourceObject): void {
  const v4: NodeAddresses = { internal: [], external: [] };
  const v6: NodeAddresses = { internal: [], external: [] };
  const listed = object.errors.isolate('the addresses are ignored', () => object.status.get('addresses').items()) ?? [];
  for (const entry of listed) {
    object.errors.isolate('the address is ignored', () => {
      const type = entry.get('type').string();
      if (type !== 'InternalIP' && type !== 'ExternalIP') return;
      const field = entry.get('address');
      const address = parseAddress(field.string()) ?? field.failExpecting('an IP address');
      const family = address.version === 4 ? v4 : v6;
      (type === 'InternalIP' ? family.internal : family.external).push(formatAddress(address));
    });
  }
  object.set('node', object.key, {
    name: object.name,
    ipv4: annotatedAddress(object, 'projectcalico.org/IPv4Address', 4) ?? firstHostCidr(v4, 32),
    ipv6: annotatedAddress(object, 'projectcalico.org/IPv6Address', 6) ?? firstHostCidr(v6, 128),
    addresses: [...new Set([v4, v6].flatMap(({ internal, external }) => [...internal, ...external]))],
    labels: object.labels(),
    asNumber: object.errors.isolate('the AS number is ignored', () => readAsNumber(object)) ?? '',
  });
}

// Calico's node agent writes down the address that it detected, with the prefix length of the network.
function annotatedAddress(object: SourceObject, key: string, version: 4 | 6): string | undefined {
  const field = object.annotation(key);
  if (field.isAbsent) return undefined;
  return object.errors.isolate('the address is taken from the status', () => {
    const [text, prefixLength] = field.string().split('/');
    const address = parseAddress(text!);
    if (parseCidr(field.string()) === undefined || address?.version !== version) {
      return field.failExpecting(`an IPv${version} address with prefix length`);
    }
    return `${formatAddress(address)}/${prefixLength}`;
  });
}

function firstHostCidr({ internal, external }: NodeAddresses, prefixLength: number): string | undefined {
  const address = internal[0] ?? external[0];
  return address === undefined ? undefined : `${address}/${prefixLength}`;
}

const maxAsNumber = 0xffffffff;

/** Plain, or dotted as `1.10`: the high and the low 16 bits. */
function readAsNumber(object: SourceObject): string {
  const field: Field = object.annotation('projectcalico.org/ASNumber');
  if (field.isAbsent) return '';
  const match = /^(?:(\d{1,5})\.)?(\d{1,10})$/.exec(field.string());
  if (match === null) return field.failExpecting('an AS number');
  const [high, low] = [Number(match[1] ?? 0), Number(match[2])];
  if (high > 0xffff || low > (match[1] === undefined ? maxAsNumber : 0xffff))
    return field.failExpecting('an AS number');
  return String(high * 0x10000 + low);
}

export function removeNode(object: SourceObject): void {
  object.set('node', object.key, undefined);
}
