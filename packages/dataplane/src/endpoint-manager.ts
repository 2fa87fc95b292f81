import type { felix } from '@manul/proto';
import type { Rendering } from '@manul/rules';
import { GroupChains } from './group-chains.ts';
import { HostEndpoints } from './host-endpoints.ts';
import type { HostInterfaceAddresses } from './host-interfaces.ts';
import type { Manager } from './manager.ts';
import { PolicyDirectory } from './policy-directory.ts';
import type { PolicyTables } from './policy-manager.ts';
import { WorkloadEndpoints } from './workload-endpoints.ts';

/** Chains of all endpoints of the node, and the dispatch to them by interface. */
export class EndpointManager implements Manager {
  readonly #directory = new PolicyDirectory();
  readonly #workloads: WorkloadEndpoints;
  readonly #hosts: HostEndpoints;

  constructor(tables: PolicyTables, rendering: Rendering) {
    const groups = new GroupChains(tables, rendering, this.#directory);
    this.#workloads = new WorkloadEndpoints(tables, rendering, this.#directory, groups);
    this.#hosts = new HostEndpoints(tables, rendering, this.#directory, groups);
  }

  onUpdate(message: felix.IToDataplane): void {
    this.#directory.onUpdate(message);
    this.#workloads.onUpdate(message);
    this.#hosts.onUpdate(message);
  }

  setHostInterfaces(interfaces: HostInterfaceAddresses): void {
    this.#hosts.setInterfaces(interfaces);
  }

  completeDeferredWork(): void {
    const changed = this.#directory.takeChanged();
    this.#workloads.complete(changed);
    this.#hosts.complete(changed);
  }

  /** The endpoint whose chain has this kernel name. */
  ownerOf(chain: string): string | undefined {
    return this.#workloads.ownerOf(chain) ?? this.#hosts.ownerOf(chain);
  }

  /**
   * The kernel refused this policy, profile or workload endpoint: whatever depends on it is closed until a message
   * about it comes, or until forgiven.
   */
  fail(key: string, reason: string): void {
    if (key.startsWith('workload_endpoint ')) this.#workloads.fail(key, reason);
    else this.#directory.fail(key, reason);
  }

  /** Lets everything that failed be tried again. */
  forgive(): void {
    this.#workloads.forgive();
    this.#directory.forgive();
  }

  /** What failed, by object key, with the kernel's reason. */
  *failures(): Generator<readonly [key: string, reason: string]> {
    yield* this.#directory.failures();
    yield* this.#workloads.failures();
  }

  /** Endpoints that are closed because something that they need is not there. */
  *closed(): Generator<readonly [key: string, why: string]> {
    yield* this.#workloads.closed();
    yield* this.#hosts.closed();
  }
}
