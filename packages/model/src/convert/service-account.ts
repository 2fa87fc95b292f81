import { nameLabel, serviceAccountPrefix, serviceAccountProfile } from './calico-names.ts';
import { prefixLabels } from './labels.ts';
import type { SourceObject } from './source-object.ts';

/** A service account is itself, and a profile without rules that hands its labels on to its pods. */
export function convertServiceAccount(object: SourceObject): void {
  const labels = object.labels();
  labels[nameLabel] = object.name;
  object.set('serviceAccount', object.key, { namespace: object.namespace, name: object.name, labels });
  const name = serviceAccountProfile(object.namespace, object.name);
  object.set('profile', name, {
    name,
    labels: prefixLabels(labels, serviceAccountPrefix),
    inboundRules: [],
    outboundRules: [],
  });
}

export function removeServiceAccount(object: SourceObject): void {
  object.set('serviceAccount', object.key, undefined);
  object.set('profile', serviceAccountProfile(object.namespace, object.name), undefined);
}
