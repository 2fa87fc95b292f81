// A CycloneDX bill of materials of the images, on standard output: production dependencies from the lockfile, as pnpm
// lists them, and with --dpkg the Debian packages of an image. The same input gives the same bytes.
//
//   node scripts/sbom.ts [--dpkg FILE]      FILE: dpkg-query -W -f '${Package} ${Version} ${Architecture}\n'
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

interface Bom {
  serialNumber: string;
  readonly metadata: { timestamp: string };
  components: readonly Component[];
  dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

interface Component {
  readonly purl: string;
  readonly name: string;
  readonly group?: string;
  readonly version: string;
}

const root = join(import.meta.dirname, '..');

function fromLockfile(): Bom {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { packageManager: string };
  const args = ['sbom', '--prod', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
  const text = execFileSync('npx', ['--yes', packageManager, ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(text.slice(text.indexOf('{'))) as Bom;
}

function fromDpkg(file: string) {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const [name = '', version = '', architecture = ''] = line.split(' ');
    const purl = `pkg:deb/debian/${name}@${encodeURIComponent(version)}?arch=${architecture}`;
    return { type: 'library', name, version, purl, 'bom-ref': purl };
  });
}

/**
 * Which of our packages uses what: from their manifests, since what pnpm says of projects of one workspace differs from
 * run to run. Projects that no image contains are left out.
 */
function withOurEdges(bom: Bom): Bom {
  const isShipped = ({ group, name }: Component) => group !== '@manul' || !name.startsWith('test-');
  bom.components = bom.components.filter(isShipped);
  const references = new Map(
    bom.components.map(({ group, name, version, purl }) => [`${group ? `${group}/` : ''}${name}@${version}`, purl]),
  );
  const isOurs = (reference: string) => /^pkg:npm\/(%40manul\/|manul@)/.test(reference);
  const edges = new Map(
    bom.dependencies.filter(({ ref }) => !isOurs(ref)).map(({ ref, dependsOn }) => [ref, dependsOn]),
  );
  for (const file of ['package.json', ...globSync('{packages,services}/*/package.json', { cwd: root })]) {
    const { name, version, dependencies = {} } = JSON.parse(readFileSync(join(root, file), 'utf8'));
    // Manifests name exact versions; projects of the workspace share this one's.
    const dependsOn = Object.entries<string>(dependencies).flatMap(
      ([each, wanted]) => references.get(`${each}@${wanted.startsWith('workspace:') ? version : wanted}`) ?? [],
    );
    edges.set(references.get(`${name}@${version}`) ?? `pkg:npm/${name}@${version}`, dependsOn.sort());
  }
  const sorted = [...edges].sort(([a], [b]) => (a < b ? -1 : 1));
  bom.dependencies = sorted.map(([ref, dependsOn]) => ({ ref, dependsOn }));
  return bom;
}

/** Time and number, by which two runs would differ, follow from the content and the commit. */
function reproducible(bom: Bom): Bom {
  const seconds = process.env['SOURCE_DATE_EPOCH'] ?? execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root });
  bom.metadata.timestamp = new Date(Number(seconds) * 1000).toISOString();
  const hex = createHash('sha256').update(JSON.stringify(bom.components)).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  bom.serialNumber = `urn:uuid:${parts.join('-')}`;
  return bom;
}

const { values } = parseArgs({ options: { dpkg: { type: 'string' } } });
const bom = withOurEdges(fromLockfile());
const packages = values.dpkg === undefined ? [] : fromDpkg(values.dpkg);
bom.components = [...bom.components, ...packages].sort((a, b) => (a.purl < b.purl ? -1 : 1));
process.stdout.write(`${JSON.stringify(reproducible(bom), undefined, 2)}\n`);
