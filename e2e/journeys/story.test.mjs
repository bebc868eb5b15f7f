// The README's story: a grandchild applies for an elder's card from a phone and sends one paper later, receives a
// certificate that anyone can check, follows the courier and says how it was. With script, and again without.
import assert from 'node:assert/strict';
import * as tests from 'node:test';
import { browser, visit } from '../support/browser.mjs';
import { assertGood } from '../support/pages.mjs';
import { photograph } from '../support/paper.mjs';
import { picture } from '../support/screenshots.mjs';
import { assertTree } from '../support/tree.mjs';

const chromium = browser(tests);
const VERIFY = /\/verify\/[0-9A-Z.]+$/;

for (const script of [true, false]) {
  const how = script ? 'with script' : 'without script';
  tests.test(`from the portal to a rated result, ${how}`, { timeout: 600_000 }, () =>
    chromium.page(`story ${how}`, { viewport: 'phone', javaScriptEnabled: script }, async (page) => {
      // axe waits for scripts of its own; what it finds does not depend on ours.
      const look = async (name, of = page) => {
        if (script) await assertGood(of, name);
      };
      const at = (account, work) => officer(account, script, (desk) => work(desk, (name) => look(name, desk)));
      await find(page, look);
      await begin(page, look);
      const draft = new URL(page.url()).pathname;
      await answer(page, look, draft, script);
      await give(page, look, draft);
      const no = await send(page, look, draft);
      await at('clerk', (desk, look) => accept(desk, look, no));
      await supply(page, look, no);
      await at('decider', (desk, look) => grant(desk, look, no));
      await at('clerk', (desk, look) => produce(desk, look, no));
      await check(page, look, no);
      await at('clerk', (desk, look) => dispatch(desk, look, no));
      await follow(page, look, no);
      await rate(page, look, no);
    }));
}

const next = (page) => page.locator('main form .actions button').first().click();
const choose = (page, name, value) => page.locator(`input[name="${name}"][value="${value}"]`).check();
const fill = async (page, answers) => {
  for (const [name, text] of Object.entries(answers)) await page.locator(`main [name="${name}"]`).fill(text);
};

/** An officer at a desk, with the demonstration's own log-in. */
async function officer(account, script, work) {
  await chromium.page(`desk of ${account}`, { viewport: 'desktop', javaScriptEnabled: script }, async (desk) => {
    await visit(desk, '/desk/login');
    await desk.locator(`button[name=account][value=demo-${account}]`).click();
    await work(desk);
  });
}

/** Everyday words lead to the guide. */
async function find(page, look) {
  await visit(page, '/');
  await page.locator('.hero input[name=q]').fill('老年证');
  await page.locator('.hero button').click();
  await look('found');
  await page.getByRole('link', { name: '老年人优待证办理（示例）' }).first().click();
  await look('guide');
  await assertTree(page.locator('.at-a-glance'), 'guide-at-a-glance');
  await picture(page, 'guide-phone');
}

/** The log-in, and the questions before the form. */
async function begin(page, look) {
  await page.getByRole('link', { name: '立即办理' }).click();
  await look('log-in');
  await page.locator('button[name=person][value=li]').click();
  await look('apply');
  await next(page);
  for (const question of ['sixty', 'lives_here']) {
    await look(`question-${question}`);
    await choose(page, question, 'yes');
    await next(page);
  }
  await look('eligible');
  await next(page);
  await page.waitForURL(/\/drafts\/[^/]+$/);
  await look('tasks');
}

/** Four pages of questions: what is known stands there, a slip is said beside its field, and nothing typed is lost. */
async function answer(page, look, draft, script) {
  await visit(page, `${draft}/sections/who`);
  await choose(page, 'for_whom', 'family');
  if (!script) await next(page);
  await look('section-who');
  await choose(page, 'relation', 'grandparent');
  await next(page);
  assert.equal(await page.locator('[name=elder_name]').inputValue(), '', 'the applicant is not the elder');
  await fill(page, { elder_name: '演示赵奶奶', elder_number: '119999194103090048' });
  await choose(page, 'registered', 'elsewhere');
  await next(page);
  assert.match(await page.locator('#elder_number-error').innerText(), /校验码/);
  assert.equal(await page.locator('[name=elder_name]').inputValue(), '演示赵奶奶');
  await look('section-elder-faults');
  await fill(page, { elder_number: '119999194103090049', 'since.year': '2019', 'since.month': '3', 'since.day': '1' });
  await next(page);
  await choose(page, 'card_class', '65');
  await page.locator('select[name=street]').selectOption({ label: '洪桥街道' });
  await look('section-card');
  assert.equal(await page.locator('[name=telephone]').inputValue(), '13800000001', 'a known answer is not asked again');
  await next(page);
  await page.locator('[name=true_words]').check();
  await look('section-promise');
  await next(page);
  await page.waitForURL(new RegExp(`${draft}$`));
}

/** Photographs of three papers; the fourth is promised. Then how the result is to come. */
async function give(page, look, draft) {
  await visit(page, `${draft}/materials`);
  for (const [key, name] of [['identity_card', '身份证'], ['photo', '照片'], ['mandate', '同意书']]) {
    const form = page.locator(`form[action$="/materials/${key}"]`);
    await form.locator('input[type=file]').setInputFiles(await photograph(page, name));
    if (!(await form.getByText(`${name}.jpg`).first().isVisible())) await form.getByRole('button', { name: '上传' }).click();
    await form.getByText(`${name}.jpg`).first().waitFor();
  }
  const promise = page.locator('form[action$="/residence_proof/promise"]');
  await promise.locator('[name=promise]').check();
  await promise.locator('button').click();
  await page.getByText('已承诺后补').waitFor();
  await look('materials');
  await visit(page, `${draft}/delivery`);
  await choose(page, 'way', 'courier');
  await fill(page, { name: '演示李明', phone: '13800000001', address: '广东省广州市越秀区演示路1号' });
  await look('delivery');
  await next(page);
}

/** Everything once more on one page, then the receipt. Returns the case's number. */
async function send(page, look, draft) {
  await visit(page, `${draft}/check`);
  await look('check');
  await assertTree(page.locator('main form'), 'declaration');
  await page.locator('[name=declaration]').check();
  await next(page);
  await page.waitForURL(/\/cases\/\d+\/receipt$/);
  await look('receipt');
  const no = new URL(page.url()).pathname.split('/')[2];
  await visit(page, `/cases/${no}`);
  await look('case-submitted');
  return no;
}

/** One material is missing; the case is accepted against the promise, with a day by which it must come. */
async function accept(desk, look, no) {
  await look('desk-overview');
  await visit(desk, `/desk/cases/${no}`);
  await look('desk-case');
  await picture(desk, 'desk-case');
  await perform(desk, 'acceptance');
  await desk.locator('.case-head').getByText('已受理').waitFor();
}

async function perform(desk, resource) {
  const panel = desk.locator(`details#${resource}`);
  if ((await panel.getAttribute('open')) === null) await panel.locator('summary').click();
  await panel.locator('.actions button').first().click();
}

/** The page of the case says what is missing and until when. */
async function supply(page, look, no) {
  await visit(page, `/cases/${no}`);
  await look('case-accepted');
  await visit(page, `/cases/${no}/supply`);
  await look('supply');
  await page.locator('input[type=file]').setInputFiles(await photograph(page, '居住证'));
  await page.locator('main form button').last().click();
  await page.waitForURL(new RegExp(`/cases/${no}$`));
}

async function grant(desk, look, no) {
  await visit(desk, `/desk/cases/${no}`);
  await perform(desk, 'grant');
  await desk.locator('.case-head').getByText('准予').waitFor();
}

async function produce(desk, look, no) {
  await visit(desk, `/desk/cases/${no}`);
  await desk.locator('form[action$="/certificate"] button').click();
  await desk.locator('a[href^="/verify/"]').first().waitFor();
  await look('desk-produced');
}

/** The owner sees the certificate; a stranger checks it. */
async function check(page, look, no) {
  await visit(page, `/cases/${no}`);
  await look('case-produced');
  await visit(page, '/me/certificates');
  await look('certificates');
  await page.locator('main a[href^="/me/certificates/"]').first().click();
  await look('certificate');
  const number = new URL(page.url()).pathname.split('/').pop();
  await chromium.page('a stranger checks', { viewport: 'phone' }, async (stranger) => {
    await visit(stranger, `/verify/${number}`);
    assert.match(stranger.url(), VERIFY);
    await stranger.getByText('老年人优待证').first().waitFor();
    await look('verify', stranger);
  });
}

async function dispatch(desk, look, no) {
  await visit(desk, '/desk/parcels');
  await look('desk-parcels');
  const row = desk.locator('tr', { hasText: no });
  await row.locator('form[action$="/waybill"] button').click();
}

/** The courier of the demonstration reports from three places. */
async function follow(page, look, no) {
  for (const state of ['collected', 'in-transit', 'delivered']) {
    await visit(page, '/demo/courier');
    if (state === 'collected') await look('demo-courier');
    await page.locator('form', { hasText: no }).locator(`button[value="${state}"]`).click();
  }
  await visit(page, `/cases/${no}`);
  await look('case-delivered');
}

async function rate(page, look, no) {
  await visit(page, `/cases/${no}/rating`);
  await look('rating');
  await choose(page, 'grade', '1');
  await page.locator('[name=words]').fill('在手机上就办好了，谢谢。');
  await page.locator(`form[action="/cases/${no}/rating"] button`).last().click();
  await visit(page, `/cases/${no}`);
  await page.locator('.case-head').getByText('已评价').waitFor();
  await look('case-rated');
}
