// Everything that is done for one IP version.
import type { felix } from '@manul/proto';
import {
  type Chain,
  type IpVersion,
  type KernelRules,
  kernelRules,
  type RulesConfig,
  rawEgressChains,
  rendering,
  staticChains,
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
  readonly #managers: readonly Manager[];

  /** Gives the static chains to the tables; everything else follows from messages. */
  constructor({ config, ipVersion, tables: given, ipSets, rawEgressOnly = false }: FamilyOptions) {
    this.ipVersion = ipVersion;
    this.#workloadPrefixes = config.workloadInterfacePrefixes;
    const r = rendering(config, ipVersion);
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
      this.endpoints = new EndpointManager(tables, r, true);
      this.#managers = [this.ipSets, this.policies, this.endpoints];
      return;
    }
    const tables = { ...given, raw, mangle: withoutReject(given.mangle, config) };
    for (const table of [raw, tables.mangle, tables.filter, ...(tables.nat ? [tables.nat] : [])]) {
      setUp(table, staticChains(table.name, r), kernelRules(table.name, r));
    }
    this.policies = PolicyManager.normal(tables, r);
    this.endpoints = new EndpointManager(tables, r);
    this.#managers = [
      this.ipSets,
      this.#hostSets,
      this.policies,
      this.endpoints,
      new DscpManager(tables.mangle, ipSets, r),
      new ServiceLoopManager(tables.filter, r),
    ];
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
}

function setUp(table: Table, chains: readonly Chain[], rules: readonly KernelRules[]): void {
  table.updateChains(chains);
  for (const { chain, insert, append } of rules) {
    if (insert.length > 0) table.insertRules(chain, insert);
    if (append.length > 0) table.appendRules(chain, append);
  }
}
