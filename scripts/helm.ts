// Helm for tests and scripts: Debian 12 has none, so it is built once from its sources, outside of the checkout.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const version = 'v3.18.6';
/** The cluster's version that a chart is rendered for where no cluster is asked. */
const kubernetes = { major: 1, minor: 33 };

/** The program: $HELM, what was built before, or built now. Throws where it cannot be, with the reason. */
export function findOrInstallHelm(): string {
  if (process.env['HELM']) return process.env['HELM'];
  const cache = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'manul', `helm-${version}`);
  const program = join(cache, 'helm');
  if (existsSync(program)) return program;
  const building = join(cache, `building-${process.pid}`);
  mkdirSync(building, { recursive: true });
  process.stderr.write(`building helm ${version} (once; some minutes)\n`);
  const packages = ['pkg/chartutil', 'pkg/lint/rules'];
  const flags = packages.flatMap((name) =>
    Object.entries(kubernetes).map(([part, value]) => {
      const variable = `k8sVersion${part[0]!.toUpperCase()}${part.slice(1)}`;
      return `-X helm.sh/helm/v3/${name}.${variable}=${value}`;
    }),
  );
  const path = [process.env['PATH'] ?? '', '/usr/local/go/bin'].join(delimiter);
  execFileSync('go', ['install', `-ldflags=-s -w ${flags.join(' ')}`, `helm.sh/helm/v3/cmd/helm@${version}`], {
    env: { ...process.env, PATH: path, GOBIN: building },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  renameSync(join(building, 'helm'), program);
  return program;
}

const chart = join(import.meta.dirname, '..', 'deploy', 'helm', 'manul');

export interface RenderOptions {
  /** Values files, the later ones winning. */
  readonly values?: readonly string[];
  /** `--set` arguments. */
  readonly set?: readonly string[];
}

/** The chart's objects as YAML. Throws with what Helm says where values do not fit the schema. */
export function renderChart(options: RenderOptions = {}): string {
  return helm('template', 'manul', chart, '--namespace', 'manul-system', ...argumentsOf(options));
}

export function lintChart(options: RenderOptions = {}): string {
  return helm('lint', '--strict', chart, ...argumentsOf(options));
}

function argumentsOf({ values = [], set = [] }: RenderOptions): string[] {
  return [...values.flatMap((file) => ['--values', file]), ...set.flatMap((text) => ['--set', text])];
}

function helm(...args: string[]): string {
  return execFileSync(findOrInstallHelm(), args, { encoding: 'utf8', stdio: 'pipe', maxBuffer: 64 * 1024 * 1024 });
}
