import type { felix } from '@manul/proto';
import { hostSets } from '@manul/rules';
import type { HostInterfaceAddresses } from './host-interfaces.ts';
import type { Manager } from './manager.ts';
import { kernelMembers } from './set-members.ts';
import type { IpSets, IpSetType } from './table.ts';

/** The IP sets that static chains refer to: the node's own addresses, and the cluster's address pools. */
export class HostSetsManager implements Manager {
  readonly #ipSets: IpSets;
  readonly #pools = new Map<string, string>();
  #addresses: readonly string[] = [];
  #poolsDirty = true;
  #addressesDirty = true;

  constructor(ipSets: IpSets) {
    this.#ipSets = ipSets;
  }

  onUpdate({ ipam_pool_update, ipam_pool_remove }: felix.IToDataplane): void {
    if (ipam_pool_update) {
      const { cidr, allowed_uses: uses } = ipam_pool_update.pool ?? {};
      // A pool for load balancers alone has no workloads in it.
      const ofWorkloads = !uses || uses.length === 0 || uses.some((use) => use !== 'LoadBalancer');
      if (cidr && ofWorkloads) this.#pools.set(ipam_pool_update.id ?? '', cidr);
      else this.#pools.delete(ipam_pool_update.id ?? '');
      this.#poolsDirty = true;
    } else if (ipam_pool_remove) {
      this.#pools.delete(ipam_pool_remove.id ?? '');
      this.#poolsDirty = true;
    }
  }

  setHostInterfaces(interfaces: HostInterfaceAddresses): void {
    this.#addresses = [...interfaces.values()].flat();
    this.#addressesDirty = true;
  }

  completeDeferredWork(): void {
    if (this.#poolsDirty) this.#replace(hostSets.ipPools, 'hash:net', this.#pools.values());
    if (this.#addressesDirty) this.#replace(hostSets.thisHost, 'hash:ip', this.#addresses);
    this.#poolsDirty = false;
    this.#addressesDirty = false;
  }

  #replace(id: string, type: IpSetType, members: Iterable<string>): void {
    this.#ipSets.replace(id, type, kernelMembers(type, this.#ipSets.ipVersion, members));
  }
}
