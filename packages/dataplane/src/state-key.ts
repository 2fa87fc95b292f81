import { type felix, type ObjectKey, objectKey } from '@manul/proto';

/** Kinds of objects in the order that they may be sent in: none refers to one after it. */
export const kinds = [
  'config',
  'ipset',
  'active_policy',
  'active_profile',
  'workload_endpoint',
  'host_endpoint',
  'service_account',
  'namespace',
  'host_metadata',
  'ipam_pool',
  'encapsulation',
  'global_bgp_config',
  'service',
] as const;

export type Kind = (typeof kinds)[number];

/** Like objectKey, but also for what there is one of, and for address pools. */
export function stateKey(message: felix.IToDataplane): ObjectKey | undefined {
  if (message.config_update) return { key: 'config', change: 'update' };
  if (message.encapsulation) return { key: 'encapsulation', change: 'update' };
  if (message.global_bgp_config_update) return { key: 'global_bgp_config', change: 'update' };
  const pool = message.ipam_pool_update ?? message.ipam_pool_remove;
  if (pool) return { key: `ipam_pool ${pool.id ?? ''}`, change: message.ipam_pool_update ? 'update' : 'remove' };
  return objectKey(message);
}

/** The kind that a key begins with. */
export function kindOf(key: string): string {
  const space = key.indexOf(' ');
  return space < 0 ? key : key.slice(0, space);
}

/** The message that takes back an update; undefined for what is never taken back. */
export function removalOf(update: felix.IToDataplane): felix.IToDataplane | undefined {
  const { active_policy_update: policy, active_profile_update: profile, ipset_update: set } = update;
  const { workload_endpoint_update: workload, host_endpoint_update: host, ipam_pool_update: pool } = update;
  const { service_account_update: account, namespace_update: namespace, service_update: service } = update;
  if (set) return { ipset_remove: { id: set.id ?? '' } };
  if (policy) return { active_policy_remove: { id: policy.id ?? {} } };
  if (profile) return { active_profile_remove: { id: profile.id ?? {} } };
  if (workload) return { workload_endpoint_remove: { id: workload.id ?? {} } };
  if (host) return { host_endpoint_remove: { id: host.id ?? {} } };
  if (account) return { service_account_remove: { id: account.id ?? {} } };
  if (namespace) return { namespace_remove: { id: namespace.id ?? {} } };
  if (update.host_metadata_update)
    return { host_metadata_remove: { hostname: update.host_metadata_update.hostname ?? '' } };
  if (pool) return { ipam_pool_remove: { id: pool.id ?? '' } };
  if (service) return { service_remove: { name: service.name ?? '', namespace: service.namespace ?? '' } };
  return undefined;
}
