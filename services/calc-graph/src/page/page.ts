// The web page as a part of the service: what it keeps of the past, and the server that answers its calls.
import { type Address, parseAddress } from '@manul/config';
import type { Logger } from '@manul/observability';
import type { AdminApi, AdminSubject } from '../admin/api.ts';
import type { CalcGraphConfig } from '../config.ts';
import { PageServer } from './page-server.ts';
import type { Past } from './past.ts';
import { openRecordedPast } from './recorded-past.ts';
import { pageTls } from './tls.ts';

export interface PageOptions {
  readonly config: CalcGraphConfig;
  readonly subject: AdminSubject;
  readonly api: AdminApi;
  /** The service's own. */
  readonly past: Past;
  readonly log: Logger;
}

export class Page {
  readonly #options: PageOptions;
  readonly #address: Address;
  readonly #server: PageServer;
  /** What the time line shows in place of the service's own past, once it is read. */
  #recorded: Past | undefined;

  /** Undefined where the settings ask for none. Throws ConfigError where it would be open to others. */
  static of(options: PageOptions): Page | undefined {
    const address = options.config.page === undefined ? undefined : parseAddress(options.config.page);
    return address && new Page(options, address);
  }

  private constructor(options: PageOptions, address: Address) {
    const { config, subject, api, log } = options;
    this.#options = options;
    this.#address = address;
    const shown = () => this.#recorded ?? options.past;
    const past = {
      timeLine: (around: number | undefined, limit: number) => shown().timeLine(around, limit),
      at: (moment: number) => shown().at(moment),
    };
    this.#server = new PageServer({
      subject: { api, past, status: subject.status },
      tls: pageTls(config, address),
      administrators: () => config.administrators,
      log,
    });
  }

  /** Gives the URL. Rejects where the recording cannot be read, or the address not be listened on. */
  async listen(): Promise<string> {
    const { config, subject } = this.#options;
    if (config.pageRecording !== undefined) {
      const { version, answers } = subject;
      this.#recorded = await openRecordedPast({ path: config.pageRecording, version, answers });
    }
    return this.#server.listen(this.#address);
  }

  async stop(): Promise<void> {
    await this.#server.stop();
    await this.#recorded?.stop();
  }
}
