import { defaultTier } from './calico-names.ts';
import { Field } from './field.ts';
import { readLabels } from './labels.ts';
import { readName } from './names.ts';
import type { SourceObject } from './source-object.ts';

// An object of crd.projectcalico.org/v1 is how Calico stores one of projectcalico.org/v3. Metadata that users gave may
// be in an annotation, and the names of policies in the default tier have the tier in front.

/** The policy's name as users know it. */
export function policyName(object: SourceObject): string {
  if (!isStored(object)) return object.name;
  const original = storedMetadata(object).get('name');
  if (!original.isAbsent && original.value !== '') return readName(original);
  const tier = object.spec.isAbsent ? '' : object.spec.get('tier').value;
  const isInDefaultTier = tier === undefined || tier === '' || tier === defaultTier;
  const prefix = `${defaultTier}.`;
  return isInDefaultTier && object.name.startsWith(prefix) ? object.name.slice(prefix.length) : object.name;
}

/** The labels that users gave the object. */
export function calicoLabels(object: SourceObject): Record<string, string> {
  const labels = object.labels();
  if (!isStored(object)) return labels;
  const original = object.errors.isolate('the labels in it are ignored', () => storedMetadata(object).get('labels'));
  return original ? Object.assign(labels, readLabels(original, object.errors)) : labels;
}

function isStored(object: SourceObject): boolean {
  return object.root.get('apiVersion').string().startsWith('crd.');
}

function storedMetadata(object: SourceObject): Field {
  const annotation = object.annotation('projectcalico.org/metadata');
  if (annotation.isAbsent) return annotation;
  try {
    return new Field(JSON.parse(annotation.string()), annotation.path);
  } catch {
    return annotation.failExpecting('metadata in JSON');
  }
}
