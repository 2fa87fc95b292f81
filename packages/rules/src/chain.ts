// Chains as plain data, whatever kernel backend writes them.

/** What a packet must be for a rule's action. All of a rule's matches must hold. */
export type Match =
  /** A trailing `+` in the name stands for any rest. */
  | { readonly on: 'in-interface' | 'out-interface'; readonly name: string }
  | { readonly on: 'protocol'; readonly protocol: string | number; readonly negate?: boolean }
  | { readonly on: 'source-net' | 'destination-net'; readonly cidr: string; readonly negate?: boolean }
  | {
      readonly on: 'source-ports' | 'destination-ports';
      readonly ports: readonly PortRange[];
      readonly negate?: boolean;
    }
  | { readonly on: 'source-set' | 'destination-set'; readonly set: string; readonly negate?: boolean }
  | { readonly on: 'source-port-set' | 'destination-port-set'; readonly set: string; readonly negate?: boolean }
  | {
      readonly on: 'icmp-type';
      readonly ipVersion: IpVersion;
      readonly type: number;
      readonly code?: number;
      readonly negate?: boolean;
    }
  /** The packet's mark, masked, equals the value. */
  | { readonly on: 'mark'; readonly value: number; readonly mask: number; readonly negate?: boolean }
  | { readonly on: 'conntrack-state'; readonly states: readonly string[]; readonly negate?: boolean }
  | { readonly on: 'reverse-path-failed' }
  | {
      readonly on: 'address-type';
      readonly side: 'source' | 'destination';
      readonly type: string;
      readonly negate?: boolean;
    }
  /** At most so many packets; the rate is for example `10/sec`. A burst of 0 leaves the kernel's default. */
  | { readonly on: 'limit'; readonly rate: string; readonly burst: number }
  /** The first packet of a TCP connection. */
  | { readonly on: 'tcp-syn' }
  /** More connections than this pass here now. */
  | { readonly on: 'connections-above'; readonly count: number };

export type Action =
  | { readonly do: 'accept' | 'drop' | 'return' | 'no-track' }
  /** Without `with` the kernel answers as it does by default. */
  | { readonly do: 'reject'; readonly with?: 'tcp-reset' }
  | { readonly do: 'jump' | 'go-to'; readonly chain: string }
  | { readonly do: 'set-mark' | 'clear-mark'; readonly mark: number }
  | { readonly do: 'set-masked-mark'; readonly value: number; readonly mask: number }
  | { readonly do: 'set-dscp'; readonly value: number }
  | { readonly do: 'log'; readonly prefix: string };

export interface Rule {
  readonly match: readonly Match[];
  /** Absent: a rule that only carries a comment. */
  readonly action?: Action;
  readonly comments?: readonly string[];
}

export interface Chain {
  readonly name: string;
  readonly rules: readonly Rule[];
  /** Programmed even where nothing refers to it. */
  readonly forced?: boolean;
}

export interface PortRange {
  readonly first: number;
  readonly last: number;
}

export type IpVersion = 4 | 6;
export type TableName = 'raw' | 'mangle' | 'nat' | 'filter';
