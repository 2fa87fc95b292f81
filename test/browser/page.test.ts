// The web page as a person uses it, in a real browser, over the demo's cluster.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@manul/observability';
import { type CalcGraphHandle, runCalcGraph } from '@manul/service-calc-graph';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replaceFile } from '../../services/cli/src/lab/manifests.ts';
import { accessibilityProblems, launchBrowser, openPage, overflow, requireBrowser } from './src/browser.ts';

const demo = join(import.meta.dirname, '..', '..', 'deploy', 'demo');
const paths = [
  '',
  'policies',
  'policies/KubernetesNetworkPolicy%7Cshop%7Capi-for-web',
  'reachability',
  'reachability?namespace=shop',
  'explain?from=shop/web&to=shop/db&port=tcp/5432',
  'what-if',
  'time-line',
];

const patient = { timeout: 300_000 };

/** Changes the demo's cluster: a policy that lets guests at the database. */
const letGuestsIn = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { namespace: shop, name: db-for-guests }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress: [{ ports: [{ protocol: TCP, port: 5432 }] }]
`;

describe.runIf(requireBrowser())('the page', () => {
  let directory: string;
  let service: CalcGraphHandle;
  let browser: Browser;
  let url: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'manul-browser-'));
    cpSync(demo, join(directory, 'manifests'), { recursive: true });
    service = await runCalcGraph(
      {
        source: `directory:${directory}/manifests`,
        listen: `unix:${directory}/sync.sock`,
        page: '127.0.0.1:0',
      },
      { log: createLogger({ service: 'test', level: 'error' }) },
    );
    if (service.revision() === 0) await service.nextFlush();
    url = service.pageUrl!;
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  /** All that is asked has been answered. */
  const settled = (page: Page) => expect.poll(() => page.locator('.loading').count(), patient).toBe(0);

  test('the overview says where policy is enforced, and how much is isolated', async () => {
    const { page, done } = await openPage(browser, url);
    await page.getByText('Enforced on 0 of 2 nodes').waitFor();
    await page.getByText('node-1').waitFor();
    const shop = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'shop' }) });
    await expect.poll(() => shop.getByRole('cell').allInnerTexts(), patient).toEqual(['3', '3', '5', '100%', '0%']);
    await done();
  });

  test("a policy's page says whom it selects, what it allows and where", async () => {
    const { page, done } = await openPage(browser, `${url}policies`);
    await page.getByLabel('Search policies').fill('api-for');
    await page.getByRole('link', { name: /api-for-web/ }).click();
    await page.getByRole('heading', { name: 'api-for-web' }).waitFor();
    await page.getByText('app=api').waitFor();
    await expect
      .poll(() => page.locator('.rule').allInnerTexts(), patient)
      .toEqual([
        expect.stringMatching(
          /^allow tcp from pods app == 'web' in namespace shop to port http\s.*spec\.ingress\[0\]/s,
        ),
      ]);
    await page.getByText('NetworkPolicy in tier default').waitFor();
    await page.getByText('0 of 1 node', { exact: true }).waitFor();
    await done();
  });

  test('a cell of the matrix explains itself', async () => {
    const { page, done } = await openPage(browser, `${url}reachability?namespace=shop&ports=tcp/8080,tcp/5432`);
    await page.getByRole('button', { name: 'shop/app=web to shop/app=api: 1 of 1 pairs allowed' }).click();
    const panel = page.getByRole('complementary', { name: 'Explanation' });
    await panel.getByText('shop/web can reach shop/api on tcp/8080').waitFor();
    await panel.getByRole('link', { name: 'NetworkPolicy shop/api-for-web' }).waitFor();
    await page.getByRole('button', { name: 'shop/app=web to shop/app=db: 0 of 1 pairs allowed' }).click();
    await panel.getByText('shop/web cannot reach shop/db on tcp/8080').waitFor();
    await page.getByText('tcp/5432', { exact: true }).click();
    await page.getByRole('button', { name: 'shop/app=api to shop/app=db: 1 of 1 pairs allowed' }).waitFor();
    await done();
  });

  test('what-if tells what a pasted change would do, and changes nothing', async () => {
    const { page, done } = await openPage(browser, `${url}what-if`);
    const revision = service.revision();
    await page.getByLabel('Apply (YAML)').fill(letGuestsIn);
    await page.getByRole('button', { name: 'Show what changes' }).click();
    await page.getByRole('heading', { name: 'What changes' }).waitFor();
    const change = page.locator('.change').filter({ hasText: 'ops/app=dns' });
    expect(await change.textContent()).toMatch(/opens[\s\S]*shop\/app=db[\s\S]*tcp\/5432/);
    const kernels = page.getByRole('row', { name: 'NetworkPolicy shop/db-for-guests' });
    await expect.poll(() => kernels.getByRole('cell').allInnerTexts(), patient).toEqual(['0 → 1', '0 → 2']);
    expect(service.revision()).toBe(revision);
    await page.getByLabel('Apply (YAML)').fill('kind: [');
    await page.getByRole('button', { name: 'Show what changes' }).click();
    await page.getByRole('alert').waitFor();
    // The browser itself reports that the server refused what it could not read.
    await done([expect.stringContaining('400')]);
  });

  test('the slider goes back in time, in every view', async () => {
    const before = service.revision();
    replaceFile(join(directory, 'manifests', 'policies', '70-db-for-guests.yaml'), letGuestsIn);
    while (service.revision() === before) await service.nextFlush();
    const { page, done } = await openPage(browser, `${url}time-line`);
    await page.getByText('apply NetworkPolicy shop/db-for-guests').waitFor();
    const slider = page.getByRole('region', { name: 'Slider' }).getByRole('slider');
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('region', { name: 'The past' }).getByText(`revision ${before}`).waitFor();
    await page.getByRole('link', { name: 'Explain' }).click();
    await page.getByLabel('From').fill('ops/dns');
    await page.getByLabel('To', { exact: true }).fill('shop/db');
    await page.getByLabel('Port').fill('tcp/5432');
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.getByText('ops/dns cannot reach shop/db').waitFor();
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.getByText('ops/dns can reach shop/db').waitFor();
    await done();
  });

  test('a keyboard alone reaches an explanation', async () => {
    const { page, done } = await openPage(browser, url);
    await settled(page);
    const focused = () =>
      page.evaluate<string>('document.activeElement.textContent || document.activeElement.ariaLabel');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    for (let i = 0; i < 4; i++) await page.keyboard.press('Tab');
    expect(await focused()).toBe('Reachability');
    await page.keyboard.press('Enter');
    // The new view takes the focus once it is drawn.
    await expect.poll(() => page.evaluate<string>('document.activeElement.id'), patient).toBe('main');
    await page.getByRole('grid').waitFor();
    for (let i = 0; i < 20 && !(await page.locator('.cell:focus').count()); i++) await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const cell = () => page.locator('.cell:focus').getAttribute('aria-label');
    await expect.poll(cell, patient).toMatch(/^ops to shop:/);
    await page.keyboard.press('Enter');
    await page.getByText(/^ops\/(dns|prom) can(not)? reach shop/).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(cell, patient).toMatch(/^ops to shop:/);
    await done();
  });

  describe.each([
    { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 860 } },
    { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 860 } },
    { name: 'on a phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
  ] as const)('$name', ({ colorScheme, viewport }) => {
    test.each(paths)('/%s is accessible and fits', async (path) => {
      const { page, done } = await openPage(browser, url + path, { colorScheme, viewport });
      await settled(page);
      expect(await overflow(page)).toBe(0);
      expect(await accessibilityProblems(page)).toEqual([]);
      const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      expect(ground).toBe(colorScheme === 'dark' ? 'rgb(17, 22, 21)' : 'rgb(246, 247, 246)');
      await done();
    });
  });

  test('an object with markup in its name shows as text', async () => {
    const markup = '<img src=x onerror=alert(1)>';
    const { page, done } = await openPage(
      browser,
      `${url}explain?from=${encodeURIComponent(markup)}&to=shop/db&port=1`,
    );
    await page.getByRole('alert').waitFor();
    expect(await page.locator('img').count()).toBe(1);
    await done([expect.stringContaining('400')]);
  });
});
