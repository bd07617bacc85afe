// Tables of records: everything they show is in their address and leaves as a file just so; rows are changed where they
// stand or several at once, and files are taken in, with and without script.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { SCREENS, barriers, overflow, shoot } from '../browser.js';
import { fixture } from '../fixture.js';

const own = fixture();
const { visit } = own;
const json = async (...args) => JSON.parse(await own.house.assay(...args, '--output', 'json'));
const show = (key) => json('record', 'show', key);

let token;
const keys = [];

let ready;
/** The token and the rows; made once. */
const prepared = () => (ready ??= prepare());
const prepare = async () => {
  token = (await json('token', 'create', '--title', 'Tables', '--scopes', 'read,write')).token;
  for (let n = 1; n <= 30; n += 1) {
    const due = n % 5 === 0 ? [] : ['--set', `due=2027-01-${String(31 - n).padStart(2, '0')}`];
    const title = n === 7 ? '=HYPERLINK("x")' : `Row ${String(n).padStart(2, '0')}`;
    const made = await json('record', 'create', 'task', '--set', `title=${title}`, '--set', 'owner=PER-1', ...due);
    keys.push(made.key);
  }
};

const LIST = '/w/demo/records?kind=task';
const titles = (page) => page.locator('tbody a.title').allInnerTexts();

/** The rows of a CSV, without those of more than one line. */
const csv = (text) => text.replace(/^\uFEFF/, '').trim().split(/\r\n/).map((line) => line.split(','));

test('heads sort, chips narrow down, columns are chosen, and pages follow each other both ways', async () => {
  await prepared();
  const { page, faults, close } = await visit(`${LIST}&rows=25`);
  await page.getByRole('columnheader', { name: 'Due' }).getByRole('link').click();
  await page.waitForURL(/sort=due/);
  assert.equal(await page.locator('[aria-sort]').getAttribute('aria-sort'), 'ascending');
  const days = await page.locator('td[data-name=due] .v').allInnerTexts();
  const stated = days.map((d) => Date.parse(d.trim())).filter((d) => !Number.isNaN(d));
  assert.ok(stated.length > 1);
  assert.deepEqual(stated, [...stated].sort((one, other) => one - other));
  const first = await titles(page);
  await page.getByRole('link', { name: 'Next' }).click();
  await page.waitForURL(/after=/);
  const second = await titles(page);
  assert.equal(second.filter((title) => first.includes(title)).length, 0);
  await page.getByRole('link', { name: 'Previous' }).click();
  await page.waitForURL(/before=/);
  assert.deepEqual(await titles(page), first);

  await page.locator('.chips summary').click();
  await page.locator('.chips').getByRole('link', { name: 'Owner', exact: true }).click();
  await page.waitForURL(/by=owner/);
  await page.locator('input[name=is]').fill('PER-1');
  await page.getByRole('button', { name: 'Apply' }).first().click();
  await page.waitForURL(/filter=owner%3APER-1/);
  assert.doesNotMatch(page.url(), /by=/);
  assert.match(await page.locator('.chip').innerText(), /Owner/);
  const narrowed = await page.locator('[data-count]').innerText();
  await page.locator('.chip a').click();
  await page.waitForURL((url) => !url.search.includes('owner'));
  assert.match(await page.locator('[data-count]').innerText(), /\d+ records/);
  assert.match(narrowed, /\d+ records/);

  await page.locator('.tools summary', { hasText: 'Columns' }).click();
  await page.locator('.tools label', { hasText: 'Changed' }).locator('input').uncheck();
  await page.locator('.tools').getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL(/columns=/);
  assert.equal(await page.getByRole('columnheader', { name: 'Changed' }).count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

test('a file holds what is shown: the same columns, rows and order, and no formula', async () => {
  await prepared();
  const { page, close } = await visit(`${LIST}&filter=owner%3APER-1&sort=-title&rows=200`);
  const shown = await page.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.dataset.key));
  await page.locator('.tools summary', { hasText: 'Export' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'What is shown, CSV' }).click()]);
  const text = await readFile(await download.path(), 'utf8');
  const [head, ...lines] = csv(text);
  assert.deepEqual(head.slice(0, 4), ['key', 'title', 'state', 'owner']);
  assert.deepEqual(lines.map((line) => line[0]), shown);
  assert.doesNotMatch(text, /(^|,)"?=HYPERLINK/m, 'no cell begins as a formula');
  await close();
});

test('every page of it passes at every size, in light and dark', async () => {
  await prepared();
  const pages = [
    [`${LIST}&filter=owner%3APER-1&sort=due`, 'table'],
    [`${LIST}&by=state`, 'making'],
    [`/w/demo/bulk?kind=task&row=${keys[0]}.1&row=${keys[1]}.1&by=owner`, 'bulk'],
    ['/w/demo/imports/task', 'import'],
  ];
  for (const [path, name] of pages) {
    const { page, faults, close } = await visit(path);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      for (const [screen, { viewport }] of Object.entries(SCREENS)) {
        await page.setViewportSize(viewport);
        await shoot(page, `table-${name}-${screen}-${colorScheme}`);
        assert.deepEqual(await barriers(page), [], `${name} ${screen} ${colorScheme}`);
      }
    }
    for (const width of [320, 768, 2560]) {
      await page.setViewportSize({ width, height: 800 });
      assert.deepEqual(await overflow(page), [], `${name} at ${width}`);
    }
    assert.deepEqual(faults, []);
    await close();
  }
});

test('keys go through rows and pick them; several are changed together, and each says what came of it', async () => {
  await prepared();
  const { page, faults, close } = await visit(`${LIST}&sort=-key&rows=25`);
  assert.equal(await page.locator('.bulk').isVisible(), false);
  for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
  assert.equal(await page.locator('tbody .pick :checked').count(), 2);
  assert.match(await page.locator('[data-picked]').innerText(), /2/);
  const picked = await page.locator('tr:has(:checked)').evaluateAll((rows) => rows.map((row) => row.dataset.key));
  await page.locator('.bulk').getByRole('button', { name: 'Change' }).click();
  await page.waitForURL(/\/bulk\?/);
  await page.getByRole('link', { name: 'Due', exact: true }).click();
  await page.waitForURL(/by=due/);
  // One of the two moves on meanwhile: it is refused, the other is not.
  await own.house.assay('record', 'update', picked[1], '--set', 'detail=faster');
  await page.locator('#f-due').fill('2027-05-05');
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: /Save/ }).click();
  await page.waitForSelector('[role=status]');
  const rows = await page.locator('tbody tr').allInnerTexts();
  assert.match(rows.find((row) => row.includes(picked[0])), /Changed/);
  assert.match(rows.find((row) => row.includes(picked[1])), /Not changed[\s\S]*revision/);
  assert.equal((await show(picked[0])).body.due, '2027-05-05');
  assert.notEqual((await show(picked[1])).body.due, '2027-05-05');
  assert.deepEqual(faults, []);
  await close();
});

test('a cell is edited where it stands; who was slower sees both sides and loses nothing', async () => {
  await prepared();
  const key = keys[2];
  const { page, close } = await visit(`${LIST}&filter=title%3ARow+03`);
  const cell = page.locator(`tr[data-key=${key}] td[data-name=due]`);
  await cell.hover();
  await cell.locator('.pen').click();
  const dialog = page.locator('dialog.inline');
  await dialog.locator('#f-due').fill('2027-06-01');
  await own.house.assay('record', 'update', key, '--set', 'due=2027-07-01');
  await dialog.getByLabel('Token').fill(token);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.locator('.conflict').waitFor();
  assert.match(await dialog.locator('.conflict').innerText(), /2027-07-01[\s\S]*2027-06-01/);
  assert.equal(await dialog.locator('#f-due').inputValue(), '2027-06-01');
  assert.equal((await show(key)).body.due, '2027-07-01');
  await shoot(page, 'table-conflict');
  await dialog.getByLabel('Token').fill(token);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.match(await cell.innerText(), /1 Jun 2027/);
  assert.equal((await show(key)).body.due, '2027-06-01');
  await close();
});

test('a file is looked at before anything is written, its faults stand beside their rows, and a text comes back as it was', async () => {
  await prepared();
  const count = async () => (await json('record', 'list', 'task', '--count')).count.n;
  const had = await count();
  const file = join(tmpdir(), `assay-table-${process.pid}.csv`);
  await writeFile(file, 'title,owner,due,detail\r\nFrom a file,PER-1,2027-03-01,"\'=1+1"\r\nWrong,PER-1,soon,x\r\n');
  const { page, close } = await visit('/w/demo/imports/task', { javaScriptEnabled: false });
  await page.locator('#file').setInputFiles(file);
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.waitForSelector('[role=status]');
  assert.match(await page.locator('tbody tr').first().innerText(), /Refused[\s\S]*due/);
  assert.equal(await count(), had, 'nothing is written before somebody says so');
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Write those that are not refused' }).click();
  await page.waitForSelector('text=Written.');
  assert.equal(await count(), had + 1);
  const made = (await json('record', 'list', 'task', '--filter', 'title:from a file')).records[0];
  assert.equal(made.body.detail, '=1+1');
  await close();
});

test('without script a table sorts, narrows down, picks rows and edits a cell', async () => {
  await prepared();
  const { page, close } = await visit(`${LIST}&rows=25`, { javaScriptEnabled: false });
  await page.getByRole('columnheader', { name: 'Key and title' }).getByRole('link').click();
  await page.waitForURL(/sort=title/);
  await page.locator('.chips summary').click();
  await page.locator('.chips .drop').getByRole('link', { name: 'State', exact: true }).click();
  await page.getByLabel('open').check();
  await page.getByRole('button', { name: 'Apply' }).first().click();
  await page.waitForURL(/filter=state%3Aopen/);
  await page.locator('tbody .pick input').first().check();
  await page.locator('.bulk').getByRole('button', { name: 'Change' }).click();
  await page.waitForURL(/\/bulk\?/);
  await page.goBack();
  const cell = page.locator('tbody tr').first().locator('td[data-name=owner]');
  await cell.hover();
  await cell.locator('.pen').click();
  await page.waitForURL(/edit\?only=owner/);
  assert.deepEqual(await page.locator('form.form .field > label').allInnerTexts().then((all) => all.map((a) => a.replace(/\s*needed$/, ''))), ['Owner', 'Token']);
  await close();
});

test('the inventory of systems has the same keys, the same form in its cells, and rows changed together', async () => {
  const { page, faults, close } = await visit('/systems');
  for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
  assert.equal(await page.locator('tbody .pick :checked').count(), 2);
  assert.match(await page.locator('[data-picked]').innerText(), /2/);
  await page.keyboard.press('a');
  await page.waitForURL(/\/bulk\?row=.*&kind=ai-system&by=owner$/);
  await page.goto(`${own.house.url}/systems`);
  await page.keyboard.press('j');
  const key = await page.locator('tr[data-here]').getAttribute('data-key');
  await page.keyboard.press('a');
  const dialog = page.locator('dialog.inline');
  await dialog.locator('#f-owner').waitFor();
  assert.equal(new URL(page.url()).pathname, '/systems');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('e');
  await page.waitForURL(`**/records/${key}/edit`);
  assert.deepEqual(faults, []);
  await close();
});

test('who picked rows is told that something changed, and keeps what they picked', async () => {
  await prepared();
  const seen = await visit(`${LIST}&sort=-key&rows=25`);
  const { page, close } = seen;
  for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
  const picked = () => page.locator('tr:has(.pick :checked)').evaluateAll((rows) => rows.map((row) => row.dataset.key));
  const before = await picked();
  const made = await json('record', 'create', 'task', '--set', 'title=Meanwhile', '--set', 'owner=PER-1');
  const notice = page.locator('#live-held.shown');
  await notice.waitFor();
  assert.match(await notice.innerText(), /Something changed\. Reload to see it/);
  assert.deepEqual(await picked(), before);
  assert.equal(await page.locator(`tr[data-key=${made.key}]`).count(), 0);
  await shoot(page, 'table-held');
  assert.deepEqual(await barriers(page), []);
  await notice.getByRole('link').click();
  await page.locator(`tr[data-key=${made.key}]`).waitFor();
  await close();
});

test('all rows of a page are picked by one key or one box, and let go again', async () => {
  await prepared();
  const { page, faults, close } = await visit(`${LIST}&rows=25`);
  const rows = await page.locator('tbody .pick input').count();
  const picked = page.locator('tbody .pick :checked');
  assert.ok(rows > 3);
  await page.keyboard.press('*');
  assert.equal(await picked.count(), rows);
  assert.match(await page.locator('[data-picked]').innerText(), new RegExp(`${rows}$`));
  const all = page.getByRole('checkbox', { name: 'Pick all rows of this page' });
  assert.ok(await all.isChecked());
  await page.locator('tbody .pick input').first().uncheck();
  assert.ok(await all.evaluate((box) => box.indeterminate));
  await all.check();
  assert.equal(await picked.count(), rows);
  await all.uncheck();
  assert.equal(await picked.count(), 0);
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(faults, []);
  await close();
});
