import { expect, test } from 'vitest';
import { defaultConversion } from './output-graph.ts';
import { readReplayConfig } from './replay-config.ts';

const read = (config: object) => readReplayConfig({ config: JSON.stringify(config) }, undefined);

test("what a recording's header says of how objects are understood counts", async () => {
  expect((await readReplayConfig({}, undefined)).conversion).toEqual(defaultConversion);
  const { conversion } = await read({ conversion: { interfacePrefix: 'eni' } });
  expect(conversion).toEqual({ ...defaultConversion, interfacePrefix: 'eni' });
});

test('what makes no sense is refused by name', async () => {
  await expect(read({ conversion: { nodePeers: 'yes' } })).rejects.toThrow(/conversion\.nodePeers is no boolean/);
  await expect(read({ conversion: 3 })).rejects.toThrow(/conversion is not an object/);
});
