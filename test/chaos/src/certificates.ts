// Certificates for servers and nodes where all of them look, in three issues: of two authorities that everybody trusts,
// and one that has expired.
import { appendFileSync, copyFileSync, readFileSync } from 'node:fs';
import { type ChannelCredentials, credentials } from '@grpc/grpc-js';
import { Authority, type Certificate } from '../../e2e/certificates.ts';

export type Issue = 'first' | 'second' | 'expired';

const server = 'calc-graph';

export class Certificates {
  readonly #directory: string;
  #installed: Issue = 'first';
  readonly #issues: Readonly<Record<Issue, ReadonlyMap<string, Certificate>>>;

  constructor(directory: string, nodes: readonly string[]) {
    this.#directory = directory;
    const [first, second] = [new Authority(directory, 'first'), new Authority(directory, 'second')];
    for (const { cert } of [first, second]) appendFileSync(this.#path('ca.crt'), readFileSync(cert));
    const issueAll = (authority: Authority, expired = false) => {
      const alternativeNames = ['IP:127.0.0.1', 'DNS:localhost'];
      const own = [server, authority.issue(server, { alternativeNames, expired })] as const;
      return new Map([own, ...nodes.map((node) => [node, authority.issue(node, { expired })] as const)]);
    };
    this.#issues = { first: issueAll(first), second: issueAll(second), expired: issueAll(first, true) };
    this.install('first');
  }

  /** Replaces everybody's. */
  install(issue: Issue): Issue {
    this.#installed = issue;
    for (const [name, { cert, key }] of this.#issues[issue]) {
      copyFileSync(cert, this.#path(`${name}.crt`));
      copyFileSync(key, this.#path(`${name}.key`));
    }
    return issue;
  }

  renewExpired(): void {
    if (this.#installed === 'expired') this.install('second');
  }

  /** Of a calc-graph that serves nodes. */
  serverFlags(): readonly string[] {
    const [cert, key, ca] = [this.#path(`${server}.crt`), this.#path(`${server}.key`), this.#path('ca.crt')];
    return ['--tls-cert-file', cert, '--tls-key-file', key, '--tls-client-ca-file', ca];
  }

  /** A node's, as they are now. */
  of(node: string): ChannelCredentials {
    const read = (name: string) => readFileSync(this.#path(name));
    return credentials.createSsl(read('ca.crt'), read(`${node}.key`), read(`${node}.crt`));
  }

  #path(name: string): string {
    return `${this.#directory}/live-${name}`;
  }
}
