// The thread that answers questions about a whole cluster: see cluster-thread.ts, which talks to it.
import { parentPort, workerData } from 'node:worker_threads';
import { ClusterAnswers } from './cluster-answers.ts';
import { AdminError } from './error.ts';
import type { FromThread, ToThread, WorkerData } from './thread-messages.ts';

const port = parentPort!;
const { conversion, endpointToHost, cancelled } = workerData as WorkerData;
const flag = new Int32Array(cancelled);
let current = 0;

const checkpoint = (): void => {
  if (Atomics.load(flag, 0) === current) throw new AdminError('cancelled', 'nobody waits for the answer any more');
};

const answers = new ClusterAnswers({ conversion, endpointToHost, checkpoint });

const tell = (message: FromThread): void => port.postMessage(message);

port.on('message', (message: ToThread) => {
  if (message.kind === 'updates') {
    answers.update(message.updates);
    if (message.acknowledge) tell({ kind: 'taken' });
    return;
  }
  current = message.id;
  try {
    checkpoint();
    tell({ kind: 'answer', id: current, answer: answers.answer(message.name, message.request) });
  } catch (error) {
    const code = error instanceof AdminError ? error.code : undefined;
    tell({ kind: 'failure', id: current, code, reason: error instanceof Error ? error.message : String(error) });
  }
});
