import { setTimeout as delay } from 'node:timers/promises';

/** Time, given from outside so that tests need not wait. */
export interface Clock {
  /** Milliseconds from any fixed point. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleep: async (milliseconds) => {
    await delay(milliseconds);
  },
};
