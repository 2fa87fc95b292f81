// Everything that is done for one IP version.
import type { felix } from '@manul/proto';
import {
  type Chain,
  fallbackChain,
  type IpVersion,
  type KernelRules,
  kernelRules,
  type Rendering,
  type RulesConfig,
  rawEgressChains,
  rendering,
  staticChains,
  type TableName,
} from '@manul/rules';
import { DscpManager } from './dscp-manager.ts';
import { EndpointManager } from './endpoint-manager.ts';
import type { HostInterfaceAddresses } from './host-interfaces.ts';
import { HostSetsManager } from './host-sets-manager.ts';
import { IpSetsManager } from './ip-sets-manager.ts';
import type { Manager } from './manager.ts';
import { NoopTable } from './noop-table.ts';
import { PolicyManager, type PolicyTables } from './policy-manager.ts';
import { ServiceLoopManager } from './service-loop-manager.ts';
import type { IpSets, Table } from './table.ts';
import { withoutReject } from './without-reject.ts';
import type { HostNetwork } from './workload-location.ts';

export interface FamilyTables extends PolicyTables {
  /** Absent: nat is another's work. */
  readonly nat?: Table;
}

export interface FamilyOptions {
  readonly config: RulesConfig;
  readonly ipVersion: IpVersion;
  readonly tables: FamilyTables;
  readonly ipSets: IpSets;
  /** Only untracked egress policy in raw is ours, and the IP sets that it needs; the rest is another dataplane's work. */
  readonly rawEgressOnly?: boolean;
}

export class Family {
  readonly ipVersion: IpVersion;
  readonly policies: PolicyManager;
  readonly endpoints: EndpointManager;
  readonly ipSets: IpSetsManager;
  readonly #hostSets: HostSetsManager;
  readonly #workloadPrefixes: readonly string[];
  readonly #rendering: Rendering;
  /** Tables with all static chains. */
  readonly #static = new Map<TableName, Table>();
  readonly #degraded = new Set<string>();
  readonly #managers: readonly Manager[];

  /** Gives the static chains to the tables; everything else follows from messages. */
  constructor({ config, ipVersion, tables: given, ipSets, rawEgressOnly = false }: FamilyOptions) {
    this.ipVersion = ipVersion;
    this.#workloadPrefixes = config.workloadInterfacePrefixes;
    const r = rendering(config, ipVersion);
    this.#rendering = r;
    const raw = withoutReject(given.raw, config);
    this.ipSets = new IpSetsManager(ipSets);
    this.#hostSets = new HostSetsManager(ipSets);
    if (rawEgressOnly) {
      const tables = { raw, mangle: new NoopTable('mangle', ipVersion), filter: new NoopTable('filter', ipVersion) };
      setUp(
        raw,
        rawEgressChains(r),
        kernelRules('raw', r).filter(({ chain }) => chain === 'OUTPUT'),
      );
      this.policies = PolicyManager.rawEgressOnly(raw, r, (names) => ipSets.setFilter(names));
      this.endpoints = new EndpointManager(tables, ipSets, r, true);
      this.#managers = [this.ipSets, this.policies, this.endpoints];
      return;
    }
    const tables = { ...given, raw, mangle: withoutReject(given.mangle, config) };
    for (const table of [raw, tables.mangle, tables.filter, ...(tables.nat ? [tables.nat] : [])]) {
      setUp(table, staticChains(table.name, r), kernelRules(table.name, r));
      this.#static.set(table.name, table);
    }
    this.policies = PolicyManager.normal(tables, r);
    this.endpoints = new EndpointManager(tables, ipSets, r);
    this.#managers = [
      this.ipSets,
      this.#hostSets,
      this.policies,
      this.endpoints,
      new DscpManager(tables.mangle, ipSets, r),
      new ServiceLoopManager(tables.filter, r),
    ];
  }

  /** Programs what can stand for a static chain that the kernel refused. False where nothing can, or it does already. */
  degrade(table: TableName, chain: string): boolean {
    const fallback = this.#degraded.has(chain) ? undefined : fallbackChain(table, chain, this.#rendering);
    if (!fallback || !this.#static.has(table)) return false;
    this.#degraded.add(chain);
    this.#static.get(table)?.updateChain(fallback);
    return true;
  }

  /** Lets the static chains that were refused be tried again. */
  restore(): void {
    if (this.#degraded.size === 0) return;
    for (const [name, table] of this.#static) {
      table.updateChains(staticChains(name, this.#rendering).filter((chain) => this.#degraded.has(chain.name)));
    }
    this.#degraded.clear();
  }

  onUpdate(message: felix.IToDataplane): void {
    for (const manager of this.#managers) manager.onUpdate(message);
  }

  completeDeferredWork(): void {
    for (const manager of this.#managers) manager.completeDeferredWork();
  }

  /** All of the node's interfaces; those of workloads are left out. */
  setHostInterfaces(interfaces: HostInterfaceAddresses): void {
    const ofWorkload = (name: string) => this.#workloadPrefixes.some((prefix) => name.startsWith(prefix));
    const ofHost = new Map([...interfaces].filter(([name]) => !ofWorkload(name)));
    this.endpoints.setHostInterfaces(ofHost);
    this.#hostSets.setHostInterfaces(ofHost);
  }

  /** Where the host's network has its workloads; of no use where `workloadDispatch` is `calico`. */
  setHostNetwork(host: HostNetwork): void {
    this.endpoints.setHostNetwork(host);
  }
}

function setUp(table: Table, chains: readonly Chain[], rules: readonly KernelRules[]): void {
  table.updateChains(chains);
  for (const { chain, insert, append } of rules) {
    if (insert.length > 0) table.insertRules(chain, insert);
    if (append.length > 0) table.appendRules(chain, append);
  }
}
