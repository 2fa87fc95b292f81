import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { ClusterReader } from './cluster.ts';
import { cellsOf, difference, drawMatrix, summary } from './matrix.ts';
import { expectedAfter, tour } from './tour.ts';

const manifests = fileURLToPath(new URL('../../../../deploy/demo/', import.meta.url));
const { nodes, pods } = new ClusterReader(manifests).read();
const cells = cellsOf(pods);

test('the demo has two nodes and six pods, on both', () => {
  expect(nodes.map(({ name }) => name)).toEqual(['node-1', 'node-2']);
  expect(pods.map(({ node }) => node).toSorted()).toEqual([...Array(3).fill('node-1'), ...Array(3).fill('node-2')]);
});

test('the tour has every policy in order, each with a story', () => {
  const files = readdirSync(`${manifests}policies`).toSorted();
  expect(tour.map(({ file }) => file)).toEqual(files);
  for (const file of files) expect(readFileSync(`${manifests}policies/${file}`, 'utf8')).toMatch(/^# [A-Z].*\.\n/);
});

test('each step changes the matrix, and leads to the one drawn here', () => {
  let open: ReadonlySet<string> = new Set(cells.map(({ key }) => key));
  const summaries = tour.map((step) => {
    const after = expectedAfter(step, cells, open);
    const change = difference(open, after);
    open = after;
    return summary(change);
  });
  expect(summaries).toEqual(['25 closed', '5 opened', '1 opened', '1 opened', '2 opened', '1 closed']);
  const lines = drawMatrix(pods, open, new Set(['guest/pc > ops/prom:9090']));
  expect(lines.map((line) => stripVTControlCharacters(line))).toMatchInlineSnapshot(`
    [
      "                 shop/web shop/api    shop/db     ops/prom ops/dns guest/pc",
      "                 80       8080  9100  5432  9187  9090     53/udp  22",
      "shop/web node-1   ·        ✓     ✗     ✗     ✗     ✓        ✓       ✓",
      "shop/api node-2   ✓        ·     ·     ✓     ✗     ✓        ✓       ✓",
      "shop/db  node-1   ✓        ✗     ✗     ·     ·     ✓        ✓       ✓",
      "ops/prom node-2   ✓        ✗     ✓     ✗     ✓     ·        ✓       ✓",
      "ops/dns  node-1   ✓        ✗     ✗     ✗     ✗     ✓        ·       ✓",
      "guest/pc node-2   ✓        ✗     ✗     ✗     ✗    [✗]       ✓       ·",
    ]
  `);
});
