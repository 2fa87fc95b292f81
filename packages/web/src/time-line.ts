// The past as the page shows it: what a server that keeps it answers.

/** One point in time that can be looked at. */
export interface Moment {
  readonly id: number;
  readonly revision: number;
  /** Milliseconds since the Unix epoch. */
  readonly time: number;
  readonly changes: readonly string[];
  readonly changeCount: number;
}

export interface TimeLine {
  /** Where the past comes from, for people. */
  readonly label: string;
  /** Absent where there is no past to look at. */
  readonly first?: Moment;
  readonly last?: Moment;
  /** How much changed, over the ids from first to last in equal parts. */
  readonly bars: readonly number[];
  /** Those around the id that was asked for, newest first. */
  readonly moments: readonly Moment[];
  /** What went wrong when the past was read; what is there is right. */
  readonly problem?: string;
}
