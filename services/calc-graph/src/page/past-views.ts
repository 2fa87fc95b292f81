// Answers from a cluster as it was. Each is a copy of the cluster in a thread of its own, so that few are kept.
import type { manul } from '@manul/proto';
import type { AdminApi } from '../admin/api.ts';
import { ClusterThread, type ClusterThreadOptions } from '../admin/cluster-thread.ts';
import { withEnforcement } from '../admin/policy-detail.ts';
import type { Answer, QuestionName, Request } from '../admin/questions.ts';
import { statusMessage } from '../admin/status-message.ts';
import type { CalcGraphStatus } from '../status.ts';

export interface PastView {
  readonly api: AdminApi;
  /** Holds no copy of the cluster longer than it is asked. */
  rest(): void;
  stop(): Promise<void>;
}

const keptViews = 2;

export class PastViews {
  readonly #views = new Map<number, Promise<PastView>>();
  readonly #open: (moment: number) => Promise<PastView>;

  constructor(open: (moment: number) => Promise<PastView>) {
    this.#open = open;
  }

  /** The same for those who ask at once, or again soon. */
  async at(moment: number): Promise<AdminApi> {
    const view = this.#views.get(moment) ?? this.#open(moment);
    this.#views.delete(moment);
    this.#views.set(moment, view);
    for (const [old, opened] of [...this.#views].slice(0, -keptViews)) {
      this.#views.delete(old);
      opened.then(
        (open) => open.rest(),
        () => undefined,
      );
    }
    try {
      return (await view).api;
    } catch (error) {
      this.#views.delete(moment);
      throw error;
    }
  }

  async stop(): Promise<void> {
    const views = await Promise.allSettled(this.#views.values());
    await Promise.all(views.map((view) => (view.status === 'fulfilled' ? view.value.stop() : undefined)));
  }
}

export interface PastOptions extends ClusterThreadOptions {
  readonly epoch: number;
  readonly revision: number;
  readonly version: string;
}

/** Rejects with AdminError where the cluster of then cannot be put together. */
export async function openPast(options: PastOptions): Promise<PastView> {
  const thread = new ClusterThread(options);
  try {
    const { names } = await thread.ask('listNodes', {});
    return { api: new PastAnswers(thread, options, names), rest: () => thread.rest(), stop: () => thread.stop() };
  } catch (error) {
    await thread.stop();
    throw error;
  }
}

class PastAnswers implements AdminApi {
  readonly #thread: ClusterThread;
  readonly #position: manul.v1.IPosition;
  readonly #status: CalcGraphStatus;
  readonly #version: string;

  constructor(thread: ClusterThread, { epoch, revision, version }: PastOptions, nodes: readonly string[]) {
    this.#thread = thread;
    this.#position = { epoch, revision };
    this.#version = version;
    // What nodes had in their kernels then is not known.
    this.#status = {
      epoch,
      revision,
      inSync: true,
      enforced: false,
      nodes: [],
      nodesWithoutDriver: nodes,
      sourceProblems: [],
      objectErrors: [],
      objectErrorCount: 0,
    };
  }

  getStatus(request: manul.v1.IStatusRequest): manul.v1.IStatus {
    return statusMessage(this.#status, request, this.#version, Date.now());
  }

  getEnforcement({ object }: manul.v1.IEnforcementRequest): manul.v1.IEnforcement {
    return { object: object ?? '', nodes: 0, up_to_date: 0, errors: [] };
  }

  listRevisions(): manul.v1.IRevisionList {
    return { revisions: [], more: false };
  }

  async getPolicy(request: manul.v1.IPolicyRequest, signal?: AbortSignal): Promise<manul.v1.IPolicyDetail> {
    const detail = await this.#ask('getPolicy')(request, signal);
    return withEnforcement(detail, [], { nodes: 0, upToDate: 0, errors: [] });
  }

  readonly explain = this.#ask('explain');
  readonly whoCan = this.#ask('whoCan');
  readonly whatIf = this.#ask('whatIf');
  readonly listPolicies = this.#ask('listPolicies');
  readonly listNamespaces = this.#ask('listNamespaces');
  readonly listWorkloads = this.#ask('listWorkloads');
  readonly listPods = this.#ask('listPods');
  readonly getReachability = this.#ask('getReachability');

  #ask<N extends QuestionName>(name: N) {
    return async (
      request: Request<N>,
      signal?: AbortSignal,
    ): Promise<Answer<N> & { position: manul.v1.IPosition }> => ({
      ...(await this.#thread.ask(name, request, signal)),
      position: this.#position,
    });
  }
}
