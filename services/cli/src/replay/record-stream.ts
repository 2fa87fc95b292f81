// Records live streams: listens beside the drivers of nodes, for as long as it is let.
import { randomUUID } from 'node:crypto';
import type { Logger } from '@manul/observability';
import { nodeSyncVersion } from '@manul/proto';
import { type RecordingWriter, StreamRecorder } from '@manul/recording';
import { SyncClient, type serverConnection } from '@manul/service-dataplane-driver';
import { nowMicroseconds } from './clock.ts';

export interface StreamTarget {
  readonly nodes: readonly string[];
  readonly connection: ReturnType<typeof serverConnection>;
  readonly log: Logger;
}

/** Starts listening; gives what ends it. */
export function recordStreams(writer: RecordingWriter, { nodes, connection, log }: StreamTarget): () => void {
  const clients = nodes.map((node) => {
    const recorder = new StreamRecorder(writer, nodes.length === 1 ? '' : node, nowMicroseconds);
    const hello = { node, observer: true, protocol_version: nodeSyncVersion, driver_version: 'manul record' };
    const instance = randomUUID();
    const client = new SyncClient({
      ...connection,
      log: log.child({ node }),
      handler: {
        hello: () => ({ ...hello, instance }),
        inventory: () => [],
        batch: (batch) => recorder.batch(batch),
        connected: (server) => log.info({ node, server }, 'recording'),
        disconnected: () => recorder.disconnected(),
      },
    });
    client.start();
    return client;
  });
  return () => {
    for (const client of clients) client.stop();
  };
}
