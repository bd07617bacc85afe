// An auditor prints the list: every control is on paper, and so is the word that the data is made up.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { shotPath, shoot } from '../browser.js';
import { fixture } from '../fixture.js';

const { visit } = fixture();

test('all 38 controls and three of our own are on paper, each with state and reason', async () => {
  const { page, close } = await visit('/controls?view=list', { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 688, height: 1000 });
  await shoot(page, 'controls-print');
  const rows = page.locator('tr:not(.group):has(.title)');
  assert.equal(await rows.count(), 41);
  for (const row of await rows.all()) {
    for (const part of ['.title', '.why', '.chip']) assert.ok(await row.locator(part).isVisible());
    assert.equal(await row.evaluate((e) => getComputedStyle(e).display), 'table-row', 'paper keeps its columns');
  }
  assert.ok(await page.locator('.ribbon').isVisible());
  assert.ok(await page.locator('.watermark').isVisible());
  await close();
});

for (const [name, path] of [['controls', '/controls'], ['control', '/controls/A.6.2.4'], ['today', '/']]) {
  test(`${path} prints black on white`, async () => {
    const { page, faults, close } = await visit(path, { colorScheme: 'dark' });
    const pdf = await page.pdf({ path: shotPath(`${name}.pdf`), format: 'A4', preferCSSPageSize: true });
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    await page.emulateMedia({ media: 'print' });
    const colours = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return [color, backgroundColor];
    });
    assert.deepEqual(colours, ['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    assert.deepEqual(faults, []);
    await close();
  });
}
