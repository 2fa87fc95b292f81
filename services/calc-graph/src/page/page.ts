// The web page as a part of the service: what it keeps of the past, and the server that answers its calls.
import { type Address, parseAddress } from '@manul/config';
import type { ModelUpdate } from '@manul/model';
import type { Logger } from '@manul/observability';
import type { AdminApi, AdminSubject } from '../admin/api.ts';
import type { CalcGraphConfig } from '../config.ts';
import { LivePast } from './live-past.ts';
import { PageServer } from './page-server.ts';
import type { Past } from './past.ts';
import { openRecordedPast } from './recorded-past.ts';
import { pageTls } from './tls.ts';

export interface PageOptions {
  readonly config: CalcGraphConfig;
  readonly subject: AdminSubject;
  readonly api: AdminApi;
  readonly log: Logger;
}

export class Page {
  readonly #options: PageOptions;
  readonly #address: Address;
  readonly #server: PageServer;
  /** What the time line shows: the recording's, once it is read, in place of the service's own. */
  #past: Past;
  readonly #live: LivePast | undefined;

  /** Undefined where the settings ask for none. Throws ConfigError where it would be open to others. */
  static of(options: PageOptions): Page | undefined {
    const address = options.config.page === undefined ? undefined : parseAddress(options.config.page);
    return address && new Page(options, address);
  }

  private constructor(options: PageOptions, address: Address) {
    const { config, subject, api, log } = options;
    const live = new LivePast(subject);
    this.#options = options;
    this.#address = address;
    this.#past = live;
    this.#live = config.pageRecording === undefined ? live : undefined;
    const past: Past = {
      timeLine: (around, limit) => this.#past.timeLine(around, limit),
      at: (moment) => this.#past.at(moment),
      stop: () => this.#past.stop(),
    };
    this.#server = new PageServer({
      subject: { api, past, status: subject.status },
      tls: pageTls(config, address),
      administrators: () => config.administrators,
      log,
    });
  }

  /** Before the model takes them in. */
  updating(updates: readonly ModelUpdate[]): void {
    this.#live?.updating(updates);
  }

  /** After each flush. */
  flushed(revision: number): void {
    this.#live?.flushed(revision);
  }

  /** Gives the URL. Rejects where the recording cannot be read, or the address not be listened on. */
  async listen(): Promise<string> {
    const { config, subject } = this.#options;
    if (config.pageRecording !== undefined) {
      const { version, answers } = subject;
      this.#past = await openRecordedPast({ path: config.pageRecording, version, answers });
    }
    return this.#server.listen(this.#address);
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    await this.#past.stop();
  }
}
