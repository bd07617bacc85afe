// Risks: the matrix of the criteria, the register behind each of its cells, and the story of one risk.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SCREENS, barriers, overflow, shoot, shotPath } from '../browser.js';
import { fixture } from '../fixture.js';

const { visit } = fixture();

const WIDTHS = [320, 390, 768, 1024, 1440, 1920, 2560];

/** Holds a page against what must hold of every page, at every width and in both schemes, in one visit. */
async function holds(path, name) {
  const { page, faults, status, close } = await visit(path, SCREENS.desk);
  assert.equal(status, 200);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    for (const [screen, { viewport }] of Object.entries(SCREENS)) {
      await page.setViewportSize(viewport);
      await shoot(page, `${name}-${screen}-${colorScheme}`);
      assert.deepEqual(await barriers(page), [], `${name} on a ${screen}, ${colorScheme}`);
    }
  }
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await overflow(page), [], `${name} at ${width}`);
  }
  assert.deepEqual(faults, []);
  await close();
}

test('the page of risks holds at every width, by day and by night', () => holds('/risks', 'risks'));

test('so does one risk', () => holds('/risks/RISK-1', 'risk'));

test('every cell leads to as many risks as it says, with and without script', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, faults, close } = await visit('/risks', { javaScriptEnabled });
    const cells = page.locator('.risk-map td a');
    const all = (await page.locator('.risk-map td a > .num').allTextContents()).map(Number);
    const at = all.indexOf(Math.max(...all));
    assert.ok(all[at] > 0, 'some cell holds a risk');
    await cells.nth(at).click();
    assert.match(page.url(), /filter=cell%3A\dx\d/);
    assert.equal(await page.locator('.grid tbody tr').count(), all[at]);
    assert.equal(await page.locator('.risk-map [aria-current=true]').count(), 1);
    assert.equal(await page.locator('.cards li').count(), Math.min(all[at], 3));
    // The choice is in the address and goes again.
    await page.locator('.ph .more-of').click();
    assert.doesNotMatch(page.url(), /cell/);
    assert.deepEqual(faults, []);
    await close();
  }
});

test('what is open is what the matrix and the list of those without a place come to', async () => {
  const { page, close } = await visit('/risks?show=inherent');
  assert.equal(await page.locator('.segments [aria-current]').innerText(), 'Inherent');
  const counted = (await page.locator('.risk-map td a > .num').allTextContents())
    .map(Number)
    .reduce((sum, n) => sum + n, 0);
  const open = Number(/^(\d+) open/.exec(await page.locator('.head p').innerText())[1]);
  assert.ok(counted > 0 && counted <= open, `${counted} of ${open}`);
  const found = await page.locator('[data-count]').innerText();
  assert.equal(Number(/^\d+/.exec(found)[0]), open);
  await close();
});

test('the gravest come first, and heads and chips are links', async () => {
  const { page, close } = await visit('/risks', { javaScriptEnabled: false });
  const levels = ['Low', 'Medium', 'High', 'Critical'];
  const column = await page.locator('td[data-name=residual] .level').allInnerTexts();
  const ranks = column.map((word) => levels.indexOf(word));
  assert.ok(ranks.length > 3 && ranks.every((rank) => rank >= 0), column.join());
  assert.deepEqual(ranks, ranks.toSorted((a, b) => b - a));
  assert.equal(await page.locator('th[aria-sort=descending]').innerText(), 'Residual');
  await page.goto(new URL('/risks?by=appetite', page.url()).href);
  await page.locator('.making input[value=above]').check();
  await page.locator('.making button.main').click();
  assert.match(page.url(), /filter=appetite%3Aabove/);
  for (const word of await page.locator('td[data-name=appetite]').allInnerTexts()) {
    assert.match(word, /Above appetite|Accepted/);
  }
  await close();
});

test('a risk says why it stands where it stands, and who keeps it', async () => {
  const { page, close } = await visit('/risks?filter=appetite%3Aopen', { javaScriptEnabled: false });
  await page.getByRole('link', { name: /^RISK-1 / }).last().click();
  assert.match(page.url(), /\/risks\/RISK-1$/);
  const text = await page.locator('main').innerText();
  for (const heading of ['What may happen', 'From inherent to residual', 'Acceptance', 'Why it moved']) {
    assert.ok(text.includes(heading), heading);
  }
  assert.match(text, /The acceptance RAC-1, until \d{1,2} [A-Z][a-z]{2} \d{4}, does not cover where it stands/);
  assert.match(text, /Decided by/);
  assert.ok(await page.locator('.figure svg').first().isVisible(), 'the level over time is drawn');
  assert.ok((await page.locator('.figure details tbody tr').count()) > 0, 'and said in a table');
  assert.ok((await page.locator('.events li').count()) > 1);
  await close();
});

test('the register is a file of exactly what is shown', async () => {
  const { page, close } = await visit('/risks?filter=appetite%3Aabove');
  const shown = await page.locator('.grid tbody tr').count();
  const href = await page.locator('a[href*="/risks/sheet"][href*="csv"]').getAttribute('href');
  const answer = await page.request.get(new URL(href, page.url()).href);
  assert.equal(answer.status(), 200);
  const lines = (await answer.text()).trim().split(/\r?\n/);
  assert.equal(lines.length - 1, shown);
  assert.match(lines[0], /^(\uFEFF)?key,title,residual_likelihood,residual_impact,residual_level,inherent_/);
  assert.doesNotMatch(lines[0], /state|sources/, 'columns that are not shown');
  await close();
});

test('the matrix is printed with its counts, its words and its line', async () => {
  const { page, faults, close } = await visit('/risks?print', { colorScheme: 'dark' });
  const pdf = await page.pdf({ path: shotPath('risks.pdf'), format: 'A4', preferCSSPageSize: true });
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 688, height: 1000 });
  await shoot(page, 'risks-print');
  assert.ok(await page.locator('.risk-map table').isVisible());
  assert.ok(await page.locator('.risk-map .key').isVisible());
  assert.equal(await page.locator('.grid').count(), 0);
  assert.deepEqual(faults, []);
  await close();
});
