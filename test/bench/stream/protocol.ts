// What the benchmark's processes tell each other.

/** Made up for this, or W4 with the churn of W9. */
export type ClusterName = 'made-up' | 'w4';

/** To a server. */
export type ServerOrder =
  | { readonly kind: 'measure' }
  | { readonly kind: 'churn'; readonly changes: number; readonly perFlush: number; readonly pauseMilliseconds: number }
  | { readonly kind: 'change' };

/** From a server. */
export type ServerReport =
  | { readonly kind: 'listening'; readonly address: string }
  | {
      readonly kind: 'measured';
      readonly cpuMicroseconds: number;
      readonly rssBytes: number;
      readonly usedBytes: number;
      readonly peakRssBytes: number;
    }
  | { readonly kind: 'changed'; readonly at: number }
  | { readonly kind: 'churned' };

/** To a process of clients. */
export type ClientOrder =
  | {
      readonly kind: 'connect';
      readonly addresses: readonly string[];
      readonly nodes: readonly string[];
      readonly streamsPerConnection: number;
      /** The first so many are there to be stuck: never counted, with connections of their own that hold little. */
      readonly spare: number;
    }
  /** Whether the spare nodes take what comes. */
  | { readonly kind: 'stick'; readonly stuck: boolean }
  | { readonly kind: 'count' };

/** From a process of clients. */
export interface ClientReport {
  readonly kind: 'counted';
  /** Nodes that have had a position since they last connected. */
  readonly inSync: number;
  readonly updates: number;
  readonly bytes: number;
  /** Wall-clock milliseconds at which each node that is not spare last received something. */
  readonly lastAt: readonly number[];
}

/** Milliseconds that processes of one machine agree on. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
