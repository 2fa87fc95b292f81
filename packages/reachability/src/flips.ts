// Answers that changed, put together again where they are alike: neighbouring ports, and IP versions.
import type { StageVerdict } from '@manul/evaluator';
import type { IpVersion } from './ask-pair.ts';
import { joinRanges, type PortRange } from './port-classes.ts';

/** Another answer than before, about one port range over one IP version. */
export interface Flip {
  readonly port: PortRange;
  readonly version: IpVersion;
  readonly before: StageVerdict;
  readonly after: StageVerdict;
}

export interface Decision {
  readonly ports: readonly PortRange[];
  /** What it will be. */
  readonly allowed: boolean;
  /** Undefined: over every version that both ends have. */
  readonly ipVersion: IpVersion | undefined;
  /** What the end that changed its answer said, and says: over IPv4 where both versions change alike. */
  readonly before: StageVerdict;
  readonly after: StageVerdict;
}

/** By what decides before and after. `versions` are those that were asked about, `flips` in the order of their ports. */
export function decisionsOf(flips: readonly Flip[], versions: readonly IpVersion[]): readonly Decision[] {
  const perPort = Map.groupBy(flips, ({ port: { number, first } }) => `${number} ${first}`);
  const joined = [...perPort.values()].flatMap((same) => joinVersions(same, versions));
  const alike = Map.groupBy(
    joined,
    ({ ipVersion, allowed, before, after }) => `${ipVersion} ${allowed} ${why(before)}${why(after)}`,
  );
  return [...alike.values()].map((group) => ({ ...group[0]!, ports: joinRanges(group.flatMap(({ ports }) => ports)) }));
}

/** One decision where the port opens, or closes, over all `versions`. */
function joinVersions(flips: readonly Flip[], versions: readonly IpVersion[]): Decision[] {
  const decisions = flips.map(({ port, version, before, after }) => ({
    ports: [port],
    allowed: after.outcome !== 'deny',
    ipVersion: versions.length > 1 ? version : undefined,
    before,
    after,
  }));
  const isAlike =
    flips.length === versions.length && decisions.every(({ allowed }) => allowed === decisions[0]?.allowed);
  return isAlike ? decisions.slice(0, 1).map((decision) => ({ ...decision, ipVersion: undefined })) : decisions;
}

/** What decided, as far as it tells changes apart. */
function why({ steps }: StageVerdict): string {
  const last = steps.at(-1);
  if (last?.by !== 'rule') return JSON.stringify(last);
  const { owner, index } = last;
  return `${owner.type}${owner.type === 'policy' ? `${owner.kind}|${owner.namespace}` : ''}|${owner.name}#${index}`;
}
