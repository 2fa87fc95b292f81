// What a run prints: wrong probes as they come, progress on a terminal, the count at the end.
import { writeSync } from 'node:fs';
import type { CaseResult, StepProbes, WrongProbe } from './runner.ts';
import { failedProbes } from './runner.ts';

export interface Reporter {
  onCase(result: CaseResult): void;
  end(results: readonly CaseResult[]): void;
}

export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

export function totals(results: readonly CaseResult[]): Totals {
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, result) => sum + failedProbes(result), 0),
  };
}

/** Text: each wrong probe on a line, and `N passed, N failed` in the end. */
export function textReporter(cases: number): Reporter {
  const bar = new ProgressBar(cases);
  let failed = 0;
  return {
    onCase(result) {
      failed += failedProbes(result);
      bar.clear();
      for (const line of faultLines(result)) process.stdout.write(`${line}\n`);
      bar.advance(`${result.id}${failed > 0 ? `, ${failed} failed` : ''}`);
    },
    end(results) {
      bar.clear();
      const { passed, failed } = totals(results);
      process.stdout.write(`${passed} passed, ${failed} failed\n`);
    },
  };
}

/** One JSON document when all is over. */
export function jsonReporter(): Reporter {
  return {
    onCase() {},
    end(results) {
      const cases = results.map((result) => ({
        case: result.id,
        passed: result.passed,
        failed: failedProbes(result),
        seconds: Number(result.seconds.toFixed(3)),
        wrong: result.wrong.map(probeAsJson),
        notEnforced: result.broken,
      }));
      process.stdout.write(`${JSON.stringify({ ...totals(results), cases }, undefined, 2)}\n`);
    },
  };
}

/** Appends a line of JSON for each probe to an open file, step by step. */
export function resultsWriter(file: number): (step: StepProbes) => void {
  return ({ case: name, step, probes, outcomes }) => {
    const lines = probes.map((probe, index) => {
      const outcome = outcomes[index] ?? { kind: 'silent' };
      return `${JSON.stringify({ case: name, ...probeAsJson({ step, probe, outcome }) })}\n`;
    });
    writeSync(file, lines.join(''));
  };
}

function faultLines({ id, wrong, broken }: CaseResult): readonly string[] {
  return [
    ...broken.map(({ step, reason, probes }) => `${id} step ${step}: ${probes} probes not made: ${reason}`),
    ...wrong.map((fault) => `${id} step ${fault.step}: ${wrongAsText(fault)}`),
  ];
}

function wrongAsText({ probe, outcome }: WrongProbe): string {
  const { from, to, address, port, protocol, allow } = probe;
  const target = to ? `${to.namespace}/${to.name} (${address} on ${to.node})` : address;
  const source = `${from.namespace}/${from.name} (${from.addresses[0]} on ${from.node})`;
  const got = { open: 'answered', refused: 'refused', silent: 'no answer' }[outcome.kind];
  const detail =
    outcome.kind === 'open' ? ` by ${outcome.by}` : outcome.kind === 'refused' ? `: ${outcome.reason}` : '';
  return `${source} -> ${target} ${protocol.toUpperCase()} ${port}: expected ${allow ? 'allow' : 'deny'}, ${got}${detail}`;
}

function probeAsJson({ step, probe, outcome }: WrongProbe): object {
  const { from, to, address, port, protocol, allow } = probe;
  return {
    step,
    from: `${from.namespace}/${from.name}`,
    to: to && `${to.namespace}/${to.name}`,
    address,
    port,
    protocol: protocol.toUpperCase(),
    expected: allow ? 'allow' : 'deny',
    got: outcome,
  };
}

/** On standard error, and only on a terminal. */
class ProgressBar {
  readonly #total: number;
  readonly #start = performance.now();
  #done = 0;

  constructor(total: number) {
    this.#total = total;
  }

  advance(label: string): void {
    this.#done += 1;
    if (!process.stderr.isTTY) return;
    const width = 30;
    const filled = Math.round((width * this.#done) / this.#total);
    const left = ((performance.now() - this.#start) / 1000 / this.#done) * (this.#total - this.#done);
    const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
    const columns = (process.stderr.columns ?? 80) - 1;
    process.stderr.write(`${bar} ${this.#done}/${this.#total} ${Math.round(left)} s left  ${label}`.slice(0, columns));
  }

  clear(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  }
}
