// A calc-graph with a made-up cluster, for the benchmark of streams. Settings as JSON in the first argument.
import { createLogger } from '@manul/observability';
import { type CalcGraphSettings, runCalcGraph } from '@manul/service-calc-graph';
import { MadeUpCluster } from './made-up-cluster.ts';
import { now, type ServerOrder, type ServerReport } from './protocol.ts';

interface Argument {
  readonly settings: CalcGraphSettings;
  readonly nodes: number;
}

const { settings, nodes } = JSON.parse(process.argv[2]!) as Argument;
const source = new MadeUpCluster(nodes);
const log = createLogger({ service: 'bench', level: 'silent' });
const handle = await runCalcGraph(settings, settings.role === 'fan-out' ? { log } : { source, log });
const report = (answer: ServerReport) => process.send?.(answer);

let peak = 0;
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 50).unref();

process.on('message', (order: ServerOrder) => {
  if (order.kind === 'measure') {
    globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed, external } = process.memoryUsage();
    report({
      kind: 'measured',
      cpuMicroseconds: user + system,
      rssBytes: rss,
      usedBytes: heapUsed + external,
      peakRssBytes: peak,
    });
    peak = rss;
  } else if (order.kind === 'change') {
    const at = now();
    source.change(1);
    report({ kind: 'changed', at });
  } else {
    void churn(order);
  }
});
process.on('disconnect', () => process.exit(0));
report({ kind: 'listening', address: handle.address });

async function churn({ changes, perFlush, pauseMilliseconds }: ServerOrder & { kind: 'churn' }): Promise<void> {
  for (let done = 0; done < changes; done += perFlush) {
    source.change(perFlush);
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
  report({ kind: 'churned' });
}
