import { allowProfile } from '../built-in.ts';
import { readRules } from './calico-rule.ts';
import { readLabels } from './labels.ts';
import type { SourceObject } from './source-object.ts';

export function convertProfile(object: SourceObject): void {
  const { name, spec, errors } = object;
  checkName(object);
  object.set('profile', name, {
    name,
    labels: readLabels(spec.get('labelsToApply'), errors),
    inboundRules: readRules(spec.get('ingress'), '', errors),
    outboundRules: readRules(spec.get('egress'), '', errors),
  });
}

export function removeProfile(object: SourceObject): void {
  checkName(object);
  object.set('profile', object.name, undefined);
}

// These are derived from namespaces and service accounts, or built in; an object must not stand in for them.
function checkName({ name, metadata }: SourceObject): void {
  if (/^(?:kns|ksa)\./.test(name) || name === allowProfile.name) metadata.get('name').fail(`${name} is reserved`);
}
