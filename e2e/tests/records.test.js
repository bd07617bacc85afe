// Records of any kind: found, read, compared, written and moved from a page, by whoever's token is typed in.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SCREENS, barriers, overflow, shoot } from '../browser.js';
import { fixture } from '../fixture.js';

const own = fixture();
const { visit } = own;

let made;
/** A token that may read and write; made once. */
const token = async () => {
  made ??= own.house.assay('token', 'create', '--title', 'Pages', '--scopes', 'read,write', '--output', 'json');
  return JSON.parse(await made).token;
};

/** A record as the command line sees it. */
const show = async (key) => JSON.parse(await own.house.assay('record', 'show', key, '--output', 'json'));

const PAGES = [
  ['kinds', '/w/-/records', 'Records'],
  ['list', '/w/-/records?kind=control&sort=-changed', 'Control'],
  ['system', '/w/-/records/SYS-3', null],
  ['evidence', '/w/-/records/EV-13', null],
  ['form-risk', '/w/-/records/new?kind=risk', 'New: AI risk'],
  ['form-edit', '/w/-/records/SYS-3/edit', 'Edit SYS-3'],
  ['diff', '/w/-/records/SYS-3/diff', null],
];

for (const [name, path, heading] of PAGES) {
  for (const [screen, size] of Object.entries(SCREENS)) {
    for (const colorScheme of ['light', 'dark']) {
      test(`${name} on a ${screen}, ${colorScheme}`, async () => {
        const seen = await visit(path, { ...size, colorScheme });
        await shoot(seen.page, `records-${name}-${screen}-${colorScheme}`);
        assert.equal(seen.status, 200);
        if (heading) assert.match(await seen.page.locator('h1').textContent(), new RegExp(heading));
        assert.deepEqual(await overflow(seen.page), []);
        assert.deepEqual(await barriers(seen.page), []);
        await seen.page.setViewportSize({ width: 320, height: 640 });
        assert.deepEqual(await overflow(seen.page), []);
        assert.deepEqual(seen.faults, []);
        await seen.close();
      });
    }
  }
}

test('a list is filtered, sorted and paged by its address, and leaves as a file', async () => {
  const { page, close } = await visit('/programme');
  await page.getByRole('link', { name: 'All kinds of record' }).click();
  await page.getByRole('link', { name: 'Control (SoA row)' }).click();
  await page.waitForURL(/kind=control/);
  assert.equal(await page.locator('.ph .sub').innerText(), '41 records');
  await page.getByRole('columnheader', { name: 'Changed' }).getByRole('link').click();
  await page.waitForURL(/sort=changed/);
  await page.locator('main').getByRole('searchbox').fill('nothing says this');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.waitForURL(/q=nothing/);
  assert.match(await page.locator('main').innerText(), /Nothing found/);
  await page.goBack();
  await page.locator('.tools summary', { hasText: 'Export' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'What is shown, XLSX' }).click()]);
  assert.match(download.suggestedFilename(), /-control\.xlsx$/);
  await close();
});

test('a record is written, mended, changed, compared and moved', async () => {
  const { page, faults, close } = await visit('/w/-/records/new?kind=task');
  // Without what saving needs, everything typed is kept and the fault stands beside its field.
  await page.getByLabel('Detail').fill('=1+1\nsecond line');
  await page.getByLabel('Token').fill(await token());
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForSelector('[role=alert]');
  assert.match(await page.locator('#e-title').innerText(), /needed/);
  assert.equal(await page.getByLabel('Detail').inputValue(), '=1+1\nsecond line');
  assert.deepEqual(await barriers(page), []);
  await shoot(page, 'records-form-wrong');

  await page.locator('#f-title').fill('<b>Check</b> the reader');
  await page.locator('#f-owner').fill('PER-1');
  await page.locator('#f-due').fill('2027-01-31');
  await page.getByLabel('Token').fill(await token());
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/records\/TSK-\d+$/);
  const key = /TSK-\d+/.exec(page.url())[0];
  assert.equal(await page.locator('h1').textContent(), '<b>Check</b> the reader');
  const made = await show(key);
  assert.equal(made.body.detail, '=1+1\nsecond line');
  assert.equal(made.via, 'web');

  await page.getByRole('link', { name: 'Edit' }).click();
  await page.locator('#f-due').fill('2027-02-28');
  await page.getByLabel('Token').fill(await token());
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(new RegExp(`records/${key}$`));
  await page.getByRole('link', { name: 'What changed in revision 2' }).click();
  const changed = await page.locator('.diff').innerText();
  assert.match(changed, /2027-01-31[\s\S]*2027-02-28/);
  await page.goBack();

  await page.getByRole('link', { name: 'finish' }).click();
  await page.getByLabel('Token').fill(await token());
  await page.getByRole('button', { name: 'finish' }).click();
  await page.waitForURL(new RegExp(`records/${key}$`));
  assert.equal((await show(key)).state, 'done');
  // Answers to what was refused are no surprises; nothing else may be wrong.
  assert.deepEqual(faults.filter((f) => !/\b(422|Unprocessable)\b/.test(f)), []);
  await close();
});

test('who was slower sees both sides and keeps what they typed', async () => {
  const raced = JSON.parse(await own.house.assay('record', 'create', 'task', '--set', 'title=Raced', '--set', 'owner=PER-1', '--output', 'json'));
  const { page, close } = await visit(`/w/-/records/${raced.key}/edit`);
  await page.getByLabel('Detail').fill('mine');
  await own.house.assay('record', 'update', raced.key, '--set', 'detail=theirs');
  await page.getByLabel('Token').fill(await token());
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForSelector('.conflict');
  assert.match(await page.locator('.conflict').innerText(), /theirs[\s\S]*mine/);
  assert.equal(await page.getByLabel('Detail').inputValue(), 'mine');
  assert.equal((await show(raced.key)).body.detail, 'theirs');
  await shoot(page, 'records-form-raced');
  await page.getByLabel('Token').fill(await token());
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(new RegExp(`records/${raced.key}$`));
  assert.equal((await show(raced.key)).body.detail, 'mine');
  await close();
});

test('nobody acts without a token, with a wrong one, or from another site', async () => {
  const tasks = async () => JSON.parse(await own.house.assay('record', 'list', 'task', '--limit', '500', '--output', 'json')).records.length;
  const before = await tasks();
  const { page, close } = await visit('/w/-/records/new?kind=task');
  await page.locator('#f-title').fill('Not ours');
  await page.locator('#f-owner').fill('PER-1');
  await page.getByLabel('Token').fill('assay_nonsense');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForSelector('[role=alert]');
  assert.equal(await page.locator('#f-title').inputValue(), 'Not ours');
  const send = (headers, fields) => fetch(`${own.house.url}/w/-/records/new?kind=task`, {
    method: 'POST', redirect: 'manual', headers, body: new URLSearchParams({ title: 'Not ours', owner: 'PER-1', ...fields }),
  });
  assert.equal((await send({ 'sec-fetch-site': 'cross-site' }, { token: await token() })).status, 403);
  assert.equal((await send({ origin: 'https://evil.example' }, { token: await token() })).status, 403);
  assert.equal((await send({}, { token: await token() })).status, 403);
  assert.equal((await send({ 'sec-fetch-site': 'same-origin' }, {})).status, 401);
  assert.equal(await tasks(), before, 'nothing was written');
  await close();
});
