import type { felix } from '@manul/proto';
import type { Rendering } from '@manul/rules';
import { GroupChains } from './group-chains.ts';
import { HostEndpoints } from './host-endpoints.ts';
import type { HostInterfaceAddresses } from './host-interfaces.ts';
import type { Manager } from './manager.ts';
import { PolicyDirectory } from './policy-directory.ts';
import type { PolicyTables } from './policy-manager.ts';
import type { IpSets } from './table.ts';
import { WorkloadEndpoints } from './workload-endpoints.ts';
import type { HostNetwork } from './workload-location.ts';

/** Chains of all endpoints of the node, and the dispatch to them by interface. */
export class EndpointManager implements Manager {
  readonly #rawEgressOnly: boolean;
  readonly #directory = new PolicyDirectory();
  readonly #workloads: WorkloadEndpoints;
  readonly #hosts: HostEndpoints;

  /** In raw-egress-only mode, the untracked egress chains of the node's own interfaces are all there is to do. */
  constructor(tables: PolicyTables, ipSets: IpSets, rendering: Rendering, rawEgressOnly = false) {
    this.#rawEgressOnly = rawEgressOnly;
    const groups = new GroupChains(tables, rendering, this.#directory);
    this.#workloads = new WorkloadEndpoints(tables, ipSets, rendering, this.#directory, groups);
    this.#hosts = new HostEndpoints(tables, rendering, this.#directory, groups, rawEgressOnly);
  }

  onUpdate(message: felix.IToDataplane): void {
    this.#directory.onUpdate(message);
    if (!this.#rawEgressOnly) this.#workloads.onUpdate(message);
    this.#hosts.onUpdate(message);
  }

  setHostInterfaces(interfaces: HostInterfaceAddresses): void {
    this.#hosts.setInterfaces(interfaces);
  }

  get workloadsByAddress(): number {
    return this.#workloads.byAddress;
  }

  setHostNetwork(host: HostNetwork): void {
    this.#workloads.setHostNetwork(host);
  }

  completeDeferredWork(): void {
    const changed = this.#directory.takeChanged();
    if (!this.#rawEgressOnly) this.#workloads.complete(changed);
    this.#hosts.complete(changed);
  }

  /** The endpoint whose chain has this kernel name. */
  ownerOf(chain: string): string | undefined {
    return this.#workloads.ownerOf(chain) ?? this.#hosts.ownerOf(chain);
  }

  /** Of those of these endpoints that are workloads. */
  addressesOf(endpoints: ReadonlySet<string>): readonly string[] {
    return this.#workloads.addressesOf(endpoints);
  }

  /** The chains of all endpoints but these; those that lead to them are nobody's. */
  chainsOfOthers(endpoints: ReadonlySet<string>): ReadonlySet<string> {
    return new Set([...this.#workloads.chainsOfOthers(endpoints), ...this.#hosts.chainsOfOthers(endpoints)]);
  }

  /**
   * The kernel refused this policy, profile or endpoint: whatever depends on it is closed until a message
   * about it comes, or until forgiven. False where it had failed before.
   */
  fail(key: string, reason: string): boolean {
    if (key.startsWith('workload_endpoint ')) return this.#workloads.fail(key, reason);
    if (key.startsWith('host_endpoint ')) return this.#hosts.fail(key, reason);
    return this.#directory.fail(key, reason);
  }

  /** Lets these be tried again. */
  recover(keys: Iterable<string>): void {
    this.#directory.recover(keys);
  }

  /** Lets everything that failed be tried again. */
  forgive(): void {
    this.#workloads.forgive();
    this.#hosts.forgive();
    this.#directory.recover([...this.#directory.failures().keys()]);
  }

  /** What failed, by object key, with the kernel's reason. */
  *failures(): Generator<readonly [key: string, reason: string]> {
    yield* this.#directory.failures();
    yield* this.#workloads.failures();
    yield* this.#hosts.failures();
  }

  /** Endpoints that are closed because something that they need is not there. */
  *closed(): Generator<readonly [key: string, why: string]> {
    yield* this.#workloads.closed();
    yield* this.#hosts.closed();
  }
}
