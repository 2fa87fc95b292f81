import type { Reporter, TestModule } from 'vitest/node';

/**
 * Ends a run with the seed of its random tests, the tests that did not pass at the first attempt, and one line that
 * scripts can read: `N passed, N failed, N skipped`.
 */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    const lines = [`MANUL_SEED=${process.env['MANUL_SEED']}`];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        count[test.result().state]++;
        if (test.diagnostic()?.flaky) lines.push(`flaky: ${module.relativeModuleId} > ${test.fullName}`);
      }
      // A file that does not load, or whose hooks fail, has no test that could say so.
      if (!module.ok() && ![...module.children.allTests('failed')].length) count.failed++;
    }
    lines.push(`${count.passed} passed, ${count.failed} failed, ${count.skipped + count.pending} skipped`);
    process.stdout.write(`\n${lines.join('\n')}\n`);
  }
}
