import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldsOf } from './fields.ts';

const schema = z.object({
  stateDir: z.string().describe('Where.'),
  pauseSeconds: z.number().default(5).describe('How long.'),
});

test('a setting has its flag, variable, type, default and description', () => {
  expect(fieldsOf(schema)).toEqual([
    {
      key: 'stateDir',
      flag: '--state-dir',
      variable: 'MANUL_STATE_DIR',
      type: 'string',
      description: 'Where.',
      fallback: undefined,
      required: true,
      reloadable: false,
    },
    {
      key: 'pauseSeconds',
      flag: '--pause-seconds',
      variable: 'MANUL_PAUSE_SECONDS',
      type: 'number',
      description: 'How long.',
      fallback: 5,
      required: false,
      reloadable: false,
    },
  ]);
});

test('settings that are made optional keep their description and default', () => {
  const fields = fieldsOf(schema.partial());
  expect(fields.map(({ description }) => description)).toEqual(['Where.', 'How long.']);
  expect(fields.map(({ required, fallback }) => [required, fallback])).toEqual([
    [false, undefined],
    [false, 5],
  ]);
});
