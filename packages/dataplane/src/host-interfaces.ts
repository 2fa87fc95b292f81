import type { felix } from '@manul/proto';
import { anyInterface } from '@manul/rules';

/** The node's interfaces that are not workloads', with their addresses. */
export type HostInterfaceAddresses = ReadonlyMap<string, readonly string[]>;

/**
 * Which endpoint governs which interface. An endpoint names an interface, or `*` for all without one of their own, or
 * expects an address; of several that match, the first by key governs.
 */
export function resolveHostEndpoints(
  endpoints: ReadonlyMap<string, felix.IHostEndpoint>,
  interfaces: HostInterfaceAddresses,
): Map<string, string> {
  const governing = new Map<string, string>();
  const ordered = [...endpoints].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, addresses] of interfaces) {
    const found = ordered.find(([, endpoint]) => governs(endpoint, name, addresses));
    if (found) governing.set(name, found[0]);
  }
  const wild = ordered.find(([, endpoint]) => endpoint.name === '*');
  if (wild) governing.set(anyInterface, wild[0]);
  return governing;
}

function governs(endpoint: felix.IHostEndpoint, name: string, addresses: readonly string[]): boolean {
  if (endpoint.name) return endpoint.name === name;
  const expected = [...(endpoint.expected_ipv4_addrs ?? []), ...(endpoint.expected_ipv6_addrs ?? [])];
  return expected.some((address) => addresses.includes(address));
}
