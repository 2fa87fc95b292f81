// The admin side of the service: what it retains of the cluster, and the servers that answer from it.
import type { CalculationGraph, FlushSummary } from '@manul/calc';
import { parseAddress } from '@manul/config';
import type { ConversionOptions, ModelUpdate, ObjectChange } from '@manul/model';
import type { Logger } from '@manul/observability';
import { ClusterModel } from '@manul/reachability';
import type { CalcGraphConfig } from '../config.ts';
import { adminIdentity } from '../credentials.ts';
import { LivePast } from '../page/live-past.ts';
import { Page } from '../page/page.ts';
import type { ReceiptView } from '../receipts.ts';
import type { CalcGraphStatus } from '../status.ts';
import { AdminServer } from './admin-server.ts';
import type { AdminApi, AdminSubject } from './api.ts';
import { ClusterThread } from './cluster-thread.ts';
import { InputLog } from './input-log.ts';
import { Queries } from './queries.ts';
import { RevisionLog } from './revision-log.ts';

export interface AdminOptions {
  readonly config: CalcGraphConfig;
  readonly conversion: ConversionOptions;
  readonly graph: CalculationGraph;
  readonly receipts: ReceiptView;
  readonly status: () => CalcGraphStatus;
  readonly epoch: number;
  readonly version: string;
  readonly log: Logger;
}

/** Off unless an address is configured; then nothing is retained either. */
export class Admin {
  /** Takes the place of the graph for whoever feeds it, so that what it is told is retained. */
  readonly graph: CalculationGraph;
  readonly api: AdminApi;
  readonly #subject: AdminSubject;
  readonly #cluster: ClusterThread;
  readonly #staysReady: boolean;
  /** Each undefined unless an address is configured for it. */
  readonly #server: AdminServer | undefined;
  readonly #inputs: InputLog | undefined;
  readonly #page: Page | undefined;
  readonly #past: LivePast;
  readonly #address: string | undefined;
  #pageUrl: string | undefined;

  /** Undefined where the settings ask for none. Throws ConfigError where it would be open to others. */
  static of(options: AdminOptions): Admin | undefined {
    const { admin, page } = options.config;
    return admin === undefined && page === undefined ? undefined : new Admin(options);
  }

  private constructor({ config, conversion, graph, receipts, status, epoch, version, log }: AdminOptions) {
    const model = new ClusterModel();
    const address = config.admin;
    this.#address = address;
    this.#subject = {
      graph,
      model,
      receipts,
      revisions: new RevisionLog(epoch),
      status,
      epoch,
      revision: () => status().revision,
      inSync: () => status().inSync,
      version,
      answers: {
        conversion,
        endpointToHost: config.endpointToHostAction,
        maxMegabytes: config.answerMegabytes,
        log,
      },
    };
    const cluster = new ClusterThread({
      ...this.#subject.answers,
      contents: () => model.pieces(),
      stayReady: config.answersReady,
    });
    this.#cluster = cluster;
    this.#staysReady = config.answersReady;
    const past = new LivePast(this.#subject);
    this.#past = past;
    this.api = new Queries(this.#subject, cluster, past);
    this.#page = Page.of({ config, subject: this.#subject, api: this.api, past, log });
    this.graph = retaining(graph, (updates) => {
      past.updating(updates);
      model.update(updates);
      cluster.updated(updates);
    });
    const inputs = address === undefined ? undefined : new InputLog(conversion);
    this.#inputs = inputs;
    this.#server =
      address === undefined || !inputs
        ? undefined
        : new AdminServer({
            api: this.api,
            subject: this.#subject,
            inputs,
            identity: adminIdentity(config, parseAddress(address)!),
            administrators: () => config.administrators,
            log,
          });
  }

  /** Gives the admin API's address; undefined where none is configured. */
  async listen(): Promise<string | undefined> {
    this.#pageUrl = await this.#page?.listen();
    return this.#address === undefined ? undefined : this.#server?.listen(parseAddress(this.#address)!);
  }

  /** Where the web page is served. */
  get pageUrl(): string | undefined {
    return this.#pageUrl;
  }

  changed(changes: readonly ObjectChange[]): void {
    for (const change of changes) this.#subject.revisions.changed(change);
  }

  /** Once it is in the graph. */
  taken(change: ObjectChange, understood: boolean): void {
    this.#inputs?.taken(change, understood);
  }

  flushed(summary: FlushSummary): void {
    this.#inputs?.flushed({ epoch: this.#subject.epoch, revision: summary.revision }, Date.now() * 1000);
    this.#subject.revisions.flushed(summary.revision, summary.pendingNodes.length, Date.now());
    if (this.#staysReady) this.#cluster.prepare();
    this.#past.flushed(summary.revision);
    this.#server?.flushed();
  }

  async stop(): Promise<void> {
    await this.#page?.stop();
    await this.#past.stop();
    await this.#cluster.stop();
    await this.#server?.stop();
  }
}

function retaining(graph: CalculationGraph, retain: (updates: readonly ModelUpdate[]) => void): CalculationGraph {
  return {
    update(updates) {
      retain(updates);
      graph.update(updates);
    },
    setInSync: () => graph.setInSync(),
    flush: () => graph.flush(),
    nodes: () => graph.nodes(),
    nodesOfPolicy: (key) => graph.nodesOfPolicy(key),
    placeOfWorkload: (key) => graph.placeOfWorkload(key),
    subscribe: (node, start) => graph.subscribe(node, start),
  };
}
