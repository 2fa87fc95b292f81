// What a test asks of the process that holds its lab: see lab-host.ts. Everything here crosses a socket as JSON.
import type { LabNode } from '../../../services/cli/src/lab/network.ts';
import type { ProbedPod } from '../../../services/cli/src/lab/probe-field.ts';
import type { ProbeOutcome, Target } from '../../../services/cli/src/lab/prober.ts';
import type { WatchMode, WatchReport } from '../../../services/cli/src/lab/watcher.ts';

/** A pod, a node by its name, or the host that is outside of the cluster. */
export type Place = ProbedPod | string;

export const OUTSIDE = 'outside';

export interface LabProbe {
  readonly from: Place;
  readonly target: Target;
  readonly allow: boolean;
}

export interface LabCalls {
  create(options: { nodes: readonly LabNode[]; outside: readonly string[] }): Promise<void>;
  setPods(pods: readonly ProbedPod[]): Promise<void>;
  listen(options: { on: Place; target: Omit<Target, 'address'> }): Promise<void>;
  /** `milliseconds`: for how long an answer that ought not to come is waited for. */
  probe(options: { probes: readonly LabProbe[]; milliseconds: number }): Promise<readonly ProbeOutcome[]>;
  watch(options: { from: Place; mode: WatchMode; target: readonly (string | number)[] }): Promise<number>;
  report(watch: number): Promise<WatchReport>;
  finish(watch: number): Promise<WatchReport>;
  /** `wrapper`: a command that runs the driver, such as `env PATH=…`. */
  startDriver(options: {
    node: string;
    flags: readonly string[];
    logFile: string;
    wrapper?: readonly string[];
    /** Whose driver; this one's unless given. */
    checkout?: string;
  }): Promise<void>;
  /** Ends it as a crash would. */
  killDriver(node: string): Promise<void>;
  /** Runs a program in a place's network until it is ended. */
  startService(options: { name: string; on: Place; command: readonly string[]; logFile: string }): Promise<void>;
  stopService(options: { name: string; signal: 'SIGTERM' | 'SIGKILL' }): Promise<void>;
  /** Hands connections to an address of the sandbox, the nodes' router, to a socket in the file system. */
  forward(options: { address: string; port: number; socket: string }): Promise<void>;
  /** `iptables-save -c`, `ip6tables-save -c` and `ipset save` of a node. */
  kernel(node: string): Promise<readonly string[]>;
  /** Takes all rules and IP sets out of a node's kernel, as a reboot does. */
  emptyKernel(node: string): Promise<void>;
  /** Runs a command in a place's network; gives its standard output. */
  run(options: { on: Place; command: readonly string[]; input?: string }): Promise<string>;
  /** Throws, with the end of its log, where a driver has ended by itself. */
  assertRunning(): Promise<void>;
}

export interface LabRequest {
  readonly id: number;
  readonly method: keyof LabCalls;
  readonly argument: unknown;
}

export interface LabAnswer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}
