// Where the recordings are: beside the repository, not in it. Under CI they have to be there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe } from 'vitest';

const directory = fileURLToPath(new URL('../../../shared/', import.meta.url));
const present = existsSync(`${directory}felix/goldens`);
const goldens = `${directory}felix/goldens/`;

/** A suite that needs ../shared; skipped with a message where it is not there, failing where CI is set. */
export function describeShared(name: string, body: () => void): void {
  if (!present && process.env['CI']) throw new Error(`${directory} is missing, and CI is set`);
  describe.skipIf(!present)(present ? name : `${name} (skipped: ${directory} is missing)`, body);
}

/** One recorded case; see felix/README.md in ../shared. */
export interface GoldenCase {
  readonly name: string;
  readonly nodes: readonly string[];
  readonly config: Readonly<Record<string, unknown>>;
  /** By node: the host's interfaces and their addresses. */
  readonly interfaces: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

interface CaseFile {
  readonly nodes: readonly string[];
  readonly config?: Record<string, unknown>;
  readonly ifaces?: Record<string, Record<string, string[]>>;
}

interface Step {
  readonly op: string;
  readonly object: {
    readonly kind: string;
    readonly metadata: { readonly name: string };
    readonly status?: { readonly addresses?: readonly { readonly type: string; readonly address: string }[] };
  };
}

export function goldenCaseNames(): string[] {
  return present ? readdirSync(goldens).sort() : [];
}

export function goldenCase(name: string): GoldenCase {
  const info = readGolden(name, 'case') as CaseFile;
  const [first = []] = readGolden(name, 'steps') as Step[][];
  return {
    name,
    nodes: info.nodes,
    config: info.config ?? {},
    interfaces: { ...defaultInterfaces(first), ...info.ifaces },
  };
}

/** `<case>/<file>.json`, compressed or not. */
export function readGolden(name: string, file: string): unknown {
  const path = `${goldens}${name}/${file}.json`;
  return JSON.parse(existsSync(path) ? readFileSync(path, 'utf8') : gunzipSync(readFileSync(`${path}.gz`)).toString());
}

/** Unless a case says otherwise, a node has eth0, with its internal addresses. */
function defaultInterfaces(firstStep: readonly Step[]): Record<string, Record<string, string[]>> {
  const nodes = firstStep.filter(({ op, object }) => op === 'apply' && object.kind === 'Node');
  return Object.fromEntries(
    nodes.map(({ object }) => {
      const internal = (object.status?.addresses ?? []).filter(({ type }) => type === 'InternalIP');
      return [object.metadata.name, { eth0: internal.map(({ address }) => address) }];
    }),
  );
}
