// Answers questions about a whole cluster from its objects, which it is told of and follows. Runs in a thread of its own:
// an answer may take seconds.
import { type CalculationGraph, createCalculationGraph } from '@manul/calc';
import type { ConversionOptions, ModelUpdate } from '@manul/model';
import type { manul } from '@manul/proto';
import {
  ClusterIndex,
  ClusterModel,
  type ClusterView,
  explain,
  ModelDirectory,
  nodeView,
  QuestionError,
  reachabilityMatrix,
  WholeCluster,
  whatIf,
  whoCan,
} from '@manul/reachability';
import { parseManifest } from '@manul/source-files';
import { listNamespaces, listPods, listPolicies, listWorkloads } from './cluster-lists.ts';
import { AdminError } from './error.ts';
import { policyDetail } from './policy-detail.ts';
import type { Answer, QuestionName, Questions, Request } from './questions.ts';

export interface ClusterAnswersOptions {
  readonly conversion: ConversionOptions;
  /** Drivers' DefaultEndpointToHostAction. */
  readonly endpointToHost: string;
  /** Asked now and then while a long answer is computed; where it throws, there is none. */
  readonly checkpoint: () => void;
}

/** Lists may lag so far behind: all pods are gone through for them. */
const indexMilliseconds = 2000;

export class ClusterAnswers implements Questions {
  readonly #options: ClusterAnswersOptions;
  readonly #model = new ClusterModel();
  readonly #directory = new ModelDirectory(this.#model);
  /** By node, as drivers are sent it. */
  #graph: CalculationGraph | undefined;
  #whole: WholeCluster | undefined;
  #index: { readonly index: ClusterIndex; readonly madeAt: number } | undefined;
  #stale = false;

  constructor(options: ClusterAnswersOptions) {
    this.#options = options;
  }

  update(updates: readonly ModelUpdate[]): void {
    this.#model.update(updates);
    this.#graph?.update(updates);
    this.#whole?.update(updates);
    this.#stale = true;
  }

  /** Throws AdminError, or what `checkpoint` does. */
  answer<N extends QuestionName>(name: N, request: Request<N>): Answer<N> {
    try {
      return (this[name] as (request: Request<N>) => Answer<N>)(request);
    } catch (error) {
      if (error instanceof QuestionError) throw new AdminError(error.code, error.message, { cause: error });
      throw error;
    }
  }

  listNodes(): { readonly names: readonly string[] } {
    const names = new Set([...this.#model.entries('node')].map(([name]) => name));
    for (const kind of ['workloadEndpoint', 'hostEndpoint'] as const) {
      for (const [, { node }] of this.#model.entries(kind)) names.add(node);
    }
    return { names: [...names].sort() };
  }

  explain(request: manul.v1.IExplainRequest): manul.v1.IExplanation {
    if (!this.#graph) {
      this.#graph = createCalculationGraph();
      this.#graph.update([...this.#model.updates()]);
      this.#graph.setInSync();
    }
    const graph = this.#graph;
    graph.flush();
    const { endpointToHost } = this.#options;
    return explain(request, { directory: this.#directory, node: (name) => nodeView(graph, name), endpointToHost });
  }

  whoCan(request: manul.v1.IWhoCanRequest): manul.v1.IWhoCanResponse {
    return whoCan(request, this.#lists(), this.#view());
  }

  whatIf({ apply, delete: deleted, enforce_staged, max_changes }: manul.v1.IWhatIfRequest): manul.v1.IWhatIfResponse {
    const { conversion, checkpoint } = this.#options;
    const change = {
      apply: objectsOf('apply', apply ?? ''),
      delete: objectsOf('delete', deleted ?? ''),
      enforceStaged: enforce_staged ?? false,
    };
    const options = { conversion, checkpoint, ...(max_changes && { maxChanges: max_changes }) };
    return whatIf(this.#model, this.#settled(), change, options);
  }

  listPolicies(request: manul.v1.IListPoliciesRequest): manul.v1.IPolicyList {
    return listPolicies(request, this.#model, this.#lists());
  }

  getPolicy({ id }: manul.v1.IPolicyRequest): manul.v1.IPolicyDetail {
    return policyDetail(id ?? '', this.#model, this.#lists(), this.#view());
  }

  listNamespaces(request: manul.v1.IListNamespacesRequest): manul.v1.INamespaceList {
    return listNamespaces(request, this.#model, this.#lists());
  }

  listWorkloads(request: manul.v1.IListWorkloadsRequest): manul.v1.IWorkloadList {
    return listWorkloads(request, this.#lists());
  }

  listPods(request: manul.v1.IListPodsRequest): manul.v1.IPodList {
    return listPods(request, this.#lists());
  }

  getReachability(request: manul.v1.IReachabilityRequest): manul.v1.IReachabilityMatrix {
    return reachabilityMatrix(request, this.#lists(), this.#view());
  }

  #settled(): WholeCluster {
    if (!this.#whole || this.#whole.isLost) {
      this.#whole = new WholeCluster();
      this.#whole.update(this.#model.updates());
    }
    this.#whole.settle();
    return this.#whole;
  }

  #view(): ClusterView {
    return this.#settled().view;
  }

  #lists(): ClusterIndex {
    const now = Date.now();
    if (!this.#index || (this.#stale && now - this.#index.madeAt > indexMilliseconds)) {
      this.#stale = false;
      this.#index = { index: new ClusterIndex(this.#model, this.#view()), madeAt: now };
    }
    return this.#index.index;
  }
}

function objectsOf(field: string, text: string): ReturnType<typeof parseManifest>['objects'][number]['object'][] {
  if (text.trim() === '') return [];
  const { objects, errors } = parseManifest(text);
  if (errors.length > 0) throw new AdminError('invalid', `${field}: ${errors.join('; ')}`);
  return objects.map(({ object }) => object);
}
