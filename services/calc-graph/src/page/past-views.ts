// Answers from a cluster as it was. Each costs about what the cluster costs to compute, so that few are kept.
import { createCalculationGraph } from '@manul/calc';
import type { ClusterModel } from '@manul/reachability';
import type { AdminApi } from '../admin/api.ts';
import { Queries } from '../admin/queries.ts';
import { RevisionLog } from '../admin/revision-log.ts';
import { Receipts } from '../receipts.ts';
import type { CalcGraphStatus } from '../status.ts';

const keptViews = 2;

export class PastViews {
  readonly #views = new Map<number, Promise<AdminApi>>();
  readonly #open: (moment: number) => Promise<AdminApi>;

  constructor(open: (moment: number) => Promise<AdminApi>) {
    this.#open = open;
  }

  /** The same for those who ask at once, or again soon. */
  at(moment: number): Promise<AdminApi> {
    const view = this.#views.get(moment) ?? this.#open(moment);
    this.#views.delete(moment);
    this.#views.set(moment, view);
    for (const old of [...this.#views.keys()].slice(0, -keptViews)) this.#views.delete(old);
    view.catch(() => this.#views.delete(moment));
    return view;
  }
}

/** What nodes had in their kernels then is not known. */
export function pastApi(model: ClusterModel, epoch: number, revision: number, version: string): AdminApi {
  const graph = createCalculationGraph();
  graph.update([...model.updates()]);
  graph.setInSync();
  graph.flush();
  const status: CalcGraphStatus = {
    epoch,
    revision,
    inSync: true,
    enforced: false,
    nodes: [],
    nodesWithoutDriver: [...graph.nodes()].sort(),
    sourceProblems: [],
    objectErrors: [],
    objectErrorCount: 0,
  };
  return new Queries({
    graph,
    model,
    receipts: new Receipts(epoch),
    revisions: new RevisionLog(epoch),
    status: () => status,
    epoch,
    revision: () => revision,
    inSync: () => true,
    version,
  });
}
