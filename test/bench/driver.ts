// W11: what the driver costs on a node, against iptables-restore and ipset restore alone with the same content.
//
//   node test/bench/driver.ts [--policies 100,1000,10000] [--backend nft,legacy] [--runs 3] [--output json]
//
// It runs itself again in a network namespace of its own for each measurement.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { DataplaneDriver } from '@manul/dataplane';
import {
  type CommandRunner,
  createCommandRunner,
  createIptablesBackend,
  type IptablesBackend,
  type IptablesVariant,
} from '@manul/iptables';
import { defaultRulesConfig } from '@manul/rules';
import { Command } from 'commander';
import { driverLoad, memberChange, policyUpdate } from './driver-load.ts';
import { measureMemory } from './driver-memory.ts';
import { type Endpoints, measureLoad, measureNewPod } from './driver-under-load.ts';

interface Options {
  readonly policies: string;
  readonly backend: string;
  readonly runs: string;
  readonly output: string;
  readonly child?: string;
}

interface Call {
  readonly command: string;
  readonly args: readonly string[];
  /** As they were given. */
  readonly pieces: readonly string[];
}

/** The flags that services/cli/bin/manul starts a driver with. */
const asADriver = ['--max-semi-space-size=2', '--optimize-for-size'];
const changes = 21;
/** How often a driver reads its tables back. */
const refreshSeconds = 90;

const command = new Command('bench-driver')
  .option('--policies <list>', 'active policies', '100,1000,10000')
  .option('--backend <list>', 'nft, legacy', 'nft,legacy')
  .option('--runs <n>', 'runs of each; medians are printed', '3')
  .option('--output <form>', 'json or table', 'table')
  .option('--child <case>', 'internal: measure in this process and print it');
command.parse();
const options = command.opts<Options>();

/** Restores alone: what is read has no part in a comparison of what is written. */
const isWrite = ({ command: name, args }: Call) =>
  (name.endsWith('-restore') && !args.includes('--test')) || (name === 'ipset' && args[0] === 'restore');

/** A runner that keeps what it was given, as it is: joining megabytes would count as the driver's work. */
function recordingRunner(): { readonly run: CommandRunner; take(): readonly Call[] } {
  const { run } = createCommandRunner();
  let calls: Call[] = [];
  return {
    run: (name, args, given = {}) => {
      const { stdin = [] } = given;
      const pieces: string[] = [];
      calls.push({ command: name, args, pieces });
      return run(name, args, { ...given, stdin: noted(typeof stdin === 'string' ? [stdin] : stdin, pieces) });
    },
    take: () => {
      const taken = calls;
      calls = [];
      return taken;
    },
  };
}

function* noted(pieces: Iterable<string>, seen: string[]): Generator<string> {
  for (const piece of pieces) {
    seen.push(piece);
    yield piece;
  }
}

const linesOf = ({ pieces }: Call) => pieces.join('').split('\n');
const lines = (calls: readonly Call[]) =>
  calls.flatMap(linesOf).filter((line) => /^(-|:|add|del|create)/.test(line)).length;

/** On a busy machine more telling than the time on the wall: CPU seconds of this process, and of its children that have ended. */
function cpuSeconds(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0) / 100;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

async function open(
  variant: IptablesVariant,
  run: CommandRunner,
): Promise<[DataplaneDriver, IptablesBackend, Endpoints]> {
  const backend = await createIptablesBackend({ variant, run });
  const endpoints = { toldAt: 0 };
  const driver = new DataplaneDriver({
    backend,
    config: { ...defaultRulesConfig, workloadDispatch: 'any' },
    onEndpointsFirst: () => (endpoints.toldAt = performance.now()),
  });
  return [driver, backend, endpoints];
}

async function measure(variant: IptablesVariant, policies: number): Promise<Record<string, number>> {
  const runner = recordingRunner();
  const [driver, backend, endpoints] = await open(variant, runner.run);
  for (const message of driverLoad(policies)) driver.onUpdate(message);
  runner.take();
  const start = cpuSeconds();
  const firstMs = await timed(() => driver.apply());
  const firstCpu = cpuSeconds() - start;
  const first = runner.take();
  await assertQuiet(driver, runner);
  const policy = await measureChanges(driver, runner, (i) => policyUpdate((i * 37) % policies, 1 + (i % 100)));
  const member = await measureChanges(driver, runner, (i) => memberChange(i >> 1, i % 2 === 0));
  const before = cpuSeconds();
  await backend.verify('all');
  const resyncMs = await timed(() => driver.apply());
  const resyncCpu = cpuSeconds() - before;
  if (runner.take().some(isWrite)) throw new Error('a resync wrote');
  const bare = bareInFreshNamespace(first.filter(isWrite));
  const barePolicyMs = median(await bareChanges(variant, policy.calls));
  const load = await measureLoad(driver, policies);
  const newPod = await measureNewPod(driver, endpoints, policies);
  return {
    policies,
    'first ms': firstMs,
    'bare ms': bare.ms,
    'first/bare': firstMs / bare.ms,
    'first CPU s': firstCpu,
    'bare CPU s': bare.cpu,
    'first/bare CPU': firstCpu / bare.cpu,
    'first lines': lines(first.filter(isWrite)),
    commands: first.length,
    'policy ms': policy.ms,
    'policy bare ms': barePolicyMs,
    'policy/bare': policy.ms / barePolicyMs,
    'policy CPU ms': policy.cpuMs,
    'policy lines': policy.lines,
    'member ms': member.ms,
    'member CPU ms': member.cpuMs,
    'member lines': member.lines,
    'resync ms': resyncMs,
    'resync CPU %': (resyncCpu / refreshSeconds) * 100,
    ...load,
    ...newPod,
  };
}

async function assertQuiet(driver: DataplaneDriver, runner: ReturnType<typeof recordingRunner>): Promise<void> {
  const { errors, retry } = await driver.apply();
  const calls = runner.take();
  if (errors.length + retry.length + calls.length > 0) {
    throw new Error(`not quiet: ${JSON.stringify({ errors, retry, calls: calls.map(({ command: name }) => name) })}`);
  }
}

async function measureChanges(
  driver: DataplaneDriver,
  runner: ReturnType<typeof recordingRunner>,
  change: (index: number) => Parameters<DataplaneDriver['onUpdate']>[0],
) {
  const times: number[] = [];
  const before = cpuSeconds();
  const written: number[] = [];
  const calls: Call[] = [];
  for (let i = 0; i < changes; i++) {
    driver.onUpdate(change(i));
    times.push(await timed(() => driver.apply()));
    const taken = runner.take();
    written.push(lines(taken));
    calls.push(...taken);
  }
  const cpuMs = ((cpuSeconds() - before) * 1_000) / changes;
  return { ms: median(times), cpuMs, lines: median(written), calls };
}

/** The chains that changes rewrote, written again and again by the command alone. */
async function bareChanges(variant: IptablesVariant, calls: readonly Call[]): Promise<number[]> {
  const { run } = createCommandRunner();
  const restore = `iptables-${variant}-restore`;
  const times: number[] = [];
  for (const call of calls.filter(({ command: name }) => name === restore)) {
    const written = linesOf(call);
    const chain = /cali-pi-\S+/.exec(written.join(' '))?.[0];
    if (!chain) continue;
    const rules = written.filter((line) => line.includes(`${chain} `));
    const bodies = rules.map((line) => line.replace(/^-R (\S+) \d+/, '-A $1').replace(/^-I (\S+) \d+/, '-A $1'));
    const input = ['*filter', `:${chain} - [0:0]`, ...bodies.filter((line) => line.startsWith('-A')), 'COMMIT', ''];
    times.push(await timed(() => run(restore, ['--noflush'], { stdin: input.join('\n') })));
  }
  return times;
}

/** The same input, given to the same commands by nobody but a loop. */
function bareInFreshNamespace(calls: readonly Call[]): { readonly ms: number; readonly cpu: number } {
  const script = `
    const { readFileSync } = require('node:fs');
    const calls = JSON.parse(readFileSync(0, 'utf8'));
    const { spawnSync } = require('node:child_process');
    const start = performance.now();
    for (const { command, args, input } of calls) {
      const { status, stderr } = spawnSync(command, args, { input });
      if (status !== 0) throw new Error(command + ': ' + stderr);
    }
    const wall = performance.now() - start;
    const [user, system] = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ').slice(13, 15);
    console.log(JSON.stringify({ ms: wall, cpu: (Number(user) + Number(system)) / 100 }));`;
  const { status, stdout } = spawnSync('unshare', ['--net', process.execPath, '--eval', script], {
    input: JSON.stringify(calls.map(({ pieces, ...call }) => ({ ...call, input: pieces.join('') }))),
    stdio: ['pipe', 'pipe', 'inherit'],
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error('the bare run failed');
  return JSON.parse(stdout.toString());
}

function runInNamespace(name: string): Record<string, number> {
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  const self = [process.execPath, '--disable-warning=ExperimentalWarning', ...asADriver, ...process.argv.slice(1)];
  const { status, stdout } = spawnSync('unshare', [...user, '--net', '--', ...self, '--child', name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${name} ended with ${status}`);
  return JSON.parse(stdout.toString());
}

const round = (value: number) => Number(value.toPrecision(4));

if (options.child !== undefined) {
  const [what, variant, policies] = options.child.split(' ');
  const work = what === 'memory' ? measureMemory : measure;
  console.log(JSON.stringify(await work(variant as IptablesVariant, Number(policies))));
} else {
  const results = options.backend.split(',').flatMap((variant) =>
    options.policies.split(',').map((policies) => {
      const runs = Array.from({ length: Number(options.runs) }, () => ({
        ...runInNamespace(`time ${variant} ${policies}`),
        ...runInNamespace(`memory ${variant} ${policies}`),
      }));
      const keys = Object.keys(runs[0] ?? {});
      const medians = keys.map((key) => [key, round(median(runs.map((run) => run[key] ?? 0)))] as const);
      return { backend: variant, ...Object.fromEntries(medians) };
    }),
  );
  if (options.output === 'json') console.log(JSON.stringify(results, undefined, 2));
  else for (const result of results) console.table(result);
}
