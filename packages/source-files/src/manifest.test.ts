import { expect, onTestFinished, test, vi } from 'vitest';
import { parseManifest } from './manifest.ts';

const policy = (name: string, more = '') => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
${more}`;

const names = (text: string) => parseManifest(text).objects.map(({ object }) => object.metadata.name);

test('documents are told apart; empty ones and comments count for nothing', () => {
  const text = `# nothing\n---\n${policy('a')}\n---\n---\n${policy('b')}\n---\n# end\n`;
  const { objects, errors } = parseManifest(text);
  expect(errors).toEqual([]);
  expect(objects.map(({ object, line }) => [object.metadata.name, line])).toEqual([
    ['a', 4],
    ['b', 12],
  ]);
});

test('a namespaced object without a namespace is in default, a cluster-scoped one in none', () => {
  const text = `${policy('a')}---\napiVersion: v1\nkind: Namespace\nmetadata: {name: web}\n`;
  expect(parseManifest(text).objects.map(({ object }) => object.metadata)).toEqual([
    { name: 'a', namespace: 'default' },
    { name: 'web' },
  ]);
});

test('lists are taken apart, and items of typed lists need not say their kind', () => {
  const list = { apiVersion: 'v1', kind: 'PodList', items: [{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }] };
  const { objects, errors } = parseManifest(JSON.stringify(list));
  expect(errors).toEqual([]);
  expect(objects.map(({ object }) => [object.apiVersion, object.kind, object.metadata.name])).toEqual([
    ['v1', 'Pod', 'a'],
    ['v1', 'Pod', 'b'],
  ]);
  expect(names(`apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: c}}\n`)).toEqual([
    'c',
  ]);
});

test('a syntax error names line and column, and leaves other documents readable', () => {
  const { objects, errors } = parseManifest(`${policy('a')}---\nkind: Pod\nmetadata: {name: b\n---\n${policy('c')}`);
  expect(objects.map(({ object }) => object.metadata.name)).toEqual(['a', 'c']);
  expect(errors.length).toBeGreaterThan(0);
  for (const error of errors) expect(error).toMatch(/^line \d+, column \d+: [^\n]+$/);
  expect(errors[0]).toMatch(/^line [89], /);
});

test.each([
  ['apiVersion: v1\nmetadata: {name: a}', 'line 1, column 1: kind: is missing'],
  ['kind: Pod\nmetadata: {name: a}', 'line 1, column 1: apiVersion: is missing'],
  ['apiVersion: v1\nkind: Pod', 'line 1, column 1: metadata: must be a map of fields'],
  ['apiVersion: v1\nkind: Pod\nmetadata: {name: 5}', 'line 1, column 1: metadata.name: must be text: 5'],
  ['- a\n- b', 'line 1, column 1: the document: must be a map of fields'],
  ['just text', 'line 1, column 1: the document: must be a map of fields'],
  ['apiVersion: v1\nkind: List\nitems: 3', 'line 1, column 1: items: must be a list'],
  ['{"apiVersion": "v1", "kind": "Pod", ', 'line 1, column 37: '],
  [
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {on: true}}',
    'line 1, column 1: Pod a: metadata.labels["on"]: must be text, so quote it: true',
  ],
])('%j is named', (text, reason) => {
  const { objects, errors } = parseManifest(text);
  expect(objects).toEqual([]);
  expect(errors[0]).toContain(reason);
});

test('a bad item of a list leaves the others alone', () => {
  const { objects, errors } = parseManifest(
    `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n- {kind: Pod}\n`,
  );
  expect(objects.map(({ object }) => object.metadata.name)).toEqual(['a']);
  expect(errors).toEqual(['line 1, column 1: items[1]: apiVersion: is missing']);
});

test('text made to exhaust memory or stack is an error like any other', () => {
  const bomb = ['a0: &a0 [x,x,x,x,x,x,x,x,x]'];
  for (let i = 1; i < 10; i += 1)
    bomb.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(',')}]`,
    );
  expect(parseManifest(bomb.join('\n')).errors).toHaveLength(1);
  expect(parseManifest('['.repeat(100_000)).errors.length).toBeGreaterThan(0);
});

test.each([
  ['metadata: {? {a: b} : c}', 'line 1, column 14'],
  ['metadata:\n  [a]: b', 'line 2, column 3'],
  ['metadata: &it {a: b}\n*it : c', 'line 2, column 1'],
])('%j has a key that is no text, which is an error of that document alone', (document, place) => {
  const { objects, errors } = parseManifest(`${document}\n---\n${policy('a')}`);
  expect(objects).toHaveLength(1);
  expect(errors).toEqual([`${place}: a key must be text, not a map or a list`]);
});

test('an alias of text is a key like any other', () => {
  const { objects, errors } = parseManifest(policy('a', '  labels: {&it app: b}\nspec: {*it : c}'));
  expect(errors).toEqual([]);
  expect(objects[0]?.object).toMatchObject({ spec: { app: 'c' } });
});

test('what the parser wonders about is told with its place, and the object counts', () => {
  const { objects, errors, warnings } = parseManifest(`%YAML 9.9\n---${policy('!env a')}`);
  expect({ names: objects.map(({ object }) => object.metadata.name), errors }).toEqual({ names: ['a'], errors: [] });
  expect(warnings).toEqual([
    'line 1, column 7: Unsupported YAML version 9.9',
    'line 6, column 9: Unresolved tag: !env',
  ]);
});

test('the parser says nothing by itself', () => {
  const emitWarning = vi.spyOn(process, 'emitWarning');
  onTestFinished(() => emitWarning.mockRestore());
  parseManifest(`{a: b}: c\n---\n? [x]\n: !what y\n---\n%YAML 9.9\n---${policy('a')}`);
  expect(emitWarning).not.toHaveBeenCalled();
});

test('keys that JavaScript objects treat specially are just keys', () => {
  const { objects } = parseManifest(`${policy('a', 'spec: {__proto__: {polluted: true}}')}`);
  expect(objects).toHaveLength(1);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
