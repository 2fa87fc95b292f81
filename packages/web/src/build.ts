// Writes the bundled page to dist/, for images: node packages/web/src/build.ts
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtDirectory, bundle } from './assets.ts';

const files = await bundle();
rmSync(builtDirectory, { recursive: true, force: true });
mkdirSync(builtDirectory);
for (const [name, body] of files) {
  writeFileSync(join(builtDirectory, name), body);
  process.stdout.write(`${name} ${body.length} bytes\n`);
}
