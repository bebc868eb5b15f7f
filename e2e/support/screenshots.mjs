// Pictures for the README, taken during journeys with SCREENSHOTS=1.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const IMAGES = new URL('../../docs/images/', import.meta.url);

/** Takes docs/images/{name}.png of what the window shows, when pictures are wanted. */
export async function picture(page, name) {
  if (process.env.SCREENSHOTS !== '1') return;
  await mkdir(IMAGES, { recursive: true });
  await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, IMAGES)), animations: 'disabled' });
}
