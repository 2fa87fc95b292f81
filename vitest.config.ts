import { defineConfig } from 'vitest/config';

// unit and replay are the everyday loop; the others need root or user namespaces, servers and time.
// The timeouts are generous because machines are noisy: a test never asserts how long something took.
const project = (name: string, include: string[], serial = false) => ({
  test: { name, include, testTimeout: 120_000, hookTimeout: 300_000, fileParallelism: !serial },
});

export default defineConfig({
  test: {
    reporters: ['default', './scripts/summary-reporter.ts'],
    projects: [
      project('unit', ['packages/*/src/**/*.test.ts', 'services/*/src/**/*.test.ts', 'scripts/**/*.test.ts']),
      project('replay', ['test/replay/**/*.test.ts']),
      project('kernel', ['test/kernel/**/*.test.ts']),
      project('apiserver', ['test/apiserver/**/*.test.ts'], true),
      project('e2e', ['test/e2e/**/*.test.ts'], true),
      project('deploy', ['test/deploy/**/*.test.ts'], true),
    ],
  },
});
