// Clients in other languages read NodeSync and the admin API.
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createLogger } from '@manul/observability';
import { type CalcGraphHandle, runCalcGraph } from '@manul/service-calc-graph';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const python = process.env['MANUL_PYTHON'] ?? 'python3';

/** Under CI what is missing fails; elsewhere the test is skipped with a message. */
function missing(what: string, command: string, args: readonly string[]): boolean {
  if (process.env['CI']) return false;
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return false;
  } catch {
    console.warn(`skipped: ${what} is not there`);
    return true;
  }
}

let scratch: string;
let service: CalcGraphHandle;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'manul-interop-'));
  const settings = { source: `directory:${path('../../deploy/demo')}`, listen: '127.0.0.1:0', admin: '127.0.0.1:0' };
  service = await runCalcGraph(settings, { log: createLogger({ service: 'test', level: 'error' }), epoch: 42 });
  if (service.revision() === 0) await service.nextFlush();
});

afterAll(async () => {
  await service.stop();
  rmSync(scratch, { recursive: true });
});

const expected = {
  epoch: 42,
  allowed: true,
  answer: expect.stringMatching(/^shop\/web can reach shop\/api on tcp\/8080: /),
  updates: expect.toSatisfy((count: number) => count > 10),
};

test.skipIf(missing('Python with grpcio-tools', python, ['-c', 'import grpc_tools.protoc']))('Python', async () => {
  const args = [path('python/client.py'), path('../../proto'), service.adminAddress!, service.address, 'node-1'];
  const { stdout } = await run(python, args);
  expect(JSON.parse(stdout)).toEqual(expected);
});

test.skipIf(missing('Go', 'go', ['version']))('Go', async () => {
  const binary = join(scratch, 'interop');
  await run('go', ['build', '-o', binary, '.'], { cwd: path('go') });
  const { stdout } = await run(binary, [service.adminAddress!, service.address, 'node-1']);
  expect(JSON.parse(stdout)).toEqual(expected);
});
