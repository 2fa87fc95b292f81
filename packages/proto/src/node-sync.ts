// The NodeSync service as a gRPC library takes it. Hand-written so that messages pass through as bytes: the server sends
// frames that were encoded once for all nodes, and both sides decode where they can say what was wrong.

const passThrough = (bytes: Buffer): Buffer => bytes;

/** A service definition in the shape of @grpc/grpc-js. Requests are encoded FromNode, responses encoded ToNode. */
export const nodeSyncService = {
  sync: {
    path: '/manul.v1.NodeSync/Sync',
    requestStream: true,
    responseStream: true,
    requestSerialize: passThrough,
    requestDeserialize: passThrough,
    responseSerialize: passThrough,
    responseDeserialize: passThrough,
  },
} as const;

/** The newest version of NodeSync that this code speaks. */
export const nodeSyncVersion = 1;
