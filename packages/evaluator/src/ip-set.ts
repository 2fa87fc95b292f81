// One IP set. Every look-up gives the member that decided it, for the trace. Adding, removing and looking up cost the
// same whatever the size of the set; for networks, one step for each prefix length that occurs.
import { felix } from '@manul/proto';
import { type Address, type AddressBits, isWholeAddress, maskBits, parseCidr } from './address.ts';
import { protocolNumber } from './protocol.ts';

export type IpSetType = 'IP' | 'IP_AND_PORT' | 'NET';

const { IPSetType } = felix.IPSetUpdate;

export class IpSet {
  readonly id: string;
  readonly type: IpSetType;
  /** Members that could not be understood; they match nothing. */
  readonly invalid = new Set<string>();
  readonly #addresses = new Map<AddressBits, string>();
  readonly #addressPorts = new Map<string, string>();
  readonly #networks = { 4: new NetworkIndex(), 6: new NetworkIndex() };
  #size = 0;

  constructor(id: string, type: IpSetType) {
    this.id = id;
    this.type = type;
  }

  /** Usable members. */
  get size(): number {
    return this.#size;
  }

  add(member: string): void {
    if (!this.#change(member, true)) this.invalid.add(member);
  }

  remove(member: string): void {
    if (!this.#change(member, false)) this.invalid.delete(member);
  }

  /** The member that holds the address; for NET the longest one. Undefined for a set of addresses and ports. */
  findAddress(address: Address): string | undefined {
    if (this.type === 'IP') return this.#addresses.get(address.bits);
    return this.type === 'NET' ? this.#networks[address.version].find(address) : undefined;
  }

  /** The member for this address, protocol and port. Undefined for other types of sets. */
  findPort(address: Address, protocol: number, port: number | undefined): string | undefined {
    return port === undefined ? undefined : this.#addressPorts.get(portKey(address.bits, protocol, port));
  }

  /** Whether the member could be understood. */
  #change(member: string, add: boolean): boolean {
    if (this.type === 'IP_AND_PORT') {
      const key = parsePortMember(member);
      return key !== undefined && this.#store(this.#addressPorts, key, member, add);
    }
    const cidr = parseCidr(member);
    if (!cidr || (this.type === 'IP' && !isWholeAddress(cidr))) return false;
    if (this.type === 'IP') return this.#store(this.#addresses, cidr.bits, member, add);
    return this.#store(this.#networks[cidr.version].ofLength(cidr.length), cidr.bits, member, add);
  }

  #store<K>(members: Map<K, string>, key: K, member: string, add: boolean): true {
    const before = members.size;
    if (add) members.set(key, member);
    else members.delete(key);
    this.#size += members.size - before;
    return true;
  }
}

/** Networks of one IP version, by prefix length. */
class NetworkIndex {
  readonly #byLength: (Map<AddressBits, string> | undefined)[] = [];

  ofLength(length: number): Map<AddressBits, string> {
    this.#byLength[length] ??= new Map();
    return this.#byLength[length];
  }

  find(address: Address): string | undefined {
    for (let length = this.#byLength.length - 1; length >= 0; length--) {
      const networks = this.#byLength[length];
      const member = networks?.size ? networks.get(maskBits(address, length)) : undefined;
      if (member !== undefined) return member;
    }
    return undefined;
  }
}

export function ipSetType(type: felix.IPSetUpdate.IPSetType | null | undefined): IpSetType {
  if (type === IPSetType.NET) return 'NET';
  return type === IPSetType.IP_AND_PORT ? 'IP_AND_PORT' : 'IP';
}

function portKey(bits: AddressBits, protocol: number, port: number): string {
  return `${typeof bits}${bits},${protocol}:${port}`;
}

/** `10.0.0.1,tcp:80`. */
function parsePortMember(member: string): string | undefined {
  const [, address, protocol, port] = /^([^,]+),([^:]+):(\d{1,5})$/.exec(member) ?? [];
  if (address === undefined || protocol === undefined || port === undefined) return undefined;
  const cidr = parseCidr(address);
  const number = protocolNumber(protocol);
  if (!cidr || !isWholeAddress(cidr) || number === undefined || Number(port) > 65_535) return undefined;
  return portKey(cidr.bits, number, Number(port));
}
