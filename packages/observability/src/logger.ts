// Structured logs: one JSON line for each event that somebody may want to be woken for. What happens many times a
// second is a metric.
import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';

export type Logger = PinoLogger;
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LoggerOptions {
  /** On every line: which service speaks. */
  readonly service: string;
  readonly level: LogLevel;
  /** Standard error unless given: standard output belongs to what commands print. */
  readonly destination?: DestinationStream;
}

const secretKeys = ['authorization', 'token', 'password', 'privateKey', 'key', 'clientKeyData', 'secret'];

/** Values under these keys never reach a log, at the top or one level down. */
const redact = { paths: secretKeys.flatMap((key) => [key, `*.${key}`]), censor: '[redacted]' };

export function createLogger({ service, level, destination }: LoggerOptions): Logger {
  const options = {
    level,
    redact,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err },
  };
  return pino(options, destination ?? pino.destination({ fd: 2, sync: true }));
}
