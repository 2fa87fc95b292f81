import { felixBridgeSchema, runFelixBridge } from '@manul/service-dataplane-driver';
import { runService } from '../run-service.ts';

export async function run(args: readonly string[]): Promise<number> {
  return runService(args, {
    schema: felixBridgeSchema,
    help: {
      command: 'manul felix-bridge',
      summary: 'Runs an external dataplane driver that was written for Felix, fed by the calc-graph.',
      example: 'manul felix-bridge --node worker-1 --server unix:/run/manul/sync.sock --driver /opt/driver',
    },
    start: runFelixBridge,
  });
}
