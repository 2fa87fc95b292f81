import { normalizeAddress } from '../net/address.ts';
import type { EndpointSlice } from '../resources.ts';
import type { Field } from './field.ts';
import { readPortProtocol } from './ports.ts';
import type { SourceObject } from './source-object.ts';

const serviceNameLabel = 'kubernetes.io/service-name';

/** Takes ready and unready addresses alike: policy does not wait for health checks. */
export function convertEndpointSlice(object: SourceObject): void {
  object.set('endpointSlice', object.key, {
    namespace: object.namespace,
    name: object.name,
    serviceName: object.labels()[serviceNameLabel] ?? '',
    addresses: object.root.get('addressType').value === 'FQDN' ? [] : readAddresses(object),
    ports: (object.errors.isolate('the ports are ignored', () => object.root.get('ports').items()) ?? []).flatMap(
      (port) => object.errors.isolate('the port is ignored', () => readPort(port)) ?? [],
    ),
  });
}

function readAddresses(object: SourceObject): readonly string[] {
  const fields = object.errors.isolate('the endpoints are ignored', () =>
    object.root
      .get('endpoints')
      .items()
      .flatMap((endpoint) => endpoint.get('addresses').items()),
  );
  return (fields ?? []).flatMap(
    (field) =>
      object.errors.isolate('the address is ignored', () => [
        normalizeAddress(field.string()) ?? field.failExpecting('an IP address'),
      ]) ?? [],
  );
}

// Without a number it says nothing about which ports are meant.
function readPort(port: Field): readonly EndpointSlice['ports'][number][] {
  const number = port.get('port');
  if (number.isAbsent) return [];
  return [
    {
      name: port.get('name').optionalString(),
      protocol: readPortProtocol(port.get('protocol')),
      port: number.integer(1, 65535),
    },
  ];
}

export function removeEndpointSlice(object: SourceObject): void {
  object.set('endpointSlice', object.key, undefined);
}
