import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { WatchdogData } from './watchdog.ts';

const { what, milliseconds, inputs } = workerData as WatchdogData;
/** A machine that stands still costs one look, however long it does. */
const looks = 10;
let last = 0;
let left = looks;

setInterval(() => {
  const now = Atomics.load(inputs, 0);
  // Before the first input there is nothing to wait for.
  left = now > 0 && now === last ? left - 1 : looks;
  last = now;
  if (left > 0) return;
  // Not by way of the main thread, which is stuck.
  writeSync(2, `${what}: input ${now} takes for ever\n`);
  process.kill(process.pid, 'SIGKILL');
}, milliseconds / looks);

parentPort?.postMessage('watching');
