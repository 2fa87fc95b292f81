// `manul conformance`: cases with truth tables against real services and real packets.
import { openSync } from 'node:fs';
import { ConfigError } from '@manul/config';
import { Command, InvalidArgumentError, Option } from 'commander';
import { CorpusError, loadCorpus } from '../conformance/corpus.ts';
import type { DataplaneFactory } from '../conformance/dataplane.ts';
import { evaluatorDataplanes } from '../conformance/evaluator-dataplane.ts';
import { kernelDataplanes } from '../conformance/kernel-dataplane.ts';
import { jsonReporter, resultsWriter, textReporter, totals } from '../conformance/report.ts';
import { runCases } from '../conformance/runner.ts';
import { exitCodeOf } from '../exit-code.ts';
import { runInSandbox, SandboxError } from '../lab/sandbox.ts';

interface Options {
  readonly corpus: string;
  readonly dataplane: keyof typeof backends | 'evaluator';
  readonly nodes: number;
  readonly case: readonly string[];
  readonly output: 'table' | 'json';
  readonly results?: string;
}

/** Kernel dataplanes, by what the driver's `--backend` calls them. */
const backends = { iptables: 'auto', 'iptables-nft': 'nft', 'iptables-legacy': 'legacy' } as const;

const help = `
Examples:
  manul conformance --corpus ../shared/conformance/cyclonus
  manul conformance --corpus test/e2e/fixtures/corpus --nodes 1 --case 010,020 --results probes.jsonl

Needs root, or unprivileged user namespaces. Leaves nothing behind.

Exit codes:
  0  every probe went as its truth table says
  1  some did not, or the lab could not be made
  2  wrong arguments, or a corpus that cannot be read
`;

function command(): Command {
  return new Command('manul conformance')
    .description('Brings a lab of network namespaces to each state of a corpus and probes who may talk to whom.')
    .requiredOption('--corpus <folder>', 'cases, one JSON file each')
    .addOption(
      new Option('--dataplane <name>', 'what enforces')
        .choices([...Object.keys(backends), 'evaluator'])
        .default('iptables'),
    )
    .option('--nodes <number>', 'nodes, for cases that name none: 1 to 3', parseNodes, 2)
    .option('--case <names>', 'these cases alone, by name or its beginning; separated by commas', splitNames, [])
    .addOption(new Option('--output <form>', 'how to print the result').choices(['table', 'json']).default('table'))
    .option('--results <file>', 'write what came of every probe there, a line of JSON each')
    .addHelpText('after', help);
}

export async function run(args: readonly string[]): Promise<number> {
  let code = 0;
  const parser = command().action(async (options: Options) => {
    code = await conformance(options);
  });
  return exitCodeOf(parser, args, () => code);
}

async function conformance(options: Options): Promise<number> {
  try {
    loadCorpus(options.corpus, options.case);
    // Here too, before the sandbox is made, which runs this command again: wrong usage is told of before the lab's needs.
    const results = options.results === undefined ? undefined : openResults(options.results);
    const { dataplane } = options;
    if (dataplane === 'evaluator') {
      return await runCorpus(options, results, evaluatorDataplanes(), new AbortController().signal);
    }
    return await runInSandbox((sandbox) =>
      runCorpus(options, results, kernelDataplanes(sandbox, backends[dataplane]), sandbox.signal),
    );
  } catch (error) {
    const isWrongUsage = error instanceof CorpusError || error instanceof ConfigError;
    if (!(isWrongUsage || error instanceof SandboxError)) throw error;
    process.stderr.write(`manul conformance: ${error.message}\n`);
    return isWrongUsage ? 2 : 1;
  }
}

async function runCorpus(
  options: Options,
  results: number | undefined,
  dataplane: DataplaneFactory,
  signal: AbortSignal,
): Promise<number> {
  const cases = loadCorpus(options.corpus, options.case);
  const reporter = options.output === 'json' ? jsonReporter() : textReporter(cases.length);
  const onCase = reporter.onCase.bind(reporter);
  const onProbes = results === undefined ? undefined : resultsWriter(results);
  const run = { cases, nodeCount: options.nodes, dataplane, signal, onCase };
  const outcomes = await runCases(onProbes ? { ...run, onProbes } : run);
  reporter.end(outcomes);
  return totals(outcomes).failed === 0 ? 0 : 1;
}

function openResults(file: string): number {
  try {
    return openSync(file, 'w');
  } catch (error) {
    throw new ConfigError(`--results: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function parseNodes(text: string): number {
  if (!/^[1-3]$/.test(text)) throw new InvalidArgumentError('1, 2 or 3');
  return Number(text);
}

const splitNames = (text: string): readonly string[] => text.split(',').filter((name) => name !== '');
