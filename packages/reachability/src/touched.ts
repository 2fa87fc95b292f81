// What a change touches: endpoints, and owners of rules whose rules or sets are others now.
import { workloadKey } from '@manul/evaluator';
import { type felix, objectKey } from '@manul/proto';
import type { Hypothesis } from './whole-cluster.ts';

export interface Touched {
  /** Keys of workload endpoints that are told anew. */
  readonly endpoints: ReadonlySet<string>;
  /** Names of host endpoints that are told anew. */
  readonly hosts: ReadonlySet<string>;
  /** By `ownerKey`: policies and profiles that are told anew, or that name sets which are. */
  readonly owners: ReadonlySet<string>;
  readonly sets: ReadonlySet<string>;
}

export function touchedBy({ before, after, updates }: Hypothesis): Touched {
  const endpoints = new Set<string>();
  const hosts = new Set<string>();
  const owners = new Set<string>();
  const sets = new Set<string>();
  for (const { message } of updates) {
    const object = message && objectKey(message);
    if (!message || !object) continue;
    const id = message.workload_endpoint_update?.id ?? message.workload_endpoint_remove?.id;
    if (id) endpoints.add(workloadKey(id));
    const host = message.host_endpoint_update?.id ?? message.host_endpoint_remove?.id;
    if (host) hosts.add(host.endpoint_id ?? '');
    if (object.key.startsWith('active_policy ') || object.key.startsWith('active_profile ')) owners.add(object.key);
    if (object.key.startsWith('ipset ')) sets.add(object.key.slice('ipset '.length));
  }
  if (sets.size > 0) for (const view of [before, after]) addUsers(owners, sets, view);
  return { endpoints, hosts, owners, sets };
}

function addUsers(owners: Set<string>, sets: ReadonlySet<string>, view: Hypothesis['before']): void {
  for (const [key, { inbound, outbound }] of view.sources.entries()) {
    if ([...inbound, ...outbound].some((rule) => namesAny(rule, sets))) owners.add(key);
  }
}

const setFields = [
  'src_ip_set_ids',
  'dst_ip_set_ids',
  'src_named_port_ip_set_ids',
  'dst_named_port_ip_set_ids',
  'dst_ip_port_set_ids',
  'not_src_ip_set_ids',
  'not_dst_ip_set_ids',
  'not_src_named_port_ip_set_ids',
  'not_dst_named_port_ip_set_ids',
] as const;

function namesAny(rule: felix.IRule, sets: ReadonlySet<string>): boolean {
  return setFields.some((field) => rule[field]?.some((set) => sets.has(set)));
}
