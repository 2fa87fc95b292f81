// The admin API over gRPC, against a service that serves the demo's manifests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, type ClientUnaryCall, credentials, type ServiceError } from '@grpc/grpc-js';
import { createLogger } from '@manul/observability';
import { adminService, manul } from '@manul/proto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CalcGraphHandle, runCalcGraph } from '../main.ts';

const demo = fileURLToPath(new URL('../../../../deploy/demo', import.meta.url));
let directory: string;
let service: CalcGraphHandle;
let client: Client;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'manul-admin-'));
  service = await runCalcGraph(
    {
      source: `directory:${demo}`,
      listen: `unix:${directory}/sync.sock`,
      admin: `unix:${directory}/admin.sock`,
      endpointToHostAction: 'accept',
    },
    { log: createLogger({ service: 'test', level: 'error' }), epoch: 7 },
  );
  if (service.revision() === 0) await service.nextFlush();
  client = new Client(service.adminAddress!, credentials.createInsecure());
});

afterAll(async () => {
  client.close();
  await service.stop();
  rmSync(directory, { recursive: true });
});

type Method = Exclude<keyof typeof adminService, 'watchStatus' | 'streamNode' | 'streamNodes' | 'streamInputs'>;
type Response<M extends Method> = ReturnType<(typeof adminService)[M]['responseDeserialize']>;

function call<M extends Method>(name: M, request: object): Promise<Response<M>> {
  const { path, requestSerialize, responseDeserialize } = adminService[name];
  return new Promise((resolve, reject) => {
    const done = (error: ServiceError | null, response?: object) =>
      error ? reject(error) : resolve(response as Response<M>);
    client.makeUnaryRequest(path, requestSerialize as never, responseDeserialize as never, request, done as never);
  });
}

test('status has the position, and the nodes without a driver', async () => {
  const status = await call('getStatus', {});
  expect(status.position?.epoch).toBe(7);
  expect(status.in_sync).toBe(true);
  expect(status.nodes_without_driver.length).toBeGreaterThan(0);
  expect(status.counts?.known).toBe(status.nodes_without_driver.length);
});

describe('explanations', () => {
  test('name the policy, the rule, its object and what the peer is in', async () => {
    const answer = await call('explain', { from: 'shop/web', to: 'shop/api', port: 8080 });
    expect(answer.answer).toBe(
      'shop/web can reach shop/api on tcp/8080: sending, no policy isolates Pod shop/web; ' +
        'receiving, NetworkPolicy shop/api-for-web: ingress rule 0 allows it (spec.ingress[0].from[0]).',
    );
    const steps = answer.stages.flatMap((stage) => stage.steps ?? []);
    const rule = steps.find(({ owner }) => owner === 'NetworkPolicy shop/api-for-web');
    expect(rule).toMatchObject({ by: 'rule', tier: 'default', origin: { namespace: 'shop', name: 'api-for-web' } });
    expect(rule?.sets?.[0]?.selector).toContain('web');
  });

  test('take drivers to be set as the service is told, unless asked otherwise', async () => {
    const question = { from: 'shop/web', to: 'node/node-1', port: 53 };
    const answer = await call('explain', question);
    expect(answer.answer).toContain('DefaultEndpointToHostAction taken to be accept');
    expect((await call('explain', { ...question, endpoint_to_host: 'drop' })).allowed).toBe(false);
  });

  test('say what is wrong with a question', async () => {
    await expect(call('explain', { from: 'shop/nobody', to: 'external', port: 1 })).rejects.toThrow(
      /NOT_FOUND: no pod shop\/nobody/,
    );
    await expect(call('explain', { from: 'external', to: '192.0.2.7', port: 1 })).rejects.toThrow(/in the cluster/);
    await expect(call('explain', { from: 'shop/web', to: 'external', protocol: 'tcp' })).rejects.toThrow(
      /INVALID_ARGUMENT: packet destinationPort/,
    );
  });
});

test('lists come in pages', async () => {
  const first = await call('listPods', { page_size: 2 });
  expect(first.pods).toHaveLength(2);
  const second = await call('listPods', { page_size: 2, page_token: first.next_page_token });
  expect(second.pods[0]!.name).not.toBe(first.pods[0]!.name);
  expect(second.total).toBe(first.total);
  const policies = await call('listPolicies', {});
  expect(policies.policies.some(({ pods }) => pods! > 0)).toBe(true);
  const detail = await call('getPolicy', { id: policies.policies.find(({ pods }) => pods! > 0)!.id });
  expect(detail.selected.length).toBeGreaterThan(0);
  expect(detail.nodes).toBeGreaterThan(0);
  await expect(call('listPods', { page_token: '%' })).rejects.toThrow(/page_token/);
});

test('what-if, who-can and the matrix agree', async () => {
  const policies = await call('listPolicies', { search: 'default-deny' });
  const [policy] = policies.policies;
  const yaml = JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: policy!.namespace, name: policy!.name },
  });
  const result = await call('whatIf', { delete: yaml });
  expect(result.problems).toEqual([]);
  expect(result.policies).toMatchObject([{ policy: `NetworkPolicy ${policy!.namespace}/${policy!.name}` }]);
  const matrix = await call('getReachability', { ports: ['tcp/80', 'tcp/8080'] });
  expect(matrix.cells).toHaveLength(matrix.rows.length * matrix.columns.length * 2);
  const { pods } = await call('listPods', { namespace: policy!.namespace });
  const who = await call('whoCan', { pod: `${policy!.namespace}/${pods[0]!.name}` });
  expect(who.position?.epoch).toBe(7);
});

test("a node's messages end with a position", async () => {
  const [node] = (await call('getStatus', {})).nodes_without_driver;
  const { path, requestSerialize, responseDeserialize } = adminService.streamNode;
  const stream = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, { node: node! });
  const batches: manul.v1.ToNode[] = [];
  for await (const bytes of stream) batches.push(manul.v1.ToNode.decode(bytes));
  expect(batches.at(-1)?.position?.epoch).toBe(7);
  expect(batches.flatMap(({ updates }) => updates).some(({ message }) => message?.in_sync)).toBe(true);
});

test('health and reflection are served', async () => {
  const identity = (bytes: Buffer) => bytes;
  const health = await new Promise<Buffer>(
    (resolve, reject): ClientUnaryCall =>
      client.makeUnaryRequest('/grpc.health.v1.Health/Check', identity, identity, Buffer.alloc(0), (error, response) =>
        error ? reject(error) : resolve(response!),
      ),
  );
  expect([...health]).toEqual([8, 1]);
  const stream = client.makeBidiStreamRequest(
    '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
    identity,
    identity,
  );
  // list_services (field 7) = ""
  stream.end(Buffer.from([0x3a, 0]));
  const answers: Buffer[] = [];
  for await (const bytes of stream) answers.push(bytes);
  expect(Buffer.concat(answers).toString('latin1')).toContain('manul.v1.Admin');
});
