import { normalizeAddress } from '../net/address.ts';
import type { Service } from '../resources.ts';
import type { Field } from './field.ts';
import type { SourceObject } from './source-object.ts';

export function convertService(object: SourceObject): void {
  const { spec } = object;
  const clusterIps = list(object, spec.get('clusterIPs')).filter((field) => field.value !== 'None');
  object.set('service', object.key, {
    namespace: object.namespace,
    name: object.name,
    type:
      object.errors.isolate('the type is taken as ClusterIP', () => spec.get('type').optionalString()) || 'ClusterIP',
    clusterIps: addresses(object, clusterIps),
    externalIps: addresses(object, list(object, spec.get('externalIPs'))),
    loadBalancerIps: addresses(
      object,
      [spec.get('loadBalancerIP')].filter((field) => !field.isAbsent && field.value !== ''),
    ),
    loadBalancerIngressIps: addresses(object, ingressIps(object)),
    ports: list(object, spec.get('ports')).flatMap(
      (port) => object.errors.isolate('the port is ignored', () => [readPort(port)]) ?? [],
    ),
  });
}

function list(object: SourceObject, field: Field): readonly Field[] {
  return object.errors.isolate('the list is ignored', () => field.items()) ?? [];
}

function addresses(object: SourceObject, fields: readonly Field[]): readonly string[] {
  return fields.flatMap(
    (field) =>
      object.errors.isolate('the address is ignored', () => [
        normalizeAddress(field.string()) ?? field.failExpecting('an IP address'),
      ]) ?? [],
  );
}

// A load balancer may be known by name alone.
function ingressIps(object: SourceObject): readonly Field[] {
  const entries = object.errors.isolate('the load balancer is ignored', () =>
    object.status
      .get('loadBalancer')
      .get('ingress')
      .items()
      .map((entry) => entry.get('ip')),
  );
  return (entries ?? []).filter((ip) => !ip.isAbsent && ip.value !== '');
}

function readPort(port: Field): Service['ports'][number] {
  const nodePort = port.get('nodePort');
  const protocol = port.get('protocol');
  return {
    name: port.get('name').optionalString(),
    protocol: protocol.isAbsent ? 'TCP' : protocol.oneOf('TCP', 'UDP', 'SCTP'),
    port: port.get('port').integer(1, 65535),
    nodePort: nodePort.isAbsent ? 0 : nodePort.integer(0, 65535),
  };
}

export function removeService(object: SourceObject): void {
  object.set('service', object.key, undefined);
}
