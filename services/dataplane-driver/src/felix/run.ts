import { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { ConfigError } from '@manul/config';
import { createLogger } from '@manul/observability';
import { type DriverHandle, type DriverRunOptions, rulesConfig, startDriver } from '../main.ts';
import { FelixPipes, type FelixPipesEnd } from './pipes.ts';
import { type FelixPipesSettings, reportingSeconds, withFelix } from './settings.ts';

export interface FelixDriverOptions extends DriverRunOptions {
  /** Instead of descriptors 3 and 4. */
  readonly pipes?: { readonly input: Readable; readonly output: Writable };
}

export interface FelixDriverHandle extends DriverHandle {
  /** Settles when Felix has gone, or what it says cannot be right. The kernel stays as it is. */
  readonly ended: Promise<FelixPipesEnd>;
}

const fromFelix = 3;
const toFelix = 4;

/**
 * Runs the driver as Felix's external dataplane driver. Rejects with ConfigError where it was not started by Felix, and
 * with FelixFrameError where Felix does not begin with its settings.
 */
export async function runFelixDriver(
  settings: FelixPipesSettings,
  options: FelixDriverOptions = {},
): Promise<FelixDriverHandle> {
  const log = options.log ?? createLogger({ service: 'driver', level: settings.logLevel ?? 'info' });
  const pipes = new FelixPipes({ ...(options.pipes ?? openPipes()), log });
  const { config: given = {} } = await pipes.config();
  const config = withFelix(settings, given ?? {}, log);
  const rules = rulesConfig(config, log);
  const handle = await startDriver(config, rules, { ...options, log: log.child({ node: config.node }) }, (driver) => {
    pipes.attach(driver, ({ config: later }) => {
      const wanted = withFelix(settings, later ?? {}, log);
      if (isDeepStrictEqual([wanted, rulesConfig(wanted, log)], [config, rules])) return;
      // As Felix does where its settings change: a start decides.
      pipes.reconnect("Felix's settings have changed");
    });
    return pipes;
  });
  pipes.beat(reportingSeconds(given ?? {}));
  return { ...handle, ended: pipes.ended };
}

function openPipes(): { readonly input: Readable; readonly output: Writable } {
  try {
    return {
      input: new Socket({ fd: fromFelix, readable: true, writable: false }),
      output: new Socket({ fd: toFelix, readable: false, writable: true }),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`--felix-pipes: descriptors ${fromFelix} and ${toFelix} are no pipes: ${reason}`, {
      cause: error,
    });
  }
}
