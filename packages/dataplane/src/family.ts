// Everything that is done for one IP version.
import type { felix } from '@manul/proto';
import { type IpVersion, kernelRules, type Rendering, type RulesConfig, rendering, staticChains } from '@manul/rules';
import { DscpManager } from './dscp-manager.ts';
import { EndpointManager } from './endpoint-manager.ts';
import type { HostInterfaceAddresses } from './host-interfaces.ts';
import { HostSetsManager } from './host-sets-manager.ts';
import { IpSetsManager } from './ip-sets-manager.ts';
import type { Manager } from './manager.ts';
import { PolicyManager, type PolicyTables } from './policy-manager.ts';
import { ServiceLoopManager } from './service-loop-manager.ts';
import type { IpSets, Table } from './table.ts';
import { withoutReject } from './without-reject.ts';

export interface FamilyTables extends PolicyTables {
  /** Absent: nat is another's work. */
  readonly nat?: Table;
}

export class Family {
  readonly ipVersion: IpVersion;
  readonly policies: PolicyManager;
  readonly endpoints: EndpointManager;
  readonly ipSets: IpSetsManager;
  readonly #hostSets: HostSetsManager;
  readonly #managers: readonly Manager[];

  /** Gives the static chains to the tables; everything else follows from messages. */
  constructor(config: RulesConfig, ipVersion: IpVersion, given: FamilyTables, ipSets: IpSets) {
    this.ipVersion = ipVersion;
    const r = rendering(config, ipVersion);
    const tables = {
      ...given,
      raw: withoutReject(given.raw, config),
      mangle: withoutReject(given.mangle, config),
    };
    setUpStatic(tables, r);
    this.policies = PolicyManager.normal(tables, r);
    this.endpoints = new EndpointManager(tables, r);
    this.ipSets = new IpSetsManager(ipSets);
    this.#hostSets = new HostSetsManager(ipSets);
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

  setHostInterfaces(interfaces: HostInterfaceAddresses): void {
    this.endpoints.setHostInterfaces(interfaces);
    this.#hostSets.setHostInterfaces(interfaces);
  }
}

function setUpStatic({ raw, mangle, filter, nat }: FamilyTables, r: Rendering): void {
  for (const table of [raw, mangle, filter, ...(nat ? [nat] : [])]) {
    table.updateChains(staticChains(table.name, r));
    for (const { chain, insert, append } of kernelRules(table.name, r)) {
      if (insert.length > 0) table.insertRules(chain, insert);
      if (append.length > 0) table.appendRules(chain, append);
    }
  }
}
