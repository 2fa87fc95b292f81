import { cidrContains, formatCidr, parseCidr } from '../net/cidr.ts';
import type { RuleSide } from '../resources.ts';
import type { Field } from './field.ts';
import { readNamespacesSelector, readPodSelector } from './kubernetes-selector.ts';
import { makeSide } from './rule.ts';
import { noSelector, ruleSelector, type WrittenSelector } from './selectors.ts';

/** One end of a connection, and where the policy says so. */
export interface Peer {
  readonly side: RuleSide;
  readonly path: string;
}

/** A peer of a networking.k8s.io/v1 NetworkPolicy in `namespace`. */
export function readPeer(peer: Field, namespace: string): Peer {
  peer.only('podSelector', 'namespaceSelector', 'ipBlock');
  const ipBlock = peer.get('ipBlock');
  const pods = peer.get('podSelector');
  const namespaces = peer.get('namespaceSelector');
  if (!ipBlock.isAbsent) {
    if (!pods.isAbsent || !namespaces.isAbsent) peer.fail('ipBlock and a selector exclude each other');
    return { side: readIpBlock(ipBlock), path: peer.path };
  }
  if (pods.isAbsent && namespaces.isAbsent) peer.failExpecting('podSelector, namespaceSelector or ipBlock');
  return {
    side: selectorSide(readPodSelector(pods), readNamespacesSelector(namespaces), namespace, peer),
    path: peer.path,
  };
}

/** Pods by selectors of their own and of their namespaces' labels. */
export function selectorSide(
  selector: WrittenSelector,
  namespaceSelector: WrittenSelector,
  namespace: string,
  field: Field,
): RuleSide {
  const parts = {
    selector,
    namespaceSelector,
    notSelector: noSelector,
    serviceAccountSelector: noSelector,
    serviceAccountNames: [],
    namespace,
  };
  return makeSide(
    { selector: ruleSelector(parts, field) },
    { selector: selector.text, namespaceSelector: namespaceSelector.text },
  );
}

function readIpBlock(ipBlock: Field): RuleSide {
  ipBlock.only('cidr', 'except');
  const block = readCidr(ipBlock.get('cidr'));
  const notNets = ipBlock
    .get('except')
    .items()
    .map((field) => {
      const except = readCidr(field);
      return cidrContains(block, except)
        ? formatCidr(except)
        : field.fail(`${field.string()} is not in ${formatCidr(block)}`);
    });
  return makeSide({ nets: [formatCidr(block)], notNets }, {});
}

export function readCidr(field: Field): NonNullable<ReturnType<typeof parseCidr>> {
  return parseCidr(field.string()) ?? field.failExpecting('a CIDR');
}
