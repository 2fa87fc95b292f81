// The table for README: figures beside those of other programs, with the machine and the commit.
import { spawnSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { Measurement } from './measure.ts';
import type { ChurnMeasurement } from './measure-churn.ts';
import { median } from './median.ts';

export interface Result {
  readonly name: string;
  readonly runs: readonly (Measurement | ChurnMeasurement)[];
}

/** In GitHub's Markdown. `felix`: its compiled benchmark, run beside ours so that the ratio is of one machine and time. */
export function comparison(results: readonly Result[], felix: string | undefined): string {
  const graphs = results.flatMap(({ name, runs }) =>
    'seconds' in runs[0]! ? [{ name, runs: runs as Measurement[] }] : [],
  );
  const churns = results.flatMap(({ name, runs }) =>
    'p50' in runs[0]! ? [{ name, runs: runs as ChurnMeasurement[] }] : [],
  );
  const felixSeconds = new Map<string, number>();
  const tables: string[] = [];
  if (graphs.length > 0) {
    const rows = graphs.map(({ name, runs }) => graphRow(name, runs, felix, felixSeconds));
    tables.push(
      table(['workload', 'least s', 'median s', 'live MB', 'reference', 'ratio', 'target', 'memory', 'target'], rows),
    );
  }
  if (churns.length > 0) {
    const targets = ['target', '0.5', '5', '100', ''];
    tables.push(table(['workload', 'p50 ms', 'p99 ms', 'max ms', 'CPU µs/event'], [...churns.map(churnRow), targets]));
  }
  return [...tables, provenance()].join('\n\n');
}

function graphRow(
  name: string,
  runs: readonly Measurement[],
  felix: string | undefined,
  felixSeconds: Map<string, number>,
): string[] {
  const { form, reference } = runs[0]!;
  const { program, seconds: known, megabytes, benchmark, targets, memoryTarget } = reference;
  const beside = felix !== undefined && benchmark !== undefined;
  const seconds = beside ? runFelix(felix, benchmark, felixSeconds) : known;
  const least = Math.min(...runs.map((run) => run.seconds));
  const live = median(runs.map((run) => run.liveHeapMegabytes));
  const memory = megabytes === undefined ? '' : `, ${megabytes} MB`;
  return [
    name,
    least.toFixed(3),
    median(runs.map((run) => run.seconds)).toFixed(3),
    live.toFixed(0),
    `${program}: ${seconds.toFixed(3)} s${beside ? ' in this run' : ''}${memory}`,
    (least / seconds).toFixed(2),
    String(targets[form] ?? ''),
    megabytes === undefined ? '' : (live / megabytes).toFixed(2),
    String(memoryTarget ?? ''),
  ];
}

function churnRow({ name, runs }: { name: string; runs: readonly ChurnMeasurement[] }): string[] {
  const of = (field: 'p50' | 'p99' | 'max') => median(runs.map((run) => run[field])).toFixed(3);
  const cpu = median(runs.map((run) => run.cpuMicrosecondsPerEvent)).toFixed(0);
  return [name, of('p50'), of('p99'), of('max'), cpu];
}

/** Seconds of one run of that benchmark. */
function runFelix(program: string, benchmark: string, known: Map<string, number>): number {
  const before = known.get(benchmark);
  if (before !== undefined) return before;
  const args = ['-test.run', 'none', '-test.benchtime', '1x', '-test.bench', `^Benchmark${benchmark}$`];
  const { stdout, status } = spawnSync(program, args, { cwd: dirname(program), encoding: 'utf8' });
  const nanoseconds = /\s(\d+) ns\/op/.exec(stdout ?? '')?.[1];
  if (status !== 0 || nanoseconds === undefined) throw new Error(`${program}: ${benchmark} gave no time`);
  const seconds = Number(nanoseconds) / 1e9;
  known.set(benchmark, seconds);
  return seconds;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Machine and commit. */
export function provenance(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const git = (...args: string[]) =>
    spawnSync('git', args, { encoding: 'utf8', cwd: import.meta.dirname }).stdout.trim();
  const changed = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : ' with changes';
  const day = new Date().toISOString().slice(0, 10);
  return (
    `Commit ${git('rev-parse', '--short', 'HEAD')}${changed}, ${day}, Node ${process.version}, ` +
    `${cpus().length} cores of ${cpu?.model.trim()}, ${memory} GiB.`
  );
}
