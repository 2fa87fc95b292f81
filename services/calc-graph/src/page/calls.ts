// The page's calls: those of the admin API with their messages as JSON, and a few of its own.
import { manul } from '@manul/proto';
import type { AdminApi } from '../admin/api.ts';
import { AdminError } from '../admin/error.ts';
import type { CalcGraphStatus } from '../status.ts';
import { nodePage } from './node-page.ts';
import type { Past } from './past.ts';

export interface PageSubject {
  readonly api: AdminApi;
  readonly past: Past;
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
  ask: (api: AdminApi, request: I) => object | Promise<object>,
) {
  return async (api: AdminApi, body: Record<string, unknown>) => {
    const answer = await ask(
      api,
      read(() => request.fromObject(body)),
    );
    return response.toObject(response.fromObject({ ...answer }), asJson);
  };
}

const v1 = manul.v1;
const apiCalls = {
  getStatus: apiCall(v1.StatusRequest, v1.Status, (api, request) => api.getStatus(request)),
  explain: apiCall(v1.ExplainRequest, v1.Explanation, (api, request) => api.explain(request)),
  whatIf: apiCall(v1.WhatIfRequest, v1.WhatIfResponse, (api, request) => api.whatIf(request)),
  listPolicies: apiCall(v1.ListPoliciesRequest, v1.PolicyList, (api, request) => api.listPolicies(request)),
  getPolicy: apiCall(v1.PolicyRequest, v1.PolicyDetail, (api, request) => api.getPolicy(request)),
  listNamespaces: apiCall(v1.ListNamespacesRequest, v1.NamespaceList, (api, request) => api.listNamespaces(request)),
  listPods: apiCall(v1.ListPodsRequest, v1.PodList, (api, request) => api.listPods(request)),
  getReachability: apiCall(v1.ReachabilityRequest, v1.ReachabilityMatrix, (api, request) =>
    api.getReachability(request),
  ),
} as const;

/** Answers the call of that name; `at` undefined: as of now. Rejects with AdminError where there is no answer. */
export async function answerCall(
  { api, past, status }: PageSubject,
  name: string,
  body: Record<string, unknown>,
  at: number | undefined,
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
  return call(at === undefined ? api : await past.at(at), body);
}

function read<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new AdminError('invalid', error instanceof Error ? error.message : String(error), { cause: error });
  }
}
