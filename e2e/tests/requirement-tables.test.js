// Tables that are no list of records behave as all others do: the evidence with what is worked out of verdicts, the
// requirements of a framework, and the rows of a Statement of Applicability.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { fixture } from '../fixture.js';

const own = fixture();
const { visit } = own;

/** Narrows a table down by one value of a field, by its menu and its form, and waits for the address. */
const narrow = async (page, field, value) => {
  await page.locator('.chips summary').click();
  await page.locator('.chips').getByRole('link', { name: field, exact: true }).click();
  await page.waitForURL(/by=/);
  await page.locator('.making').getByLabel(value, { exact: true }).check();
  await page.locator('.making').getByRole('button', { name: 'Apply' }).click();
  await page.waitForURL((url) => url.searchParams.has('filter'));
};

/** The rows of what is shown as CSV, head first. Cells of these tables hold no line breaks. */
const file = async (page) => {
  await page.locator('.tools summary', { hasText: 'Export' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'What is shown, CSV' }).click()]);
  const text = (await readFile(await download.path(), 'utf8')).replace(/^\uFEFF/, '').trim();
  return text.split('\r\n').map((line) => [...line.matchAll(/("([^"]|"")*"|[^,]*)(,|$)/g)].map((cell) => cell[1].replace(/^"|"$/g, '')));
};

const ids = (page) => page.locator('tbody tr[data-key]').evaluateAll((rows) => rows.map((row) => row.dataset.key));

for (const [name, path, field, value, column] of [
  ['the list of controls', '/controls?view=list', 'State', 'Failing', 'state'],
  ['the Statement of Applicability', '/soa', 'Decision', 'Left out', 'decision'],
  ['the evidence that holds', '/evidence', 'Freshness', 'Current', 'freshness'],
  ['the evidence that nothing rests on', '/evidence', 'Freshness', 'Nothing rests on it', 'freshness'],
]) {
  test(`${name} narrows down, keeps it in its address, and leaves as a file just so`, async () => {
    const { page, faults, close } = await visit(path);
    const all = await page.locator('[data-count]').innerText();
    await narrow(page, field, value);
    const shown = await page.locator(`td[data-name=${column}]`).allInnerTexts();
    assert.ok(shown.length > 0, 'something fits');
    assert.ok(shown.every((text) => text.includes(value)), shown.join());
    assert.notEqual(await page.locator('[data-count]').innerText(), all);
    const found = await ids(page);
    const [head, ...rows] = await file(page);
    assert.ok(head.includes(column), 'what is worked out is in the file too');
    assert.deepEqual(rows.map((row) => row[0]), found);
    const again = await visit(new URL(page.url()).pathname + new URL(page.url()).search);
    assert.deepEqual(await ids(again.page), found);
    await again.close();
    await page.locator('.chip a').first().click();
    await page.waitForURL((url) => !url.searchParams.has('filter'));
    assert.equal(await page.locator('[data-count]').innerText(), all);
    assert.deepEqual(faults, []);
    await close();
  });
}

test('heads sort both ways, words are found however they are written, columns are chosen, without script', async () => {
  const { page, close } = await visit('/controls?view=list', { javaScriptEnabled: false });
  assert.ok((await page.locator('tr.group').count()) > 5, 'by area as long as nobody chooses');
  await page.getByRole('columnheader', { name: 'Owner' }).getByRole('link').click();
  assert.equal(await page.locator('[aria-sort]').getAttribute('aria-sort'), 'ascending');
  assert.equal(await page.locator('tr.group').count(), 0);
  const owners = (await page.locator('td[data-name=owner]').allInnerTexts()).map((text) => text.trim());
  assert.deepEqual(owners, [...owners].sort((one, other) => one.localeCompare(other)));
  await page.locator('.chips .find input[name=q]').fill('VERIFICATION Vàlidation');
  await page.locator('.chips .find button').click();
  assert.ok((await ids(page)).includes('A.6.2.4'));
  assert.ok((await ids(page)).length < 10);
  await page.goto(`${own.house.url}/controls?view=list&columns=state,evidence`);
  assert.deepEqual((await page.locator('thead th').allInnerTexts()).slice(1).map((text) => text.trim()), ['State', 'Evidence']);
  const none = await page.goto(`${own.house.url}/controls?view=list&columns=zzz`);
  assert.equal(none.status(), 400);
  assert.match(await page.locator('main').innerText(), /zzz.*state/);
  await close();
});

test('a row that is open again is changed where it stands, and several are changed together', async () => {
  const row = async () => JSON.parse(await own.house.assay('record', 'list', 'control', '--filter', 'requirement:iso42001:A.2.2', '--output', 'json'));
  const [control] = (await row()).records;
  await own.house.assay('record', 'transition', control.key, 'reopen');
  const { page, faults, close } = await visit('/soa');
  const line = page.locator('[id="A.2.2"]');
  assert.equal(await line.locator('[data-name=statement] .pen').count(), 1);
  assert.equal(await page.locator('[id="A.2.3"] .pen').count(), 0, 'what is approved is not changed from here');
  await line.hover();
  await line.locator('[data-name=statement] .pen').click();
  await page.locator('dialog.inline').waitFor();
  assert.ok(await page.locator('dialog.inline textarea, dialog.inline input[type=text]').first().isVisible());
  await page.keyboard.press('Escape');
  await line.locator('.pick input').check();
  await page.locator('.bulk').getByRole('button', { name: 'Change' }).click();
  await page.waitForURL(/\/bulk\?/);
  assert.match(await page.locator('main').innerText(), new RegExp(control.key));
  assert.deepEqual(faults, []);
  await close();
});
