// What the two services have in common as commands: settings, signals, and an end that says why.
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import {
  ConfigError,
  type ConfigOf,
  type ConfigSchema,
  type HelpText,
  helpFor,
  loadConfig,
  printConfig,
  watchSettings,
} from '@manul/config';
import { createLogger } from '@manul/observability';

export interface ServiceCommand<S extends ConfigSchema> {
  readonly schema: S;
  readonly help: Omit<HelpText, 'exitCodes'>;
  readonly start: (config: ConfigOf<S>) => Promise<RunningService>;
}

interface RunningService {
  /** Where it can end by itself: settles then. */
  readonly ended?: Promise<{ readonly error: Error | undefined }>;
  /** Where settings can change while it runs: takes over those that `load` gives. */
  readonly reload?: (load: () => object) => unknown;
  stop(): Promise<void>;
}

const exitCodes = {
  0: 'ended by SIGTERM or SIGINT, in order',
  1: 'could not start, or broke; the log says why',
  2: 'the settings are wrong',
};

/** Runs until a signal ends it; gives the exit code. */
export async function runService<S extends ConfigSchema>(
  args: readonly string[],
  { schema, help, start }: ServiceCommand<S>,
): Promise<number> {
  try {
    const load = () => loadConfig({ schema, argv: args, environment: process.env });
    const loaded = load();
    if (loaded.kind === 'help') {
      process.stdout.write(helpFor(schema, { ...help, exitCodes }));
      return 0;
    }
    if (loaded.kind === 'print') {
      process.stdout.write(printConfig(loaded.config));
      return 0;
    }
    // What matters of it reaches us as errors; its own lines would break the log's form.
    setLogVerbosity(logVerbosity.NONE);
    return await serve(help.command, async () => {
      let service: RunningService | undefined;
      let isDue = false;
      const onChange = () => {
        if (service) service.reload?.(() => load().config ?? loaded.config);
        else isDue = true;
      };
      // From the beginning: a SIGHUP that nobody handles would end the process.
      const unwatch = watchSettings({ file: loaded.file, onChange });
      service = await start(loaded.config);
      if (!service.reload) unwatch();
      else if (isDue) onChange();
      return service;
    });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message.replaceAll(/^/gm, `${help.command}: `)}\n`);
    return 2;
  }
}

async function serve(command: string, start: () => Promise<RunningService>): Promise<number> {
  const log = createLogger({ service: command.replace(/^manul /, ''), level: 'info' });
  const ended = new Promise<number>((resolve) => {
    process.once('SIGTERM', () => resolve(0));
    process.once('SIGINT', () => resolve(0));
    // State that an unknown error has passed through is not to be trusted: end, and be started again.
    const broke = (error: unknown) => {
      log.error({ error }, 'unexpected error');
      resolve(1);
    };
    process.once('uncaughtException', broke);
    process.once('unhandledRejection', broke);
  });
  let service: RunningService;
  try {
    service = await start();
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    log.error({ error }, 'could not start');
    return 1;
  }
  const byItself = service.ended?.then(({ error }) => {
    if (error) log.error({ error }, 'ended');
    return error ? 1 : 0;
  });
  const code = await (byItself ? Promise.race([ended, byItself]) : ended);
  // A stop that hangs must not keep the process: what matters is in the kernel and on disk already.
  const deadline = setTimeout(() => process.exit(code), 5_000);
  await service.stop();
  clearTimeout(deadline);
  process.exit(code);
}
