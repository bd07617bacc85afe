// What is typed into a form outlives a reload, a session and the server, with script and without.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser, visit } from '../browser.js';
import { openHouse } from '../house.js';
import { moveIn, signIn } from '../people.js';
import { sound } from '../sound.js';

const LOGIN = 'owner@house.example';
const FORM = '/w/demo/records/new?kind=task';
let house;
let browser;
let owner;
before(async () => {
  house = await openHouse();
  browser = await openBrowser();
  owner = await moveIn(browser, house, 'MBR-1', LOGIN);
});
after(async () => {
  await browser?.close();
  await house?.close();
});
const open = (path, options) => visit(browser, house, path, { storageState: owner, ...options });
const title = (page) => page.locator('#f-title');

test('a reload and a restart of the server lose nothing, and a draft can be discarded', async () => {
  const seen = await open(FORM);
  const { page } = seen;
  await title(page).fill('Half a sent');
  await page.locator('#draft-said').filter({ hasText: 'Draft kept' }).waitFor();
  await page.reload();
  assert.equal(await title(page).inputValue(), 'Half a sent');
  assert.match(await page.locator('main').innerText(), /This is a draft from/);
  await sound(seen, 'draft');
  await title(page).fill('Half a sentence');
  await page.locator('#draft-said').filter({ hasText: 'Draft kept' }).waitFor();
  await seen.close();
  await house.restart();
  const again = await open(FORM);
  assert.equal(await title(again.page).inputValue(), 'Half a sentence');
  await again.page.getByRole('button', { name: 'Discard the draft' }).click();
  await again.page.waitForLoadState();
  assert.equal(await title(again.page).inputValue(), '');
  await again.close();
});

test('a draft is gone once its form is sent, and was nobody else’s', async () => {
  const { page, close } = await open(FORM);
  await title(page).fill('To be sent');
  await page.getByLabel('Owner').fill('PER-1');
  await page.locator('#draft-said').filter({ hasText: 'Draft kept' }).waitFor();
  const other = await moveIn(browser, house, 'MBR-3', 'other@house.example');
  const theirs = await visit(browser, house, FORM, { storageState: other });
  assert.equal(await title(theirs.page).inputValue(), '');
  await theirs.close();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.waitForURL(/records\/TASK-|records\/TSK-/);
  await page.goto(house.url + FORM);
  assert.equal(await title(page).inputValue(), '');
  await close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`a session that ran out leads through signing in back to the form${javaScriptEnabled ? '' : ', without script'}`, async () => {
    const { page, close } = await open(FORM, { javaScriptEnabled });
    await title(page).fill(`Typed late ${javaScriptEnabled}`);
    await page.getByLabel('Detail').fill('two\nlines');
    await house.sessionsRunOut();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/\/sign-in\?next=/);
    await signIn(page, LOGIN);
    await page.waitForURL(/records\/new\?kind=task/);
    assert.equal(await title(page).inputValue(), `Typed late ${javaScriptEnabled}`);
    assert.equal(await page.getByLabel('Detail').inputValue(), 'two\nlines');
    owner = await page.context().storageState();
    await close();
  });
}
