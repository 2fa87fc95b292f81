import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ManifestSet } from './manifest-set.ts';

const pod = (name: string, ip = '') =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nstatus: {podIP: "${ip}"}\n---\n`;

function told(set: ManifestSet) {
  const { changes, problems } = set.difference();
  return {
    changes: changes.map(({ op, object }) => `${op} ${object.metadata.namespace}/${object.metadata.name}`),
    problems: Object.fromEntries(problems),
  };
}

test('only differences are told', () => {
  const set = new ManifestSet();
  set.put('a.yaml', pod('one') + pod('two'));
  expect(told(set).changes).toEqual(['apply default/one', 'apply default/two']);
  set.put('a.yaml', pod('two') + pod('one'));
  expect(told(set).changes).toEqual([]);
  set.put('a.yaml', pod('two', '10.0.0.1'));
  expect(told(set).changes).toEqual(['apply default/two', 'delete default/one']);
  set.remove('a.yaml');
  expect(told(set).changes).toEqual(['delete default/two']);
});

test('content that moves to another file is no change', () => {
  const set = new ManifestSet();
  set.put('a.yaml', pod('one'));
  told(set);
  set.remove('a.yaml');
  set.put('sub/b.yaml', pod('one'));
  expect(told(set)).toEqual({ changes: [], problems: {} });
});

test('a broken file is named, and keeps its objects until it is good again', () => {
  const set = new ManifestSet();
  set.put('a.yaml', pod('one'));
  told(set);
  set.put('a.yaml', `${pod('two')}kind: [`);
  const broken = told(set);
  expect(broken.changes).toEqual([]);
  expect(broken.problems['a.yaml']).toMatch(/^line 6, column \d+: .*; its objects stay as they last were good$/);
  set.put('a.yaml', pod('two'));
  expect(told(set)).toEqual({ changes: ['apply default/two', 'delete default/one'], problems: {} });
});

test('a file with something that is not understood is named, and counts', () => {
  const set = new ManifestSet();
  set.put('a.yaml', pod('!env one'));
  const problems = { 'a.yaml': 'line 3, column 18: Unresolved tag: !env' };
  expect(told(set)).toEqual({ changes: ['apply default/one'], problems });
  set.put('a.yaml', pod('one'));
  expect(told(set)).toEqual({ changes: [], problems: {} });
});

test('of a file that never was good, what can be read counts', () => {
  const set = new ManifestSet();
  set.fail('a.yaml', 'cannot be read');
  set.put('a.yaml', `${pod('one')}kind: Pod\n`);
  const { changes, problems } = told(set);
  expect(changes).toEqual(['apply default/one']);
  expect(problems['a.yaml']).toBe(
    'line 6, column 1: apiVersion: is missing; no good version of it is known, and only the rest of the file is used',
  );
});

test('a blank file removes nothing, one with comments alone does', () => {
  const set = new ManifestSet();
  set.put('a.yaml', pod('one'));
  told(set);
  set.put('a.yaml', ' \n');
  expect(told(set)).toEqual({
    changes: [],
    problems: { 'a.yaml': 'is empty; its objects stay until the file is deleted' },
  });
  set.put('a.yaml', '# none at present\n');
  expect(told(set)).toEqual({ changes: ['delete default/one'], problems: {} });
});

test('of an object in two files the first by path counts, whichever came first', () => {
  const set = new ManifestSet();
  set.put('b.yaml', pod('one', '10.0.0.2'));
  set.put('c.yaml', pod('two'));
  told(set);
  set.put('a.yaml', pod('one', '10.0.0.1'));
  const { changes, problems } = told(set);
  expect(changes).toEqual(['apply default/one']);
  expect(problems).toEqual({ 'b.yaml': 'line 1: Pod default/one is in a.yaml already, which counts' });
  set.remove('a.yaml');
  expect(told(set)).toEqual({ changes: ['apply default/one'], problems: {} });
});

test('what has been told adds up to the files, whatever happened to them', () => {
  const path = fc.constantFrom('a.yaml', 'b.yaml', 'c/d.yaml');
  const content = fc.array(fc.tuple(fc.constantFrom('one', 'two', 'three'), fc.constantFrom('1', '2')), {
    maxLength: 4,
  });
  const step = fc.tuple(path, fc.option(content, { nil: undefined }));
  const text = (pods: readonly (readonly [string, string])[]) =>
    `# pods\n${pods.map(([n, ip]) => pod(n, ip)).join('')}`;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const set = new ManifestSet();
      const files = new Map<string, string>();
      const state = new Map<string, string>();
      for (const [file, pods] of steps) {
        if (pods) {
          files.set(file, text(pods));
          set.put(file, text(pods));
        } else {
          files.delete(file);
          set.remove(file);
        }
        for (const { op, object } of set.difference().changes) {
          if (op === 'delete') expect(state.delete(object.metadata.name)).toBe(true);
          else {
            const json = JSON.stringify(object);
            expect(state.get(object.metadata.name)).not.toBe(json);
            state.set(object.metadata.name, json);
          }
        }
      }
      const fresh = new ManifestSet();
      for (const [file, content] of files) fresh.put(file, content);
      const expected = fresh.difference().changes.map(({ object }) => [object.metadata.name, JSON.stringify(object)]);
      expect([...state].sort()).toEqual(expected.sort());
    }),
    process.env['MANUL_SEED'] === undefined ? {} : { seed: Number(process.env['MANUL_SEED']) },
  );
});
