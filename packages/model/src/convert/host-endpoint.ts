import { formatAddress, parseAddress } from '../net/address.ts';
import type { EndpointPort, HostEndpoint } from '../resources.ts';
import { calicoLabels } from './calico-metadata.ts';
import { readDscp } from './dscp.ts';
import type { Field } from './field.ts';
import { readInterfaceName, readName, readPortName } from './names.ts';
import { hasPorts, readProtocol } from './protocol.ts';
import type { SourceObject } from './source-object.ts';

export function convertHostEndpoint(object: SourceObject): void {
  const effect = 'this version of the host endpoint is ignored';
  object.setIfRead('hostEndpoint', object.key, effect, () => readHostEndpoint(object));
}

export function removeHostEndpoint(object: SourceObject): void {
  object.set('hostEndpoint', object.key, undefined);
}

function readHostEndpoint(object: SourceObject): HostEndpoint {
  const { spec, errors } = object;
  const items = (name: string, effect: string) => errors.isolate(effect, () => spec.get(name).items()) ?? [];
  const interfaceName = spec.get('interfaceName');
  const addresses = items('expectedIPs', 'the addresses are ignored').flatMap(
    (field) =>
      errors.isolate('the address is ignored', () => [
        parseAddress(field.string()) ?? field.failExpecting('an IP address'),
      ]) ?? [],
  );
  const anyName = interfaceName.optionalString();
  if (anyName === '' && addresses.length === 0) spec.fail('neither an interfaceName nor expectedIPs');
  const dscp = readDscp(object);
  return {
    node: readName(spec.get('node')),
    name: object.name,
    interfaceName: anyName === '' || anyName === '*' ? anyName : readInterfaceName(interfaceName),
    expectedIpv4Addresses: addresses.filter(({ version }) => version === 4).map(formatAddress),
    expectedIpv6Addresses: addresses.filter(({ version }) => version === 6).map(formatAddress),
    labels: calicoLabels(object),
    profileIds: items('profiles', 'the profiles are ignored').flatMap(
      (profile) => errors.isolate('the profile is ignored', () => [readName(profile)]) ?? [],
    ),
    ports: items('ports', 'the ports are ignored').flatMap(
      (port) => errors.isolate('the port is ignored', () => [readPort(port)]) ?? [],
    ),
    ...(dscp !== undefined && { dscp }),
  };
}

function readPort(port: Field): EndpointPort {
  const protocol = readProtocol(port.get('protocol'));
  if (protocol === undefined || !hasPorts(protocol)) return port.get('protocol').failExpecting('TCP, UDP or SCTP');
  return { name: readPortName(port.get('name')), protocol, port: port.get('port').integer(1, 65535) };
}
