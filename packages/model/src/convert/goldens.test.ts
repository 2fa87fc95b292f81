// Compares what conversion makes of cluster objects with what real Felix made of them; see ../shared/felix/README.md.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parseSelector, selectorSetId } from '@manul/selector';
import { describe, expect, test } from 'vitest';
import type { ObjectChange } from '../conversion.ts';
import type { PortMatch, Rule, RuleSide } from '../resources.ts';
import type { ModelUpdate, ResourceByKind, ResourceKind } from '../update.ts';
import { convert, removal } from './convert.ts';

const goldens = fileURLToPath(new URL('../../../../../shared/felix/goldens/', import.meta.url));
const available = existsSync(goldens);
if (!available && process.env['CI']) throw new Error('../shared/felix/goldens is missing');

/** A protobuf message in JSON. */
// biome-ignore lint/suspicious/noExplicitAny: recordings are what is compared with, whatever they hold
type Message = any;

describe.skipIf(!available)('goldens (needs ../shared)', () => {
  for (const name of available ? readdirSync(goldens) : []) {
    test(name, () => expect(replay(`${goldens}${name}/`)).toBeGreaterThan(0));
  }
});

function readJson(path: string): unknown {
  return JSON.parse(existsSync(path) ? readFileSync(path, 'utf8') : gunzipSync(readFileSync(`${path}.gz`)).toString());
}

function replay(folder: string): number {
  const steps = readJson(`${folder}steps.json`) as ObjectChange[][];
  const { nodes } = readJson(`${folder}case.json`) as { nodes: string[] };
  const recordings = nodes.map((node) => readJson(`${folder}${node}.messages.json`) as Message[][]);
  const state = new Map<string, ModelUpdate>();
  let compared = 0;
  for (const [i, step] of steps.entries()) {
    for (const { op, object } of step) {
      const updates = op === 'apply' ? convert(object).updates : removal(object);
      for (const update of updates) state.set(`${update.kind} ${update.key}`, update);
    }
    for (const recording of recordings) {
      for (const message of recording[i]!) compared += compare(state, message);
    }
  }
  return compared;
}

function compare(state: ReadonlyMap<string, ModelUpdate>, message: Message): number {
  const get = <K extends ResourceKind>(kind: K, key: string): ResourceByKind[K] => {
    const value = state.get(`${kind} ${key}`)?.value;
    expect(value, `${kind} ${key}`).toBeDefined();
    return value as ResourceByKind[K];
  };
  const [type, body]: [string, Message] = Object.entries(message)[0] as [string, Message];
  switch (type) {
    case 'active_policy_update': {
      const { kind, namespace = '', name } = body.id;
      const policy = get('policy', `${kind}|${namespace}|${name}`);
      const { original_selector, tier, untracked = false, pre_dnat = false, perf_hints = [] } = body.policy;
      expect({
        original_selector: parseSelector(policy.selector).canonical,
        tier: policy.tier,
        untracked: policy.untracked,
        pre_dnat: policy.preDnat,
        perf_hints: policy.performanceHints,
      }).toEqual({ original_selector, tier, untracked, pre_dnat, perf_hints });
      expect(policy.inboundRules.map(ruleMessage)).toEqual((body.policy.inbound_rules ?? []).map(comparable));
      expect(policy.outboundRules.map(ruleMessage)).toEqual((body.policy.outbound_rules ?? []).map(comparable));
      return 1;
    }
    case 'active_profile_update': {
      const profile = state.get(`profile ${body.id.name}`)?.value as ResourceByKind['profile'] | undefined;
      // Felix tells of missing ones too.
      if (!profile) return 0;
      expect(profile.inboundRules.map(ruleMessage)).toEqual((body.profile.inbound_rules ?? []).map(comparable));
      expect(profile.outboundRules.map(ruleMessage)).toEqual((body.profile.outbound_rules ?? []).map(comparable));
      return 1;
    }
    case 'workload_endpoint_update': {
      const endpoint = get('workloadEndpoint', body.id.workload_id);
      const { qos_controls = {}, qos_policies = [], ipv4_nets = [], ipv6_nets = [], profile_ids } = body.endpoint;
      expect({
        name: endpoint.interfaceName,
        ipv4_nets: endpoint.ipv4Nets,
        ipv6_nets: endpoint.ipv6Nets,
        profile_ids: endpoint.profileIds,
        qos_controls: mapValues(endpoint.qosControls ?? {}, String),
        qos_policies: endpoint.dscp === undefined ? [] : [{ dscp: endpoint.dscp }],
        vmi: endpoint.liveMigrationVmiName,
      }).toEqual({
        name: body.endpoint.name,
        ipv4_nets,
        ipv6_nets,
        profile_ids,
        qos_controls,
        qos_policies,
        vmi: body.endpoint.live_migration_vmi_name,
      });
      return 1;
    }
    case 'host_endpoint_update': {
      const endpoint = get('hostEndpoint', body.id.endpoint_id);
      expect({
        name: endpoint.interfaceName,
        profile_ids: endpoint.profileIds,
        v4: endpoint.expectedIpv4Addresses,
        v6: endpoint.expectedIpv6Addresses,
      }).toEqual({
        name: body.endpoint.name ?? '',
        profile_ids: body.endpoint.profile_ids ?? [],
        v4: body.endpoint.expected_ipv4_addrs ?? [],
        v6: body.endpoint.expected_ipv6_addrs ?? [],
      });
      return 1;
    }
    case 'host_metadata_update': {
      const node = get('node', body.hostname);
      expect({ ipv4_addr: node.ipv4, ipv6_addr: node.ipv6, labels: { ...node.labels } }).toEqual({
        ipv4_addr: body.ipv4_addr,
        ipv6_addr: body.ipv6_addr,
        labels: body.labels ?? {},
      });
      return 1;
    }
    case 'service_update': {
      const service = get('service', `${body.namespace}/${body.name}`);
      expect({
        type: service.type,
        cluster_ips: service.clusterIps,
        external_ips: service.externalIps,
        ips: service.loadBalancerIps,
        ingress: service.loadBalancerIngressIps,
        ports: service.ports.map(({ protocol, port, nodePort }) => ({ protocol, port, nodePort })),
      }).toEqual({
        type: body.type,
        cluster_ips: body.cluster_ips ?? [],
        external_ips: body.external_ips ?? [],
        ips: body.loadbalancer_ip ? [body.loadbalancer_ip] : [],
        ingress: body.loadbalancer_ingress_ips ?? [],
        ports: (body.ports ?? []).map((port: Message) => ({
          protocol: port.Protocol,
          port: port.Port,
          nodePort: port.NodePort ?? 0,
        })),
      });
      return 1;
    }
    case 'namespace_update':
      expect({ ...get('namespace', body.id.name).labels }).toEqual(body.labels ?? {});
      return 1;
    case 'service_account_update':
      expect({ ...get('serviceAccount', `${body.id.namespace}/${body.id.name}`).labels }).toEqual(body.labels ?? {});
      return 1;
    default:
      return 0;
  }
}

function mapValues<T, U>(object: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}

const ipVersions: Record<number, string> = { 4: 'IPV4', 6: 'IPV6' };

/** A rule as Felix sends it, but for what named ports and services become. */
function ruleMessage(rule: Rule): Message {
  return dropEmpty({
    action: rule.action === 'pass' ? 'next-tier' : rule.action,
    ip_version: rule.ipVersion && ipVersions[rule.ipVersion],
    protocol: protocolMessage(rule.protocol),
    not_protocol: protocolMessage(rule.notProtocol),
    ...icmpMessage('icmp', rule.icmp),
    ...icmpMessage('not_icmp', rule.notIcmp),
    ...sideMessage('src', rule.source),
    ...sideMessage('dst', rule.destination),
    http_match: rule.http && dropEmpty({ methods: rule.http.methods, paths: rule.http.paths }),
    metadata: Object.keys(rule.annotations).length > 0 ? { annotations: rule.annotations } : undefined,
  });
}

function sideMessage(end: 'src' | 'dst', side: RuleSide): Message {
  const { original } = side;
  const serviceAccounts = dropEmpty({ names: original.serviceAccountNames, selector: original.serviceAccountSelector });
  // A named port's IP set takes the selector in, unless there are numeric ports too.
  const hasSelectorSet = side.ports.length === 0 || side.ports.some((port) => 'first' in port);
  return {
    [`${end}_net`]: side.nets,
    [`not_${end}_net`]: side.notNets,
    [`${end}_ports`]: numericPorts(side.ports),
    [`not_${end}_ports`]: numericPorts(side.notPorts),
    [`${end}_ip_set_ids`]: side.service || !hasSelectorSet ? [] : setIds(combined(side)),
    [`not_${end}_ip_set_ids`]: side.selector === '' ? setIds(side.notSelector) : [],
    [`original_${end}_selector`]: original.selector,
    [`original_${end}_namespace_selector`]: original.namespaceSelector,
    [`original_not_${end}_selector`]: original.notSelector,
    [`original_${end}_service`]: side.service?.name,
    [`original_${end}_service_namespace`]: side.service?.namespace,
    [`${end}_service_account_match`]: Object.keys(serviceAccounts).length > 0 ? serviceAccounts : undefined,
  };
}

// The graph makes one set of both where it can.
function combined({ selector, notSelector }: RuleSide): string {
  return selector === '' || notSelector === '' ? selector : `(${selector}) && (!(${notSelector}))`;
}

function setIds(selector: string): readonly string[] {
  return selector === '' ? [] : [selectorSetId(parseSelector(selector).canonical)];
}

function numericPorts(ports: readonly PortMatch[]): readonly unknown[] {
  return ports.filter((port) => 'first' in port);
}

function protocolMessage(protocol: Rule['protocol']): Message {
  if (protocol === undefined) return undefined;
  return typeof protocol === 'number' ? { number: protocol } : { name: protocol };
}

function icmpMessage(name: string, icmp: Rule['icmp']): Message {
  if (icmp === undefined) return {};
  const { type, code } = icmp;
  return code === undefined ? { [`${name}_type`]: type } : { [`${name}_type_code`]: dropEmpty({ type, code }, 0) };
}

/** A recorded rule without what the graph adds. */
function comparable(rule: Message): Message {
  const { rule_id, ...rest } = rule;
  for (const key of Object.keys(rest)) if (/named_port_ip_set_ids|ip_port_set_ids/.test(key)) delete rest[key];
  if (rest.original_src_service) delete rest.src_ip_set_ids;
  return rest;
}

function dropEmpty(object: Record<string, unknown>, zero?: unknown): Message {
  const isEmpty = (value: unknown) =>
    value === undefined || value === '' || value === zero || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(object).filter(([, value]) => !isEmpty(value)));
}
