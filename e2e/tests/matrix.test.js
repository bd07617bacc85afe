// The coverage matrix, and the way from every state to who collected, when, from what population, which rule, who reviewed.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SCREENS } from '../browser.js';
import { fixture } from '../fixture.js';
import { sound } from '../sound.js';

const { visit } = fixture();

for (const [name, path] of Object.entries({
  matrix: '/controls',
  'matrix-filtered': '/controls?area=A.6&state=failing',
  'control-tests': '/controls/A.6.2.4/tests',
  'control-history': '/controls/A.6.2.4/history',
  'control-crosswalk': '/controls/A.6.2.4/crosswalk',
  why: '/controls/A.6.2.4/why',
})) {
  test(`${name} is sound on every screen`, async () => {
    const seen = await visit(path);
    assert.equal(seen.status, 200);
    await sound(seen, name);
    await seen.close();
  });
}

test('38 controls and three of our own stand against every system in scope, and each cell leads to why', async () => {
  const { page, close } = await visit('/controls');
  assert.equal(await page.locator('.mx-heads th').count(), 42);
  const place = page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Controls' });
  assert.match(await place.innerText(), /41/);
  const systems = await page.locator('.mx tbody tr').count();
  assert.ok(systems > 3, `${systems}`);
  assert.equal(await page.locator('.mx tbody td').count(), systems * 41);
  assert.equal(await page.locator('.mx tbody td a[href*="/why"]').count(), systems * 41);
  const own = page.locator('.mx-heads a[href^="/controls/own"]');
  assert.deepEqual(await own.evaluateAll((all) => all.map((one) => one.firstElementChild.textContent)), ['X.1', 'X.2', 'X.3']);
  const row = page.locator('.mx tbody tr', { hasText: 'SYS-3' });
  await row.getByRole('link', { name: 'A.6.2.4, Failing: show why' }).click();
  const main = page.locator('main');
  assert.match(await main.innerText(), /SYS-3@1\.0\.0/);
  const evidence = page.locator('section:has(#who) tbody tr', { hasText: 'EV-34' });
  assert.match(await evidence.innerText(), /Marcus Oyelaran[\s\S]*optical-digits-held-out[\s\S]*300[\s\S]*Not reviewed/);
  assert.match(await page.locator('section:has(#decided)').innerText(), /vv\.threshold/);
  assert.match(await page.locator('section:has(#rests-on)').innerText(), /Signed by[\s\S]*Beatriz Lemos/);
  await close();
});

test('the area of our own controls holds them alone, as matrix and as list', async () => {
  const { page, close } = await visit('/controls?area=own');
  assert.equal(await page.locator('.mx-heads th').count(), 4);
  await page.getByRole('link', { name: 'List', exact: true }).click();
  assert.equal(await page.locator('table.rows tr.group').innerText(), 'Controls of our own');
  await page.locator('table.rows a.title', { hasText: 'X.1' }).click();
  assert.match(new URL(page.url()).pathname, /^\/controls\/own/);
  await close();
});

test('the matrix shows what is filtered for, without script', async () => {
  const { page, close } = await visit('/controls', { javaScriptEnabled: false, ...SCREENS.desk });
  await page.getByLabel('Area').selectOption('A.6');
  await page.getByRole('searchbox', { name: 'AI system' }).fill('SYS-3');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.waitForURL((url) => url.searchParams.get('area') === 'A.6');
  assert.equal(await page.locator('.mx tbody tr').count(), 2);
  assert.equal(await page.locator('.mx-heads th').count(), 10);
  await page.getByRole('link', { name: 'List', exact: true }).click();
  assert.equal(await page.locator('table.rows tr.group').count(), 1);
  await close();
});

test('heads stay in sight while the matrix scrolls, and the region takes the keyboard', async () => {
  const { page, close } = await visit('/controls', { viewport: { width: 1000, height: 500 } });
  const region = page.locator('.mx-region');
  await region.focus();
  await region.evaluate((e) => e.scrollTo(400, 100));
  const [box, head, side] = await Promise.all([
    region.boundingBox(),
    page.locator('.mx-heads th').nth(20).boundingBox(),
    page.locator('.mx tbody tr').last().locator('th').boundingBox(),
  ]);
  assert.ok(head.y >= box.y - 1, 'the heads are at the top');
  assert.ok(Math.abs(side.x - box.x) < 2, 'the first column is at the side');
  await close();
});

test('one Tab stop, and arrows lead from cell to cell', async () => {
  const { page, close } = await visit('/controls');
  const stops = page.locator('.mx-cell[tabindex="0"]');
  assert.equal(await stops.count(), 1);
  await stops.focus();
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  const at = await page.locator('.mx-cell:focus').evaluate((cell) => cell.closest('tr').rowIndex + ':' + cell.closest('td').cellIndex);
  assert.equal(at, '4:2');
  await page.keyboard.press('End');
  assert.match(await page.locator('.mx-cell:focus').getAttribute('aria-label'), /^X\.3, /);
  assert.equal(await stops.count(), 1);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/why*');
  await close();
});

test('every state on the list and in the Statement opens to a page that explains it', async () => {
  const { page, close } = await visit('/soa');
  const addresses = await page.locator('a.chip').evaluateAll((all) => all.map((a) => a.href));
  assert.equal(addresses.length, 41);
  // Each kind of row once: the last are our own.
  for (const address of [addresses[0], addresses[18], addresses[40]]) {
    await page.goto(address);
    assert.match(await page.locator('h1').textContent(), /^Why /);
    assert.equal(await page.locator('section:has(#decided) tbody tr').count(), 3);
  }
  await close();
});

test('the months of a control show those without evidence in words', async () => {
  const { page, close } = await visit('/controls/A.6.2.4');
  const strip = page.locator('tr', { hasText: 'SYS-5' }).locator('.months li');
  assert.equal(await strip.count(), 12);
  const said = await strip.allTextContents();
  assert.ok(said.some((text) => /no evidence on \d+ days/.test(text)), said.join('; '));
  assert.ok(said.some((text) => /held on all \d+ days/.test(text)), said.join('; '));
  await close();
});
