// What the calculation graph computes from: cluster objects after conversion and validation, in the graph's own terms.
// Plain data. Addresses and CIDRs are canonical text (RFC 5952 for IPv6, CIDRs with host bits cleared); selectors are
// text whose parse has the canonical form that identifiers derive from (see @manul/selector); protocols are lower case
// names or numbers.

/** The cluster object that something came from, for errors, recordings and explanations. */
export interface Origin {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly resourceVersion: string;
  /** When this version reached the graph: milliseconds since the Unix epoch. */
  readonly observedAt?: number;
}

export type Labels = Readonly<Record<string, string>>;
export type Protocol = string | number;
export type RuleAction = 'allow' | 'deny' | 'log' | 'pass';
/** As in tiers' `defaultAction`. */
export type DefaultAction = 'Deny' | 'Pass';
export type PolicyKind =
  | 'NetworkPolicy'
  | 'GlobalNetworkPolicy'
  | 'KubernetesNetworkPolicy'
  | 'KubernetesClusterNetworkPolicy'
  | 'KubernetesAdminNetworkPolicy'
  | 'KubernetesBaselineAdminNetworkPolicy'
  | 'StagedNetworkPolicy'
  | 'StagedGlobalNetworkPolicy'
  | 'StagedKubernetesNetworkPolicy';

export interface EndpointPort {
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
}

/** A pod's interface. Key: `<namespace>/<pod>`. */
export interface WorkloadEndpoint {
  readonly node: string;
  readonly orchestratorId: string;
  /** `<namespace>/<pod>`. */
  readonly workloadId: string;
  readonly endpointId: string;
  /** The interface's name on the host. */
  readonly interfaceName: string;
  readonly mac: string;
  /** Host CIDRs: /32 and /128. */
  readonly ipv4Nets: readonly string[];
  readonly ipv6Nets: readonly string[];
  /** The endpoint's own labels; labels of its profiles are inherited in the graph. */
  readonly labels: Labels;
  /** In order: the namespace's, then the service account's. */
  readonly profileIds: readonly string[];
  readonly ports: readonly EndpointPort[];
  readonly allowSpoofedSourcePrefixes: readonly string[];
  /** Floating addresses, translated to the endpoint's own. */
  readonly nats?: readonly { readonly external: string; readonly internal: string }[];
  readonly annotations: Labels;
  /** Names and values as in felix.QoSControls. */
  readonly qosControls?: Readonly<Record<string, number>>;
  /** Differentiated services code point that egress traffic is marked with. */
  readonly dscp?: number;
  readonly liveMigrationRole?: 'SOURCE' | 'TARGET';
  readonly liveMigrationVmiName?: string;
  /** For people alone, who know pods by it: `deployment/web`. */
  readonly controller?: string;
}

/** A node's interface. Key: its name. */
export interface HostEndpoint {
  readonly node: string;
  readonly name: string;
  /** `*`: all interfaces without an endpoint of their own; empty: the one that has an expected address. */
  readonly interfaceName: string;
  readonly expectedIpv4Addresses: readonly string[];
  readonly expectedIpv6Addresses: readonly string[];
  readonly labels: Labels;
  readonly profileIds: readonly string[];
  readonly ports: readonly EndpointPort[];
  /** Differentiated services code point that egress traffic is marked with. */
  readonly dscp?: number;
}

/** Key: its name. */
export interface Profile {
  readonly name: string;
  /** Inherited by the endpoints that have this profile. */
  readonly labels: Labels;
  readonly inboundRules: readonly Rule[];
  readonly outboundRules: readonly Rule[];
}

/** Key: its name. */
export interface Tier {
  readonly name: string;
  /** Undefined sorts last. */
  readonly order: number | undefined;
  readonly defaultAction: DefaultAction;
}

/** Key: `<kind>|<namespace>|<name>`, the namespace empty where the kind has none. */
export interface Policy {
  readonly kind: PolicyKind;
  readonly namespace: string;
  readonly name: string;
  readonly tier: string;
  /** Undefined sorts last. */
  readonly order: number | undefined;
  /** Whom it applies to: canonical, with the namespace's and service accounts' parts conjoined. */
  readonly selector: string;
  readonly ingress: boolean;
  readonly egress: boolean;
  readonly inboundRules: readonly Rule[];
  readonly outboundRules: readonly Rule[];
  readonly untracked: boolean;
  readonly preDnat: boolean;
  readonly applyOnForward: boolean;
  readonly performanceHints: readonly string[];
  /** Staged kinds are computed for what-if alone and never enforced. */
  readonly staged: boolean;
}

export type PortMatch = { readonly first: number; readonly last: number } | { readonly name: string };

/** What one end of a connection must be. Empty fields do not restrict. */
export interface RuleSide {
  readonly nets: readonly string[];
  readonly notNets: readonly string[];
  /** Canonical, namespace and service-account selectors conjoined; empty: anyone. */
  readonly selector: string;
  readonly notSelector: string;
  readonly ports: readonly PortMatch[];
  readonly notPorts: readonly PortMatch[];
  /** Nodes that are meant, by their labels; canonical. Goes with no other selector. */
  readonly nodeSelector?: string;
  /** A Kubernetes Service whose endpoints (and for a destination their ports) are meant. */
  readonly service?: { readonly namespace: string; readonly name: string };
  /** As the author wrote them; sent along for people to read. */
  readonly original: {
    readonly selector: string;
    readonly notSelector: string;
    readonly namespaceSelector: string;
    readonly serviceAccountSelector: string;
    readonly serviceAccountNames: readonly string[];
  };
}

export interface Rule {
  readonly action: RuleAction;
  readonly ipVersion: 4 | 6 | undefined;
  readonly protocol: Protocol | undefined;
  readonly notProtocol: Protocol | undefined;
  readonly icmp: { readonly type: number; readonly code: number | undefined } | undefined;
  readonly notIcmp: { readonly type: number; readonly code: number | undefined } | undefined;
  readonly source: RuleSide;
  readonly destination: RuleSide;
  readonly http: HttpMatch | undefined;
  readonly annotations: Labels;
  /** Where the rule stands in its object: `spec.ingress[0].ports[1]`. */
  readonly path: string;
}

export interface HttpMatch {
  readonly methods: readonly string[];
  readonly paths: readonly ({ readonly exact: string } | { readonly prefix: string })[];
}

/** Key: `<namespace>/<name>`, or `<name>` for a global one. */
export interface NetworkSet {
  readonly namespace: string;
  readonly name: string;
  readonly nets: readonly string[];
  readonly labels: Labels;
  readonly profileIds: readonly string[];
}

/** Key: its name. */
export interface ClusterNode {
  readonly name: string;
  /** The node's address with its network's prefix length, as felix.HostMetadataUpdate has it: `10.0.0.1/32`. */
  readonly ipv4: string | undefined;
  readonly ipv6: string | undefined;
  /** Every internal and external address, for policies that name nodes as peers. */
  readonly addresses: readonly string[];
  readonly labels: Labels;
  readonly asNumber: string;
}

/** Key: its name. Sent to drivers as it is; the labels that pods inherit are in the profile `kns.<name>`. */
export interface Namespace {
  readonly name: string;
  readonly labels: Labels;
}

/** Key: `<namespace>/<name>`. */
export interface ServiceAccount {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
}

/** Key: `<namespace>/<name>`. */
export interface Service {
  readonly namespace: string;
  readonly name: string;
  readonly type: string;
  readonly clusterIps: readonly string[];
  readonly externalIps: readonly string[];
  /** Asked for in the spec; none or one. */
  readonly loadBalancerIps: readonly string[];
  /** Given by the load balancer. */
  readonly loadBalancerIngressIps: readonly string[];
  readonly ports: readonly {
    readonly name: string;
    /** `TCP`, `UDP` or `SCTP`: Services are sent along as they are. */
    readonly protocol: string;
    readonly port: number;
    readonly nodePort: number;
  }[];
}

/** Key: `<namespace>/<name>`. */
export interface EndpointSlice {
  readonly namespace: string;
  readonly name: string;
  readonly serviceName: string;
  readonly addresses: readonly string[];
  readonly ports: readonly { readonly name: string; readonly protocol: Protocol; readonly port: number }[];
}
