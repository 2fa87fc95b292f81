// How long explain and what-if take over a cluster of 100,000 pods, and what the service's other work notices of them:
// the longest pause of its event loop while the thread that answers is filled, and while it answers.
//
//   node test/bench/answers.ts W4 W8 [--questions 5] [--tenth]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { Client, credentials, type ServiceError } from '@grpc/grpc-js';
import type { ApiObject, ObjectChange, Source } from '@manul/model';
import { createLogger } from '@manul/observability';
import { adminService, type manul } from '@manul/proto';
import { type CalcGraphHandle, runCalcGraph } from '@manul/service-calc-graph';
import { Command } from 'commander';
import { median } from './src/median.ts';
import { policyObject, w4, w8 } from './src/workloads/antrea-shapes.ts';

const command = new Command('answers')
  .argument('[workload...]', 'W4 or W8; both without it')
  .option('--questions <n>', 'of each sort; the first and the median of the others are printed', '5')
  .option('--tenth', 'of a tenth of the size', false);
command.parse();
const options = command.opts<{ questions: string; tenth: boolean }>();
const shapes = { W4: () => w4(options.tenth ? 2500 : 25_000), W8: () => w8(options.tenth ? 100 : 1000) } as const;

function sourceOf(objects: Iterable<ApiObject>): Source {
  return {
    start(events) {
      let page: ObjectChange[] = [];
      for (const object of objects) {
        if (page.push({ op: 'apply', object }) < 500) continue;
        events.changes(page);
        page = [];
      }
      events.changes(page);
      events.inSync();
    },
    async stop() {},
  };
}

type Method = 'explain' | 'whatIf';

function call(client: Client, method: Method, request: object): Promise<object> {
  const { path, requestSerialize, responseDeserialize } = adminService[method];
  return new Promise((resolve, reject) => {
    const done = (error: ServiceError | null, response?: object) => (error ? reject(error) : resolve(response!));
    client.makeUnaryRequest<object, object>(path, requestSerialize as never, responseDeserialize, request, done);
  });
}

interface Row {
  readonly question: string;
  readonly 'first ms': number;
  readonly 'later ms': number;
  readonly 'longest pause ms': number;
}

async function ask(question: string, client: Client, method: Method, request: (n: number) => object): Promise<Row> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const times: number[] = [];
  delay.enable();
  for (let n = 0; n <= Number(options.questions); n++) {
    const start = performance.now();
    await call(client, method, request(n));
    times.push(performance.now() - start);
    await wait(20);
  }
  delay.disable();
  return {
    question,
    'first ms': Math.round(times[0]!),
    'later ms': Math.round(median(times.slice(1))),
    'longest pause ms': Math.round(delay.max / 1e6),
  };
}

/** What the machine's other work does to the event loop, to compare with. */
async function askNothing(): Promise<Row> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await wait(3000);
  delay.disable();
  return { question: 'nothing', 'first ms': 0, 'later ms': 0, 'longest pause ms': Math.round(delay.max / 1e6) };
}

const apply = (object: ApiObject): manul.v1.IWhatIfRequest => ({ apply: JSON.stringify(object) });
const allowFrom = { ingress: [{ from: [{ namespaceSelector: {} }] }] };

async function measure(id: keyof typeof shapes, service: CalcGraphHandle): Promise<Row[]> {
  const client = new Client(service.adminAddress!, credentials.createInsecure());
  const perNamespace = id === 'W4' ? 4 : 100;
  const pod = (namespace: number) => `namespace-${namespace}/pod-${namespace * perNamespace}`;
  const name = (n: number) => `namespace-${5 + n}`;
  const pair = (n: number) => ({ from: pod(n), to: pod(90 - n), protocol: 'tcp', port: 80 });
  const selected = { podSelector: { matchLabels: { app: 'app-1' } } };
  const rows = [
    await askNothing(),
    await ask('explain', client, 'explain', pair),
    await ask('what-if: one more policy', client, 'whatIf', (n) =>
      apply(policyObject(name(n), 'more', { ...selected, ...allowFrom })),
    ),
    await ask('what-if: a policy goes', client, 'whatIf', (n) => ({
      delete: JSON.stringify(policyObject(name(n), id === 'W4' ? 'default-deny' : 'policy-1', {})),
    })),
    await ask('what-if: nobody may send', client, 'whatIf', (n) =>
      apply(policyObject(name(n), 'silent', { podSelector: {}, policyTypes: ['Egress'] })),
    ),
    await ask('explain, once more', client, 'explain', pair),
  ];
  client.close();
  return rows;
}

const wanted = (command.args.length > 0 ? command.args : ['W4', 'W8']).map((id) => {
  if (id !== 'W4' && id !== 'W8') return command.error(`no such workload: ${id}`);
  return id;
});
for (const id of wanted) {
  const directory = mkdtempSync(join(tmpdir(), 'manul-bench-'));
  const service = await runCalcGraph(
    { source: `directory:${directory}`, listen: `unix:${directory}/sync.sock`, admin: `unix:${directory}/admin.sock` },
    { source: sourceOf(shapes[id]().objects), log: createLogger({ service: 'bench', level: 'warn' }) },
  );
  if (service.revision() === 0) await service.nextFlush();
  console.log(id);
  console.table(await measure(id, service));
  await service.stop();
  rmSync(directory, { recursive: true });
}
