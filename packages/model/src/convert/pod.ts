import { hash } from 'node:crypto';
import type { EndpointPort, WorkloadEndpoint } from '../resources.ts';
import {
  namespaceLabel,
  namespacePrefix,
  namespaceProfile,
  orchestratorLabel,
  serviceAccountLabel,
  serviceAccountPrefix,
  serviceAccountProfile,
} from './calico-names.ts';
import type { Field } from './field.ts';
import { readName, readPortName } from './names.ts';
import type { ConversionOptions } from './options.ts';
import { podNats, podNetworks, spoofablePrefixes } from './pod-addresses.ts';
import { podController } from './pod-controller.ts';
import { readPodQos } from './pod-qos.ts';
import { readPortProtocol } from './ports.ts';
import type { SourceObject } from './source-object.ts';

/** A pod is a workload endpoint from when it has a node and an address until it gives the address back. */
export function convertPod(object: SourceObject, options: ConversionOptions): void {
  object.set('workloadEndpoint', object.key, readPod(object, options));
}

export function removePod(object: SourceObject): void {
  object.set('workloadEndpoint', object.key, undefined);
}

function readPod(object: SourceObject, options: ConversionOptions): WorkloadEndpoint | undefined {
  const { spec, errors } = object;
  const node = spec.get('nodeName');
  const isOnHost = errors.isolate('the pod is taken as one with its own network', () =>
    spec.get('hostNetwork').boolean(),
  );
  if (isOnHost || node.isAbsent || node.value === '' || isFinished(object)) return undefined;

  const networks = podNetworks(object);
  if (networks.ipv4.length + networks.ipv6.length === 0) return undefined;
  const { namespace, name } = object;
  const serviceAccount = readServiceAccount(object);
  const controller = podController(object);
  const networkStatus = object.annotation('k8s.v1.cni.cncf.io/network-status');
  return {
    node: readName(node),
    orchestratorId: 'k8s',
    workloadId: object.key,
    endpointId: 'eth0',
    interfaceName: options.interfacePrefix + hash('sha1', `${namespace}.${name}`, 'hex').slice(0, 11),
    mac: '',
    ipv4Nets: networks.ipv4.map((address) => `${address}/32`),
    ipv6Nets: networks.ipv6.map((address) => `${address}/128`),
    labels: podLabels(object, serviceAccount),
    profileIds: [
      namespaceProfile(namespace),
      ...(serviceAccount === '' ? [] : [serviceAccountProfile(namespace, serviceAccount)]),
    ],
    ports: podPorts(object),
    allowSpoofedSourcePrefixes: spoofablePrefixes(object, options.sourceSpoofing),
    nats: podNats(object, networks),
    annotations: networkStatus.isAbsent ? {} : { 'k8s.v1.cni.cncf.io/network-status': networkStatus.string() },
    ...readPodQos(object),
    ...liveMigration(object),
    ...(controller !== undefined && { controller }),
  };
}

const finalPhases: readonly unknown[] = ['Failed', 'Succeeded', 'Completed'];
// CNI plugins empty these when they have taken the pod's network down, before the pod itself is gone.
const addressAnnotations = ['cni.projectcalico.org/podIP', 'vpc.amazonaws.com/pod-ips'];

// What a finished pod's address was may already be another pod's.
function isFinished(object: SourceObject): boolean {
  const phase = object.errors.isolate('the pod is taken as running', () => object.status.get('phase').value);
  if (finalPhases.includes(phase)) return true;
  const isBeingDeleted = !object.metadata.get('deletionTimestamp').isAbsent;
  return isBeingDeleted && addressAnnotations.some((key) => object.annotation(key).value === '');
}

function readServiceAccount(object: SourceObject): string {
  const field = object.spec.get('serviceAccountName');
  if (field.isAbsent || field.value === '') return '';
  return object.errors.isolate('the pod is taken as one without service account', () => readName(field)) ?? '';
}

// Labels by which pods could pose as another namespace's or service account's are not theirs to set.
function podLabels(object: SourceObject, serviceAccount: string): Readonly<Record<string, string>> {
  const labels = object.labels();
  for (const key of Object.keys(labels)) {
    if (key.startsWith(namespacePrefix) || key.startsWith(serviceAccountPrefix)) delete labels[key];
  }
  labels[namespaceLabel] = object.namespace;
  labels[orchestratorLabel] = 'k8s';
  if (serviceAccount !== '') labels[serviceAccountLabel] = serviceAccount;
  return labels;
}

function podPorts(object: SourceObject): readonly EndpointPort[] {
  const { errors, spec } = object;
  const ports: EndpointPort[] = [];
  for (const list of ['containers', 'initContainers']) {
    for (const container of errors.isolate('its ports are ignored', () => spec.get(list).items()) ?? []) {
      for (const port of errors.isolate('its ports are ignored', () => container.get('ports').items()) ?? []) {
        const named = errors.isolate('the port is ignored', () => readNamedPort(port));
        if (named) ports.push(named);
      }
    }
  }
  return ports;
}

// Policies refer to a pod's ports by name, so one without a name means nothing to them.
function readNamedPort(port: Field): EndpointPort | undefined {
  const name = port.get('name');
  if (name.isAbsent || name.value === '') return undefined;
  return {
    name: readPortName(name),
    protocol: readPortProtocol(port.get('protocol')),
    port: port.get('containerPort').integer(1, 65535),
  };
}

// KubeVirt's names of the virtual machine that the pod runs, the surer one first.
function liveMigration(object: SourceObject): Pick<WorkloadEndpoint, 'liveMigrationVmiName'> {
  const labels = object.metadata.get('labels').value as Record<string, unknown> | undefined;
  const name = labels?.['vmi.kubevirt.io/id'] ?? labels?.['vm.kubevirt.io/name'];
  return typeof name === 'string' ? { liveMigrationVmiName: name } : {};
}
