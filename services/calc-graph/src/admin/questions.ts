// What is asked about a cluster as a whole, or about its past: answered in a thread of its own.
import type { manul } from '@manul/proto';

export interface Questions {
  /** Every node that an endpoint or a node object names, in order. */
  listNodes(request: object): { readonly names: readonly string[] };
  explain(request: manul.v1.IExplainRequest): manul.v1.IExplanation;
  whoCan(request: manul.v1.IWhoCanRequest): manul.v1.IWhoCanResponse;
  whatIf(request: manul.v1.IWhatIfRequest): manul.v1.IWhatIfResponse;
  listPolicies(request: manul.v1.IListPoliciesRequest): manul.v1.IPolicyList;
  /** `nodes_not_enforcing` names all nodes of the policy: what is enforced where is not known here. */
  getPolicy(request: manul.v1.IPolicyRequest): manul.v1.IPolicyDetail;
  listNamespaces(request: manul.v1.IListNamespacesRequest): manul.v1.INamespaceList;
  listWorkloads(request: manul.v1.IListWorkloadsRequest): manul.v1.IWorkloadList;
  listPods(request: manul.v1.IListPodsRequest): manul.v1.IPodList;
  getReachability(request: manul.v1.IReachabilityRequest): manul.v1.IReachabilityMatrix;
}

export type QuestionName = keyof Questions;
export type Request<N extends QuestionName> = Parameters<Questions[N]>[0];
export type Answer<N extends QuestionName> = ReturnType<Questions[N]>;
