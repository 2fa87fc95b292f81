import { expect, test } from 'vitest';
import { oneNode } from './one-node.ts';
import { OtherNodeError } from './other-node-error.ts';
import type { OutputStep } from './output-steps.ts';

async function* steps(...nodes: string[]): AsyncGenerator<OutputStep> {
  for (const [index, node] of nodes.entries()) yield { node, time: 0, epoch: 0, revision: index, updates: [] };
}

async function revisions(asked: string | undefined, ...nodes: string[]): Promise<number[]> {
  const given: number[] = [];
  for await (const { revision } of oneNode(steps(...nodes), asked)) given.push(revision);
  return given;
}

test.each([[[]], [['a']], [['a', 'a', 'a']]])('steps of %j are all given, in order', async (nodes) => {
  expect(await revisions(undefined, ...nodes)).toEqual([...nodes.keys()]);
});

test('two nodes are refused before anything of them is given', async () => {
  const given: number[] = [];
  const replay = async () => {
    for await (const { revision } of oneNode(steps('a', 'b'), undefined)) given.push(revision);
  };
  await expect(replay()).rejects.toThrow(
    new OtherNodeError('the recording has several nodes (a, b, …): choose one with --node'),
  );
  expect(given).toEqual([]);
});

test('a node that the recording does not have is named', async () => {
  await expect(revisions('node-x')).rejects.toThrow('the recording has nothing of node node-x');
});
