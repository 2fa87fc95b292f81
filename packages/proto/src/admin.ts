// The Admin service as a gRPC library takes it, in the shape of @grpc/grpc-js.
import { manul } from '../gen/messages.js';

interface Codec<Fields extends object, Message extends Fields> {
  encode(message: Fields): { finish(): Uint8Array };
  decode(bytes: Uint8Array): Message;
}

function method<I extends object, IM extends I, O extends object, OM extends O>(
  name: string,
  request: Codec<I, IM>,
  response: Codec<O, OM>,
) {
  return {
    path: `/manul.v1.Admin/${name}`,
    requestStream: false,
    responseStream: false,
    requestSerialize: (message: I) => Buffer.from(request.encode(message).finish()),
    requestDeserialize: (bytes: Buffer) => request.decode(bytes),
    responseSerialize: (message: O) => Buffer.from(response.encode(message).finish()),
    responseDeserialize: (bytes: Buffer) => response.decode(bytes),
  } as const;
}

const passThrough = (bytes: Buffer): Buffer => bytes;

const {
  EnforcementRequest,
  ExplainRequest,
  InputsRequest,
  ListNamespacesRequest,
  ListPodsRequest,
  ListPoliciesRequest,
  ListRevisionsRequest,
  ListWorkloadsRequest,
  NodeRequest,
  NodesRequest,
  PolicyRequest,
  ReachabilityRequest,
  StatusRequest,
  WhatIfRequest,
  WhoCanRequest,
} = manul.v1;

export const adminService = {
  getStatus: method('GetStatus', StatusRequest, manul.v1.Status),
  watchStatus: { ...method('WatchStatus', StatusRequest, manul.v1.Status), responseStream: true },
  getEnforcement: method('GetEnforcement', EnforcementRequest, manul.v1.Enforcement),
  /** Responses are encoded ToNode: frames that were encoded once for all nodes pass through as bytes. */
  streamNode: {
    ...method('StreamNode', NodeRequest, manul.v1.ToNode),
    responseStream: true,
    responseSerialize: passThrough,
    responseDeserialize: passThrough,
  },
  /** Responses are encoded NodesBatch; see `encodeNodeBatch`. */
  streamNodes: {
    ...method('StreamNodes', NodesRequest, manul.v1.NodesBatch),
    responseStream: true,
    responseSerialize: passThrough,
  },
  streamInputs: { ...method('StreamInputs', InputsRequest, manul.v1.InputBatch), responseStream: true },
  explain: method('Explain', ExplainRequest, manul.v1.Explanation),
  whoCan: method('WhoCan', WhoCanRequest, manul.v1.WhoCanResponse),
  whatIf: method('WhatIf', WhatIfRequest, manul.v1.WhatIfResponse),
  listPolicies: method('ListPolicies', ListPoliciesRequest, manul.v1.PolicyList),
  getPolicy: method('GetPolicy', PolicyRequest, manul.v1.PolicyDetail),
  listNamespaces: method('ListNamespaces', ListNamespacesRequest, manul.v1.NamespaceList),
  listWorkloads: method('ListWorkloads', ListWorkloadsRequest, manul.v1.WorkloadList),
  listPods: method('ListPods', ListPodsRequest, manul.v1.PodList),
  getReachability: method('GetReachability', ReachabilityRequest, manul.v1.ReachabilityMatrix),
  listRevisions: method('ListRevisions', ListRevisionsRequest, manul.v1.RevisionList),
} as const;
