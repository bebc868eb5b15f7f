// What axe-core finds on a page, told so that it can be mended.
import assert from 'node:assert/strict';
import axe from 'axe-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fails when the page breaks a rule of WCAG 2.2 A or AA. The page's content security policy stays in force. */
export async function assertAccessible(page) {
  // Through the debugger, which no policy binds; a <script> element would be stopped.
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(
    (tags) => globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations', 'passes'] }),
    TAGS,
  );
  assert.ok(passes.length > 0, 'axe looked at something');
  assert.equal(violations.length, 0, `${page.url()}\n${violations.map(told).join('\n')}`);
}

function told({ id, help, helpUrl, nodes }) {
  const places = nodes.map(({ target, failureSummary }) => `    ${target.join(' ')}: ${failureSummary.replaceAll(/\s+/g, ' ')}`);
  return [`  ${id}: ${help} (${helpUrl})`, ...places].join('\n');
}
