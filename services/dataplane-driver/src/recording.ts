// What comes in, written to files that `manul replay` replays. A disk that is full or slow ends the recording and costs
// nothing else.
import { rename } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { ConfigError } from '@manul/config';
import type { Logger } from '@manul/observability';
import { manul } from '@manul/proto';
import { RecordingWriter, StreamRecorder } from '@manul/recording';
import type { NodeConfig } from './config.ts';

export interface Recording {
  readonly recorder: StreamRecorder;
  stop(): Promise<void>;
}

/** Undefined where nothing is to be recorded; rejects with ConfigError where the file cannot be written. */
export async function startRecording(config: NodeConfig, version: string, log: Logger): Promise<Recording | undefined> {
  const { record: path, node, recordMaxMegabytes, recordKeep } = config;
  if (path === undefined) return undefined;
  const header = {
    level: manul.v1.RecordingHeader.Level.OUTPUTS,
    node,
    producer: `manul driver ${version}`,
    started_at: nowMicroseconds(),
    config: JSON.stringify({ hostname: node, felix: config.felix, interfaces: interfaceAddresses() }),
  };
  const options = { maxBytes: recordMaxMegabytes * 1024 * 1024, keep: recordKeep };
  let writer: RecordingWriter;
  try {
    // What led to a restart is worth more than a tidy directory.
    await rename(path, `${path}.old`).catch(ignoreMissing);
    writer = await RecordingWriter.create(path, header, options);
  } catch (error) {
    throw new ConfigError(`--record: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  void writer.ended.then((end) => {
    if (end.why === 'failed') log.error({ path, error: end.error }, 'the recording broke off');
  });
  log.info({ path }, 'recording');
  return {
    recorder: new StreamRecorder(writer, '', nowMicroseconds),
    async stop() {
      await writer.close();
    },
  };
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

function nowMicroseconds(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000);
}

function interfaceAddresses(): Record<string, string[]> {
  const interfaces = Object.entries(networkInterfaces());
  return Object.fromEntries(
    interfaces.map(([name, addresses = []]) => [name, addresses.map(({ address }) => address).sort()]),
  );
}
