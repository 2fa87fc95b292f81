// Answers the admin API's calls: at once what the graph and the receipts say, through a thread what takes the whole cluster.
import type { manul } from '@manul/proto';
import { explain, ModelDirectory, nodeView, QuestionError } from '@manul/reachability';
import type { Past } from '../page/past.ts';
import type { AdminApi, AdminSubject } from './api.ts';
import type { ClusterThread } from './cluster-thread.ts';
import { enforcementMessage } from './enforcement-message.ts';
import { AdminError } from './error.ts';
import { withEnforcement } from './policy-detail.ts';
import type { Answer, QuestionName, Request } from './questions.ts';
import { statusMessage } from './status-message.ts';

export class Queries implements AdminApi {
  readonly #subject: AdminSubject;
  readonly #cluster: ClusterThread;
  readonly #past: Pick<Past, 'at'>;
  readonly #directory: ModelDirectory;

  constructor(subject: AdminSubject, cluster: ClusterThread, past: Pick<Past, 'at'>) {
    this.#subject = subject;
    this.#cluster = cluster;
    this.#past = past;
    this.#directory = new ModelDirectory(subject.model);
  }

  getStatus(request: manul.v1.IStatusRequest): manul.v1.IStatus {
    const { status, version } = this.#subject;
    return statusMessage(status(), request, version, Date.now());
  }

  getEnforcement({ object }: manul.v1.IEnforcementRequest): manul.v1.IEnforcement {
    return enforcementMessage(object ?? '', this.#subject.receipts);
  }

  listRevisions(request: manul.v1.IListRevisionsRequest): manul.v1.IRevisionList {
    return this.#subject.revisions.list(request);
  }

  async explain(request: manul.v1.IExplainRequest, signal?: AbortSignal): Promise<manul.v1.IExplanation> {
    if (request.at) return (await this.#at(request.at)).explain(request, signal);
    const position = this.#ready();
    const { graph, answers } = this.#subject;
    const { endpointToHost } = answers;
    const node = (name: string) => nodeView(graph, name);
    return answered(() => explain(request, { directory: this.#directory, node, position, endpointToHost }));
  }

  async whoCan(request: manul.v1.IWhoCanRequest, signal?: AbortSignal): Promise<manul.v1.IWhoCanResponse> {
    if (request.at) return (await this.#at(request.at)).whoCan(request, signal);
    return this.#ask('whoCan', request, signal);
  }

  async whatIf(request: manul.v1.IWhatIfRequest, signal?: AbortSignal): Promise<manul.v1.IWhatIfResponse> {
    if (request.at) return (await this.#at(request.at)).whatIf(request, signal);
    return this.#ask('whatIf', request, signal);
  }

  listPolicies(request: manul.v1.IListPoliciesRequest, signal?: AbortSignal): Promise<manul.v1.IPolicyList> {
    return this.#ask('listPolicies', request, signal);
  }

  async getPolicy(request: manul.v1.IPolicyRequest, signal?: AbortSignal): Promise<manul.v1.IPolicyDetail> {
    const detail = await this.#ask('getPolicy', request, signal);
    const { receipts } = this.#subject;
    return withEnforcement(detail, receipts.list(), receipts.enforcement(`active_policy ${request.id}`));
  }

  listNamespaces(request: manul.v1.IListNamespacesRequest, signal?: AbortSignal): Promise<manul.v1.INamespaceList> {
    return this.#ask('listNamespaces', request, signal);
  }

  listWorkloads(request: manul.v1.IListWorkloadsRequest, signal?: AbortSignal): Promise<manul.v1.IWorkloadList> {
    return this.#ask('listWorkloads', request, signal);
  }

  listPods(request: manul.v1.IListPodsRequest, signal?: AbortSignal): Promise<manul.v1.IPodList> {
    return this.#ask('listPods', request, signal);
  }

  getReachability(request: manul.v1.IReachabilityRequest, signal?: AbortSignal): Promise<manul.v1.IReachabilityMatrix> {
    return this.#ask('getReachability', request, signal);
  }

  async #ask<N extends QuestionName>(name: N, request: Request<N>, signal?: AbortSignal): Promise<Answer<N>> {
    const position = this.#ready();
    return { ...(await this.#cluster.ask(name, request, signal)), position };
  }

  #at({ revision, time }: manul.v1.IMoment): Promise<AdminApi> {
    this.#ready();
    const moment = revision ?? this.#subject.revisions.by(time ?? 0);
    if (moment === undefined) throw new AdminError('not-found', 'the service keeps nothing that is so old');
    return this.#past.at(moment);
  }

  #ready(): manul.v1.IPosition {
    const { inSync, epoch, revision } = this.#subject;
    if (!inSync()) throw new AdminError('unavailable', 'the first list of the cluster is not complete');
    return { epoch, revision: revision() };
  }
}

function answered<T>(question: () => T): T {
  try {
    return question();
  } catch (error) {
    if (error instanceof QuestionError) throw new AdminError(error.code, error.message, { cause: error });
    throw error;
  }
}
