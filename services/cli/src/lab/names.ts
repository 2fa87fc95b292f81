// Names and addresses inside a lab.
import { createHash } from 'node:crypto';

/** A pod's interface on the host, as Calico's CNI plugin names it: this is how drivers know whose it is. */
export function hostInterfaceName(namespace: string, pod: string): string {
  return `cali${sha1(`${namespace}.${pod}`).slice(0, 11)}`;
}

/** A locally administered hardware address that is always the same for a pod (`<namespace>.<pod>`) or a node. */
export function macAddress(name: string): string {
  return `02:${sha1(name).slice(-10).match(/../g)?.join(':')}`;
}

export const isIpv6 = (address: string): boolean => address.includes(':');

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');
