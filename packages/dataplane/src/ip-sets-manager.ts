import type { felix } from '@manul/proto';
import type { Manager } from './manager.ts';
import { kernelMembers, kernelSetType } from './set-members.ts';
import type { IpSets, IpSetType } from './table.ts';

/** Passes IP sets on, with the members of one IP version. */
export class IpSetsManager implements Manager {
  readonly #ipSets: IpSets;
  readonly #types = new Map<string, IpSetType>();

  constructor(ipSets: IpSets) {
    this.#ipSets = ipSets;
  }

  onUpdate({ ipset_update, ipset_delta_update, ipset_remove }: felix.IToDataplane): void {
    if (ipset_update) {
      const id = ipset_update.id ?? '';
      const type = kernelSetType(ipset_update.type ?? 0);
      this.#types.set(id, type);
      this.#ipSets.replace(id, type, this.#ours(type, ipset_update.members));
    } else if (ipset_delta_update) {
      this.#change(ipset_delta_update);
    } else if (ipset_remove) {
      const id = ipset_remove.id ?? '';
      if (this.#types.delete(id)) this.#ipSets.remove(id);
    }
  }

  completeDeferredWork(): void {}

  /** The identifier of the set with this kernel name. */
  idOf(kernelName: string): string | undefined {
    for (const id of this.#types.keys()) if (this.#ipSets.kernelName(id) === kernelName) return id;
    return undefined;
  }

  /** A change of a set that was never sent changes nothing. */
  #change(delta: felix.IIPSetDeltaUpdate): void {
    const id = delta.id ?? '';
    const type = this.#types.get(id);
    if (type === undefined) return;
    const added = [...this.#ours(type, delta.added_members)];
    const removed = [...this.#ours(type, delta.removed_members)];
    if (added.length > 0) this.#ipSets.addMembers(id, added);
    if (removed.length > 0) this.#ipSets.removeMembers(id, removed);
  }

  #ours(type: IpSetType, members: readonly string[] | null | undefined): Iterable<string> {
    return kernelMembers(type, this.#ipSets.ipVersion, members ?? []);
  }
}
