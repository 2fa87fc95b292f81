import type { WorkloadEndpoint } from '../resources.ts';
import { readDscp } from './dscp.ts';
import { readQuantity } from './quantity.ts';
import type { SourceObject } from './source-object.ts';

/** One kind of limit in both directions, by the names of felix.QoSControls without `Ingress` or `Egress`. */
interface Limit {
  readonly name: string;
  /** Annotations without `ingress` or `egress`, the weightier one last. */
  readonly annotations: readonly string[];
  readonly min: number;
  readonly max: number;
}

const calico = 'qos.projectcalico.org';
const maxUint32 = 0xffffffff;

// The bounds are those of the kernel's traffic control (bits and bytes), xt_limit and xt_connlimit.
const limits: readonly Limit[] = [
  { name: 'Bandwidth', annotations: ['kubernetes.io/*-bandwidth', `${calico}/*Bandwidth`], min: 1e3, max: 1e15 },
  { name: 'Burst', annotations: [`${calico}/*Burst`], min: 1e3, max: maxUint32 * 8 },
  { name: 'Peakrate', annotations: [`${calico}/*Peakrate`], min: 1.01e3, max: 1.01e15 },
  { name: 'Minburst', annotations: [`${calico}/*Minburst`], min: 1e3, max: 1e8 },
  { name: 'PacketRate', annotations: [`${calico}/*PacketRate`], min: 1, max: 1e4 },
  { name: 'PacketBurst', annotations: [`${calico}/*PacketBurst`], min: 1, max: 1e4 },
  { name: 'MaxConnections', annotations: [`${calico}/*MaxConnections`], min: 1, max: maxUint32 },
];

/** Limits that mean nothing without another one. */
const dependencies: readonly { readonly name: string; readonly needs: string }[] = [
  { name: 'Burst', needs: 'Bandwidth' },
  { name: 'Peakrate', needs: 'Bandwidth' },
  { name: 'Minburst', needs: 'Peakrate' },
  { name: 'PacketBurst', needs: 'PacketRate' },
];

const defaultBurst = 2 ** 32;
const defaultPacketBurst = 5;

type QosFields = Pick<WorkloadEndpoint, 'qosControls' | 'dscp'>;

/** Traffic limits and marking that a pod's annotations ask for. */
export function readPodQos(object: SourceObject): QosFields {
  const controls: Record<string, number> = {};
  for (const direction of ['Ingress', 'Egress'] as const) {
    for (const limit of limits) readLimit(object, direction, limit, controls);
    dropLoneLimits(object, direction, controls);
    if (controls[`${direction}Bandwidth`]) controls[`${direction}Burst`] ??= defaultBurst;
    if (controls[`${direction}PacketRate`]) controls[`${direction}PacketBurst`] ??= defaultPacketBurst;
  }
  const dscp = readDscp(object);
  return {
    ...(Object.keys(controls).length > 0 && { qosControls: controls }),
    ...(dscp !== undefined && { dscp }),
  };
}

function readLimit(
  object: SourceObject,
  direction: 'Ingress' | 'Egress',
  { name, annotations, min, max }: Limit,
  controls: Record<string, number>,
): void {
  for (const pattern of annotations) {
    const field = object.annotation(pattern.replace('*', direction.toLowerCase()));
    if (field.isAbsent) continue;
    const value = object.errors.isolate('the limit is ignored', () => readQuantity(field));
    delete controls[direction + name];
    if (value === undefined) continue;
    const bounded = Math.min(max, Math.max(min, value));
    if (bounded !== value) {
      object.errors.add(field.path, `expected ${min} to ${max}, got ${value}`, `the limit is taken as ${bounded}`);
    }
    controls[direction + name] = bounded;
  }
}

function dropLoneLimits(object: SourceObject, direction: 'Ingress' | 'Egress', controls: Record<string, number>): void {
  for (const { name, needs } of dependencies) {
    const value = controls[direction + name];
    const base = controls[direction + needs];
    if (value === undefined || (base !== undefined && (name !== 'Peakrate' || base < value))) continue;
    const field = `metadata.annotations["${calico}/${direction.toLowerCase()}${name}"]`;
    const relation = name === 'Peakrate' ? `must be greater than the ${needs}` : `needs a ${needs}`;
    object.errors.add(field, `${direction}${name} ${relation}`, 'the limit is ignored');
    delete controls[direction + name];
  }
}
