// The certificate job: an authority, and a certificate for the servers of the stream, in Secrets of the cluster. Run again
// it changes nothing until something is due. Needs openssl, and a service account that may read and write what it names.
//
//   node issue-certificates.ts --namespace NS --authority NAME --secret NAME --days N --dns-name NAME...
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';

interface Settings {
  readonly namespace: string;
  /** Of the Secret with the authority's key, and of the ConfigMap with the certificates that drivers trust. */
  readonly authority: string;
  readonly secret: string;
  readonly days: number;
  readonly dnsNames: readonly string[];
}

interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

interface StoredObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly type?: string;
  readonly metadata: { readonly name: string; readonly labels?: object };
  readonly data: Readonly<Record<string, string>>;
}

const day = 24 * 3600 * 1000;
const authorityDays = 3650;
/** A new authority must have reached every driver before a server shows what it signed. */
const authorityRestMs = day;

async function main(settings: Settings): Promise<void> {
  const { namespace, authority, secret } = settings;
  const secrets = `/api/v1/namespaces/${namespace}/secrets`;
  const configMaps = `/api/v1/namespaces/${namespace}/configmaps`;
  const storedAuthority = await read(`${secrets}/${authority}`);
  const held = storedAuthority && pairOf(storedAuthority);
  const current = held && !isDue(held.certificate) ? held : issueAuthority();
  // Newest first; those before it stay trusted as long as they last.
  const trusted = [...new Set([current.certificate, ...certificatesIn(storedAuthority?.data['ca.crt'])])].filter(
    (each) => expires(each) > Date.now(),
  );
  const bundle = trusted.join('');
  const authorityData = { ...encode({ 'tls.crt': current.certificate, 'tls.key': current.key, 'ca.crt': bundle }) };
  await write(secrets, storedAuthority, {
    kind: 'Secret',
    type: 'kubernetes.io/tls',
    name: authority,
    data: authorityData,
  });
  const storedBundle = await read(`${configMaps}/${authority}`);
  await write(configMaps, storedBundle, { kind: 'ConfigMap', name: authority, data: { 'ca.crt': bundle } });

  const storedServer = await read(`${secrets}/${secret}`);
  const server = storedServer && pairOf(storedServer);
  const reason = server ? whyDue(server.certificate, current.certificate, settings.dnsNames) : 'there is none';
  if (reason === undefined) return say('the certificate of the servers is good', server!.certificate);
  const issued = issueServer(current, settings);
  const data = encode({ 'tls.crt': issued.certificate, 'tls.key': issued.key, 'ca.crt': bundle });
  await write(secrets, storedServer, { kind: 'Secret', type: 'kubernetes.io/tls', name: secret, data });
  say(`issued a certificate for the servers: ${reason}`, issued.certificate);
}

function whyDue(certificate: string, authority: string, dnsNames: readonly string[]): string | undefined {
  const x509 = new X509Certificate(certificate);
  if (isDue(certificate)) return 'the last one is in the last third of its life';
  if (dnsNames.some((name) => x509.checkHost(name) === undefined)) return 'the names have changed';
  const signer = new X509Certificate(authority);
  if (!x509.verify(signer.publicKey) && Date.now() - Date.parse(signer.validFrom) > authorityRestMs)
    return 'the authority is new';
  return undefined;
}

function isDue(certificate: string): boolean {
  const { validFrom, validTo } = new X509Certificate(certificate);
  const [from, to] = [Date.parse(validFrom), Date.parse(validTo)];
  return Date.now() > to - (to - from) / 3;
}

const expires = (certificate: string) => Date.parse(new X509Certificate(certificate).validTo);

function certificatesIn(bundle: string | undefined): readonly string[] {
  const pem = bundle === undefined ? '' : Buffer.from(bundle, 'base64').toString('utf8');
  return pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/g) ?? [];
}

/** Undefined where what is stored is no key pair: it is replaced. */
function pairOf({ data }: StoredObject): KeyPair | undefined {
  const decode = (name: string) => Buffer.from(data[name] ?? '', 'base64').toString('utf8');
  const pair = { certificate: decode('tls.crt'), key: decode('tls.key') };
  try {
    new X509Certificate(pair.certificate);
    return pair.key.includes('PRIVATE KEY') ? pair : undefined;
  } catch {
    return undefined;
  }
}

function issueAuthority(): KeyPair {
  return withOpenssl((openssl, read) => {
    const extensions = ['basicConstraints=critical,CA:TRUE,pathlen:0', 'keyUsage=critical,keyCertSign,cRLSign'];
    openssl(
      ...['req', '-x509', '-new', ...newKey, '-keyout', 'key', '-out', 'crt', '-days', `${authorityDays}`],
      ...['-subj', '/CN=manul authority', ...extensions.flatMap((each) => ['-addext', each])],
    );
    return { certificate: read('crt'), key: read('key') };
  });
}

function issueServer(authority: KeyPair, { dnsNames, days }: Settings): KeyPair {
  return withOpenssl((openssl, read, write) => {
    write('ca.crt', authority.certificate);
    write('ca.key', authority.key);
    const names = dnsNames.map((name) => `DNS:${name}`).join(',');
    const lines = ['basicConstraints=critical,CA:FALSE', 'keyUsage=critical,digitalSignature'];
    write('ext', [...lines, 'extendedKeyUsage=serverAuth', `subjectAltName=${names}`, ''].join('\n'));
    openssl('req', '-new', ...newKey, '-keyout', 'key', '-out', 'csr', '-subj', '/CN=manul server');
    openssl(
      ...['x509', '-req', '-in', 'csr', '-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial'],
      ...['-days', `${days}`, '-sha256', '-extfile', 'ext', '-out', 'crt'],
    );
    return { certificate: read('crt'), key: read('key') };
  });
}

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

type Run = (...args: readonly string[]) => void;

function withOpenssl(
  work: (openssl: Run, read: (name: string) => string, write: (name: string, content: string) => void) => KeyPair,
): KeyPair {
  const folder = mkdtempSync(join(tmpdir(), 'manul-certificates-'));
  try {
    return work(
      (...args) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' }),
      (name) => readFileSync(join(folder, name), 'utf8'),
      (name, content) => writeFileSync(join(folder, name), content, { mode: 0o600 }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const encode = (data: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, Buffer.from(value).toString('base64')]));

interface NewObject {
  readonly kind: string;
  readonly type?: string;
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
}

/** Creates or replaces; a change by somebody else in between is a conflict, and the job is run again. */
async function write(path: string, stored: StoredObject | undefined, { name, ...rest }: NewObject): Promise<void> {
  if (stored && JSON.stringify(sorted(stored.data)) === JSON.stringify(sorted(rest.data))) return;
  const labels = { 'app.kubernetes.io/part-of': 'manul', 'app.kubernetes.io/component': 'certificates' };
  const object = { apiVersion: 'v1', ...rest, metadata: stored?.metadata ?? { name, labels } };
  const answer = stored ? await call('PUT', `${path}/${name}`, object) : await call('POST', path, object);
  if (answer.status >= 300) throw new Error(`${rest.kind} ${name}: ${answer.status} ${answer.body.slice(0, 300)}`);
}

const sorted = (data: object) => Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));

async function read(path: string): Promise<StoredObject | undefined> {
  const { status, body } = await call('GET', path);
  if (status === 404) return undefined;
  if (status !== 200) throw new Error(`GET ${path}: ${status} ${body.slice(0, 300)}`);
  return JSON.parse(body) as StoredObject;
}

async function call(method: string, path: string, body?: object): Promise<{ status: number; body: string }> {
  const folder = process.env['MANUL_SERVICE_ACCOUNT'] ?? '/var/run/secrets/kubernetes.io/serviceaccount';
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env;
  if (!host || !port) throw new Error('KUBERNETES_SERVICE_HOST and _PORT are not set: this runs in a pod');
  const headers = {
    authorization: `Bearer ${readFileSync(join(folder, 'token'), 'utf8').trim()}`,
    'content-type': 'application/json',
  };
  const ca = readFileSync(join(folder, 'ca.crt'));
  return new Promise((resolve, reject) => {
    const sent = request({ host, port, method, path, headers, ca, timeout: 30_000 }, (response) => {
      text(response).then((answer) => resolve({ status: response.statusCode ?? 0, body: answer }), reject);
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer from ${host}:${port}`)));
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function say(message: string, certificate: string): void {
  console.log(JSON.stringify({ message, until: new X509Certificate(certificate).validTo }));
}

const { values } = parseArgs({
  options: {
    namespace: { type: 'string' },
    authority: { type: 'string' },
    secret: { type: 'string' },
    days: { type: 'string', default: '365' },
    'dns-name': { type: 'string', multiple: true },
  },
});
const { namespace, authority, secret, 'dns-name': dnsNames = [] } = values;
const days = Number(values.days);
if (!namespace || !authority || !secret || dnsNames.length === 0 || !Number.isInteger(days) || days < 1) {
  throw new Error('--namespace, --authority, --secret, --dns-name and a whole number of --days are needed');
}
await main({ namespace, authority, secret, days, dnsNames });
