import { configSchema } from '@manul/service-calc-graph';
import { afterEach, expect, test, vi } from 'vitest';
import { runService } from './run-service.ts';

afterEach(() => vi.restoreAllMocks());

test('a SIGHUP while a service starts ends nothing, and has it read its settings again', async () => {
  // In the end it would take this process with it.
  const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
  const reload = vi.fn();
  const stop = vi.fn();
  const running = runService(['--source', 'directory:none'], {
    schema: configSchema,
    help: { command: 'manul test', summary: '', example: '' },
    start: async () => {
      process.kill(process.pid, 'SIGHUP');
      return { reload, stop };
    },
  });
  await vi.waitFor(() => expect(reload).toHaveBeenCalledTimes(1), { timeout: 60_000 });
  process.kill(process.pid, 'SIGTERM');
  await running;
  expect(stop).toHaveBeenCalledTimes(1);
  expect(exit).toHaveBeenCalledWith(0);
});
