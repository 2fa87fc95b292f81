// Writes docs/configuration.md and docs/metrics.md. A test compares.
//
//   node scripts/generate-configuration-reference.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationReference } from './configuration-reference.ts';
import { metricsReference } from './metrics-reference.ts';

const docs = join(import.meta.dirname, '..', 'docs');
writeFileSync(join(docs, 'configuration.md'), configurationReference());
writeFileSync(join(docs, 'metrics.md'), metricsReference());
