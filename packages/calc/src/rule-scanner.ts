// Rules as drivers know them: selectors, named ports and services become IP sets.
import type { HttpMatch, PortMatch, Protocol, Rule, RuleSide } from '@manul/model';
import { felix } from '@manul/proto';
import { parseSelector } from '@manul/selector';
import { canonicalSelector } from './canonical-selector.ts';
import { type IpSetSource, portProtocol } from './ip-set.ts';

/** Gives the identifier of the set of that source, which the rules then need. */
export type SetReference = (source: IpSetSource) => string;

const actions = { allow: 'allow', deny: 'deny', log: 'log', pass: 'next-tier' } as const;
const everyone = 'all()';

export function scanRule(rule: Rule, reference: SetReference): felix.IRule {
  // A rule without protocol cannot tell the ports of one protocol from another's: a named port is then any of that name.
  const protocol = rule.protocol === undefined ? undefined : portProtocol(rule.protocol);
  const source = scanSide(rule.source, protocol, reference, false);
  const destination = scanSide(rule.destination, protocol, reference, true);
  const scanned: felix.IRule = {
    action: actions[rule.action],
    ip_version: ipVersion(rule),
    src_net: source.nets,
    src_ports: source.ports,
    src_named_port_ip_set_ids: source.namedPortSets,
    dst_net: destination.nets,
    dst_ports: destination.ports,
    dst_named_port_ip_set_ids: destination.namedPortSets,
    src_ip_set_ids: source.sets,
    dst_ip_set_ids: destination.sets,
    dst_ip_port_set_ids: destination.portSets,
    not_src_net: source.notNets,
    not_src_ports: source.notPorts,
    not_dst_net: destination.notNets,
    not_dst_ports: destination.notPorts,
    not_src_ip_set_ids: source.notSets,
    not_dst_ip_set_ids: destination.notSets,
    not_src_named_port_ip_set_ids: source.notNamedPortSets,
    not_dst_named_port_ip_set_ids: destination.notNamedPortSets,
    original_src_selector: rule.source.original.selector,
    original_dst_selector: rule.destination.original.selector,
    original_src_namespace_selector: rule.source.original.namespaceSelector,
    original_dst_namespace_selector: rule.destination.original.namespaceSelector,
    original_not_src_selector: rule.source.original.notSelector,
    original_not_dst_selector: rule.destination.original.notSelector,
    original_src_service: rule.source.service?.name ?? '',
    original_src_service_namespace: rule.source.service?.namespace ?? '',
    original_dst_service: rule.destination.service?.name ?? '',
    original_dst_service_namespace: rule.destination.service?.namespace ?? '',
  };
  addOptionalMatches(scanned, rule);
  return scanned;
}

function addOptionalMatches(scanned: felix.IRule, rule: Rule): void {
  if (rule.protocol !== undefined) scanned.protocol = encodeProtocol(rule.protocol);
  if (rule.notProtocol !== undefined) scanned.not_protocol = encodeProtocol(rule.notProtocol);
  const { icmp, notIcmp } = rule;
  if (icmp?.code !== undefined) scanned.icmp_type_code = { type: icmp.type, code: icmp.code };
  else if (icmp) scanned.icmp_type = icmp.type;
  if (notIcmp?.code !== undefined) scanned.not_icmp_type_code = { type: notIcmp.type, code: notIcmp.code };
  else if (notIcmp) scanned.not_icmp_type = notIcmp.type;
  const sourceAccounts = serviceAccountMatch(rule.source);
  if (sourceAccounts) scanned.src_service_account_match = sourceAccounts;
  const destinationAccounts = serviceAccountMatch(rule.destination);
  if (destinationAccounts) scanned.dst_service_account_match = destinationAccounts;
  if (rule.http) scanned.http_match = httpMatch(rule.http);
  if (Object.keys(rule.annotations).length > 0) scanned.metadata = { annotations: rule.annotations };
}

interface ScannedSide {
  readonly nets: string[];
  readonly notNets: string[];
  readonly ports: felix.IPortRange[];
  readonly notPorts: felix.IPortRange[];
  readonly namedPortSets: string[];
  readonly notNamedPortSets: string[];
  readonly sets: string[];
  readonly notSets: string[];
  readonly portSets: string[];
}

function scanSide(
  side: RuleSide,
  protocol: string | undefined,
  reference: SetReference,
  isDestination: boolean,
): ScannedSide {
  if (isAnyone(side)) return anyone;
  const { selector, notSelector } = combineSelectors(side);
  const [ports, names] = splitPorts(side.ports);
  const [notPorts, notNames] = splitPorts(side.notPorts);
  // Who is meant narrows the named ports too, the negated ones included: the rule as a whole matches nobody else.
  const namedPort = (port: string) => reference({ kind: 'namedPort', selector: selector || everyone, port, protocol });
  const sets: string[] = [];
  const portSets: string[] = [];
  // Where only named ports are given, their sets already hold the addresses that the selector matches.
  if (selector !== '' && (ports.length > 0 || names.length === 0)) sets.push(reference({ kind: 'selector', selector }));
  if (side.nodeSelector !== undefined) {
    sets.push(reference({ kind: 'nodes', selector: canonicalSelector(side.nodeSelector) }));
  }
  if (side.service) {
    const service = `${side.service.namespace}/${side.service.name}`;
    const id = reference({ kind: 'service', service, withPorts: isDestination });
    if (isDestination) portSets.push(id);
    else sets.push(id);
  }
  return {
    nets: [...side.nets],
    notNets: [...side.notNets],
    ports,
    notPorts,
    namedPortSets: names.map(namedPort),
    notNamedPortSets: notNames.map(namedPort),
    sets,
    notSets: notSelector === '' ? [] : [reference({ kind: 'selector', selector: notSelector })],
    portSets,
  };
}

function isAnyone({ nets, notNets, selector, notSelector, ports, notPorts, nodeSelector, service }: RuleSide): boolean {
  const lists = nets.length + notNets.length + ports.length + notPorts.length;
  return lists === 0 && selector === '' && notSelector === '' && nodeSelector === undefined && service === undefined;
}

/** Most rules restrict one side alone. Never written to. */
const anyone: ScannedSide = {
  nets: [],
  notNets: [],
  ports: [],
  notPorts: [],
  namedPortSets: [],
  notNamedPortSets: [],
  sets: [],
  notSets: [],
  portSets: [],
};

/** Among known endpoints, "these but not those" is one set; without "these", "not those" includes the outside world. */
function combineSelectors({ selector, notSelector }: RuleSide): { selector: string; notSelector: string } {
  if (selector === '' || notSelector === '') {
    return { selector: canonicalSelector(selector), notSelector: canonicalSelector(notSelector) };
  }
  return { selector: parseSelector(`(${selector}) && (!(${notSelector}))`).canonical, notSelector: '' };
}

function splitPorts(ports: readonly PortMatch[]): [felix.IPortRange[], string[]] {
  const ranges: felix.IPortRange[] = [];
  const names: string[] = [];
  for (const port of ports) {
    if ('name' in port) names.push(port.name);
    else ranges.push({ first: port.first, last: port.last });
  }
  return [ranges, names];
}

function ipVersion(rule: Rule): felix.IPVersion {
  if (rule.ipVersion === 4 || (rule.ipVersion === undefined && rule.protocol === 'icmp')) return felix.IPVersion.IPV4;
  if (rule.ipVersion === 6 || (rule.ipVersion === undefined && rule.protocol === 'icmpv6')) return felix.IPVersion.IPV6;
  return felix.IPVersion.ANY;
}

function encodeProtocol(protocol: Protocol): felix.IProtocol {
  return typeof protocol === 'number' ? { number: protocol } : { name: protocol };
}

function serviceAccountMatch({ original }: RuleSide): felix.IServiceAccountMatch | undefined {
  const { serviceAccountSelector, serviceAccountNames } = original;
  if (serviceAccountSelector === '' && serviceAccountNames.length === 0) return undefined;
  return { selector: serviceAccountSelector, names: [...serviceAccountNames] };
}

function httpMatch({ methods, paths }: HttpMatch): felix.IHTTPMatch {
  return { methods: [...methods], paths: paths.map((path) => ({ ...path })) };
}
