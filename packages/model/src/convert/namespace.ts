import { nameLabel, namespacePrefix, namespaceProfile } from './calico-names.ts';
import { prefixLabels } from './labels.ts';
import { makeRule } from './rule.ts';
import type { SourceObject } from './source-object.ts';

/** A namespace is itself, and a profile that its pods have: its labels, and everything allowed that no policy forbids. */
export function convertNamespace(object: SourceObject): void {
  const labels = object.labels();
  labels[nameLabel] = object.name;
  object.set('namespace', object.key, { name: object.name, labels });
  const name = namespaceProfile(object.name);
  object.set('profile', name, {
    name,
    labels: prefixLabels(labels, namespacePrefix),
    inboundRules: [makeRule('allow', '')],
    outboundRules: [makeRule('allow', '')],
  });
}

export function removeNamespace(object: SourceObject): void {
  object.set('namespace', object.key, undefined);
  object.set('profile', namespaceProfile(object.name), undefined);
}
