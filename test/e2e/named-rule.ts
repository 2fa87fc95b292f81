// A rule that an explanation names, found again in the object that it came from and taken out of it; and whom a
// NetworkPolicy isolates, worked out from the object alone.
import type { ApiObject } from '@manul/model';
import type { manul } from '@manul/proto';
import { KubernetesSelector } from './kubernetes-selector.ts';

export interface NamedRule {
  /** `NetworkPolicy prod/web` */
  readonly owner: string;
  /** `spec.ingress[0].from[1]` */
  readonly path: string;
  readonly step: manul.v1.IStep;
}

/** Undefined where it is no rule of a policy. */
export function asNamed(step: manul.v1.IStep | undefined): NamedRule | undefined {
  const { by, owner, field_path: path } = step ?? {};
  return step && by === 'rule' && owner && path ? { owner, path, step } : undefined;
}

/** The object without what is at the path: a rule, or one of its peers or ports. The last of these is the whole rule. */
export function withoutRule(objects: readonly ApiObject[], { step, path }: NamedRule): ApiObject {
  const { kind, namespace = '', name } = step.origin ?? {};
  const found = objects.find(
    (object) =>
      object.kind === kind && object.metadata.name === name && (object.metadata.namespace ?? '') === namespace,
  );
  const [, direction = '', rule = '', list, item] =
    /^spec\.(ingress|egress)\[(\d+)\](?:\.(\w+)\[(\d+)\])?/.exec(path) ?? [];
  const copy = structuredClone(found) as { spec: Record<string, Record<string, unknown[]>[]> } | undefined;
  const rules = copy?.spec[direction];
  const at = rules?.[Number(rule)];
  if (!copy || !rules || !at) throw new Error(`${step.owner}: nothing is at ${path}`);
  const items = list === undefined ? undefined : at[list];
  if (items && items.length > 1) items.splice(Number(item), 1);
  else rules.splice(Number(rule), 1);
  return copy as unknown as ApiObject;
}

export interface Policy {
  readonly kind: string;
  readonly metadata: { readonly namespace?: string; readonly name: string };
  readonly spec: {
    readonly podSelector?: ConstructorParameters<typeof KubernetesSelector>[0];
    readonly policyTypes?: readonly string[];
    readonly egress?: readonly unknown[];
  };
}

/** `NetworkPolicy prod/web` of each that selects such a pod in this direction. */
export function isolatingPolicies(
  policies: readonly Policy[],
  namespace: string,
  labels: Readonly<Record<string, string>>,
  direction: 'Ingress' | 'Egress',
): string[] {
  return policies.flatMap(({ kind, metadata, spec }) => {
    const { podSelector = {}, egress, policyTypes = egress ? ['Ingress', 'Egress'] : ['Ingress'] } = spec;
    if (kind !== 'NetworkPolicy' || metadata.namespace !== namespace || !policyTypes.includes(direction)) return [];
    return new KubernetesSelector(podSelector).matches(labels) ? [`NetworkPolicy ${namespace}/${metadata.name}`] : [];
  });
}
