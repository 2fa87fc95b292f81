import { formatCidr, parseCidrOrAddress } from '../net/cidr.ts';
import { calicoLabels } from './calico-metadata.ts';
import { namespaceLabel, namespacePrefix, namespaceProfile, serviceAccountPrefix } from './calico-names.ts';
import type { SourceObject } from './source-object.ts';

/** NetworkSet and GlobalNetworkSet. What is invalid in them is left out. */
export function convertNetworkSet(object: SourceObject): void {
  const { namespace, name } = object;
  object.set('networkSet', object.key, {
    namespace,
    name,
    nets: readNets(object),
    labels: namespace === '' ? calicoLabels(object) : namespacedLabels(object),
    profileIds: namespace === '' ? [] : [namespaceProfile(namespace)],
  });
}

export function removeNetworkSet(object: SourceObject): void {
  object.set('networkSet', object.key, undefined);
}

function readNets({ spec, errors }: SourceObject): readonly string[] {
  const fields = errors.isolate('the set is empty', () => spec.get('nets').items()) ?? [];
  const nets = new Set<string>();
  for (const field of fields) {
    errors.isolate('it is not in the set', () => {
      nets.add(formatCidr(parseCidrOrAddress(field.string()) ?? field.failExpecting('a CIDR or an IP address')));
    });
  }
  return [...nets];
}

// Like a pod, it cannot pose as another namespace's.
function namespacedLabels(object: SourceObject): Readonly<Record<string, string>> {
  const labels = calicoLabels(object);
  for (const key of Object.keys(labels)) {
    if (key.startsWith(namespacePrefix) || key.startsWith(serviceAccountPrefix)) delete labels[key];
  }
  labels[namespaceLabel] = object.namespace;
  return labels;
}
