// A real Chromium, and pages in it of which nothing goes wrong unheard.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect, test } from 'vitest';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function findChromium(): string | undefined {
  if (process.env['CHROMIUM']) return process.env['CHROMIUM'];
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin'];
  return folders.map((folder) => join(folder, 'chromium')).find((path) => existsSync(path));
}

/** Whether there is a browser. Otherwise a test says so: it is skipped, and under CI it fails. */
export function requireBrowser(): boolean {
  if (findChromium()) return true;
  const reason = 'needs chromium (Debian: apt-get install chromium, or CHROMIUM=/path)';
  process.stderr.write(`skipped: ${reason}\n`);
  test('this machine has what the tests need', ({ skip }) => {
    if (process.env['CI']) throw new Error(reason);
    skip(reason);
  });
  return false;
}

/** For everything in a browser, in milliseconds: machines are noisy. */
const patience = 300_000;

/** With a profile of its own, which goes when it is closed. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium()!, headless: true, args: flags, timeout: patience });
}

export interface OpenedPage {
  readonly page: Page;
  /** Closes the page. Fails where the browser complained of anything but what is expected. */
  readonly done: (expected?: readonly unknown[]) => Promise<void>;
}

/** A page at that URL, in a browser context of its own. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(new URL('/', url).href)) complaints.push(`asks ${request.url()}`);
  });
  await page.goto(url);
  const done = async (expected: readonly unknown[] = []) => {
    await expect.poll(() => complaints.length, { timeout: patience }).toBeGreaterThanOrEqual(expected.length);
    await context.close();
    expect(complaints).toEqual(expected);
  };
  return { page, done };
}

/** What axe finds wrong for people who do not see, or see otherwise, or use no mouse: rule and place. */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  // Not as a script element: the page's own content policy refuses that.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe: runner } = globalThis as unknown as { axe: typeof axe };
    const { violations: found } = await runner.run({ resultTypes: ['violations'] });
    return found.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(' ')}`));
  });
  return violations;
}

/** How far the document is wider than the screen, in pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
