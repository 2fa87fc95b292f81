// Certificates for tests, made with the openssl command.
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** False, with a word on the console, where certificates cannot be made. Under CI that is a failure. */
export function requireOpenssl(what: string): boolean {
  if (!spawnSync('openssl', ['version']).error) return true;
  if (process.env['CI']) throw new Error(`${what}: openssl is not installed`);
  process.stderr.write(`skipped: ${what}: openssl is not installed\n`);
  return false;
}

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface CertificateOptions {
  /** `DNS:node-a`, `IP:127.0.0.1`. */
  readonly alternativeNames?: readonly string[];
  readonly expired?: boolean;
}

/** An authority that issues certificates into a folder. Gives the paths of PEM files. */
export class Authority {
  readonly cert: string;
  readonly #key: string;
  readonly #directory: string;
  #count = 0;

  constructor(directory: string, name: string) {
    this.#directory = directory;
    this.#key = join(directory, `${name}.key`);
    this.cert = join(directory, `${name}.crt`);
    const subject = ['-subj', `/CN=${name}`, '-days', '2'];
    openssl(['req', '-x509', ...newKey, '-keyout', this.#key, '-out', this.cert, ...subject]);
  }

  issue(commonName: string, { alternativeNames = [], expired = false }: CertificateOptions = {}): Certificate {
    const base = join(this.#directory, `leaf-${this.#count++}-${process.hrtime.bigint()}`);
    const [request, key, cert, extensions] = [`${base}.csr`, `${base}.key`, `${base}.crt`, `${base}.ext`];
    openssl(['req', '-new', ...newKey, '-keyout', key, '-out', request, '-subj', `/CN=${commonName}`]);
    const names = alternativeNames.length > 0 ? `subjectAltName=${alternativeNames.join(',')}\n` : '';
    writeFileSync(extensions, `basicConstraints=CA:FALSE\n${names}`);
    const validity = ['-days', expired ? '-1' : '1'];
    const signer = ['-CA', this.cert, '-CAkey', this.#key, '-CAcreateserial'];
    openssl(['x509', '-req', '-in', request, ...signer, ...validity, '-extfile', extensions, '-out', cert]);
    return { cert, key };
  }
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

function openssl(args: readonly string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
