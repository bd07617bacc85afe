// One search over everything: as a page, as the palette, and the letters that go to a place.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fixture } from '../fixture.js';
import { sound } from '../sound.js';

const own = fixture();
const { visit } = own;

test('the page finds records and requirements by kind, and a key leads there', async () => {
  const seen = await visit('/search?q=digit');
  assert.equal(await seen.page.locator('h1').textContent(), 'Search');
  const system = seen.page.locator('section', { has: seen.page.getByRole('heading', { name: 'AI system', exact: true }) });
  assert.match(await system.innerText(), /SYS-3/);
  await sound(seen, 'search');
  await seen.close();
  for (const [q, to] of [['sys-3', '/w/demo/records/SYS-3'], ['A.6.2.4', '/controls/A.6.2.4'], ['iso42001:6.1.3', '/controls/6.1.3']]) {
    const { page, close } = await visit(`/search?q=${q}`);
    assert.equal(new URL(page.url()).pathname, to, q);
    await close();
  }
  const { page, close } = await visit('/search?q=zzzznothing');
  assert.match(await page.locator('main').innerText(), /Nothing you may see answers/);
  await page.getByRole('main').getByLabel('Search for').fill('verificação e validação');
  await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
  await page.waitForURL(/q=verifica/);
  assert.match(await page.locator('main').innerText(), /A\.6\.2\.4/, 'a title in any language');
  await close();
});

test('without script the form finds the same', async () => {
  const { page, close } = await visit('/search?q=digit&all=1', { javaScriptEnabled: false });
  assert.match(await page.locator('main').innerText(), /SYS-3/);
  await close();
});

test('the palette is opened, searched and left by keyboard alone', async () => {
  const seen = await visit('/w/-/records/SYS-3');
  const { page } = seen;
  await page.goto(`${own.house.url}/`);
  await page.keyboard.press('Control+k');
  const input = page.getByRole('combobox', { name: 'Search or jump to' });
  await input.waitFor();
  await page.getByRole('option', { name: /^SYS-3/ }).waitFor();
  assert.equal(await page.getByRole('group', { name: 'Recent' }).count(), 1, 'what was open last');
  assert.equal(await page.getByRole('group', { name: 'Places' }).getByRole('option').count(), 8);
  await page.keyboard.type('new task');
  await page.getByRole('option', { name: 'New: Task' }).waitFor();
  const active = () => input.getAttribute('aria-activedescendant');
  const first = await active();
  assert.ok(first, 'the first is chosen');
  await sound(seen, 'palette');
  await input.fill('digit');
  await page.getByRole('option', { name: /^SYS-3/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  assert.notEqual(await active(), first);
  assert.equal(await page.locator('[role=option][aria-selected=true]').count(), 1);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('dialog[open]').count(), 0);
  await page.keyboard.press('/');
  await input.fill('SYS-3');
  await page.getByRole('option', { name: /SYS-3/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/records\/SYS-3$/);
  assert.deepEqual(seen.faults, []);
  await seen.close();
});

test('letters go to places, and a question mark tells of them; whoever types is left alone', async () => {
  const seen = await visit('/w/-/records/new?kind=task');
  const { page } = seen;
  await page.locator('#f-title').click();
  await page.keyboard.type('gc/?');
  assert.equal(await page.locator('#f-title').inputValue(), 'gc/?');
  await page.locator('h1').click();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard' });
  await help.waitFor();
  assert.match(await help.innerText(), /Go to Controls/);
  await sound(seen, 'keyboard-help');
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.waitForURL(/\/controls$/);
  await seen.close();
});
