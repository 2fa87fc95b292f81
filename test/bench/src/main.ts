// The calculation graph's benchmarks. Each workload runs in a process of its own, so that one's memory is not another's.
//
//   node test/bench/src/main.ts W1 W3-10k [--form one-node] [--runs 3] [--output json] [--profile DIR] [--compare]
import { spawnSync } from 'node:child_process';
import { Command } from 'commander';
import { comparison, type Result } from './compare.ts';
import { type Measurement, measure } from './measure.ts';
import { type ChurnMeasurement, churnWorkloads, measureChurn } from './measure-churn.ts';
import { median } from './median.ts';
import type { Workload } from './workload.ts';
import { antreaShapes } from './workloads/antrea-shapes.ts';
import { felixShapes } from './workloads/felix-shapes.ts';

interface Options {
  readonly form?: string;
  readonly runs: string;
  readonly output: string;
  readonly events: string;
  readonly seed: string;
  readonly profile?: string;
  readonly compare?: boolean;
  readonly felix?: string;
  readonly child?: string;
}

const workloads: readonly Workload[] = [...felixShapes, ...antreaShapes];

const command = new Command('bench')
  .argument('[workload...]', 'W1, W2, W3-1k, W3-10k, W3-100k, W4 to W8, or W9; all without it')
  .option('--form <form>', 'one-node or whole-cluster, where a workload has both')
  .option('--runs <n>', 'runs of each; the least and the median are printed', '3')
  .option('--events <n>', "W9's events", '10000')
  .option('--seed <n>', "W9's seed", '1')
  .option('--output <form>', 'json or table', 'table')
  .option('--profile <dir>', 'write a CPU profile of each run there')
  .option('--compare', 'print a table in Markdown beside what other programs take, with machine and commit')
  .option('--felix <program>', "time Felix's own benchmark too: its calc package's tests, compiled")
  .option('--child <index>', 'internal: run one measurement in this process and print it');
command.parse();
const options = command.opts<Options>();

interface Job {
  readonly name: string;
  run(): Measurement | ChurnMeasurement;
}

function jobs(ids: readonly string[]): Job[] {
  const wanted = (id: string) => ids.length === 0 || ids.includes(id);
  const graph = workloads.flatMap((workload) =>
    workload.forms
      .filter((form) => wanted(workload.id) && (!options.form || options.form === form))
      .map((form) => ({ name: `${workload.id} ${form}`, run: () => measure(workload, form) })),
  );
  const rest = churnWorkloads
    .filter(() => wanted('W9'))
    .map((workload) => ({
      name: workload.id,
      run: () => measureChurn(workload, Number(options.events), Number(options.seed)),
    }));
  return [...graph, ...rest];
}

function runInChild(index: number): Measurement | ChurnMeasurement {
  const profile = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
  const node = ['--expose-gc', '--disable-warning=ExperimentalWarning', '--max-old-space-size=16000'];
  // As the service runs.
  node.push('--max-semi-space-size=64', ...profile);
  const { status, stdout } = spawnSync(
    process.execPath,
    [...node, ...process.argv.slice(1), '--child', String(index)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (status !== 0) throw new Error(`${process.argv.slice(2).join(' ')} ended with ${status}`);
  return JSON.parse(stdout.toString());
}

function row(name: string, runs: readonly (Measurement | ChurnMeasurement)[]): Record<string, string | number> {
  const first = runs[0]!;
  if ('p50' in first) {
    const churns = runs as readonly ChurnMeasurement[];
    const of = (field: 'p50' | 'p99' | 'max') => Number(median(churns.map((r) => r[field])).toFixed(3));
    const cpu = Math.round(median(churns.map((r) => r.cpuMicrosecondsPerEvent)));
    return { workload: name, 'p50 ms': of('p50'), 'p99 ms': of('p99'), 'max ms': of('max'), 'CPU µs/event': cpu };
  }
  const graphs = runs as readonly Measurement[];
  const seconds = graphs.map((r) => r.seconds);
  const { program, seconds: known, megabytes } = first.reference;
  return {
    workload: name,
    'least s': Number(Math.min(...seconds).toFixed(3)),
    'median s': Number(median(seconds).toFixed(3)),
    'CPU s': Number(median(graphs.map((r) => r.cpuSeconds)).toFixed(3)),
    'drain s': Number(median(graphs.map((r) => r.drainSeconds)).toFixed(3)),
    'events/s': median(graphs.map((r) => r.eventsPerSecond)),
    'live MB': Math.round(median(graphs.map((r) => r.liveHeapMegabytes))),
    'peak RSS MB': Math.round(Math.max(...graphs.map((r) => r.peakResidentMegabytes))),
    messages: first.messages,
    reference: `${program}: ${known} s${megabytes === undefined ? '' : `, ${megabytes} MB`}`,
  };
}

const list = jobs(command.args);
if (list.length === 0) command.error(`no such workload: ${command.args.join(' ')}`);
if (options.child !== undefined) {
  console.log(JSON.stringify(list[Number(options.child)]?.run()));
} else {
  const results = list.map(({ name }, index): Result => {
    const runs = Array.from({ length: Number(options.runs) }, () => runInChild(index));
    if (options.output === 'table' && !options.compare) console.table([row(name, runs)]);
    return { name, runs };
  });
  if (options.compare) console.log(comparison(results, options.felix));
  else if (options.output === 'json') console.log(JSON.stringify(results, undefined, 2));
}
