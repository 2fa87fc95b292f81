import type { EndpointSlice } from '@manul/model';
import { addTo, removeFrom, type SetsByKey } from './sets-by-key.ts';

/** An IP set of a service's endpoints, as this index sees it. */
export interface ServiceSet {
  addMember(member: string): void;
  removeMember(member: string): void;
}

export interface ServiceMembers {
  /** `<namespace>/<name>`. */
  readonly service: string;
  readonly withPorts: boolean;
}

/** Endpoint slices by service, and the sets that follow them. */
export class ServiceIndex {
  readonly #slices = new Map<string, EndpointSlice>();
  readonly #slicesOf: SetsByKey<string, EndpointSlice> = new Map();
  readonly #setsOf = new Map<string, Map<ServiceSet, ServiceMembers>>();

  update(key: string, slice: EndpointSlice | undefined): void {
    const old = this.#slices.get(key);
    if (slice) {
      this.#slices.set(key, slice);
      addTo(this.#slicesOf, serviceOf(slice), slice);
      this.#forEachMember(slice, (set, member) => set.addMember(member));
    }
    if (old) {
      removeFrom(this.#slicesOf, serviceOf(old), old);
      if (!slice) this.#slices.delete(key);
      this.#forEachMember(old, (set, member) => set.removeMember(member));
    }
  }

  /** Fills the set and keeps it up to date. */
  attach(set: ServiceSet, members: ServiceMembers): void {
    let sets = this.#setsOf.get(members.service);
    if (!sets) {
      sets = new Map();
      this.#setsOf.set(members.service, sets);
    }
    sets.set(set, members);
    for (const slice of this.#slicesOf.get(members.service) ?? []) {
      for (const member of sliceMembers(slice, members.withPorts)) set.addMember(member);
    }
  }

  detach(set: ServiceSet, { service }: ServiceMembers): void {
    const sets = this.#setsOf.get(service);
    sets?.delete(set);
    if (sets?.size === 0) this.#setsOf.delete(service);
  }

  sizes(): Record<string, number> {
    return { endpointSlices: this.#slices.size, slicedServices: this.#slicesOf.size, serviceSets: this.#setsOf.size };
  }

  #forEachMember(slice: EndpointSlice, visit: (set: ServiceSet, member: string) => void): void {
    for (const [set, { withPorts }] of this.#setsOf.get(serviceOf(slice)) ?? []) {
      for (const member of sliceMembers(slice, withPorts)) visit(set, member);
    }
  }
}

function serviceOf(slice: EndpointSlice): string {
  return `${slice.namespace}/${slice.serviceName}`;
}

function* sliceMembers(slice: EndpointSlice, withPorts: boolean): Iterable<string> {
  for (const address of slice.addresses) {
    if (!withPorts) yield `${address}/${address.includes(':') ? 128 : 32}`;
    else for (const { protocol, port } of slice.ports) yield `${address},${String(protocol).toLowerCase()}:${port}`;
  }
}
