// What a driver that has just started would write into the kernel of the network namespace that this runs in, to make it
// what the messages on standard input say: `node kernel-check.ts < MESSAGES`, one encoded felix.ToDataplane in base64 on
// each line. Prints a JSON report; nothing is to be written where the kernel is as a computation from scratch has it.
import { text } from 'node:stream/consumers';
import { createLogger } from '@manul/observability';
import { felix } from '@manul/proto';
import { changesNothing, checkMigration, configSchema, rulesConfig } from '@manul/service-dataplane-driver';
import { realDriverSettings } from './real-driver.ts';

const lines = (await text(process.stdin)).split('\n').filter((line) => line !== '');
const config = configSchema.parse({ node: 'node', server: ['unix:/none'], ...realDriverSettings });
const report = await checkMigration({
  rules: rulesConfig(config, createLogger({ service: 'check', level: 'silent' })),
  backend: 'auto',
  prefix: config.prefix,
  messages: lines.map((line) => felix.ToDataplane.decode(Buffer.from(line, 'base64'))),
});
const { tables, ipSets, errors } = report;
const chains = tables.reduce((sum, { unchanged }) => sum + unchanged, 0);
const differs = tables.filter((table) => !changesNothing({ ...report, tables: [table] }));
console.log(JSON.stringify({ same: changesNothing(report), chains, sets: ipSets.unchanged, differs, ipSets, errors }));
