import { configSchema, runCalcGraph } from '@manul/service-calc-graph';
import { runService } from '../run-service.ts';

export async function run(args: readonly string[]): Promise<number> {
  return runService(args, {
    schema: configSchema,
    help: {
      command: 'manul calc-graph',
      summary: "Computes the cluster's policy once and streams to each node's driver what that node needs.",
      example:
        'manul calc-graph --source directory:deploy/demo --listen unix:/run/manul/sync.sock --http 127.0.0.1:9091',
    },
    start: runCalcGraph,
  });
}
