import { describe, expect, it } from 'vitest';
import { CommandError, createCommandRunner } from './exec.ts';

async function failureOf(running: Promise<unknown>): Promise<CommandError> {
  const error = await running.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CommandError)) throw new Error('it should have failed');
  return error;
}

describe('running commands', () => {
  it('passes input and gives output', async () => {
    const { run } = createCommandRunner();
    const pieces = (function* () {
      for (let i = 0; i < 1000; i++) yield `${i} ${'x'.repeat(1000)}\n`;
    })();
    expect((await run('tail', ['-n', '1'], { stdin: pieces })).stdout).toMatch(/^999 x{1000}\n$/);
  });

  it('uses no shell', async () => {
    const { run } = createCommandRunner();
    expect((await run('echo', ['$HOME; ls'])).stdout).toBe('$HOME; ls\n');
  });

  it('says how a command failed', async () => {
    const { run } = createCommandRunner();
    expect(await failureOf(run('sh', ['-c', 'echo no >&2; exit 3']))).toMatchObject({
      failure: 'failed',
      command: 'sh',
      exitStatus: 3,
      stderr: 'no',
      message: 'sh failed with status 3: no',
    });
    expect(await failureOf(run('no-such-command', []))).toMatchObject({ failure: 'not-run', exitStatus: undefined });
    expect(await failureOf(run('sh', ['-c', 'kill -9 $$']))).toMatchObject({
      failure: 'failed',
      exitStatus: undefined,
    });
  });

  it('bears a command that does not read its input', async () => {
    const { run } = createCommandRunner();
    const input = 'x'.repeat(1_000_000);
    expect((await run('echo', ['done'], { stdin: input })).stdout).toBe('done\n');
    expect(await failureOf(run('sh', ['-c', 'exit 2'], { stdin: input }))).toMatchObject({ exitStatus: 2 });
  });

  it('kills what takes too long', async () => {
    const { run } = createCommandRunner();
    expect(await failureOf(run('sleep', ['60'], { timeoutMs: 50 }))).toMatchObject({ failure: 'timeout' });
  });

  it('counts', async () => {
    const { run, statistics } = createCommandRunner();
    await run('true', []);
    await failureOf(run('false', []));
    expect(statistics().get('true')).toMatchObject({ calls: 1, failures: 0 });
    expect(statistics().get('false')).toMatchObject({ calls: 1, failures: 1 });
  });
});
