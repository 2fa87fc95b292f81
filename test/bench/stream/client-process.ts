// Many nodes' drivers in one process, as light as they can be: they acknowledge and come back, and look at nothing.
import { Client, type ClientDuplexStream, credentials } from '@grpc/grpc-js';
import { manul, nodeSyncService } from '@manul/proto';
import { type ClientOrder, type ClientReport, now } from './protocol.ts';
import { scanBatch } from './scan-batch.ts';

interface Simulated {
  readonly node: string;
  digest: Uint8Array | undefined;
  position: manul.v1.Position | undefined;
  inSync: boolean;
  lastAt: number;
  /** There to be stuck. */
  readonly spare: boolean;
  call: ClientDuplexStream<Buffer, Buffer> | undefined;
}

const nodes: Simulated[] = [];
const maxBackOffMilliseconds = 5_000;
/** What our drivers ask for: all but namespaces, service accounts and services. */
const kinds = [2, 5, 7, 9, 11, 14];
let updates = 0;
let bytes = 0;

process.on('message', (order: ClientOrder) => {
  if (order.kind === 'connect') {
    for (const [i, node] of order.nodes.entries()) {
      const simulated: Simulated = {
        node,
        digest: undefined,
        position: undefined,
        inSync: false,
        lastAt: 0,
        spare: i < order.spare,
        call: undefined,
      };
      nodes.push(simulated);
      open(simulated, order.addresses, i, connectionOf(i, order), 0);
    }
  } else if (order.kind === 'stick') {
    for (const node of nodes.filter(({ spare }) => spare)) {
      if (order.stuck) node.call?.pause();
      else node.call?.resume();
    }
  } else {
    const lastAt = nodes.filter(({ spare }) => !spare).map((node) => node.lastAt);
    const report: ClientReport = {
      kind: 'counted',
      inSync: nodes.filter(({ inSync }) => inSync).length,
      updates,
      bytes,
      lastAt,
    };
    process.send?.(report);
  }
});
process.on('disconnect', () => process.exit(0));

const clients = new Map<string, Client>();
/** Bytes under way to a spare node: a few batches are enough for it to be stuck. */
const spareWindow = 1024;

/** Spare nodes have negative ones. */
function connectionOf(index: number, { spare, streamsPerConnection }: ClientOrder & { kind: 'connect' }): number {
  return index < spare ? -1 - index : Math.floor(index / streamsPerConnection);
}

function clientOf(address: string, connection: number): Client {
  const key = `${address} ${connection}`;
  let client = clients.get(key);
  if (!client) {
    // Options that differ make a connection of their own.
    client = new Client(address, credentials.createInsecure(), {
      'grpc.enable_retries': 0,
      'grpc.use_local_subchannel_pool': 1,
      'grpc.max_reconnect_backoff_ms': 1_000,
      ...(connection < 0 && { 'grpc-node.flow_control_window': spareWindow }),
    });
    clients.set(key, client);
  }
  return client;
}

function open(
  simulated: Simulated,
  addresses: readonly string[],
  index: number,
  connection: number,
  attempt: number,
): void {
  const address = addresses[(index + attempt) % addresses.length]!;
  const { path, requestSerialize, responseDeserialize } = nodeSyncService.sync;
  const call = clientOf(address, connection).makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
  simulated.call = call;
  let failures = attempt;
  call.on('data', (batch: Buffer) => {
    failures = 0;
    receive(simulated, call, batch);
  });
  call.on('error', () => {});
  call.on('status', () => {
    simulated.inSync = false;
    const pause = Math.random() * Math.min(200 * 2 ** failures, maxBackOffMilliseconds);
    setTimeout(() => open(simulated, addresses, index, connection, failures + 1), pause);
  });
  const { node, position, digest } = simulated;
  send(call, {
    hello: {
      node,
      protocol_version: 1,
      driver_version: 'bench',
      kinds,
      ...(position && digest && { position, digest }),
    },
  });
}

function receive(simulated: Simulated, call: ClientDuplexStream<Buffer, Buffer>, batch: Buffer): void {
  const { updateCount, position, digest, inventoryWanted } = scanBatch(batch);
  // It looked at nothing, so it knows of nothing.
  if (inventoryWanted) send(call, { inventory: { complete: true } });
  updates += updateCount;
  bytes += batch.length;
  simulated.lastAt = now();
  if (!position || !digest) return;
  simulated.position = manul.v1.Position.decode(position);
  simulated.digest = digest;
  simulated.inSync = true;
  send(call, { receipt: { position: simulated.position, digest } });
}

function send(call: ClientDuplexStream<Buffer, Buffer>, message: manul.v1.IFromNode): void {
  call.write(Buffer.from(manul.v1.FromNode.encode(message).finish()));
}
