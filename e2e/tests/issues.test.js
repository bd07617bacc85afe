// Issues: a tab for each kind with how many are open, its records in the table of all records, and nothing of what a reader
// does not see.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { openBrowser, visit } from '../browser.js';
import { openHouse } from '../house.js';
import { past } from '../pages.js';
import { moveIn } from '../people.js';
import { sound } from '../sound.js';

let house;
let browser;
let owner;
let handler;
let token;
const json = async (...args) => JSON.parse(await house.assay(...args, '--output', 'json'));
before(async () => {
  house = await openHouse();
  browser = await openBrowser();
  owner = await moveIn(browser, house, 'MBR-1', 'owner@house.example');
  const { records } = await json('record', 'list', 'member');
  const { key } = records.find((member) => member.body.roles.includes('case-handler'));
  handler = await moveIn(browser, house, key, 'handler@house.example');
  ({ token } = await json('token', 'create', '--title', 'Concerns', '--member', key, '--scopes', 'read,write,handle'));
});
after(async () => {
  await browser?.close();
  await house?.close();
});
const open = (path, options) => visit(browser, house, path, { storageState: owner, ...options });
const tabs = (page) => page.getByRole('navigation', { name: 'Kinds of issue' });
const shown = (page) => page.locator('tbody tr[data-key]').evaluateAll((rows) => rows.map((row) => row.dataset.key));

test('each tab says how many are open, and shows exactly these, what is due first first', async () => {
  const seen = await open('/issues', { javaScriptEnabled: false });
  const { page } = seen;
  assert.equal(await page.locator('main .panel h2').first().innerText(), 'Reporting clocks', 'clocks come first');
  const all = await tabs(page).getByRole('link').evaluateAll((links) => links.map((a) => [a.getAttribute('href'), Number(a.querySelector('.num').firstChild.nodeValue)]));
  assert.equal(all.length, 6);
  assert.ok(all.filter(([, n]) => n > 0).length >= 4, JSON.stringify(all));
  let sum = 0;
  for (const [href, n] of all) {
    await page.goto(house.url + href);
    assert.match(await page.locator('.chips .chip').innerText(), /^State/);
    assert.match(await page.locator('[data-count]').innerText(), new RegExp(`^${n} record`), href);
    assert.equal((await shown(page)).length, n, href);
    const due = await page.locator('td[data-name=due] .v').allInnerTexts();
    const days = due.map((day) => Date.parse(day.trim())).filter((day) => !Number.isNaN(day));
    assert.deepEqual(days, [...days].sort((one, other) => one - other), href);
    sum += n;
  }
  const beside = page.getByRole('navigation', { name: 'Places', exact: true }).getByRole('link', { name: 'Issues' });
  assert.match(await beside.innerText(), new RegExp(`\\b${sum}\\b`), 'the place counts what its tabs count');
  await seen.close();
});

test('it is sound at every size, in light and dark', async () => {
  for (const [path, name] of [['/issues', 'issues'], ['/issues?kind=nonconformity', 'issues-all'], ['/issues?kind=finding&by=state', 'issues-making']]) {
    const seen = await open(path);
    await sound(seen, name);
    await seen.close();
  }
});

test('the filter is a chip that goes, heads sort, columns are chosen, all of it in the address and without script', async () => {
  const { page, close } = await open('/issues', { javaScriptEnabled: false });
  await tabs(page).getByRole('link', { name: /Findings/ }).click();
  await page.waitForURL(/kind=finding&filter=state%3Adraft%2Copen&sort=due/);
  const few = (await shown(page)).length;
  await page.locator('.chips .chip a').click();
  await page.waitForURL((url) => url.search === '?kind=finding&sort=due');
  assert.ok((await shown(page)).length > few, 'what is closed is there too');
  await page.getByRole('columnheader', { name: 'Grade' }).getByRole('link').click();
  await page.waitForURL(/sort=grade/);
  assert.equal(await page.locator('[aria-sort]').getAttribute('aria-sort'), 'ascending');
  await page.locator('.tools summary', { hasText: 'Columns' }).click();
  await page.locator('.tools label', { hasText: 'Raised on' }).locator('input').uncheck();
  await page.locator('.tools').getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL(/columns=/);
  assert.equal(await page.getByRole('columnheader', { name: 'Raised on' }).count(), 0);
  assert.equal(new URL(page.url()).searchParams.get('kind'), 'finding');
  // The tab leads back to those that are open.
  await tabs(page).getByRole('link', { name: /Findings/ }).click();
  assert.equal((await shown(page)).length, few);
  await close();
});

test('a file holds the rows, the columns and the order that are shown', async () => {
  const { page, close } = await open('/issues?kind=nonconformity&filter=state%3Aopen%2Canalysed%2Cresolved&sort=-due');
  const keys = await shown(page);
  assert.ok(keys.length > 1);
  const names = await page.locator('tbody tr[data-key]').first().locator('td[data-name]').evaluateAll((cells) => cells.map((cell) => cell.dataset.name));
  await page.locator('.tools summary', { hasText: 'Export' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'What is shown, CSV' }).click()]);
  const text = (await readFile(await download.path(), 'utf8')).replace(/^\uFEFF/, '').trim();
  const [head, ...lines] = text.split(/\r\n/).map((line) => line.split(','));
  assert.deepEqual(head, ['key', 'title', ...names]);
  assert.deepEqual(lines.map((line) => line[0]), keys);
  const due = head.indexOf('due');
  const said = await page.locator('td[data-name=due] .v').allInnerTexts();
  const day = (text) => new Date(`${text.trim()} UTC`).toISOString().slice(0, 10);
  assert.deepEqual(lines.map((line) => line[due]), said.map(day));
  await close();
});

test('a cell is edited where it stands, and picked rows are changed together', async () => {
  const { page, faults, close } = await open('/issues?kind=nonconformity&filter=state%3Aopen%2Canalysed&sort=due');
  const editable = page.locator('tbody tr[data-edits]').first();
  const key = await editable.getAttribute('data-key');
  const cell = page.locator(`tr[data-key=${key}] td[data-name=due]`);
  await cell.hover();
  await cell.locator('.pen').click();
  const dialog = page.locator('dialog.inline');
  await dialog.locator('#f-due').fill('2028-02-03');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.match(await cell.innerText(), /3 Feb 2028/);
  assert.equal((await json('record', 'show', key)).body.due, '2028-02-03');
  assert.equal(new URL(page.url()).pathname, '/issues');

  for (const one of ['j', 'x', 'j', 'x']) await page.keyboard.press(one);
  assert.match(await page.locator('[data-picked]').innerText(), /2/);
  await page.locator('.bulk').getByRole('button', { name: 'Change' }).click();
  await page.waitForURL(/\/bulk\?.*kind=nonconformity/);
  assert.equal(new URL(page.url()).searchParams.getAll('row').length, 2);
  assert.deepEqual(faults, []);
  await close();
});

test('a view of it is kept, and leads back to it', async () => {
  const { page, close } = await open('/issues?kind=finding&filter=grade%3Aopportunity&sort=-raised_on');
  const keys = await shown(page);
  await page.getByRole('button', { name: 'Save view' }).first().click();
  const form = page.locator('#save-view');
  await form.getByLabel('Name of the view').fill('Opportunities');
  await form.getByLabel('Everybody here sees it').check();
  await form.getByRole('button', { name: 'Save view' }).click();
  await page.waitForURL(/sort=-raised_on/);
  await page.goto(`${house.url}/controls`);
  await page.getByRole('link', { name: 'Opportunities', exact: true }).first().click();
  await page.waitForURL((url) => url.pathname === '/issues' && url.search.includes('grade%3Aopportunity'));
  assert.deepEqual(await shown(page), keys);
  assert.match(await tabs(page).locator('[aria-current]').innerText(), /Findings/);
  await close();
});

test('who handles no concerns sees neither tab nor count of them', async () => {
  const beside = (page) => page.getByRole('navigation', { name: 'Places', exact: true }).getByRole('link', { name: 'Issues' }).innerText();
  const before = await open('/issues');
  const n = await beside(before.page);
  await before.close();
  await house.assayAs(token, 'record', 'create', 'concern', '--set', 'title=Told at night', '--set', 'owner=PER-1');

  const theirs = await open('/issues?kind=concern', { storageState: handler });
  assert.match(await tabs(theirs.page).locator('[aria-current]').innerText(), /Concerns\s+1/);
  assert.match(await theirs.page.locator('[data-table=issues] tbody').innerText(), /Told at night/);
  await theirs.close();

  const seen = await open('/issues');
  assert.doesNotMatch(await tabs(seen.page).innerText(), /Concern/);
  assert.equal(await beside(seen.page), n);
  await seen.close();
  const refused = await open('/issues?kind=concern');
  assert.equal(refused.status, 404);
  assert.doesNotMatch(await refused.page.locator('main').innerText(), /Told at night/);
  await refused.close();
});

test('a moment of the past has its tabs and rows, and nothing that changes them', async () => {
  const { page, close } = await open('/issues');
  await page.goto(`${house.url}/as-of?next=${encodeURIComponent('/issues')}`);
  const form = page.locator('main form');
  await form.locator('[name=day]').fill(past);
  await form.getByRole('button', { name: 'Look back' }).click();
  await page.waitForURL(/\/issues$/);
  const current = await tabs(page).locator('[aria-current] .num').first().innerText();
  assert.equal(Number(current.match(/\d+/)[0]), (await shown(page)).length);
  assert.equal(await page.locator('.pick, .pen, .bulk, a[href*="/new"]').count(), 0);
  await close();
});
