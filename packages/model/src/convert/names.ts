import type { Field } from './field.ts';

// Names become parts of chain names, comments and log lines, so none passes that Kubernetes would not accept.
const label = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';
const labelPattern = new RegExp(`^${label}$`);
// Lengths of a name's parts are not checked by Kubernetes either.
const subdomainPattern = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const maxSubdomainLength = 253;
const portNamePattern = /^[a-zA-Z0-9_.-]{1,128}$/;
const interfacePattern = /^[a-zA-Z0-9_.-]{1,15}$/;

export function isName(text: string): boolean {
  return text.length <= maxSubdomainLength && subdomainPattern.test(text);
}

export function readName(field: Field): string {
  const text = field.string();
  return isName(text) ? text : field.failExpecting(`a DNS subdomain name of at most ${maxSubdomainLength} characters`);
}

export function readNamespace(field: Field): string {
  return field.matching(labelPattern, 'a DNS label');
}

export function readPortName(field: Field): string {
  return field.matching(portNamePattern, 'a port name');
}

export function readInterfaceName(field: Field): string {
  return field.matching(interfacePattern, 'an interface name');
}

/** A tier's name has no dot: in the names of policies, a dot ends the tier's name that they may begin with. */
export function readTierName(field: Field): string {
  return field.matching(labelPattern, 'the name of a tier');
}
