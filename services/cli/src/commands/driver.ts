import { configSchema, runDriver } from '@manul/service-dataplane-driver';
import { runService } from '../run-service.ts';

export async function run(args: readonly string[]): Promise<number> {
  return runService(args, {
    schema: configSchema,
    help: {
      command: 'manul driver',
      summary: "Brings one node's kernel to what the calc-graph says, and keeps it there. Needs CAP_NET_ADMIN.",
      example: 'manul driver --node worker-1 --server unix:/run/manul/sync.sock --state-dir /var/lib/manul',
    },
    start: runDriver,
  });
}
