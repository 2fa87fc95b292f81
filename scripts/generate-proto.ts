// Generates packages/proto/gen from proto/. The output is committed; CI runs this and fails on a difference.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = `${root}packages/proto/gen`;
mkdirSync(out, { recursive: true });

// keep-case: a field has one name, the .proto's, in code, JSON and recordings. force-number: revisions and counters
// stay far below 2^53, and numbers compare and subtract; times in nanoseconds lose less than a microsecond.
function generate(...options: readonly string[]): void {
  execFileSync(
    `${root}node_modules/.bin/pbjs`,
    [
      ...['--target', 'static-module', '--wrap', 'esm', '--keep-case', '--force-number'],
      ...['--no-verify', '--no-delimited', '--no-typeurl', '--no-service'],
      ...options,
      ...['--path', `${root}proto`, '--out', `${out}/messages.js`],
      ...[
        'felix/dataplane.proto',
        ...['node_sync', 'recording', 'admin', 'log'].map((name) => `manul/v1/${name}.proto`),
      ].map((f) => `${root}proto/${f}`),
    ],
    { stdio: 'inherit' },
  );
}

// The types are made of the code's comments. Each driver holds the code as text, so it is made again without them.
generate('--dts');
generate('--no-comments');
