// Every recorded case: messages in, and the chains, comments, kernel rules and IP-set filters that Felix made of them.
import { fromJson } from '@manul/proto';
import { expect, test } from 'vitest';
import { parseRenderConfig } from '../../services/cli/src/render/render-config.ts';
import { type RenderedStep, Renderer } from '../../services/cli/src/render/render-steps.ts';
import { describeShared, type GoldenCase, goldenCase, goldenCaseNames, readGolden } from './shared-data.ts';

interface RecordedTable {
  chains?: Record<string, string[] | null>;
  comments?: Record<string, string[][]>;
  kernel?: unknown;
  programmed?: string[];
  programmed_added?: string[];
  programmed_removed?: string[];
}

interface RecordedRawEgress {
  chains?: Record<string, string[] | null>;
  needed_ip_sets?: string[];
}

type Family = Record<string, RecordedTable>;

interface RecordedStep {
  readonly '4': Family;
  readonly '6': Family;
  readonly rawEgressOnly: Record<'4' | '6', RecordedRawEgress>;
  readonly delta?: boolean;
}

const families = ['4', '6'] as const;

/** Source and destination NAT is not network policy. */
const elsewhere = /^cali-(nat-outgoing|fip-dnat|fip-snat)$/;

describeShared('chains, as recorded', () => {
  test.each(goldenCaseNames())('%s', (name) => {
    const info = goldenCase(name);
    expect(info.nodes.length).toBeGreaterThan(0);
    for (const node of info.nodes) compareNode(info, node);
  });
});

function compareNode(info: GoldenCase, node: string): void {
  const config = { hostname: node, felix: info.config, interfaces: info.interfaces[node] ?? {} };
  const renderer = new Renderer(parseRenderConfig(config));
  const messages = readGolden(info.name, `${node}.messages`) as Record<string, unknown>[][];
  const recorded = readGolden(info.name, `${node}.iptables`) as RecordedStep[];
  expect(messages.length, 'steps').toBe(recorded.length);
  let whole: RecordedStep | undefined;
  for (const [i, step] of recorded.entries()) {
    whole = step.delta && whole ? applied(whole, step) : step;
    compareStep(`${node} step ${i}`, renderer.step((messages[i] ?? []).map(fromJson)), whole);
  }
}

function compareStep(where: string, got: RenderedStep, want: RecordedStep): void {
  for (const family of families) {
    for (const [name, table] of Object.entries(want[family])) {
      const at = `${where} IPv${family} ${name}`;
      const rendered = got[family][name as keyof RenderedStep['4']];
      expectChains(at, rendered.chains, table.chains);
      expect(rendered.kernel, `${at} kernel chains`).toEqual(table.kernel ?? {});
      expect(rendered.programmed, `${at} programmed`).toEqual((table.programmed ?? []).toSorted());
      if (table.comments) expect(rendered.comments, `${at} comments`).toEqual(table.comments);
    }
    const rawEgress = want.rawEgressOnly[family];
    const at = `${where} IPv${family} rawEgressOnly`;
    expectChains(at, got.rawEgressOnly[family].chains, rawEgress.chains);
    expect(got.rawEgressOnly[family].needed_ip_sets, at).toEqual((rawEgress.needed_ip_sets ?? []).toSorted());
  }
}

/** Compared one by one where they differ, so that a failure shows just these. */
function expectChains(
  where: string,
  got: Readonly<Record<string, readonly string[]>>,
  want: RecordedTable['chains'] = {},
): void {
  expect(Object.keys(got).sort(), `${where} chains`).toEqual(Object.keys(want).sort());
  for (const [name, rules] of Object.entries(want)) {
    if (elsewhere.test(name) || same(got[name] ?? [], rules ?? [])) continue;
    expect(got[name], `${where} ${name}`).toEqual(rules);
  }
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((rule, i) => rule === b[i]);
}

/** Large cases are recorded as one whole step and the changes of those after it, without comments. */
function applied(whole: RecordedStep, delta: RecordedStep): RecordedStep {
  const family = (of: (typeof families)[number]): Family =>
    Object.fromEntries(
      Object.entries(whole[of]).map(([name, table]) => [name, appliedTable(table, delta[of][name] ?? {})]),
    );
  const rawEgress = (of: (typeof families)[number]): RecordedRawEgress => ({
    chains: appliedChains(whole.rawEgressOnly[of].chains, delta.rawEgressOnly[of].chains),
    needed_ip_sets: delta.rawEgressOnly[of].needed_ip_sets ?? [],
  });
  return {
    '4': family('4'),
    '6': family('6'),
    rawEgressOnly: { '4': rawEgress('4'), '6': rawEgress('6') },
  };
}

function appliedTable(table: RecordedTable, delta: RecordedTable): RecordedTable {
  const removed = new Set(delta.programmed_removed);
  const programmed = new Set([...(table.programmed ?? []), ...(delta.programmed_added ?? [])]);
  return {
    chains: appliedChains(table.chains, delta.chains),
    kernel: delta.kernel ?? table.kernel,
    programmed: [...programmed].filter((name) => !removed.has(name)),
  };
}

function appliedChains(whole: RecordedTable['chains'] = {}, delta: RecordedTable['chains'] = {}) {
  return Object.fromEntries(Object.entries({ ...whole, ...delta }).filter(([, rules]) => rules !== null));
}
