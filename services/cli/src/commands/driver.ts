import { configSchema, felixPipesSchema, runDriver, runFelixDriver } from '@manul/service-dataplane-driver';
import { runService } from '../run-service.ts';

const command = 'manul driver';

export async function run(args: readonly string[]): Promise<number> {
  if (isFelixChild(args)) return runAsFelixChild(args);
  return runService(args, {
    schema: configSchema,
    help: {
      command,
      summary:
        "Brings one node's kernel to what the calc-graph says, and keeps it there. Needs CAP_NET_ADMIN. With " +
        "--felix-pipes it is Felix's external dataplane driver; see its own --help.",
      example: 'manul driver --node worker-1 --server unix:/run/manul/sync.sock --state-dir /var/lib/manul',
    },
    start: runDriver,
  });
}

/** Felix starts its driver without arguments, so the environment can say it too. */
function isFelixChild(args: readonly string[]): boolean {
  return args.some((arg) => /^--felix-pipes(=true)?$/.test(arg)) || process.env['MANUL_FELIX_PIPES'] === 'true';
}

function runAsFelixChild(args: readonly string[]): Promise<number> {
  return runService(args, {
    schema: felixPipesSchema,
    help: {
      command: `${command} --felix-pipes`,
      summary: "Felix's external dataplane driver: started by Felix, settings and messages come over its pipes.",
      example: 'FELIX_USEINTERNALDATAPLANEDRIVER=false FELIX_DATAPLANEDRIVER=/opt/manul-for-felix calico-felix',
    },
    start: runFelixDriver,
  });
}
