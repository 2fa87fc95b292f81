// Where a workload's packets come from and go to, decided from what the host's network says.
import type { felix } from '@manul/proto';
import { addressDigits, type LocatedWorkload } from '@manul/rules';
import { isInterfaceName } from './interface-name.ts';

export interface HostNetwork {
  readonly interfaces: ReadonlySet<string>;
  /** Interfaces of routes to single addresses without a gateway, by the address's digits; see `addressDigits`. */
  readonly hostRoutes: ReadonlyMap<string, string>;
}

export const noHostNetwork: HostNetwork = { interfaces: new Set(), hostRoutes: new Map() };

/**
 * By the interface that the host routes its address to: a link of its own. Without such a route its address tells it,
 * and so does the interface that the endpoint names, where that is there. A name alone is not relied on: an interface
 * that is a bridge's port is never seen in a rule.
 */
export function locateWorkload(name: string, endpoint: felix.IWorkloadEndpoint, host: HostNetwork): LocatedWorkload {
  const addresses = [...(endpoint.ipv4_nets ?? []), ...(endpoint.ipv6_nets ?? [])].flatMap(singleAddress);
  for (const address of addresses) {
    const link = host.hostRoutes.get(addressDigits(address) ?? '');
    if (link !== undefined && isInterfaceName(link)) return { name, interface: link, addresses: [] };
  }
  return { name, interface: host.interfaces.has(name) ? name : undefined, addresses };
}

function singleAddress(net: string): string[] {
  const [address = '', length] = net.split('/');
  const isSingle = length === undefined || length === (address.includes(':') ? '128' : '32');
  return isSingle && addressDigits(address) !== undefined ? [address] : [];
}
