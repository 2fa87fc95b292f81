import type {
  ClusterNode,
  EndpointSlice,
  HostEndpoint,
  Namespace,
  NetworkSet,
  Origin,
  Policy,
  Profile,
  Service,
  ServiceAccount,
  Tier,
  WorkloadEndpoint,
} from './resources.ts';

/** Every kind of resource that the graph takes, by the name that updates carry. */
export interface ResourceByKind {
  workloadEndpoint: WorkloadEndpoint;
  hostEndpoint: HostEndpoint;
  policy: Policy;
  profile: Profile;
  tier: Tier;
  networkSet: NetworkSet;
  node: ClusterNode;
  namespace: Namespace;
  serviceAccount: ServiceAccount;
  service: Service;
  endpointSlice: EndpointSlice;
}

export type ResourceKind = keyof ResourceByKind;

/**
 * One resource's new value, or its removal. Values replace each other whole. `origin` is absent in removals and for
 * what no object stands for.
 */
export type ModelUpdate = {
  [K in ResourceKind]: {
    readonly kind: K;
    readonly key: string;
    readonly value: ResourceByKind[K] | undefined;
    readonly origin?: Origin;
  };
}[ResourceKind];
