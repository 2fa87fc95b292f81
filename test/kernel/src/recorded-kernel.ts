// A kernel as Felix leaves it: the chains and sets of a recorded case, with the comments that Felix gives its rules.
import { createHash } from 'node:crypto';
import type { IptablesVariant } from '@manul/iptables';
import type { IpVersion, TableName } from '@manul/rules';
import { readGolden } from '../../replay/shared-data.ts';
import type { Namespace } from './namespace.ts';

interface RecordedTable {
  readonly chains: Readonly<Record<string, readonly string[]>>;
  readonly comments?: Readonly<Record<string, readonly (readonly string[])[]>>;
  readonly kernel: Readonly<
    Record<string, { readonly insert?: readonly string[]; readonly append?: readonly string[] }>
  >;
  readonly programmed: readonly string[];
}

type RecordedStep = Readonly<Record<IpVersion, Readonly<Record<TableName, RecordedTable>>>> & {
  readonly delta?: boolean;
};

interface RecordedSet {
  readonly type: 'NET' | 'IP_AND_PORT';
  readonly members: readonly string[];
  readonly name_v4: string;
  readonly name_v6: string;
}

export interface RecordedKernel {
  readonly step: RecordedStep;
  readonly sets: Readonly<Record<string, RecordedSet>>;
}

const ipVersions: readonly IpVersion[] = [4, 6];

/** The last step of a case on one node; undefined where the case is recorded as differences. */
export function recordedKernel(name: string, node: string): RecordedKernel | undefined {
  const steps = readGolden(name, `${node}.iptables`) as RecordedStep[];
  const step = steps.at(-1);
  if (!step || steps.some(({ delta }) => delta)) return undefined;
  return { step, sets: (readGolden(name, `${node}.ipsets`) as Record<string, RecordedSet>[]).at(-1) ?? {} };
}

export interface LoadOptions {
  readonly tables?: readonly TableName[];
  /** Another release of Felix may hash its rules otherwise. */
  readonly hashSalt?: string;
}

/** Loads what Felix would have programmed into an empty kernel. */
export async function loadRecorded(
  namespace: Namespace,
  variant: IptablesVariant,
  { step, sets }: RecordedKernel,
  { tables = ['raw', 'mangle', 'filter'], hashSalt = '' }: LoadOptions = {},
): Promise<void> {
  for (const ipVersion of ipVersions) {
    const texts = tables.map((table) => tableText(table, step[ipVersion][table], hashSalt));
    await namespace.run('ipset', ['restore', '-exist'], { stdin: setText(texts.join('\n'), sets, ipVersion) });
    const command = `${ipVersion === 6 ? 'ip6tables' : 'iptables'}-${variant}-restore`;
    for (const text of texts) await namespace.run(command, ['--noflush'], { stdin: text });
  }
}

/** All sets that the rules name: recorded ones with their members, the host's own without. */
function setText(rules: string, sets: RecordedKernel['sets'], ipVersion: IpVersion): string {
  const family = ipVersion === 6 ? 'inet6' : 'inet';
  const create = (name: string, type: string) => `create ${name} ${type} family ${family} maxelem 1048576`;
  const recorded = new Map(Object.values(sets).map((set) => [ipVersion === 6 ? set.name_v6 : set.name_v4, set]));
  const names = new Set([
    ...recorded.keys(),
    ...[...rules.matchAll(/--match-set (\S+)/g)].map(([, name = '']) => name),
  ]);
  const lines = [...names].flatMap((name) => {
    const { type, members } = recorded.get(name) ?? { type: 'NET', members: [] };
    const mine = members.filter((member) => (member.split(',')[0] ?? '').includes(':') === (ipVersion === 6));
    const kind = name.endsWith('this-host') ? 'hash:ip' : type === 'NET' ? 'hash:net' : 'hash:ip,port';
    return [create(name, kind), ...mine.map((each) => `add ${name} ${each}`)];
  });
  return `${lines.join('\n')}\n`;
}

function tableText(name: TableName, { chains, comments, kernel, programmed }: RecordedTable, salt: string): string {
  const lines = programmed.map((chain) => `:${chain} - [0:0]`);
  for (const chain of programmed)
    lines.push(...hashed(chain, chain, chains[chain] ?? [], comments?.[chain] ?? [], salt));
  for (const [chain, { insert = [], append = [] }] of Object.entries(kernel)) {
    const inserted = hashed(chain, chain, insert, [], salt);
    lines.push(...inserted.map((line, index) => line.replace(`-A ${chain}`, `-I ${chain} ${index + 1}`)));
    lines.push(...hashed(`${chain}*appends*`, chain, append, append.map(commentOf), salt));
  }
  const jumpsToNothing = lines.filter((line) => {
    const target = /--(?:jump|goto) (cali-\S+)/.exec(line)?.[1];
    return target !== undefined && !programmed.includes(target);
  });
  return [`*${name}`, ...lines.filter((line) => !jumpsToNothing.includes(line)), 'COMMIT', ''].join('\n');
}

/** The recordings leave out the one comment that Felix has in chains of the kernel's own. */
function commentOf(rule: string): string[] {
  return /^-m mark --mark \S+ --jump (ACCEPT|RETURN)$/.test(rule) ? ['Policy explicitly accepted packet.'] : [];
}

/** Felix's rules carry a hash over the chain's seed and all rules up to them. */
function hashed(
  seed: string,
  chain: string,
  rules: readonly string[],
  comments: readonly (readonly string[])[],
  salt: string,
): string[] {
  let previous = createHash('sha224').update(`${salt}${seed}`).digest();
  return rules.map((rule, index) => {
    const own = (comments[index] ?? []).map((comment) => `-m comment --comment "${comment}"`);
    const rest = [...own, rule].filter((part) => part !== '').join(' ');
    previous = createHash('sha224')
      .update(previous)
      .update(`-A ${chain} HASH${rest === '' ? '' : ` ${rest}`}`)
      .digest();
    const hash = previous.toString('base64url').slice(0, 16);
    return `-A ${chain} -m comment --comment "cali:${hash}"${rest === '' ? '' : ` ${rest}`}`;
  });
}
