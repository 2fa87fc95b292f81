// A cluster computed here, from its objects.
import { type CalculationGraph, createCalculationGraph } from '@manul/calc';
import {
  builtInUpdates,
  type ConversionOptions,
  convert,
  type ModelUpdate,
  type ObjectChange,
  type ObjectError,
  removal,
} from '@manul/model';
import type { manul } from '@manul/proto';
import {
  ClusterIndex,
  ClusterModel,
  explain,
  ModelDirectory,
  nodeView,
  WholeCluster,
  whatIf,
  whoCan,
} from '@manul/reachability';
import { parseManifest } from '@manul/source-files';
import { defaultConversion } from '../replay/output-graph.ts';
import type { ClusterQueries } from './cluster-queries.ts';

export class LocalCluster implements ClusterQueries {
  readonly #model = new ClusterModel();
  readonly #onError: (error: ObjectError) => void;
  readonly #conversion: ConversionOptions;
  readonly #directory = new ModelDirectory(this.#model);
  #graph: CalculationGraph | undefined;
  #whole: WholeCluster | undefined;
  position: manul.v1.IPosition = { epoch: 1, revision: 1 };

  /** `onError` hears of what could not be understood. */
  constructor(onError: (error: ObjectError) => void, conversion: ConversionOptions = defaultConversion) {
    this.#onError = onError;
    this.#conversion = conversion;
  }

  /** Before anything is asked. */
  update(changes: Iterable<ObjectChange>): void {
    for (const change of changes) this.#model.update(this.#convert(change));
  }

  async explain(request: manul.v1.IExplainRequest): Promise<manul.v1.IExplanation> {
    this.#graph ??= this.#compute();
    const graph = this.#graph;
    const context = { directory: this.#directory, node: (name: string) => nodeView(graph, name) };
    return explain(request, { ...context, position: this.position });
  }

  async whoCan(request: manul.v1.IWhoCanRequest): Promise<manul.v1.IWhoCanResponse> {
    const { view } = this.whole;
    return { ...whoCan(request, new ClusterIndex(this.#model, view), view), position: this.position };
  }

  async whatIf(request: manul.v1.IWhatIfRequest): Promise<manul.v1.IWhatIfResponse> {
    const change = {
      apply: objectsOf(request.apply ?? ''),
      delete: objectsOf(request.delete ?? ''),
      enforceStaged: request.enforce_staged ?? false,
    };
    const options = { conversion: this.#conversion, ...(request.max_changes && { maxChanges: request.max_changes }) };
    return { ...whatIf(this.#model, this.whole, change, options), position: this.position };
  }

  /** The cluster as one. */
  get whole(): WholeCluster {
    if (this.#whole) return this.#whole;
    this.#whole = new WholeCluster();
    this.#whole.update(this.#model.updates());
    this.#whole.settle();
    return this.#whole;
  }

  close(): void {}

  #compute(): CalculationGraph {
    const graph = createCalculationGraph();
    graph.update(builtInUpdates());
    graph.update([...this.#model.updates()]);
    graph.setInSync();
    graph.flush();
    return graph;
  }

  #convert({ op, object }: ObjectChange): readonly ModelUpdate[] {
    if (op === 'delete') return removal(object);
    const { updates, errors } = convert(object, this.#conversion);
    for (const error of errors) this.#onError(error);
    return updates;
  }
}

function objectsOf(text: string) {
  const { objects, errors } = parseManifest(text);
  if (errors.length > 0) throw new TypeError(errors.join('; '));
  return objects.map(({ object }) => object);
}
