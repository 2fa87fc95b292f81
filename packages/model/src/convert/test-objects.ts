// For tests: objects in short, and conversion to what tests look at.
import type { ApiObject, ObjectError } from '../conversion.ts';
import type { Policy, Rule } from '../resources.ts';
import type { ResourceByKind, ResourceKind } from '../update.ts';
import { convert } from './convert.ts';
import type { ConversionOptions } from './options.ts';

/** What a file or an API server hands over, well-formed or not. */
export function apiObject(value: unknown): ApiObject {
  return value as ApiObject;
}

export function networkPolicy(spec: unknown): ApiObject {
  return apiObject({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'p', namespace: 'prod', resourceVersion: '7' },
    spec,
  });
}

export function calico(kind: string, spec: unknown, metadata: object = {}): ApiObject {
  const namespace = /Global|Tier|Profile|HostEndpoint/.test(kind) ? {} : { namespace: 'prod' };
  return apiObject({
    apiVersion: 'projectcalico.org/v3',
    kind,
    metadata: { name: 'p', ...namespace, ...metadata },
    spec,
  });
}

export interface Converted<T> {
  /** The value of the one update of the kind; undefined: a removal, or no update. */
  readonly value: T | undefined;
  /** `<field>: <reason>; <effect>` */
  readonly errors: readonly string[];
}

export function convertTo<K extends ResourceKind>(
  kind: K,
  object: ApiObject,
  options?: ConversionOptions,
): Converted<ResourceByKind[K]> {
  const { updates, errors } = convert(object, options);
  const value = updates.find((update) => update.kind === kind)?.value as ResourceByKind[K] | undefined;
  return { value, errors: errors.map(describe) };
}

function describe({ field, reason, effect }: ObjectError): string {
  return `${field}: ${reason}; ${effect}`;
}

/** A rule in short: what it restricts, and nothing else. */
export function brief({ action, path, source, destination, annotations, ...matches }: Rule): Record<string, unknown> {
  return {
    action,
    ...dropEmpty(matches),
    ...(Object.keys(annotations).length > 0 && { annotations }),
    ...side('source', source),
    ...side('destination', destination),
  };
}

export function briefRules(policy: Policy | undefined): Record<'ingress' | 'egress', readonly unknown[]> | undefined {
  return policy && { ingress: policy.inboundRules.map(brief), egress: policy.outboundRules.map(brief) };
}

function side(name: string, { original: _, ...matches }: Rule['source']): Record<string, unknown> {
  const restricting = dropEmpty(matches);
  return Object.keys(restricting).length > 0 ? { [name]: restricting } : {};
}

function dropEmpty(object: object): Record<string, unknown> {
  const isEmpty = (value: unknown) =>
    value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(object).filter(([, value]) => !isEmpty(value)));
}
