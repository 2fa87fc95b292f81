// A recording served to real drivers: those that connect, or one of our own for this network namespace's kernel.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDriver } from '@manul/service-dataplane-driver';
import type { OutputStep } from './output-steps.ts';
import { ReplayServer } from './replay-server.ts';

export interface ServeOptions {
  readonly address: string;
  readonly tell: (text: string) => void;
  /** Settles when serving is to end; the recording's end does not end it. */
  readonly ended: Promise<unknown>;
}

/** Waits for the driver of each node before that node's first step. Gives the number of steps. */
export async function replayToServer(steps: AsyncIterable<OutputStep>, options: ServeOptions): Promise<number> {
  const { address, tell, ended } = options;
  const server = new ReplayServer(({ node, receipt: { position, errors } }) => {
    tell(
      `${node}: revision ${position?.revision ?? 'none'} is in the kernel${errors?.length ? `, ${errors.length} errors` : ''}`,
    );
    for (const { object, reason } of errors ?? []) tell(`${node}: ${object}: ${reason}`);
  });
  let count = 0;
  let isOver = false;
  const over = ended.then(() => {
    isOver = true;
  });
  try {
    tell(`serving on ${await server.listen(address)}`);
    for await (const step of steps) {
      await Promise.race([server.connected(step.node), over]);
      if (isOver) break;
      server.send(step);
      count++;
    }
    tell(`replayed ${count} steps; serving on until ended`);
    await ended;
  } finally {
    server.stop();
  }
  return count;
}

export interface KernelOptions {
  readonly node: string;
  readonly backend: 'auto' | 'nft' | 'legacy';
  /** Felix's names and values. */
  readonly felix: Readonly<Record<string, string>>;
  readonly tell: (text: string) => void;
}

/**
 * Through a driver of our own into the kernel of this network namespace; each step is in the kernel before the next is
 * begun. Leaves the kernel as the last step has it. Gives the number of steps.
 */
export async function replayToKernel(steps: AsyncIterable<OutputStep>, options: KernelOptions): Promise<number> {
  const { node, backend, felix, tell } = options;
  const folder = await mkdtemp(join(tmpdir(), 'manul-replay-'));
  const errors = new Map<string, string>();
  const server = new ReplayServer(({ receipt }) => {
    for (const { object, reason } of receipt.errors ?? []) errors.set(object ?? '', reason ?? '');
  });
  let count = 0;
  try {
    const address = await server.listen(`unix:${join(folder, 'sync.sock')}`);
    const driver = await runDriver({ node, server: [address], backend, felix: { ...felix }, logLevel: 'warn' });
    try {
      await server.connected(node);
      for await (const step of steps) {
        server.send({ ...step, node });
        await driver.waitForPosition(step);
        count++;
        tell(`step ${count}: revision ${step.revision} is in the kernel`);
      }
    } finally {
      await driver.stop();
    }
  } finally {
    server.stop();
    await rm(folder, { recursive: true, force: true });
  }
  for (const [object, reason] of errors) tell(`${object}: ${reason}`);
  return count;
}
