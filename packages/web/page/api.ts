// What the page asks the server. Calls and messages are those of the admin API (proto/manul/v1/admin.proto) as JSON, with
// every field present; a few calls are the page's own.
import type { manul } from '@manul/proto/messages';
import type { TimeLine } from '../src/time-line.ts';

/** A message in which nothing is left out; another message in it may be null. */
type Whole<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer E)[]
    ? Whole<NonNullable<E>>[]
    : string extends keyof T
      ? T
      : { [K in keyof T as K extends '$unknowns' ? never : K]-?: WholeField<NonNullable<T[K]>> };
type WholeField<V> = V extends string | number | boolean | readonly unknown[]
  ? Whole<V>
  : string extends keyof V
    ? V
    : Whole<V> | null;

export type Status = Whole<manul.v1.IStatus>;
export type NodeStatus = Whole<manul.v1.INodeStatus>;
export type Explanation = Whole<manul.v1.IExplanation>;
export type StageExplanation = Whole<manul.v1.IStageExplanation>;
export type Step = Whole<manul.v1.IStep>;
export type WhatIfResult = Whole<manul.v1.IWhatIfResponse>;
export type VerdictChange = Whole<manul.v1.IVerdictChange>;
export type PolicySummary = Whole<manul.v1.IPolicySummary>;
export type PolicyDetail = Whole<manul.v1.IPolicyDetail>;
export type WorkloadSummary = Whole<manul.v1.IWorkloadSummary>;
export type Matrix = Whole<manul.v1.IReachabilityMatrix>;
export type MatrixGroup = Whole<manul.v1.IMatrixGroup>;
export type MatrixCell = Whole<manul.v1.IMatrixCell>;
type NamespaceList = Whole<manul.v1.INamespaceList>;
export type NamespaceSummary = NamespaceList['namespaces'][number];

/** A page of the nodes, those that are worst first, with what all of them add up to. */
export interface NodePage {
  readonly nodes: readonly NodeStatus[];
  readonly total: number;
  /** Nodes by how long they have been behind, the last bucket without a bound. */
  readonly lag: readonly { readonly belowMilliseconds: number | null; readonly nodes: number }[];
}

interface Calls {
  getStatus: [{ max_nodes?: number; only_unwell_nodes?: boolean }, Status];
  nodes: [{ offset: number; limit: number; search: string; state: string }, NodePage];
  timeLine: [{ around?: number; limit: number }, TimeLine];
  explain: [{ from: string; to: string; protocol: string; port: number; ip_version?: number }, Explanation];
  whatIf: [{ apply: string; delete: string; enforce_staged: boolean }, WhatIfResult];
  listPolicies: [
    { namespace?: string; search: string; page_size: number; page_token: string },
    Whole<manul.v1.IPolicyList>,
  ];
  getPolicy: [{ id: string }, PolicyDetail];
  listNamespaces: [{ search: string; page_size: number; page_token: string }, NamespaceList];
  listPods: [{ namespace?: string; search: string; page_size: number }, Whole<manul.v1.IPodList>];
  getReachability: [
    { group: 'NAMESPACE' | 'WORKLOAD'; from: string[]; to: string[]; ports: string[]; max_groups: number },
    Matrix,
  ];
}

export type CallName = keyof Calls;
export type Request<N extends CallName> = Calls[N][0];
export type Response<N extends CallName> = Calls[N][1];

/** What the server said in place of an answer. */
class CallError extends Error {
  override readonly name = 'CallError';
}

/** `at`: the moment to answer for; undefined: now. Rejects with CallError, or an AbortError. */
export async function call<N extends CallName>(
  name: N,
  request: Request<N>,
  { at, signal }: { at?: number | undefined; signal?: AbortSignal } = {},
): Promise<Response<N>> {
  let answer: globalThis.Response;
  try {
    answer = await fetch(`/api/${name}${at === undefined ? '' : `?at=${at}`}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new CallError('The server cannot be reached. What is shown may be out of date.', { cause: error });
  }
  const body: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) {
    const said = (body as { readonly error?: string } | undefined)?.error;
    throw new CallError(said ?? `The server answered ${answer.status}.`);
  }
  return body as Response<N>;
}
