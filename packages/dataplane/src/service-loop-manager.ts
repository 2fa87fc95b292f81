import type { felix } from '@manul/proto';
import { blockedCidrsChain, type Rendering } from '@manul/rules';
import { ChainHolder } from './chain-holder.ts';
import type { Manager } from './manager.ts';
import type { Table } from './table.ts';

/** Blocks packets to service addresses that nothing serves. */
export class ServiceLoopManager implements Manager {
  readonly #chains: ChainHolder;
  readonly #rendering: Rendering;
  #cidrs: readonly string[] | undefined = [];

  constructor(filter: Table, rendering: Rendering) {
    this.#chains = new ChainHolder(filter);
    this.#rendering = rendering;
  }

  onUpdate({ global_bgp_config_update: update }: felix.IToDataplane): void {
    if (!update) return;
    const { service_cluster_cidrs, service_external_cidrs, service_loadbalancer_cidrs } = update;
    this.#cidrs = [service_cluster_cidrs, service_external_cidrs, service_loadbalancer_cidrs].flatMap(
      (some) => some ?? [],
    );
  }

  completeDeferredWork(): void {
    if (!this.#cidrs) return;
    this.#chains.replace('', [blockedCidrsChain(this.#cidrs, this.#rendering)]);
    this.#cidrs = undefined;
  }
}
