// Conformance cases on disk: one JSON file per case, each step with the whole cluster state and its truth table.
import { readdirSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';

interface CorpusContainer {
  readonly name: string;
  readonly port: number;
  readonly portName?: string;
  readonly protocol: string;
  /** Served, but not in the pod's spec. */
  readonly undeclared?: boolean;
}

export interface CorpusPod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ip: string;
  /** All addresses of a dual-stack pod, `ip` among them. */
  readonly ips?: readonly string[];
  readonly nodeName?: string;
  readonly hostNetwork?: boolean;
  readonly containers: readonly CorpusContainer[];
}

interface CorpusNode {
  readonly name: string;
  readonly ip: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface TruthRow {
  /** `<namespace>/<pod>`, or the address of a host outside the cluster. */
  readonly from: string;
  readonly to?: string;
  readonly toIP?: string;
  readonly port: number;
  readonly protocol: string;
  readonly combined: 'allow' | 'deny';
}

export interface CorpusStep {
  readonly title?: string;
  readonly policies: readonly object[];
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly pods: readonly CorpusPod[];
  readonly expected: readonly TruthRow[];
}

export interface CorpusCase {
  /** The file's name without `.json`. */
  readonly id: string;
  readonly description?: string;
  readonly nodes?: readonly CorpusNode[];
  readonly steps: readonly CorpusStep[];
}

/** A corpus that cannot be read; names file and field. */
export class CorpusError extends Error {
  override readonly name = 'CorpusError';
}

/**
 * The cases of a folder in the order of their names. `wanted` selects those whose name is given or begins with it,
 * before a hyphen: `017` for `017-allow-all`. Each wanted name must select something.
 */
export function loadCorpus(folder: string, wanted: readonly string[] = []): readonly CorpusCase[] {
  const ids = caseIds(folder);
  const selects = (name: string, id: string) => id === name || id.startsWith(`${name}-`);
  const unknown = wanted.filter((name) => !ids.some((id) => selects(name, id)));
  if (unknown.length > 0) throw new CorpusError(`${folder}: no case ${unknown.join(', ')}`);
  return ids
    .filter((id) => wanted.length === 0 || wanted.some((name) => selects(name, id)))
    .map((id) => loadCase(join(folder, `${id}.json`), id));
}

function caseIds(folder: string): readonly string[] {
  let files: readonly string[];
  try {
    files = readdirSync(folder);
  } catch (error) {
    throw new CorpusError(`cannot read the corpus: ${(error as Error).message}`, { cause: error });
  }
  const ids = files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length));
  if (ids.length === 0) throw new CorpusError(`${folder}: no cases (*.json)`);
  return ids.sort();
}

function loadCase(file: string, id: string): CorpusCase {
  let parsed: Omit<CorpusCase, 'id'>;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CorpusError(`${file}: ${(error as Error).message}`, { cause: error });
  }
  if (!Array.isArray(parsed.steps)) throw new CorpusError(`${file}: steps: must be an array`);
  for (const [index, step] of parsed.steps.entries()) {
    const fault = stepFault(step);
    if (fault !== undefined) throw new CorpusError(`${file}: steps[${index}].${fault}`);
  }
  return { ...parsed, id };
}

const protocols = new Set(['TCP', 'UDP', 'SCTP']);

function stepFault(step: CorpusStep): string | undefined {
  for (const field of ['policies', 'pods', 'expected'] as const) {
    if (!Array.isArray(step[field])) return `${field}: must be an array`;
  }
  if (typeof step.namespaces !== 'object' || step.namespaces === null) return 'namespaces: must be an object';
  const known = new Set(step.pods.map(({ namespace, name }) => `${namespace}/${name}`));
  for (const [index, row] of step.expected.entries()) {
    const fault = rowFault(row, known);
    if (fault !== undefined) return `expected[${index}].${fault}`;
  }
  return undefined;
}

function rowFault(row: TruthRow, pods: ReadonlySet<string>): string | undefined {
  if (!pods.has(row.from) && isIP(row.from ?? '') === 0) return `from: there is no pod ${row.from}`;
  if (row.toIP === undefined && !pods.has(row.to ?? '')) return `to: there is no pod ${row.to}`;
  if (row.toIP !== undefined && isIP(row.toIP) === 0) return `toIP: ${row.toIP} is not an address`;
  if (!protocols.has(row.protocol)) return `protocol: ${row.protocol} is none of TCP, UDP, SCTP`;
  if (row.combined !== 'allow' && row.combined !== 'deny') return `combined: ${row.combined} is neither allow nor deny`;
  return Number.isInteger(row.port) ? undefined : `port: ${row.port} is not a number`;
}
