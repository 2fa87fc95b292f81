// A calc-graph with a made-up cluster, for the benchmark of streams. Settings as JSON in the first argument.
import { createLogger } from '@manul/observability';
import { type CalcGraphSettings, runCalcGraph } from '@manul/service-calc-graph';
import { MadeUpCluster } from './made-up-cluster.ts';
import { type ClusterName, now, type ServerOrder, type ServerReport } from './protocol.ts';
import { PublishedCluster } from './published-cluster.ts';

interface Argument {
  readonly settings: CalcGraphSettings;
  readonly nodes: number;
  readonly cluster: ClusterName;
}

const { settings, nodes, cluster } = JSON.parse(process.argv[2]!) as Argument;
const source = cluster === 'w4' ? new PublishedCluster(nodes) : new MadeUpCluster(nodes);
const log = createLogger({ service: 'bench', level: 'silent' });
const handle = await runCalcGraph(settings, settings.role === 'fan-out' ? { log } : { source, log });
const report = (answer: ServerReport) => process.send?.(answer);

const kibibyte = 1024;
/** Microseconds that measuring took, and serving did not. */
let collecting = 0;

process.on('message', (order: ServerOrder) => {
  if (order.kind === 'measure') {
    const cpuMicroseconds = cpu() - collecting;
    globalThis.gc?.();
    collecting = cpu() - cpuMicroseconds;
    const { rss, heapUsed, external } = process.memoryUsage();
    report({
      kind: 'measured',
      cpuMicroseconds,
      rssBytes: rss,
      usedBytes: heapUsed + external,
      peakRssBytes: process.resourceUsage().maxRSS * kibibyte,
    });
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

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

async function churn({ changes, perFlush, pauseMilliseconds }: ServerOrder & { kind: 'churn' }): Promise<void> {
  for (let done = 0; done < changes; done += perFlush) {
    source.change(perFlush);
    await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
  report({ kind: 'churned' });
}
