// The kernel's table of connections, through conntrack(8).
import { CommandError, type CommandRunner } from '@manul/iptables';

/** A connection in the direction that it was opened in, with addresses and ports after destination NAT. */
export interface Flow {
  /** By number. */
  readonly protocol: number;
  readonly source: string;
  readonly destination: string;
  /** Undefined where the protocol has none. */
  readonly sourcePort: number | undefined;
  readonly destinationPort: number | undefined;
  readonly icmp: { readonly type: number; readonly code: number } | undefined;
  /** Criteria by which conntrack(8) finds this entry and no other. */
  readonly criteria: readonly string[];
}

/** Connections of both IP versions. Rejects with CommandError. */
export async function listFlows(run: CommandRunner): Promise<readonly Flow[]> {
  const outputs = await Promise.all(
    ['ipv4', 'ipv6'].map((family) => run('conntrack', ['--dump', '--family', family, '--output', 'extended'])),
  );
  return outputs.flatMap(({ stdout }) => stdout.split('\n').flatMap((line) => parseFlow(line) ?? []));
}

/** Takes these out of the table; those that have gone meanwhile do not matter. Rejects with CommandError. */
export async function cutFlows(run: CommandRunner, flows: readonly Flow[]): Promise<void> {
  const queue = flows.values();
  const worker = async () => {
    for (const flow of queue) await cutFlow(run, flow);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

const atOnce = 4;

async function cutFlow(run: CommandRunner, { criteria }: Flow): Promise<void> {
  try {
    await run('conntrack', ['--delete', ...criteria]);
  } catch (error) {
    if (!(error instanceof CommandError && error.stderr.includes('0 flow entries have been deleted'))) throw error;
  }
}

/** States in which a connection carries nothing any more. */
const over = /\b(TIME_WAIT|CLOSE|LAST_ACK|SHUTDOWN_\w+)\b/;

/**
 * `ipv4 2 tcp 6 431999 ESTABLISHED src=… dst=… sport=… dport=… src=… dst=… sport=… dport=… [ASSURED] mark=0 use=1`: the
 * opener's view first, then the replies'. Undefined for what is no connection of the main zone.
 */
export function parseFlow(line: string): Flow | undefined {
  const [, version, , , number] = /^ipv(4|6)\s+(\d+)\s+(\S+)\s+(\d+)\s/.exec(line) ?? [];
  if (version === undefined || over.test(line) || / zone(-orig|-reply)?=/.test(line)) return undefined;
  const pairs = [...line.matchAll(/\b(src|dst|sport|dport|type|code|id)=(\S+)/g)];
  const [opened, replied] = [new Map<string, string>(), new Map<string, string>()];
  for (const [, name = '', value = ''] of pairs) (opened.has(name) ? replied : opened).set(name, value);
  const [source, destination] = [opened.get('src'), replied.get('src')];
  if (source === undefined || destination === undefined) return undefined;
  const port = (side: Map<string, string>) => (side.has('sport') ? Number(side.get('sport')) : undefined);
  const isIcmp = opened.has('type');
  return {
    protocol: Number(number),
    source,
    destination,
    sourcePort: port(opened),
    destinationPort: port(replied),
    icmp: isIcmp ? { type: Number(opened.get('type')), code: Number(opened.get('code')) } : undefined,
    criteria: criteriaOf(version, number ?? '', opened),
  };
}

function criteriaOf(version: string, protocol: string, opened: ReadonlyMap<string, string>): readonly string[] {
  const option = (name: string, field: string) => (opened.has(field) ? [name, opened.get(field) ?? ''] : []);
  return [
    ...['--family', `ipv${version}`, '--proto', protocol],
    ...option('--orig-src', 'src'),
    ...option('--orig-dst', 'dst'),
    ...option('--sport', 'sport'),
    ...option('--dport', 'dport'),
    ...option('--icmp-type', 'type'),
    ...option('--icmp-code', 'code'),
    ...option('--icmp-id', 'id'),
  ];
}
