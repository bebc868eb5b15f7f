// After all journeys: a snapshot that none of them compared is refused, or deleted with UPDATE_SNAPSHOTS=1.
import { readdir, rm } from 'node:fs/promises';
import { COMPARED, SNAPSHOTS } from './tree.mjs';

const files = async (folder) => (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.yml'));

const compared = new Set(await files(COMPARED));
const dead = (await files(SNAPSHOTS)).filter((name) => !compared.has(name));
for (const name of dead) {
  if (process.env.UPDATE_SNAPSHOTS === '1') {
    await rm(new URL(name, SNAPSHOTS));
    console.log(`deleted e2e/snapshots/${name}: no journey compares it`);
  } else {
    console.error(`e2e/snapshots/${name}: no journey compares it; delete it (UPDATE_SNAPSHOTS=1 does)`);
    process.exitCode = 1;
  }
}
