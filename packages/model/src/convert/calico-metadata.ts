import { defaultTier } from './calico-names.ts';
import type { Field } from './field.ts';
import { readLabels } from './labels.ts';
import { isName } from './names.ts';
import type { SourceObject } from './source-object.ts';

// An object of crd.projectcalico.org/v1 is how Calico stores one of projectcalico.org/v3. Metadata that users gave may
// be in an annotation, and the names of policies in the default tier have the tier in front.

/** The policy's name as users know it. */
export function policyName(object: SourceObject): string {
  if (!isStored(object)) return object.name;
  const original = storedMetadata(object).get('name');
  if (typeof original.value === 'string' && isName(original.value)) return original.value;
  const tier = object.spec.isAbsent ? '' : object.spec.get('tier').value;
  const isInDefaultTier = tier === undefined || tier === '' || tier === defaultTier;
  const prefix = `${defaultTier}.`;
  return isInDefaultTier && object.name.startsWith(prefix) ? object.name.slice(prefix.length) : object.name;
}

/** The labels that users gave the object. */
export function calicoLabels(object: SourceObject): Record<string, string> {
  const labels = object.labels();
  if (!isStored(object)) return labels;
  return Object.assign(labels, readLabels(storedMetadata(object).get('labels'), object.errors));
}

function isStored(object: SourceObject): boolean {
  return object.root.get('apiVersion').string().startsWith('crd.');
}

// Written by Calico alone; what is not JSON in it is as good as absent.
function storedMetadata(object: SourceObject): Field {
  const annotation = object.annotation('projectcalico.org/metadata');
  try {
    const value: unknown = JSON.parse(annotation.optionalString());
    return annotation.withValue(typeof value === 'object' && !Array.isArray(value) ? value : undefined);
  } catch {
    return annotation.withValue(undefined);
  }
}
