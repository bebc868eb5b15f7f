// Papers that people upload in the journeys: a photograph is what the browser itself can draw.

/** A small JPEG that says what it stands for, as a file for setInputFiles. */
export async function photograph(page, name) {
  const sheet = await page.context().browser().newPage({ viewport: { width: 480, height: 320 } });
  await sheet.setContent(`<h1 style="font-family: sans-serif">演示</h1><p>${name}</p>`);
  const buffer = await sheet.screenshot({ type: 'jpeg' });
  await sheet.context().close();
  return { name: `${name}.jpg`, mimeType: 'image/jpeg', buffer };
}
