// The front doors that everybody meets first: in every mode, on a phone and on a desk, without a barrier.
import assert from 'node:assert/strict';
import * as tests from 'node:test';
import { assertAccessible } from '../support/axe.mjs';
import { assertReflows, browser, modes, viewports, visit } from '../support/browser.mjs';
import { picture } from '../support/screenshots.mjs';
import { assertTree } from '../support/tree.mjs';

const { describe, test } = tests;
const chromium = browser(tests);
const DOORS = { home: '/', items: '/items', 'log-in': '/login' };

for (const [name, path] of Object.entries(DOORS)) {
  describe(path, () => {
    for (const mode of Object.keys(modes)) {
      for (const viewport of Object.keys(viewports)) {
        const title = `${name} in ${mode} on a ${viewport}`;
        test(`${title} has no barrier`, () =>
          chromium.page(title, { mode, viewport }, async (page) => {
            await visit(page, path);
            await assertAccessible(page);
            await assertReflows(page);
            if (name === 'home' && mode === 'light' && viewport === 'desktop') await picture(page, 'portal');
          }));
      }
    }

    test(`${name} speaks English when asked`, () =>
      chromium.page(`${name} in English`, { lang: 'en' }, async (page) => {
        await visit(page, path);
        assert.equal(await page.locator('html').getAttribute('lang'), 'en');
        await assertAccessible(page);
      }));

    test(`${name} fits a window of 320 pixels without JavaScript`, () =>
      chromium.page(`${name} narrow`, { viewport: 'phone', javaScriptEnabled: false }, async (page) => {
        await page.setViewportSize({ width: 320, height: 640 });
        await visit(page, path);
        await assertReflows(page);
        assert.equal(await page.locator('main').count(), 1);
      }));

    test(`${name} lets the keyboard skip to the content`, () =>
      chromium.page(`${name} by keyboard`, { viewport: 'desktop' }, async (page) => {
        await visit(page, path);
        await page.keyboard.press('Tab');
        const skip = page.locator(':focus');
        const target = await skip.getAttribute('href');
        assert.match(target ?? '', /^#/, 'the first stop is a link into this page');
        assert.ok(await skip.isVisible(), 'the skip link shows itself');
        await page.keyboard.press('Enter');
        assert.equal(new URL(page.url()).hash, target);
        const inside = await page.locator(target).evaluate((place) => place.closest('main') !== null);
        assert.ok(inside, `${target} leads to the main content`);
      }));
  });
}

test('the banner reads the same to a screen reader', () =>
  chromium.page('banner', { viewport: 'desktop' }, async (page) => {
    await visit(page, '/');
    await assertTree(page.getByRole('banner'), 'banner');
  }));

test('the log-in page reads the same to a screen reader', () =>
  chromium.page('log-in tree', {}, async (page) => {
    await visit(page, '/login');
    await assertTree(page.getByRole('main'), 'log-in');
  }));

test('operators hear that it is alive', () =>
  chromium.page('healthz', {}, async (page) => {
    const response = await visit(page, '/healthz');
    assert.equal(response.status(), 200);
  }));
