// The accessibility tree of a page, as a screen reader meets it, compared with the file that was agreed on.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';

export const SNAPSHOTS = new URL('../snapshots/', import.meta.url);
export const COMPARED = new URL('../out/compared/', import.meta.url);

/**
 * Compares the tree below an element with e2e/snapshots/{name}.yml; UPDATE_SNAPSHOTS=1 writes that file.
 * Give an element whose text stays the same from day to day.
 */
export async function assertTree(locator, name) {
  const tree = `${await locator.ariaSnapshot()}\n`;
  const file = new URL(`${name}.yml`, SNAPSHOTS);
  await mkdir(COMPARED, { recursive: true });
  await writeFile(new URL(`${name}.yml`, COMPARED), '');
  if (process.env.UPDATE_SNAPSHOTS === '1') {
    await mkdir(SNAPSHOTS, { recursive: true });
    await writeFile(file, tree);
    return;
  }
  const agreed = await readFile(file, 'utf8').catch(() => null);
  assert.ok(agreed !== null, `e2e/snapshots/${name}.yml does not exist; UPDATE_SNAPSHOTS=1 writes it`);
  assert.equal(tree, agreed, `the accessibility tree differs from e2e/snapshots/${name}.yml; UPDATE_SNAPSHOTS=1 accepts it`);
}
