// Follows a cluster in a process of its own and prints what that cost, as JSON: `node follow.ts KUBECONFIG`.
import { clusterAccess, kubernetesSource } from '@manul/source-kubernetes';

const started = performance.now();
const source = kubernetesSource(await clusterAccess({ kubeconfig: process.argv[2] ?? '' }));
let objects = 0;
await new Promise<void>((resolve, reject) => {
  source.start({
    changes: (changes) => {
      objects += changes.length;
    },
    inSync: resolve,
    problem: ({ subject, reason }) => reject(new Error(`${subject}: ${reason}`)),
  });
});
const inSyncMs = Math.round(performance.now() - started);
const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
const { rss, heapUsed } = process.memoryUsage();
const peakRssMb = megabytes(process.resourceUsage().maxRSS * 1024);
console.log(JSON.stringify({ objects, inSyncMs, rssMb: megabytes(rss), peakRssMb, heapUsedMb: megabytes(heapUsed) }));
await source.stop();
