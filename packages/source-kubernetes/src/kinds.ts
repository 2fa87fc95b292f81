// Which kinds are read from the API server, and as which of the versions that it may serve them in.

export interface KindSpec {
  readonly kind: string;
  /** The resource's name in URLs. */
  readonly plural: string;
  /** `v1`, or `<group>/<version>`; the first that the server serves is read, the others are the same objects. */
  readonly versions: readonly [string, ...string[]];
  /** Every cluster has it. The others come and go with their CustomResourceDefinitions. */
  readonly required: boolean;
  /** Objects that stand for something that is read elsewhere. */
  readonly isMirror?: (name: string) => boolean;
}

const builtIn = (kind: string, plural: string, version: string): KindSpec => ({
  kind,
  plural,
  versions: [version],
  required: true,
});

// Calico's API server and its newer CRDs serve v3; crd.projectcalico.org is the storage that older ones keep, which
// may be left behind, stale, after a migration to v3. So v3 wins wherever it is served.
const calico = (kind: string, plural: string): KindSpec => ({
  kind,
  plural,
  versions: ['projectcalico.org/v3', 'crd.projectcalico.org/v1'],
  required: false,
});

const upstream = (kind: string, plural: string, version: string): KindSpec => ({
  kind,
  plural,
  versions: [`policy.networking.k8s.io/${version}`],
  required: false,
});

/** What Manul reads, and so what it needs `list` and `watch` on; discovery needs nothing beyond `system:discovery`. */
export const kinds: readonly KindSpec[] = [
  builtIn('Namespace', 'namespaces', 'v1'),
  builtIn('Node', 'nodes', 'v1'),
  builtIn('ServiceAccount', 'serviceaccounts', 'v1'),
  builtIn('Pod', 'pods', 'v1'),
  builtIn('Service', 'services', 'v1'),
  builtIn('EndpointSlice', 'endpointslices', 'discovery.k8s.io/v1'),
  builtIn('NetworkPolicy', 'networkpolicies', 'networking.k8s.io/v1'),
  calico('Tier', 'tiers'),
  calico('GlobalNetworkPolicy', 'globalnetworkpolicies'),
  calico('NetworkPolicy', 'networkpolicies'),
  calico('StagedGlobalNetworkPolicy', 'stagedglobalnetworkpolicies'),
  calico('StagedNetworkPolicy', 'stagednetworkpolicies'),
  calico('StagedKubernetesNetworkPolicy', 'stagedkubernetesnetworkpolicies'),
  calico('GlobalNetworkSet', 'globalnetworksets'),
  calico('NetworkSet', 'networksets'),
  calico('HostEndpoint', 'hostendpoints'),
  // Calico's API server shows a profile for each namespace and service account; those are derived from the originals.
  { ...calico('Profile', 'profiles'), isMirror: (name) => /^(kns|ksa)\./.test(name) },
  upstream('ClusterNetworkPolicy', 'clusternetworkpolicies', 'v1alpha2'),
  upstream('AdminNetworkPolicy', 'adminnetworkpolicies', 'v1alpha1'),
  upstream('BaselineAdminNetworkPolicy', 'baselineadminnetworkpolicies', 'v1alpha1'),
];

/** `pods`, `networkpolicies.networking.k8s.io`: as in `kubectl get` and in RBAC, whatever the version. */
export function resourceName(kind: KindSpec): string {
  const [group, version] = kind.versions[0].split('/');
  return version === undefined ? kind.plural : `${kind.plural}.${group}`;
}

/** The path of all objects of a kind, in every namespace. */
export function resourcePath(kind: KindSpec, version: string): string {
  return version.includes('/') ? `/apis/${version}/${kind.plural}` : `/api/${version}/${kind.plural}`;
}
