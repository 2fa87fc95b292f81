// The admin API without a transport: gRPC serves it, and so does the web page.
import type { CalculationGraph } from '@manul/calc';
import type { manul } from '@manul/proto';
import type { ClusterModel } from '@manul/reachability';
import type { ReceiptView } from '../receipts.ts';
import type { CalcGraphStatus } from '../status.ts';
import type { ClusterThreadOptions } from './cluster-thread.ts';
import type { RevisionLog } from './revision-log.ts';

/** Each call throws, or rejects with, an AdminError where there is no answer. Who gives up waiting aborts `signal`. */
export interface AdminApi {
  getStatus(request: manul.v1.IStatusRequest): manul.v1.IStatus;
  getEnforcement(request: manul.v1.IEnforcementRequest): manul.v1.IEnforcement;
  explain(request: manul.v1.IExplainRequest, signal?: AbortSignal): Promise<manul.v1.IExplanation>;
  whoCan(request: manul.v1.IWhoCanRequest, signal?: AbortSignal): Promise<manul.v1.IWhoCanResponse>;
  whatIf(request: manul.v1.IWhatIfRequest, signal?: AbortSignal): Promise<manul.v1.IWhatIfResponse>;
  listPolicies(request: manul.v1.IListPoliciesRequest, signal?: AbortSignal): Promise<manul.v1.IPolicyList>;
  getPolicy(request: manul.v1.IPolicyRequest, signal?: AbortSignal): Promise<manul.v1.IPolicyDetail>;
  listNamespaces(request: manul.v1.IListNamespacesRequest, signal?: AbortSignal): Promise<manul.v1.INamespaceList>;
  listWorkloads(request: manul.v1.IListWorkloadsRequest, signal?: AbortSignal): Promise<manul.v1.IWorkloadList>;
  listPods(request: manul.v1.IListPodsRequest, signal?: AbortSignal): Promise<manul.v1.IPodList>;
  getReachability(request: manul.v1.IReachabilityRequest, signal?: AbortSignal): Promise<manul.v1.IReachabilityMatrix>;
  listRevisions(request: manul.v1.IListRevisionsRequest): manul.v1.IRevisionList;
}

/** What nodes' messages are taken from. */
export type StreamGraph = Pick<CalculationGraph, 'nodes' | 'subscribe'>;

/** How copies of the cluster are kept that answer questions. */
export type AnswerOptions = Pick<ClusterThreadOptions, 'conversion' | 'endpointToHost' | 'maxMegabytes' | 'log'>;

/** What the API answers from. */
export interface AdminSubject {
  readonly graph: CalculationGraph;
  readonly model: ClusterModel;
  readonly receipts: ReceiptView;
  readonly revisions: RevisionLog;
  readonly status: () => CalcGraphStatus;
  readonly epoch: number;
  readonly revision: () => number;
  readonly inSync: () => boolean;
  readonly version: string;
  readonly answers: AnswerOptions;
}
