// The page over a cluster of 5,000 nodes and 100,000 pods: what is sent and shown stays small.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@manul/observability';
import { type CalcGraphHandle, runCalcGraph } from '@manul/service-calc-graph';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser, openPage, requireBrowser } from './src/browser.ts';
import { large, largeCluster } from './src/large-cluster.ts';

describe.runIf(requireBrowser())('with a large cluster', () => {
  let directory: string;
  let service: CalcGraphHandle;
  let browser: Browser;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'manul-browser-'));
    service = await runCalcGraph(
      { source: `directory:${directory}`, listen: `unix:${directory}/sync.sock`, page: '127.0.0.1:0' },
      { source: largeCluster(), log: createLogger({ service: 'test', level: 'error' }) },
    );
    if (service.revision() === 0) await service.nextFlush();
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const elements = (page: Page) => page.evaluate<number>('document.querySelectorAll("*").length');

  test('the overview lists every node, and keeps only those in sight', async () => {
    const { page, done } = await openPage(browser, service.pageUrl!);
    await page.getByText('of 5,000 nodes').waitFor();
    const list = page.getByRole('region', { name: '5,000 nodes' });
    await list.getByText('node-0000').waitFor();
    expect(await elements(page)).toBeLessThan(1500);
    await list.focus();
    await page.keyboard.press('End');
    await list.getByText('node-4999').waitFor();
    expect(await elements(page)).toBeLessThan(1500);
    await page.getByLabel('Search nodes by name').fill('node-012');
    await page.getByRole('region', { name: '10 nodes' }).waitFor();
    await done();
  });

  test('the matrix shows a page of namespaces, finds others, and goes down to workloads', async () => {
    const { page, done } = await openPage(browser, `${service.pageUrl}reachability`);
    const cell = page.getByRole('button', { name: 'team-000 to team-001:' });
    await cell.waitFor();
    expect(await cell.getAttribute('aria-label')).toBe('team-000 to team-001: 8,000 of 40,000 pairs allowed');
    await page.getByLabel('To', { exact: true }).fill('team-49');
    await page.getByRole('button', { name: 'team-000 to team-499:' }).click();
    await page.getByText('By workload: team-000 to team-499').click();
    await page.getByRole('button', { name: 'team-000/app=api to team-499/app=web: 1,600 of 1,600' }).click();
    await page.getByText('team-499/web: ingress rule 0 allows it').first().waitFor();
    await done();
  });

  test('what-if answers by workloads', async () => {
    const { page, done } = await openPage(browser, `${service.pageUrl}what-if`);
    const remove = JSON.stringify({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { namespace: 'team-007', name: 'web' },
    });
    await page.getByText('Delete objects').click();
    await page.getByLabel('Delete (YAML)').fill(remove);
    await page.getByRole('button', { name: 'Show what changes' }).click();
    await page.getByText('→').first().waitFor();
    await page.locator('.figure dd').first().waitFor();
    const [closed] = await page.locator('.figure dd').allTextContents();
    const webs = large.podsInEach / 5;
    const pods = large.namespaces * large.podsInEach;
    expect(Number(closed?.replaceAll(',', ''))).toBeGreaterThanOrEqual(webs * (pods - 1));
    expect(await elements(page)).toBeLessThan(15_000);
    await done();
  });
});
