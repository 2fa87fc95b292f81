/** One of several processes leads at a time, each reign under an epoch above those before it. */
export interface Election {
  start(events: ElectionEvents): void;
  /** Another process reigns, as was found elsewhere: stand again. */
  deposed(epoch: number): void;
  /** Lets another lead at once. */
  stop(): Promise<void>;
  /** Who leads, as far as is known. */
  readonly leader: string | undefined;
}

export interface ElectionEvents {
  elected(epoch: number): void;
  /** No longer sure to lead. */
  resigned(): void;
}

/** How long a leader that says nothing stays the leader. */
export const leaseMilliseconds = 5_000;
export const renewMilliseconds = 1_250;
