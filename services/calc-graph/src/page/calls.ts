// The page's calls: those of the admin API with their messages as JSON, and a few of its own.
import { manul } from '@manul/proto';
import type { AdminApi } from '../admin/api.ts';
import { AdminError } from '../admin/error.ts';
import type { CalcGraphStatus } from '../status.ts';
import { nodePage } from './node-page.ts';
import type { Past } from './past.ts';

export interface PageSubject {
  readonly api: AdminApi;
  readonly past: Pick<Past, 'timeLine' | 'at'>;
  readonly status: () => CalcGraphStatus;
}

interface Message<T extends object> {
  fromObject(object: Record<string, unknown>): T;
}
interface Answer<T extends object> {
  toObject(message: T, options: object): Record<string, unknown>;
  fromObject(object: Record<string, unknown>): T;
}

/** Every field is there, enums are names: what the page reads. */
const asJson = { enums: String, bytes: String, defaults: true };

function apiCall<I extends object, O extends object>(
  request: Message<I>,
  response: Answer<O>,
  ask: (api: AdminApi, request: I, signal: AbortSignal) => object | Promise<object>,
) {
  return async (api: AdminApi, body: Record<string, unknown>, signal: AbortSignal) => {
    const asked = read(() => request.fromObject(body));
    const answer = await ask(api, asked, signal);
    return response.toObject(response.fromObject({ ...answer }), asJson);
  };
}

const v1 = manul.v1;
const apiCalls = {
  getStatus: apiCall(v1.StatusRequest, v1.Status, (api, request) => api.getStatus(request)),
  explain: apiCall(v1.ExplainRequest, v1.Explanation, (api, request, signal) => api.explain(request, signal)),
  whatIf: apiCall(v1.WhatIfRequest, v1.WhatIfResponse, (api, request, signal) => api.whatIf(request, signal)),
  listPolicies: apiCall(v1.ListPoliciesRequest, v1.PolicyList, (api, request, signal) =>
    api.listPolicies(request, signal),
  ),
  getPolicy: apiCall(v1.PolicyRequest, v1.PolicyDetail, (api, request, signal) => api.getPolicy(request, signal)),
  listNamespaces: apiCall(v1.ListNamespacesRequest, v1.NamespaceList, (api, request, signal) =>
    api.listNamespaces(request, signal),
  ),
  listPods: apiCall(v1.ListPodsRequest, v1.PodList, (api, request, signal) => api.listPods(request, signal)),
  getReachability: apiCall(v1.ReachabilityRequest, v1.ReachabilityMatrix, (api, request, signal) =>
    api.getReachability(request, signal),
  ),
} as const;

export interface PageCall {
  readonly name: string;
  readonly body: Record<string, unknown>;
  /** The moment to answer for; undefined: now. */
  readonly at: number | undefined;
}

/** Rejects with AdminError where there is no answer. */
export async function answerCall(
  { api, past, status }: PageSubject,
  { name, body, at }: PageCall,
  signal: AbortSignal,
): Promise<unknown> {
  const number = (field: string, fallback: number) => (typeof body[field] === 'number' ? body[field] : fallback);
  const text = (field: string) => (typeof body[field] === 'string' ? body[field] : '');
  if (name === 'timeLine') {
    const around = typeof body['around'] === 'number' ? body['around'] : undefined;
    return past.timeLine(around, Math.min(500, Math.max(1, number('limit', 100))));
  }
  if (name === 'nodes') {
    const [offset, limit] = [number('offset', 0), number('limit', 100)];
    return nodePage(status(), { offset, limit, search: text('search'), state: text('state') });
  }
  if (!Object.hasOwn(apiCalls, name)) throw new AdminError('not-found', `there is no call ${name}`);
  const call = apiCalls[name as keyof typeof apiCalls];
  return call(at === undefined ? api : await past.at(at), body, signal);
}

function read<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new AdminError('invalid', error instanceof Error ? error.message : String(error), { cause: error });
  }
}
