// Messages to chains without a kernel, in the fixed format of `manul render`.
import { Family, PolicyManager, RecordingIpSets, RecordingTable } from '@manul/dataplane';
import { formatRule } from '@manul/iptables';
import type { felix } from '@manul/proto';
import { type IpVersion, type Rule, type RulesConfig, rendering, type TableName } from '@manul/rules';

export interface RenderConfig {
  readonly rules: RulesConfig;
  /** The node's interfaces, with their addresses. */
  readonly interfaces: ReadonlyMap<string, readonly string[]>;
}

interface RenderedTable {
  readonly chains: Readonly<Record<string, readonly string[]>>;
  /** For each chain with comments: those of each rule. */
  readonly comments: Readonly<Record<string, readonly (readonly string[])[]>>;
  readonly kernel: Readonly<
    Record<string, { readonly insert?: readonly string[]; readonly append?: readonly string[] }>
  >;
  /** Chains that a kernel would be given. */
  readonly programmed: readonly string[];
}

interface RenderedRawEgress {
  readonly chains: Readonly<Record<string, readonly string[]>>;
  readonly needed_ip_sets: readonly string[];
}

type RenderedFamily = Readonly<Record<TableName, RenderedTable>>;

export interface RenderedStep {
  readonly '4': RenderedFamily;
  readonly '6': RenderedFamily;
  readonly rawEgressOnly: { readonly '4': RenderedRawEgress; readonly '6': RenderedRawEgress };
}

/** Renders each step's messages on top of those before; gives the whole state after each. */
export class Renderer {
  readonly #families: readonly RenderFamily[];

  constructor(config: RenderConfig) {
    this.#families = ([4, 6] as const).map((ipVersion) => new RenderFamily(config, ipVersion));
  }

  step(messages: Iterable<felix.IToDataplane>): RenderedStep {
    for (const message of messages) for (const family of this.#families) family.onUpdate(message);
    for (const family of this.#families) family.completeDeferredWork();
    const [ipv4, ipv6] = this.#families as [RenderFamily, RenderFamily];
    return {
      '4': ipv4.rendered(),
      '6': ipv6.rendered(),
      rawEgressOnly: { '4': ipv4.renderedRawEgress(), '6': ipv6.renderedRawEgress() },
    };
  }
}

class RenderFamily {
  readonly #tables: Readonly<Record<TableName, RecordingTable>>;
  readonly #family: Family;
  readonly #rawEgressTable: RecordingTable;
  readonly #rawEgress: PolicyManager;
  #neededIpSets: readonly string[] = [];

  constructor(config: RenderConfig, ipVersion: IpVersion) {
    const table = (name: TableName) => new RecordingTable(name, ipVersion);
    this.#tables = { raw: table('raw'), mangle: table('mangle'), nat: table('nat'), filter: table('filter') };
    const ipSets = new RecordingIpSets(ipVersion);
    this.#family = new Family({ config: config.rules, ipVersion, tables: this.#tables, ipSets });
    this.#family.setHostInterfaces(config.interfaces);
    this.#rawEgressTable = table('raw');
    this.#rawEgress = PolicyManager.rawEgressOnly(this.#rawEgressTable, rendering(config.rules, ipVersion), (names) => {
      this.#neededIpSets = [...names].sort();
    });
  }

  onUpdate(message: felix.IToDataplane): void {
    this.#family.onUpdate(message);
    this.#rawEgress.onUpdate(message);
  }

  completeDeferredWork(): void {
    this.#family.completeDeferredWork();
    this.#rawEgress.completeDeferredWork();
  }

  rendered(): RenderedFamily {
    const { raw, mangle, nat, filter } = this.#tables;
    return { raw: renderTable(raw), mangle: renderTable(mangle), nat: renderTable(nat), filter: renderTable(filter) };
  }

  renderedRawEgress(): RenderedRawEgress {
    return { chains: renderChains(this.#rawEgressTable), needed_ip_sets: this.#neededIpSets };
  }
}

function renderTable(table: RecordingTable): RenderedTable {
  const comments: Record<string, readonly (readonly string[])[]> = {};
  for (const { name, rules } of sortedChains(table)) {
    if (rules.some((rule) => rule.comments)) comments[name] = rules.map((rule) => (rule.comments ?? []).toSorted());
  }
  const kernel: Record<string, { insert?: string[]; append?: string[] }> = {};
  for (const [chain, rules] of table.inserted) kernel[chain] = { ...kernel[chain], insert: rules.map(formatRule) };
  for (const [chain, rules] of table.appended) kernel[chain] = { ...kernel[chain], append: rules.map(formatRule) };
  return { chains: renderChains(table), comments, kernel, programmed: [...table.programmed()].sort() };
}

function renderChains(table: RecordingTable): Record<string, string[]> {
  return Object.fromEntries(sortedChains(table).map(({ name, rules }) => [name, rules.map(formatted)]));
}

function sortedChains(table: RecordingTable) {
  return [...table.chains.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Formatting costs more than rendering, and most rules outlive many steps. */
const formattedRules = new WeakMap<Rule, string>();

function formatted(rule: Rule): string {
  let text = formattedRules.get(rule);
  if (text === undefined) {
    text = formatRule(rule);
    formattedRules.set(rule, text);
  }
  return text;
}
