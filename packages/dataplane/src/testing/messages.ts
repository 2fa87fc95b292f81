// Messages for tests.
import { felix } from '@manul/proto';

const policyId = (name: string): felix.IPolicyID => ({ kind: 'NetworkPolicy', namespace: 'prod', name });

export function policyUpdate(name: string, policy: felix.IPolicy = {}): felix.IToDataplane {
  return { active_policy_update: { id: policyId(name), policy: { original_selector: 'all()', ...policy } } };
}

export function policyRemove(name: string): felix.IToDataplane {
  return { active_policy_remove: { id: policyId(name) } };
}

export function profileUpdate(name: string, profile: felix.IProfile = {}): felix.IToDataplane {
  return { active_profile_update: { id: { name }, profile } };
}

export function profileRemove(name: string): felix.IToDataplane {
  return { active_profile_remove: { id: { name } } };
}

const workloadId = (pod: string) => ({ orchestrator_id: 'k8s', workload_id: pod, endpoint_id: 'eth0' });

export function workloadUpdate(pod: string, endpoint: felix.IWorkloadEndpoint = {}): felix.IToDataplane {
  return {
    workload_endpoint_update: { id: workloadId(pod), endpoint: { state: 'active', name: `cali${pod}`, ...endpoint } },
  };
}

export function workloadRemove(pod: string): felix.IToDataplane {
  return { workload_endpoint_remove: { id: workloadId(pod) } };
}

export function hostUpdate(name: string, endpoint: felix.IHostEndpoint): felix.IToDataplane {
  return { host_endpoint_update: { id: { endpoint_id: name }, endpoint } };
}

export function hostRemove(name: string): felix.IToDataplane {
  return { host_endpoint_remove: { id: { endpoint_id: name } } };
}

/** One tier in which these policies apply in both directions. */
export function tier(...policies: string[]): felix.ITierInfo {
  const ids = policies.map(policyId);
  return { name: 'default', ingress_policies: ids, egress_policies: ids, default_action: 'Deny' };
}

export function setUpdate(
  id: string,
  members: string[],
  type: felix.IPSetUpdate.IPSetType = felix.IPSetUpdate.IPSetType.IP,
): felix.IToDataplane {
  return { ipset_update: { id, members, type } };
}

export function setDelta(id: string, added_members: string[], removed_members: string[] = []): felix.IToDataplane {
  return { ipset_delta_update: { id, added_members, removed_members } };
}

export const inSync: felix.IToDataplane = { in_sync: {} };
