// An article's way over the desk on a phone: an editor writes it, cannot publish it alone, the supervisor does, the public
// reads it, and when it is withdrawn its address says why.
import assert from 'node:assert/strict';
import * as tests from 'node:test';
import { browser, visit } from '../support/browser.mjs';
import { assertGood } from '../support/pages.mjs';

const chromium = browser(tests);
const TITLE = '示例：窗口开放时间有调整';

/** An officer of the demonstration at work on a phone. */
const at = (account, work) =>
  chromium.page(`content as ${account}`, { viewport: 'phone' }, async (page) => {
    await visit(page, '/desk/login');
    await page.locator(`button[name=account][value=demo-${account}]`).click();
    await work(page);
  });

/** Presses a button of the acts, in its fold when it needs a reason. */
async function act(page, resource, why) {
  const form = page.locator(`form[action$="/${resource}"]`);
  if (why) {
    await form.locator('xpath=ancestor::details').locator('summary').click();
    await form.locator('textarea').fill(why);
  }
  await form.locator('button').click();
}

tests.test('an article is written, reviewed, published and withdrawn', { timeout: 240_000 }, async () => {
  let piece = '';
  let address = '';
  await at('editor', async (page) => {
    await visit(page, '/desk/content');
    await assertGood(page, 'content-desk');
    await visit(page, '/desk/content/new?kind=article&site=fujian-zone');
    await page.locator('main form button').first().click();
    await assertGood(page, 'content-faulty');
    await page.locator('#title').fill(TITLE);
    await page.locator('#column').selectOption('notices');
    await page.locator('#source').fill('示例编辑部');
    await page.locator('#body').fill('## 时间\n\n- 上午九点到十二点');
    await page.locator('main form button').first().click();
    piece = new URL(page.url()).pathname;
    await assertGood(page, 'content-draft');
    await act(page, 'review');
    assert.equal(await page.locator('form[action$="/publication"]').count(), 0, 'nobody publishes their own article');
    await assertGood(page, 'content-review');
  });
  await at('supervisor', async (page) => {
    await visit(page, piece);
    await act(page, 'publication');
    address = await page.locator('a[href^="/s/fujian-zone/c/columns/"]').getAttribute('href');
  });
  await chromium.page('content read', {}, async (page) => {
    await visit(page, address);
    assert.equal(await page.locator('h1').innerText(), TITLE);
    await assertGood(page, 'content-article');
  });
  await at('supervisor', async (page) => {
    await visit(page, piece);
    await act(page, 'withdrawal', '时间写错了');
    await assertGood(page, 'content-withdrawn');
  });
  await chromium.page('content withdrawn', {}, async (page) => {
    // Pages of this node are a second behind what was done.
    await page.waitForTimeout(1_500);
    await visit(page, address);
    assert.match(await page.locator('main').innerText(), /时间写错了/);
  });
});

for (const capability of ['rumours', 'hotlines', 'road-closures', 'live', 'columns']) {
  tests.test(`${capability} of a zone has no barrier on a phone`, () =>
    chromium.page(capability, {}, async (page) => {
      await page.goto(`/s/fujian-zone/c/${capability}`, { waitUntil: 'domcontentloaded' });
      await assertGood(page, `content-${capability}`);
    }));
}

tests.test('an open live page shows a new entry by itself and says when', { timeout: 60_000 }, () =>
  chromium.page('live', {}, async (page) => {
    const text = `【示例】${Date.now()} 新消息`;
    await page.goto('/s/shanghai-zone/c/live', { waitUntil: 'domcontentloaded' });
    await page.locator('[data-live-state]', { hasText: '自动出现' }).waitFor();
    await at('editor', async (desk) => {
      await visit(desk, '/desk/content/new?kind=live&site=shanghai-zone');
      await desk.locator('#text').fill(text);
      await desk.locator('button[name=then][value=publish]').click();
    });
    await page.locator('.timeline li', { hasText: text }).waitFor({ timeout: 15_000 });
  }));
