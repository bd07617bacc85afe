// The Statement of Applicability: rows, versions, what differs, CSV and paper.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fixture } from '../fixture.js';
import { sound } from '../sound.js';

const { visit } = fixture();

for (const [name, path] of Object.entries({
  soa: '/soa',
  'soa-versions': '/soa?view=versions',
  'soa-difference': '/soa?view=difference',
})) {
  test(`${name} is sound on every screen`, async () => {
    const seen = await visit(path);
    assert.equal(seen.status, 200);
    await sound(seen, name);
    await seen.close();
  });
}

test('38 rows of Annex A and three of our own, each with decision, reason, owner and state', async () => {
  const { page, close } = await visit('/soa');
  const rows = page.locator('[data-table=soa] tbody tr');
  assert.equal(await rows.count(), 41);
  assert.equal(await page.locator('[data-table=soa] tbody tr[id^="A."]').count(), 38);
  assert.equal(await page.getByText('No reason stated').count(), 0);
  const left = await page.locator('[id="A.6.1.3"]').innerText();
  assert.match(left, /Left out/);
  assert.match(left, /Nothing is developed here/);
  assert.match(left, /Differs from the approved version/);
  await close();
});

test('the approved version and today differ by field, in words', async () => {
  const { page, close } = await visit('/soa');
  assert.match(await page.locator('main .note').innerText(), /SOA-4 is in force: approved .* by Inês Duarte\. 1 row differs/);
  await page.getByRole('link', { name: 'See what differs' }).click();
  const changed = page.locator('.changes > li', { hasText: 'A.6.1.3' });
  assert.equal(await changed.count(), 1);
  const text = await changed.innerText();
  assert.match(text, /Changed/);
  assert.match(text, /Applicable[\s\S]*Yes[\s\S]*No/);
  assert.match(text, /Reason[\s\S]*Nothing is developed here/);
  // What was approved as in place and is measured otherwise is said too.
  assert.match(await page.locator('.changes > li', { hasText: 'A.6.2.4' }).innerText(), /Approved as in place[\s\S]*Failing/);
  await close();
});

test('any two versions are compared without script', async () => {
  const { page, close } = await visit('/soa?view=difference', { javaScriptEnabled: false });
  await page.locator('select[name="from"]').selectOption('SOA-2');
  await page.locator('select[name="to"]').selectOption('SOA-4');
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.waitForURL((url) => url.searchParams.get('from') === 'SOA-2');
  assert.ok((await page.locator('.changes').innerText()).includes('Row added'));
  await close();
});

test('a version is drafted once every row is approved; what is open is named', async () => {
  const { page, close } = await visit('/soa?view=versions');
  const open = page.locator('section:has(#draft)');
  assert.equal(await open.locator('form').count(), 1, 'every row of the house is approved');
  await open.getByLabel('Title').fill('Statement of Applicability, version 5');
  await open.getByLabel(/Owner/).fill('PER-1');
  await open.getByLabel(/Scope/).fill('All AI systems');
  await open.getByLabel(/Token/).fill('not a token');
  await open.getByRole('button', { name: 'Draft a version' }).click();
  assert.match(await page.getByRole('alert').first().innerText(), /./);
  assert.equal(await page.getByLabel('Title').inputValue(), 'Statement of Applicability, version 5');
  await close();
});

test('the statement comes as a sheet that runs nothing', async () => {
  const { page, close } = await visit('/soa');
  await page.locator('.tools summary', { hasText: 'Export' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'What is shown, CSV' }).click()]);
  assert.equal(download.suggestedFilename(), 'demo-soa-iso42001.csv');
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const lines = Buffer.concat(chunks).toString('utf8').trim().split('\r\n');
  assert.equal(lines.length, 42);
  assert.equal(lines[0].replace(/^\uFEFF/, ''), 'id,title,record,decision,reason,statement,owner,state');
  await close();
});

test('on paper no row is cut and nothing but the statement is printed', async () => {
  const { page, close } = await visit('/soa');
  await page.emulateMedia({ media: 'print' });
  const cut = await page.locator('[data-table=soa] tbody tr').evaluateAll((rows) => rows.filter((r) => getComputedStyle(r).breakInside !== 'avoid').length);
  assert.equal(cut, 0);
  assert.equal(await page.locator('.tabs').isVisible(), false);
  assert.equal(await page.locator('.btn').first().isVisible(), false);
  const pdf = await page.pdf({ format: 'A4' });
  assert.ok(pdf.length > 10_000);
  await close();
});
