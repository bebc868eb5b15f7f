// What every page must pass: axe in light, dark and elder mode, and no scrolling sideways.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { assertAccessible } from './axe.mjs';
import { assertReflows } from './browser.mjs';

const LOOKS = { light: { theme: 'light', elder: 'off' }, dark: { theme: 'dark', elder: 'off' }, elder: { theme: 'light', elder: 'on' } };

/**
 * Looks at the page as it stands, in three modes, without loading it again: a page that answers a form has no address.
 * PICTURES=folder keeps what was seen, for people to look at.
 */
export async function assertGood(page, name) {
  for (const [mode, look] of Object.entries(LOOKS)) {
    await page.evaluate((look) => Object.assign(document.documentElement.dataset, look), look);
    await assertAccessible(page);
    await assertReflows(page);
    await keep(page, `${name}-${page.viewportSize().width}-${mode}`);
  }
  await page.evaluate((look) => Object.assign(document.documentElement.dataset, look), LOOKS.light);
}

async function keep(page, name) {
  const folder = process.env.PICTURES;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true, animations: 'disabled' });
}
