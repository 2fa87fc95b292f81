// TLS whose files may be replaced while the server runs, as certificates are rotated. New connections meet the new ones;
// streams that are open stay open.
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { ServerCredentials } from '@grpc/grpc-js';
import type { Logger } from '@manul/observability';

/** Volumes of Secrets give no dependable notice of changes. */
const pollMilliseconds = 5_000;

type Watcher = Parameters<ServerCredentials['_addWatcher']>[0];
type Files = Readonly<Record<'ca' | 'cert' | 'key', Buffer | undefined>>;

export interface ReloadingOptions {
  /** Reads the files; throws where one cannot be read. */
  readonly load: () => Files;
  readonly requireClientCertificate: boolean;
  readonly log: Logger | undefined;
  readonly pollMilliseconds?: number;
}

export class ReloadingCredentials extends ServerCredentials {
  readonly #options: ReloadingOptions;
  #files: Files;
  #timer: NodeJS.Timeout | undefined;
  #trouble = '';

  /** Throws where the files cannot be read, or do not belong together. */
  constructor(options: ReloadingOptions) {
    const files = options.load();
    const context = contextOf(files);
    createSecureContext(context);
    const { requireClientCertificate } = options;
    super({ requestCert: requireClientCertificate, rejectUnauthorized: requireClientCertificate }, context);
    this.#options = options;
    this.#files = files;
  }

  override _addWatcher(watcher: Watcher): void {
    super._addWatcher(watcher);
    const every = this.#options.pollMilliseconds ?? pollMilliseconds;
    this.#timer ??= setInterval(() => this.#reload(), every).unref();
  }

  override _removeWatcher(watcher: Watcher): void {
    super._removeWatcher(watcher);
    if (this.getWatcherCount() > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  override _equals(other: ServerCredentials): boolean {
    return this === other;
  }

  /** Files that are half replaced do not fit together: the ones before stay in use until they do. */
  #reload(): void {
    try {
      const files = this.#options.load();
      const isSame = (['ca', 'cert', 'key'] as const).every((name) => sameBytes(files[name], this.#files[name]));
      if (isSame) return;
      const context = contextOf(files);
      createSecureContext(context);
      this.#files = files;
      this.#trouble = '';
      this.updateSecureContextOptions(context);
      this.#options.log?.info({}, 'TLS certificates have been reloaded');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== this.#trouble) {
        this.#options.log?.error({ reason }, 'TLS certificates cannot be reloaded; those before stay in use');
      }
      this.#trouble = reason;
    }
  }
}

function contextOf({ ca, cert, key }: Files): SecureContextOptions {
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}

function sameBytes(a: Buffer | undefined, b: Buffer | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.equals(b));
}
