// Alerts, the dashboard and the runbooks speak of metrics that exist, and of each other.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { missing } from './src/environment.ts';
import { chart, find, render, root } from './src/manifests.ts';
import { writeTemporary } from './src/temporary.ts';

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: Readonly<Record<string, string>>;
}

interface RuleFile {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Alert[] }[];
}

const alertsFile = join(chart, 'files', 'alerts.yaml');
const alerts = (parse(readFileSync(alertsFile, 'utf8')) as RuleFile).groups.flatMap(({ rules }) => rules);
const dashboard = readFileSync(join(chart, 'files', 'dashboard.json'), 'utf8');
const runbooks = join(root, 'docs', 'runbooks');

/** Names of the series that the services expose, as their code declares them. */
const exposed = new Set(
  ['calc-graph', 'dataplane-driver'].flatMap((service) => {
    const folder = join(root, 'services', service, 'src');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const code = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
    return [...code.matchAll(/'(manul_[a-z0-9_]+)'/g)].map(([, name]) => name!);
  }),
);

const namesIn = (text: string) => [...new Set([...text.matchAll(/\bmanul_[a-z0-9_]+/g)].map(([name]) => name))];
const unknownIn = (text: string) =>
  namesIn(text).filter((name) => !exposed.has(name) && !exposed.has(name.replace(/_(bucket|sum|count)$/, '')));

test('the code declares metrics where this looks for them', () => {
  expect(exposed.size).toBeGreaterThan(20);
  expect(unknownIn('manul_driver_connected manul_no_such_thing')).toEqual(['manul_no_such_thing']);
});

describe('alerts', () => {
  test.each(alerts)('$alert goes by metrics that exist', ({ expr }) => {
    expect(namesIn(expr).length + expr.split('up{').length - 1).toBeGreaterThan(0);
    expect(unknownIn(expr)).toEqual([]);
  });

  test.each(alerts)('$alert says what to do', ({ alert, labels, annotations }) => {
    expect(labels.severity).toMatch(/^(warning|critical)$/);
    expect(Object.keys(annotations).sort()).toEqual(['description', 'runbook_url', 'summary']);
    expect(annotations['runbook_url']).toBe(`RUNBOOKS/${alert}.md`);
    const page = readFileSync(join(runbooks, `${alert}.md`), 'utf8');
    expect(page).toMatch(new RegExp(`^# ${alert}\n`));
    for (const heading of ['## What it means', '## What to look at', '## What to do']) expect(page).toContain(heading);
    expect(unknownIn(page)).toEqual([]);
  });

  test('and pages come in pairs', () => {
    const pages = readdirSync(runbooks).filter((file) => file !== 'README.md');
    expect(pages.sort()).toEqual(alerts.map(({ alert }) => `${alert}.md`).sort());
    const index = readFileSync(join(runbooks, 'README.md'), 'utf8');
    for (const page of pages) expect(index).toContain(`(${page})`);
  });

  test('are rules to Prometheus, fire when they should, and not before', ({ skip }) => {
    if (missing('promtool').length > 0) skip();
    execFileSync('promtool', ['check', 'rules', alertsFile], { stdio: 'pipe' });
    writeTemporary('alerts.yaml', readFileSync(alertsFile, 'utf8'));
    const tests = readFileSync(join(import.meta.dirname, 'alerts.test.yaml'), 'utf8');
    execFileSync('promtool', ['test', 'rules', writeTemporary('alerts.test.yaml', tests)], { stdio: 'pipe' });
  });

  test('are what the chart installs, with links that lead somewhere', ({ skip }) => {
    if (missing('helm').length > 0) skip();
    const set = ['monitoring.rules.enabled=true', 'monitoring.rules.runbookBase=https://wiki.example/manul/'];
    const rule = find(render({ set }), 'PrometheusRule', 'manul') as unknown as { spec: RuleFile };
    const installed = rule.spec.groups.flatMap(({ rules }) => rules);
    expect(installed.map(({ alert }) => alert)).toEqual(alerts.map(({ alert }) => alert));
    for (const { alert, annotations } of installed) {
      expect(annotations['runbook_url']).toBe(`https://wiki.example/manul/${alert}.md`);
    }
    const without = find(render({ set: ['monitoring.rules.enabled=true'] }), 'PrometheusRule', 'manul');
    expect(JSON.stringify(without)).not.toContain('runbook_url');
    expect(JSON.stringify(without)).toContain('ManulDriverDown');
  });
});

describe('the dashboard', () => {
  const { panels } = JSON.parse(dashboard) as {
    panels: readonly { id: number; type: string; title: string; targets?: readonly { expr: string }[] }[];
  };

  test('shows metrics that exist, and every one of them', () => {
    expect(unknownIn(dashboard)).toEqual([]);
    const shown = new Set(namesIn(dashboard).map((name) => name.replace(/_(bucket|sum|count)$/, '')));
    expect([...exposed].filter((name) => !shown.has(name))).toEqual([]);
  });

  test('has a query in each panel, and no two panels of one number', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { type, title, targets = [] } of panels)
      if (type !== 'row') expect(targets.length, title).toBeGreaterThan(0);
  });

  test('has queries that Prometheus can read', ({ skip }) => {
    if (missing('promtool').length > 0) skip();
    const queries = panels.flatMap(({ targets = [] }) =>
      targets.map(({ expr }) => expr.replaceAll('$__rate_interval', '5m')),
    );
    const rules = queries.map((expr, index) => ({ record: `panel:query:${index}`, expr }));
    const file = writeTemporary('queries.yaml', JSON.stringify({ groups: [{ name: 'dashboard', rules }] }));
    execFileSync('promtool', ['check', 'rules', file], { stdio: 'pipe' });
  });

  test('is installed as it is', ({ skip }) => {
    if (missing('helm').length > 0) skip();
    const set = ['monitoring.dashboard.enabled=true'];
    const { data } = find(render({ set }), 'ConfigMap', 'manul-dashboard') as unknown as {
      data: Record<string, string>;
    };
    expect(JSON.parse(data['manul.json']!)).toEqual(JSON.parse(dashboard));
  });
});
