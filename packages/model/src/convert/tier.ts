import { builtInTiers } from '../built-in.ts';
import { readOrder } from './calico-policy.ts';
import type { SourceObject } from './source-object.ts';

export function convertTier(object: SourceObject): void {
  const action = object.spec.get('defaultAction');
  const defaultAction = object.errors.isolate('it denies by default', () =>
    action.isAbsent ? 'Deny' : action.oneOf('Deny', 'Pass'),
  );
  object.set('tier', object.key, {
    name: object.name,
    order: readOrder(object),
    defaultAction: defaultAction ?? 'Deny',
  });
}

/** A built-in tier is again what it is without an object. */
export function removeTier(object: SourceObject): void {
  const builtIn = builtInTiers.find(({ name }) => name === object.name);
  if (builtIn) object.updates.push({ kind: 'tier', key: builtIn.name, value: builtIn });
  else object.set('tier', object.key, undefined);
}
