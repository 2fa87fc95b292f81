import { expect, test } from 'vitest';
import { loadAssets } from './assets.ts';

test('everything that the document refers to is served, and nothing comes from elsewhere', async () => {
  const assets = await loadAssets();
  const html = assets.get('/')!.body.toString('utf8');
  const referred = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map((match) => match[1]!);
  expect(referred).toContain('/assets/page.js');
  for (const path of referred) expect(assets.has(path), path).toBe(true);
  const css = assets.get('/assets/style.css')!.body.toString('utf8');
  expect(css).not.toMatch(/url\(|@import/);
});

test('nothing in the document is script or style by itself, so that the strictest policy can be served', async () => {
  const html = (await loadAssets()).get('/')!.body.toString('utf8');
  expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=/);
});

test('the page stays small', async () => {
  const bytes = [...(await loadAssets()).values()].reduce((sum, { body }) => sum + body.length, 0);
  expect(bytes).toBeLessThan(150_000);
});
