import { type felix, objectKey } from '@manul/proto';
import { addressVersion, type DscpSource, dscpChain, hostSets, type Rendering } from '@manul/rules';
import { ChainHolder } from './chain-holder.ts';
import type { Manager } from './manager.ts';
import type { IpSets, Table } from './table.ts';

const maxDscp = 63;

/** Marks what endpoints with a QoS policy send out of the cluster with its DSCP value. */
export class DscpManager implements Manager {
  readonly #chains: ChainHolder;
  readonly #ipSets: IpSets;
  readonly #rendering: Rendering;
  readonly #sources = new Map<string, readonly DscpSource[]>();
  #dirty = true;

  constructor(mangle: Table, ipSets: IpSets, rendering: Rendering) {
    this.#chains = new ChainHolder(mangle);
    this.#ipSets = ipSets;
    this.#rendering = rendering;
  }

  onUpdate(message: felix.IToDataplane): void {
    const workload = message.workload_endpoint_update?.endpoint;
    const host = message.host_endpoint_update?.endpoint;
    if (workload) {
      const nets = [...(workload.ipv4_nets ?? []), ...(workload.ipv6_nets ?? [])];
      this.#note(message, nets, workload.qos_policies);
    } else if (host) {
      const addresses = [...(host.expected_ipv4_addrs ?? []), ...(host.expected_ipv6_addrs ?? [])];
      this.#note(message, addresses, host.qos_policies);
    } else if (message.workload_endpoint_remove || message.host_endpoint_remove) {
      this.#note(message, [], []);
    }
  }

  completeDeferredWork(): void {
    if (!this.#dirty) return;
    this.#dirty = false;
    const sources = [...this.#sources.values()].flat();
    this.#chains.replace('', [dscpChain(sources, this.#rendering)]);
    this.#ipSets.replace(hostSets.dscpSources, 'hash:net', new Set(sources.map(({ address }) => address)));
  }

  #note(
    message: felix.IToDataplane,
    nets: readonly string[],
    policies: readonly felix.IQoSPolicy[] | null | undefined,
  ): void {
    const key = objectKey(message)?.key ?? '';
    const value = policies?.[0]?.dscp;
    const usable = value !== undefined && value !== null && Number.isInteger(value) && value >= 0 && value <= maxDscp;
    const ours = usable ? nets.filter((net) => addressVersion(net) === this.#rendering.ipVersion) : [];
    if (ours.length === 0 && !this.#sources.has(key)) return;
    this.#dirty = true;
    if (ours.length === 0) this.#sources.delete(key);
    else
      this.#sources.set(
        key,
        ours.map((net) => ({ address: net.split('/')[0] ?? net, value: value ?? 0 })),
      );
  }
}
