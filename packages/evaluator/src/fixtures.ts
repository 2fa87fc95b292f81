// States of one node for the tests: a workload 10.0.0.1, a host endpoint eth0 and what is given besides.
import type { felix } from '@manul/proto';
import { NodeState, type NodeStateOptions } from './node-state.ts';
import type { PacketDescription } from './packet.ts';

export const WORKLOAD = 'k8s|prod/web|eth0';

export interface Given {
  /** By name. */
  readonly policies?: Readonly<Record<string, felix.IPolicy>>;
  readonly profiles?: Readonly<Record<string, felix.IProfile>>;
  readonly sets?: readonly felix.IIPSetUpdate[];
  readonly workload?: felix.IWorkloadEndpoint;
  readonly host?: felix.IHostEndpoint;
  readonly options?: NodeStateOptions;
}

export const policyId = (name: string) => ({ kind: 'NetworkPolicy', namespace: 'prod', name });

/** A tier with these policies in both directions. */
export function tier(name: string, policies: readonly string[], defaultAction = 'Deny'): felix.ITierInfo {
  const ids = policies.map(policyId);
  return { name, ingress_policies: ids, egress_policies: ids, default_action: defaultAction };
}

/** The same rules in both directions. */
export function rules(...list: readonly felix.IRule[]): felix.IPolicy & felix.IProfile {
  return { inbound_rules: [...list], outbound_rules: [...list] };
}

export function nodeState(given: Given): NodeState {
  const state = new NodeState({ node: 'node-a', ...given.options });
  for (const set of given.sets ?? []) state.apply({ ipset_update: set });
  for (const [name, policy] of Object.entries(given.policies ?? {})) {
    state.apply({ active_policy_update: { id: policyId(name), policy } });
  }
  for (const [name, profile] of Object.entries(given.profiles ?? {})) {
    state.apply({ active_profile_update: { id: { name }, profile } });
  }
  const id = { orchestrator_id: 'k8s', workload_id: 'prod/web', endpoint_id: 'eth0' };
  const endpoint = { state: 'active', name: 'cali1', ipv4_nets: ['10.0.0.1/32'], ipv6_nets: ['fd00::1/128'] };
  state.apply({ workload_endpoint_update: { id, endpoint: { ...endpoint, ...given.workload } } });
  if (given.host) state.apply({ host_endpoint_update: { id: { endpoint_id: 'hep' }, endpoint: given.host } });
  state.apply({ host_metadata_update: { hostname: 'node-a', ipv4_addr: '192.0.2.1/32' } });
  return state;
}

/** From 10.9.0.9 to the workload, TCP port 80, unless told otherwise. */
export function packet(change: Partial<PacketDescription> = {}): PacketDescription {
  return { source: '10.9.0.9', destination: '10.0.0.1', protocol: 'tcp', destinationPort: 80, ...change };
}
