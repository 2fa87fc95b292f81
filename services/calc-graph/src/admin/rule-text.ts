// A rule in words, to read beside the object that it is from. Whatever narrows the rule is in it.
import type { Rule, RuleSide } from '@manul/model';
import { peerText } from '@manul/reachability';

/** `allow tcp from pods app == 'web' in namespace shop to port 80`. `namespace`: the policy's, or empty. */
export function ruleText(rule: Rule, namespace: string): string {
  const { action, ipVersion, protocol, notProtocol, icmp, notIcmp, source, destination, http } = rule;
  const parts = [
    ipVersion === undefined ? '' : `IPv${ipVersion}`,
    protocol === undefined ? '' : String(protocol),
    notProtocol === undefined ? '' : `not ${notProtocol}`,
    icmp ? icmpText(icmp) : '',
    notIcmp ? `not ${icmpText(notIcmp)}` : '',
    sideText('from', source, namespace),
    sideText('to', destination, namespace),
    http ? '(its HTTP part is not enforced)' : '',
  ].filter((part) => part !== '');
  return `${action} ${parts.length === 0 ? 'everything' : parts.join(' ')}`;
}

function sideText(word: string, side: RuleSide, namespace: string): string {
  const { nets, notNets, ports, notPorts, nodeSelector, notSelector, original } = side;
  const parts = [
    whoText(side, namespace),
    nodeSelector === undefined ? '' : `nodes ${nodeSelector}`,
    notSelector === '' ? '' : `not ${original.notSelector || notSelector}`,
    nets.join(', '),
    notNets.length > 0 ? `except ${notNets.join(', ')}` : '',
    ports.length > 0 ? `port ${portsText(ports)}` : '',
    notPorts.length > 0 ? `not port ${portsText(notPorts)}` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${word} ${parts.join(' ')}`;
}

function whoText({ selector, service, original }: RuleSide, namespace: string): string {
  const { serviceAccountSelector, serviceAccountNames } = original;
  const peers = peerText({ ...original, service: service ? `${service.namespace}/${service.name}` : '' }, namespace);
  const accounts = [
    ...(serviceAccountNames.length > 0 ? [serviceAccountNames.join(', ')] : []),
    ...(serviceAccountSelector === '' ? [] : [serviceAccountSelector]),
  ];
  const written = [peers, ...accounts.map((account) => `service accounts ${account}`)].filter((part) => part !== '');
  return written.length === 0 ? selector : written.join(' with ');
}

const portsText = (ports: RuleSide['ports']): string =>
  ports.map((port) => ('name' in port ? port.name : rangeText(port))).join(', ');

function rangeText({ first, last }: { readonly first: number; readonly last: number }): string {
  return first === last ? `${first}` : `${first}-${last}`;
}

function icmpText({ type, code }: NonNullable<Rule['icmp']>): string {
  return `ICMP type ${type}${code === undefined ? '' : ` code ${code}`}`;
}
