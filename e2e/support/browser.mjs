// A real browser on one page, in one of the ways in which people look at it.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';

const BASE_URL = process.env.BASE_URL ?? 'http://127.0.0.1:8080';
const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--no-first-run',
];
const FAILURES = new URL('../out/failures/', import.meta.url);

export const viewports = {
  phone: { width: 375, height: 800 },
  desktop: { width: 1280, height: 900 },
};

/** Cookies that POST /preferences sets, by the name of a mode. */
export const modes = {
  light: { theme: 'light' },
  dark: { theme: 'dark' },
  contrast: { theme: 'contrast' },
  elder: { theme: 'light', elder: 'on' },
};

/**
 * Opens a browser for the tests of one file and closes it after them.
 * @param {typeof import('node:test')} tests the module `node:test`
 * @returns {{ page: (name: string, options: object, journey: (page: import('playwright-core').Page) => Promise<void>) => Promise<void> }}
 */
export function browser({ before, after }) {
  /** @type {import('playwright-core').Browser} */
  let running;
  before(async () => {
    running = await chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
  });
  after(() => running?.close());
  return { page: (name, options, journey) => onPage(running, name, options, journey) };
}

/**
 * Runs a journey on a fresh page. It fails, too, when a script fails or the content security policy stops something;
 * of a failed journey a picture stays in e2e/out/failures.
 * `options`: `viewport` and `mode` by name, `lang` (zh or en), `javaScriptEnabled`.
 */
async function onPage(running, name, { viewport = 'phone', mode = 'light', lang = 'zh', ...further }, journey) {
  const context = await running.newContext({
    baseURL: BASE_URL, viewport: viewports[viewport], locale: lang === 'zh' ? 'zh-CN' : lang, reducedMotion: 'reduce',
    hasTouch: viewport === 'phone', ...further,
  });
  const cookies = Object.entries({ lang, ...modes[mode] });
  await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: BASE_URL })));
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(message.text());
  });
  try {
    await journey(page);
    assert.deepEqual(complaints, [], 'the browser has nothing to complain about');
  } catch (error) {
    await mkdir(FAILURES, { recursive: true });
    const file = new URL(`${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.png`, FAILURES);
    await page.screenshot({ path: decodeURIComponent(file.pathname), fullPage: true }).catch(() => {});
    throw error;
  } finally {
    await context.close();
  }
}

/** Opens a page and expects an answer below 400. */
export async function visit(page, path) {
  const response = await page.goto(path);
  assert.ok(response.status() < 400, `${path} answers ${response.status()}`);
  return response;
}

/** Nothing sticks out to the right: reading needs one direction of scrolling (WCAG 1.4.10). */
export async function assertReflows(page) {
  const { wide, room } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth, room: document.documentElement.clientWidth,
  }));
  assert.ok(wide <= room, `${page.url()} is ${wide} pixels wide in a window of ${room}`);
}
