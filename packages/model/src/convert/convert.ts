import type { ApiObject, Conversion } from '../conversion.ts';
import type { ModelUpdate } from '../update.ts';
import { convertEndpointSlice, removeEndpointSlice } from './endpoint-slice.ts';
import { Errors } from './errors.ts';
import { Field, show } from './field.ts';
import { convertNamespace, removeNamespace } from './namespace.ts';
import { convertNetworkPolicy, removeNetworkPolicy } from './network-policy.ts';
import { convertNode, removeNode } from './node.ts';
import { type ConversionOptions, defaultOptions } from './options.ts';
import { convertPod, removePod } from './pod.ts';
import { convertService, removeService } from './service.ts';
import { convertServiceAccount, removeServiceAccount } from './service-account.ts';
import { describeObject, SourceObject } from './source-object.ts';

/** How objects of one kind become updates. */
interface KindConversion {
  readonly namespaced: boolean;
  readonly convert: (object: SourceObject, options: ConversionOptions) => void;
  readonly remove: (object: SourceObject) => void;
}

const conversions: ReadonlyMap<string, KindConversion> = new Map([
  ['v1 Namespace', { namespaced: false, convert: convertNamespace, remove: removeNamespace }],
  ['v1 Node', { namespaced: false, convert: convertNode, remove: removeNode }],
  ['v1 Pod', { namespaced: true, convert: convertPod, remove: removePod }],
  ['v1 Service', { namespaced: true, convert: convertService, remove: removeService }],
  ['v1 ServiceAccount', { namespaced: true, convert: convertServiceAccount, remove: removeServiceAccount }],
  [
    'discovery.k8s.io/v1 EndpointSlice',
    { namespaced: true, convert: convertEndpointSlice, remove: removeEndpointSlice },
  ],
  [
    'networking.k8s.io/v1 NetworkPolicy',
    { namespaced: true, convert: convertNetworkPolicy, remove: removeNetworkPolicy },
  ],
]);

/**
 * What an object means to the graph. Takes an object in whatever state, never throws, and says of each part that could
 * not be understood what became of it. An object that means nothing (any more) gives removals.
 */
export function convert(object: ApiObject, options: ConversionOptions = defaultOptions): Conversion {
  const errors = new Errors(describeObject(object));
  const updates = errors.isolate('the object is ignored', () => {
    const kind = findKind(object);
    const source = new SourceObject(object, errors, kind.namespaced);
    // What cannot be converted at all must not leave the object's former state in force.
    const whole = errors.isolate('the object is ignored', () => {
      kind.convert(source, options);
      return source.updates;
    });
    return whole ?? removal(object);
  });
  return { updates: updates ?? [], errors: errors.list };
}

/** The updates that take back whatever the object has meant. Looks at its kind and names alone. Never throws. */
export function removal(object: ApiObject): readonly ModelUpdate[] {
  const errors = new Errors('');
  const updates = errors.isolate('', () => {
    const kind = findKind(object);
    const source = new SourceObject(object, errors, kind.namespaced);
    kind.remove(source);
    return source.updates;
  });
  return updates ?? [];
}

function findKind(object: ApiObject): KindConversion {
  const root = new Field(object);
  const name = `${root.get('apiVersion').string()} ${root.get('kind').string()}`;
  return conversions.get(name) ?? root.get('kind').fail(`${show(name)} is not a kind that Manul knows`);
}
