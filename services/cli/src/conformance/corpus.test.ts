import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CorpusError, loadCorpus } from './corpus.ts';
import { oneStep, pod, row } from './fixtures.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manul-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: unknown) =>
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
const pods = [pod('x', 'a', '10.0.0.1'), pod('x', 'b', '10.0.0.2')];

test('cases come in the order of their names, and can be chosen by number or name', () => {
  for (const id of ['010-b', '002-a', '0100-c']) write(`${id}.json`, oneStep(id, pods, [row('x/a', 'x/b')]));
  write('README.md', 'not a case');
  expect(loadCorpus(folder).map(({ id }) => id)).toEqual(['002-a', '010-b', '0100-c']);
  expect(loadCorpus(folder, ['010', '002-a']).map(({ id }) => id)).toEqual(['002-a', '010-b']);
  expect(() => loadCorpus(folder, ['01', '002'])).toThrow(/no case 01$/);
});

test.each([
  ['from: there is no pod x/q', row('x/q', 'x/b')],
  ['to: there is no pod x/q', row('x/a', 'x/q')],
  ['toIP: nowhere is not an address', row('x/a', 'x/b', 'allow', { toIP: 'nowhere' })],
  ['protocol: ICMP is none of', row('x/a', 'x/b', 'allow', { protocol: 'ICMP' })],
  ['port: 1.5 is not', row('x/a', 'x/b', 'allow', { port: 1.5 })],
  ['combined: maybe is neither', { ...row('x/a', 'x/b'), combined: 'maybe' as 'allow' }],
])('a broken row is named: %s', (message, broken) => {
  write('001.json', oneStep('001', pods, [row('x/a', 'x/b'), broken]));
  expect(() => loadCorpus(folder)).toThrow(`001.json: steps[0].expected[1].${message}`);
});

test('a file that is not JSON, and a folder without cases, are named', () => {
  expect(() => loadCorpus(folder)).toThrow(`${folder}: no cases`);
  write('001.json', '{');
  expect(() => loadCorpus(folder)).toThrow(CorpusError);
  expect(() => loadCorpus(join(folder, 'gone'))).toThrow(/cannot read the corpus/);
});
