import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { WatchdogData } from './watchdog.ts';

const { what, milliseconds, inputs } = workerData as WatchdogData;
let last = Atomics.load(inputs, 0);

setInterval(() => {
  const now = Atomics.load(inputs, 0);
  if (now === last) {
    // Not by way of the main thread, which is stuck.
    writeSync(2, `${what}: input ${now} takes for ever\n`);
    process.kill(process.pid, 'SIGKILL');
  }
  last = now;
}, milliseconds);

parentPort?.postMessage('watching');
