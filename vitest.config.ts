import { defineConfig } from 'vitest/config';

// One seed for all random tests of a run, in every process of it, so that a test which is run again meets the same.
process.env['MANUL_SEED'] ??= String(Math.floor(Math.random() * 2 ** 28));

/**
 * unit and replay are the everyday loop; the others need root or user namespaces, servers and time. Each group runs by
 * itself, one after the other, and where files share a machine's nerve (servers, labs) one file at a time.
 * The timeouts are generous because machines are noisy: a test never asserts how long something took.
 */
const project = (name: string, groupOrder: number, include: string[], files: 'parallel' | 'serial' = 'parallel') => ({
  test: {
    name,
    include,
    sequence: { groupOrder },
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Real kernels and servers have bad moments. What passes only the second time is named at the end: see CONTRIBUTING.md.
    retry: process.env['CI'] ? 1 : 0,
    expect: { poll: { timeout: 240_000 } },
    fileParallelism: files === 'parallel',
  },
});

export default defineConfig({
  test: {
    reporters: ['default', './scripts/summary-reporter.ts'],
    projects: [
      project('unit', 0, ['packages/*/src/**/*.test.ts', 'services/*/src/**/*.test.ts', 'scripts/**/*.test.ts']),
      project('replay', 0, ['test/replay/**/*.test.ts']),
      project('kernel', 1, ['test/kernel/**/*.test.ts']),
      project('apiserver', 2, ['test/apiserver/**/*.test.ts'], 'serial'),
      project('e2e', 3, ['test/e2e/**/*.test.ts'], 'serial'),
      project('chaos', 4, ['test/chaos/**/*.test.ts'], 'serial'),
      project('fuzz', 5, ['test/fuzz/**/*.test.ts']),
      project('interop', 6, ['test/interop/**/*.test.ts'], 'serial'),
      project('browser', 7, ['test/browser/**/*.test.ts'], 'serial'),
      project('deploy', 8, ['test/deploy/**/*.test.ts'], 'serial'),
      project('docs', 9, ['test/docs/**/*.test.ts']),
    ],
  },
});
