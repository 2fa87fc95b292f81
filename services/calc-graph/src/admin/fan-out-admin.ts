// The admin API of a process that computes nothing: nodes, enforcement and streams it knows, whichever server nodes are at;
// for what is asked of the cluster itself it names who leads.
import type { OutputReplica } from '@manul/calc';
import { ConfigError, parseAddress } from '@manul/config';
import type { Logger } from '@manul/observability';
import type { manul } from '@manul/proto';
import type { CalcGraphConfig } from '../config.ts';
import { adminIdentity } from '../credentials.ts';
import type { ReceiptView } from '../receipts.ts';
import type { CalcGraphStatus } from '../status.ts';
import { AdminServer, ElsewhereError } from './admin-server.ts';
import type { AdminApi } from './api.ts';
import { enforcementMessage } from './enforcement-message.ts';
import { statusMessage } from './status-message.ts';

export interface FanOutAdminOptions {
  readonly config: CalcGraphConfig;
  readonly replica: OutputReplica | undefined;
  readonly receipts: ReceiptView;
  readonly status: () => CalcGraphStatus;
  readonly epoch: number;
  readonly version: string;
  readonly log: Logger;
}

export class FanOutAdmin {
  /** It has no page. */
  readonly pageUrl: undefined;
  readonly #server: AdminServer;
  readonly #address: string;

  /** Undefined where the settings ask for none. Throws ConfigError for what a fan-out server cannot serve. */
  static of(options: FanOutAdminOptions): FanOutAdmin | undefined {
    const { admin, page, pageRecording, role } = options.config;
    for (const [flag, value] of Object.entries({ '--page': page, '--page-recording': pageRecording })) {
      if (value !== undefined) throw new ConfigError(`${flag}: --role ${role} knows no policies; give it to a leader`);
    }
    return admin === undefined || !options.replica ? undefined : new FanOutAdmin(options, admin, options.replica);
  }

  private constructor(
    { config, status, epoch, log, ...rest }: FanOutAdminOptions,
    admin: string,
    graph: OutputReplica,
  ) {
    this.#address = admin;
    this.#server = new AdminServer({
      api: fanOutApi({ ...rest, status }),
      subject: { graph, epoch, inSync: () => status().inSync },
      identity: adminIdentity(config, parseAddress(admin)!),
      administrators: () => config.administrators,
      log,
    });
  }

  listen(): Promise<string> {
    return this.#server.listen(parseAddress(this.#address)!);
  }

  flushed(): void {
    this.#server.flushed();
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}

type Known = Pick<FanOutAdminOptions, 'receipts' | 'status' | 'version'>;

function fanOutApi({ receipts, status, version }: Known): AdminApi {
  const elsewhere = (): never => {
    const { leader } = status();
    throw new ElsewhereError(`this server computes nothing; ask who leads: ${leader ?? 'nobody now'}`);
  };
  return {
    getStatus: (request: manul.v1.IStatusRequest) => statusMessage(status(), request, version, Date.now()),
    getEnforcement: ({ object }) => enforcementMessage(object ?? '', receipts),
    explain: elsewhere,
    whoCan: elsewhere,
    whatIf: elsewhere,
    listPolicies: elsewhere,
    getPolicy: elsewhere,
    listNamespaces: elsewhere,
    listWorkloads: elsewhere,
    listPods: elsewhere,
    getReachability: elsewhere,
    listRevisions: elsewhere,
  };
}
