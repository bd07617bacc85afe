// Saved views: kept from a table, private or shared, renamed and removed.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser, visit } from '../browser.js';
import { openHouse } from '../house.js';
import { moveIn } from '../people.js';
import { sound } from '../sound.js';

let house;
let browser;
let owner;
let other;
before(async () => {
  house = await openHouse();
  browser = await openBrowser();
  owner = await moveIn(browser, house, 'MBR-1', 'owner@house.example');
  other = await moveIn(browser, house, 'MBR-3', 'other@house.example');
});
after(async () => {
  await browser?.close();
  await house?.close();
});
const open = (path, storageState, options) => visit(browser, house, path, { storageState, ...options });
const LIST = '/w/demo/records?kind=task&sort=-key';

test('a filtered table is kept under a name, and shared only when asked', async () => {
  const seen = await open(LIST, owner);
  const { page } = seen;
  const keep = async (name, shared) => {
    await page.goto(house.url + LIST);
    await page.getByRole('button', { name: 'Save view' }).first().click();
    const form = page.locator('#save-view');
    await form.getByLabel('Name of the view').fill(name);
    if (shared) await form.getByLabel('Everybody here sees it').check();
    if (shared) await sound(seen, 'save-view');
    await form.getByRole('button', { name: 'Save view' }).click();
    await page.waitForURL(/sort=-key/);
  };
  await keep('Newest tasks', false);
  await keep('Tasks for all', true);
  await page.goto(`${house.url}/views`);
  const text = await page.locator('main').innerText();
  assert.match(text, /Newest tasks/);
  assert.match(text, /Tasks for all/);
  await sound(seen, 'views');
  await seen.close();

  const theirs = await open('/views', other);
  const shown = await theirs.page.locator('main').innerText();
  assert.ok(shown.includes('Tasks for all') && !shown.includes('Newest tasks'), shown);
  await theirs.page.getByRole('main').getByRole('link', { name: 'Tasks for all' }).click();
  await theirs.page.waitForURL(/kind=task&sort=-key/);
  await theirs.close();
});

test('a view is renamed and removed, without script too', async () => {
  const { page, close } = await open('/views', owner, { javaScriptEnabled: false });
  const line = (name) => page.getByRole('main').getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) });
  await line('Newest tasks').getByRole('textbox').fill('My tasks');
  await line('Newest tasks').getByRole('button', { name: 'Rename' }).click();
  await line('My tasks').getByRole('button', { name: 'Remove' }).click();
  assert.equal(await line('My tasks').count(), 0);
  await close();
  const nobody = await visit(browser, house, LIST);
  assert.equal(await nobody.page.getByRole('button', { name: 'Save view' }).count(), 0, 'nobody is signed in');
  await nobody.close();
});
