// Answers the admin API's calls from the graph, the model and the receipts.
import type { ModelUpdate } from '@manul/model';
import type { manul } from '@manul/proto';
import {
  explain,
  ModelDirectory,
  nodeView,
  QuestionError,
  reachabilityMatrix,
  whatIf,
  whoCan,
} from '@manul/reachability';
import { type PlacedObject, parseManifest } from '@manul/source-files';
import type { AdminApi, AdminSubject } from './api.ts';
import { listNamespaces, listPods, listPolicies, listWorkloads } from './cluster-lists.ts';
import { AdminError } from './error.ts';
import { LiveCluster } from './live-cluster.ts';
import { policyDetail } from './policy-detail.ts';
import { statusMessage } from './status-message.ts';

export class Queries implements AdminApi {
  readonly #subject: AdminSubject;
  readonly #live: LiveCluster;
  readonly #directory: ModelDirectory;

  constructor(subject: AdminSubject) {
    this.#subject = subject;
    this.#live = new LiveCluster(subject.model);
    this.#directory = new ModelDirectory(subject.model);
  }

  /** The graph is told of these too. */
  updated(updates: readonly ModelUpdate[]): void {
    this.#live.updated(updates);
  }

  getStatus(request: manul.v1.IStatusRequest): manul.v1.IStatus {
    const { status, version } = this.#subject;
    return statusMessage(status(), request, version, Date.now());
  }

  getEnforcement({ object }: manul.v1.IEnforcementRequest): manul.v1.IEnforcement {
    const { nodes, upToDate, errors } = this.#subject.receipts.enforcement(object ?? '');
    const messages = errors.map(({ node, reason, failedClosed }) => ({ node, reason, failed_closed: failedClosed }));
    return { object: object ?? '', nodes, up_to_date: upToDate, errors: messages };
  }

  listRevisions(request: manul.v1.IListRevisionsRequest): manul.v1.IRevisionList {
    return this.#subject.revisions.list(request);
  }

  async explain(request: manul.v1.IExplainRequest): Promise<manul.v1.IExplanation> {
    const position = this.#ready();
    const { graph } = this.#subject;
    const node = (name: string) => nodeView(graph, name);
    return answered(() => explain(request, { directory: this.#directory, node, position }));
  }

  async whoCan(request: manul.v1.IWhoCanRequest): Promise<manul.v1.IWhoCanResponse> {
    const position = this.#ready();
    const { index, whole } = await this.#live.index();
    return { ...answered(() => whoCan(request, index, whole.view)), position };
  }

  async whatIf(request: manul.v1.IWhatIfRequest): Promise<manul.v1.IWhatIfResponse> {
    const position = this.#ready();
    const change = {
      apply: objectsOf('apply', request.apply ?? ''),
      delete: objectsOf('delete', request.delete ?? ''),
      enforceStaged: request.enforce_staged ?? false,
    };
    const whole = await this.#live.whole();
    try {
      const options = request.max_changes ? { maxChanges: request.max_changes } : {};
      return { ...whatIf(this.#subject.model, whole, change, options), position };
    } catch (error) {
      // What the copy of the cluster holds now is not known.
      this.#live.drop();
      throw error;
    }
  }

  async listPolicies(request: manul.v1.IListPoliciesRequest): Promise<manul.v1.IPolicyList> {
    const position = this.#ready();
    const { index } = await this.#live.index();
    return { ...listPolicies(request, this.#subject.model, index), position };
  }

  async getPolicy({ id }: manul.v1.IPolicyRequest): Promise<manul.v1.IPolicyDetail> {
    const position = this.#ready();
    const { index, whole } = await this.#live.index();
    const { model, receipts } = this.#subject;
    const enforcement = receipts.enforcement(`active_policy ${id}`);
    const subject = { model, index, view: whole.view, nodes: receipts.list(), enforcement };
    return { ...policyDetail(id ?? '', subject), position };
  }

  async listNamespaces(request: manul.v1.IListNamespacesRequest): Promise<manul.v1.INamespaceList> {
    const position = this.#ready();
    const { index } = await this.#live.index();
    return { ...listNamespaces(request, this.#subject.model, index), position };
  }

  async listWorkloads(request: manul.v1.IListWorkloadsRequest): Promise<manul.v1.IWorkloadList> {
    const position = this.#ready();
    const { index } = await this.#live.index();
    return { ...listWorkloads(request, index), position };
  }

  async listPods(request: manul.v1.IListPodsRequest): Promise<manul.v1.IPodList> {
    const position = this.#ready();
    const { index } = await this.#live.index();
    return { ...listPods(request, index), position };
  }

  async getReachability(request: manul.v1.IReachabilityRequest): Promise<manul.v1.IReachabilityMatrix> {
    const position = this.#ready();
    const { index, whole } = await this.#live.index();
    return { ...answered(() => reachabilityMatrix(request, index, whole.view)), position };
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

function objectsOf(field: string, text: string): PlacedObject['object'][] {
  if (text.trim() === '') return [];
  const { objects, errors } = parseManifest(text);
  if (errors.length > 0) throw new AdminError('invalid', `${field}: ${errors.join('; ')}`);
  return objects.map(({ object }) => object);
}
