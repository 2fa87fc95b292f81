import { formatAddress, parseAddress } from '../net/address.ts';
import { formatCidr, parseCidr, parseCidrOrAddress } from '../net/cidr.ts';
import type { WorkloadEndpoint } from '../resources.ts';
import type { Field } from './field.ts';
import type { SourceObject } from './source-object.ts';

export interface PodNetworks {
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
}

/** The pod's addresses, from its status or, before kubelet has written that, from what its CNI plugin noted. */
export function podNetworks(object: SourceObject): PodNetworks {
  const ipv4: string[] = [];
  const ipv6: string[] = [];
  const fields = object.errors.isolate('the addresses are ignored', () => addressFields(object)) ?? [];
  for (const field of fields) {
    object.errors.isolate('the address is ignored', () => {
      const net = parseCidrOrAddress(field.string());
      if (net === undefined) return field.failExpecting('an IP address');
      if (net.prefixLength !== (net.address.version === 4 ? 32 : 128)) field.failExpecting('a single address');
      const addresses = net.address.version === 4 ? ipv4 : ipv6;
      const text = formatAddress(net.address);
      if (!addresses.includes(text)) addresses.push(text);
      return undefined;
    });
  }
  return { ipv4, ipv6 };
}

function addressFields(object: SourceObject): readonly Field[] {
  const podIps = object.status.get('podIPs').items();
  if (podIps.length > 0) return podIps.map((entry) => entry.get('ip'));
  const podIp = object.status.get('podIP');
  if (!podIp.isAbsent && podIp.value !== '') return [podIp];
  for (const key of ['cni.projectcalico.org/podIPs', 'cni.projectcalico.org/podIP', 'vpc.amazonaws.com/pod-ips']) {
    const annotation = object.annotation(key);
    const text = annotation.optionalString();
    if (text !== '') return text.split(',').map((ip) => annotation.withValue(ip));
  }
  return [];
}

/** Networks from which the pod may send besides its own addresses. */
export function spoofablePrefixes(object: SourceObject, enabled: boolean): readonly string[] {
  const annotation = object.annotation('cni.projectcalico.org/allowedSourcePrefixes');
  if (annotation.optionalString() === '') return [];
  const prefixes = object.errors.isolate('the pod may send from its own addresses only', () => {
    if (!enabled) annotation.fail('source address spoofing is not enabled');
    return jsonList(annotation).map((field) => {
      const net = parseCidr(field.string()) ?? field.failExpecting('a CIDR');
      return formatCidr(net);
    });
  });
  return prefixes ?? [];
}

/** Floating addresses, each with the pod's address of its family. */
export function podNats(object: SourceObject, networks: PodNetworks): NonNullable<WorkloadEndpoint['nats']> {
  const annotation = object.annotation('cni.projectcalico.org/floatingIPs');
  if (annotation.optionalString() === '') return [];
  const nats = object.errors.isolate('the pod has no floating addresses', () =>
    jsonList(annotation).flatMap((field) => {
      const external = parseAddress(field.string()) ?? field.failExpecting('an IP address');
      const internal = (external.version === 4 ? networks.ipv4 : networks.ipv6).at(-1);
      return internal === undefined ? [] : [{ external: formatAddress(external), internal }];
    }),
  );
  return nats ?? [];
}

function jsonList(annotation: Field): readonly Field[] {
  let value: unknown;
  try {
    value = JSON.parse(annotation.string());
  } catch {
    annotation.failExpecting('a list in JSON');
  }
  return annotation.withValue(value).items();
}
