// A packet that the kernel logged, as a question: netfilter's LOG line, ulogd's syslog line, or ulogd's JSON.
import type { manul } from '@manul/proto';

/** Throws a TypeError that says what is missing. */
export function parseDropped(line: string): manul.v1.IExplainRequest {
  const fields = line.trim().startsWith('{') ? jsonFields(line) : lineFields(line);
  const { SRC: from, DST: to, PROTO: protocol } = fields;
  for (const [name, value] of Object.entries({ SRC: from, DST: to, PROTO: protocol })) {
    if (value === undefined) throw new TypeError(`--dropped: there is no ${name}= in the line`);
  }
  return {
    from: from!,
    to: to!,
    protocol: protocolNames.get(protocol!) ?? protocol!.toLowerCase(),
    port: numberOf(fields['DPT']),
    source_port: numberOf(fields['SPT']),
  };
}

/** ulogd writes numbers. */
const protocolNames: ReadonlyMap<string, string> = new Map([
  ['1', 'icmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['58', 'icmpv6'],
  ['132', 'sctp'],
]);

type Fields = Readonly<Record<string, string | undefined>>;

/** `… IN=cali1 OUT=eth0 SRC=10.0.0.1 DST=10.0.0.2 … PROTO=TCP SPT=1 DPT=80 …` */
function lineFields(line: string): Fields {
  // Of an ICMP error, the packet that it answers stands in brackets behind.
  const outer = line.split('[SRC=')[0]!;
  return Object.fromEntries([...outer.matchAll(/\b([A-Z]+)=(\S+)/g)].map(([, name, value]) => [name, value]));
}

function jsonFields(line: string): Fields {
  let json: Record<string, unknown>;
  try {
    json = JSON.parse(line);
  } catch (error) {
    throw new TypeError(`--dropped: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
  const text = (...names: string[]) => {
    const value = names.map((name) => json[name]).find((each) => each !== undefined);
    return value === undefined ? undefined : String(value);
  };
  return {
    SRC: text('src_ip', 'ip.saddr.str', 'ip.saddr'),
    DST: text('dest_ip', 'ip.daddr.str', 'ip.daddr'),
    PROTO: text('ip.protocol', 'ip6.nexthdr', 'proto'),
    SPT: text('src_port', 'tcp.sport', 'udp.sport', 'sctp.sport'),
    DPT: text('dest_port', 'tcp.dport', 'udp.dport', 'sctp.dport'),
  };
}

function numberOf(text: string | undefined): number {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : 0;
}
