// The place of evidence: what runs out first, one piece of it with its charts, where it comes from, and delivering it by
// a form and by a drop.

import assert from 'node:assert/strict';
import { readFile, writeFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { barriers, overflow, shoot } from '../browser.js';
import { fixture } from '../fixture.js';
import { evaluation } from '../house.js';

const own = fixture();
const { visit } = own;

const WIDTHS = [320, 390, 768, 1440, 2560];

/** One page in both schemes and at every width: no barrier, nothing sideways, nothing that went wrong. */
async function sound(path, name) {
  const { page, faults, status, close } = await visit(path);
  assert.equal(status, 200);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await barriers(page), [], `${name}, ${colorScheme}, ${width}`);
      await shoot(page, `evidence-${name}-${colorScheme}-${width}`);
    }
  }
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await overflow(page), [], `${name} at ${width}`);
  }
  assert.deepEqual(faults, [], name);
  await close();
}

/** A token that may deliver; made once. */
const token = async () => {
  made ??= own.house.assay('token', 'create', '--title', 'Delivers', '--scopes', 'read,collect', '--output', 'json');
  return JSON.parse(await made).token;
};
let made;

test('the library holds at every width, in both schemes', () => sound('/evidence', 'library'));
test('the sources hold at every width, in both schemes', () => sound('/evidence/sources', 'sources'));
test('one piece of evidence holds at every width, in both schemes', () => sound('/evidence/EV-34', 'one'));
test('the form holds at every width, in both schemes', () => sound('/evidence/new', 'new'));

test('what runs out first comes first, and each row says who, when, from what and who reviewed', async () => {
  const { page, close } = await visit('/evidence');
  const words = await page.locator('tbody td[data-name=freshness] .chip').allInnerTexts();
  const order = ['Stale', 'Expiring', 'Current', 'Nothing rests on it'];
  assert.ok(words.length > 10);
  assert.ok(words.every((word) => order.includes(word)), words.join());
  const unused = words.indexOf('Nothing rests on it');
  assert.ok(!words.slice(0, unused === -1 ? words.length : unused).includes('Nothing rests on it'));
  const ranked = words.slice(0, unused === -1 ? words.length : unused).map((word) => order.indexOf(word));
  const ending = ranked.filter((rank) => rank < 2);
  assert.deepEqual(ending, [...ending].sort(), 'stale before expiring');
  const row = page.locator('tbody tr').first();
  await row.locator('a.title').click();
  assert.match(page.url(), /\/evidence\/EV-\d+$/);
  const facts = await page.locator('section:has(#facts)').innerText();
  for (const word of ['Collected by', 'Received', 'Population', 'Bound to']) assert.ok(facts.includes(word), word);
  await close();
});

test('charts have their tables, whose values are those of the evidence', async () => {
  const { page, close } = await visit('/evidence/EV-34');
  const figures = page.locator('figure.figure');
  assert.ok((await figures.count()) >= 1);
  for (const figure of await figures.all()) {
    assert.equal(await figure.locator('svg:visible').count(), 1, 'one width is shown');
    const named = await figure.locator('svg:visible').evaluate((svg) => {
      const [title, text] = svg.getAttribute('aria-labelledby').split(' ').map((id) => document.getElementById(id));
      return [title.textContent, text.textContent];
    });
    assert.ok(named.every((text) => text.length > 5), named.join());
    assert.equal(await figure.locator('details table').count(), 1);
  }
  const chart = page.locator('section:has(#over-time) figure');
  await chart.locator('summary').click();
  const table = await chart.locator('table').innerText();
  assert.match(table, /0\.8466/);
  assert.match(table, /EV-34/);
  assert.match(table, /THR-4/);
  await page.setViewportSize({ width: 390, height: 844 });
  assert.equal(await chart.locator('.narrow svg:visible').count(), 1, 'the narrow one on a telephone');
  await close();
});

test('the log, the files and what rests on it are one click away', async () => {
  const { page, close } = await visit('/evidence/EV-34');
  assert.match(await page.locator('section:has(#uses)').innerText(), /vv\.threshold/);
  assert.match(await page.locator('section:has(#files)').innerText(), /sha256:[0-9a-f]{64}/);
  const download = page.waitForEvent('download');
  await page.locator('section:has(#files) a[download]').first().click();
  assert.ok((await (await download).createReadStream()) !== null);
  await page.locator('section:has(#log) dl a.lnk').first().click();
  assert.match(page.url(), /\/proofs\/\d+$/);
  await close();
});

test('without a script a form delivers a run, and lands on its evidence', async () => {
  const { page, close } = await visit('/evidence/new?subject=SYS-3%401.1.0', { javaScriptEnabled: false });
  assert.equal(await page.locator('#subject').inputValue(), 'SYS-3@1.1.0');
  await page.locator('#token').fill(await token());
  await page.locator('#files').setInputFiles(evaluation('1.1.0.eval'));
  await page.locator('#deliver button[type=submit]').click();
  await page.waitForURL(/\/evidence\/EV-\d+$/);
  assert.match(await page.locator('section:has(#facts)').innerText(), /SYS-3@1\.1\.0/);
  await close();
});

test('with a script files can be dropped; what cannot be read is said to be in quarantine', async () => {
  const { page, faults, close } = await visit('/evidence/new?subject=SYS-3%401.1.0');
  await page.locator('#token').fill(await token());
  const bytes = (await readFile(evaluation('1.1.0.eval'))).toString('base64');
  await page.evaluate((text) => {
    const raw = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([raw], 'again.eval'));
    files.items.add(new File(['no tool wrote this'], 'notes.odd'));
    const form = document.getElementById('deliver');
    const drop = (kind) => form.dispatchEvent(new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
    drop('dragover');
    drop('drop');
  }, bytes);
  assert.equal(await page.locator('#files').evaluate((input) => input.files.length), 2);
  await page.locator('#deliver button[type=submit]').click();
  await page.waitForSelector('#quarantine');
  assert.match(await page.locator('section:has(#quarantine)').innerText(), /notes\.odd[\s\S]*In quarantine/);
  assert.match(await page.locator('section:has(#read)').innerText(), /again\.eval/);
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(faults, []);
  await close();
});

test('a delivery about nothing that exists is refused, and what was typed is kept', async () => {
  const { page, close } = await visit('/evidence/new?subject=SYS-99', { javaScriptEnabled: false });
  const folder = await mkdtemp(join(tmpdir(), 'assay-e2e-'));
  await writeFile(join(folder, 'a.json'), '{}');
  await page.locator('#token').fill(await token());
  await page.locator('#files').setInputFiles(join(folder, 'a.json'));
  await page.locator('#deliver button[type=submit]').click();
  assert.match(await page.locator('[role=alert]').innerText(), /SYS-99/);
  assert.equal(await page.locator('#subject').inputValue(), 'SYS-99');
  await close();
});

test('"Review it" opens the form with the evidence filled in, and a link writes nothing', async () => {
  const entries = async () => (await own.house.assay('log', 'checkpoint')).split('\n')[1];
  const before = await entries();
  const { page, faults, close } = await visit('/evidence/EV-34', { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Review it', exact: true }).click();
  await page.waitForURL('**/records/new?**');
  assert.equal(await page.locator('#f-evidence').inputValue(), 'EV-34');
  assert.equal(await page.locator('#f-title').inputValue(), 'Review of EV-34');
  assert.match(await page.locator('main').innerText(), /Nothing is saved before you save it/);
  // What does not fit is said at its field, and no field of another name is taken.
  await page.goto(`${own.house.url}/w/-/records/new?kind=evidence-review&evidence=RISK-1&conclusion=perhaps&title=T`);
  for (const field of ['evidence', 'conclusion']) {
    assert.equal(await page.locator(`#f-${field}`).getAttribute('aria-invalid'), 'true', field);
  }
  assert.equal(await page.locator('#f-title').getAttribute('aria-invalid'), null);
  const refused = await page.goto(`${own.house.url}/w/-/records/new?kind=evidence-review&token=x`);
  assert.equal(refused.status(), 400);
  assert.equal(await entries(), before);
  // Sent, it makes what it says.
  await page.goto(`${own.house.url}/w/-/records/new?kind=task&title=Look%20again&owner=PER-1`);
  await page.locator('#token').fill(JSON.parse(await own.house.assay('token', 'create', '--title', 'w', '--scopes', 'read,write', '--output', 'json')).token);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.waitForURL(/records\/TSK-\d+$/);
  assert.equal((await page.locator('h1').textContent()).trim(), 'Look again');
  assert.deepEqual(faults.filter((fault) => !fault.includes('400')), []);
  await close();
});

test('what lies in quarantine says why, since when and by whom, and is tried again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-e2e-'));
  const half = join(folder, 'half.odd');
  await writeFile(half, 'no tool wrote this either');
  await own.house.assay('ingest', half, '--subject', 'SYS-3@1.1.0').catch(() => {});
  const today = await visit('/');
  await today.page.locator('.note', { hasText: 'could not be read' }).getByRole('link').click();
  await today.page.waitForURL('**/evidence/quarantine');
  await today.close();
  await sound('/evidence/quarantine', 'quarantine');
  const { page, close } = await visit('/evidence', { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Quarantine', exact: true }).click();
  const row = page.locator('section:has(#quarantine) tbody tr', { hasText: 'half.odd' });
  assert.match(await row.innerText(), /half\.odd[\s\S]*\w+\.\w+[\s\S]*SYS-3@1\.1\.0[\s\S]*\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d UTC/);
  assert.ok(await row.locator('time[datetime$="Z"]').count());
  assert.ok((await row.locator('td').last().innerText()).trim().length > 2, 'who brought it');
  await row.getByRole('link', { name: /Deliver it again/ }).click();
  assert.equal(await page.locator('#subject').inputValue(), 'SYS-3@1.1.0');
  await page.goBack();
  await page.locator('#token').fill('assay_nobody');
  await page.getByRole('button', { name: 'Try again' }).click();
  assert.match(await page.locator('[role=alert]').innerText(), /not accepted/);
  await page.locator('#token').fill(await token());
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.waitForURL('**/evidence/quarantine/retry');
  assert.match(await page.locator('section:has(#quarantine)').innerText(), /half\.odd/);
  await page.getByRole('link', { name: 'Quarantine', exact: true }).click();
  assert.match(await page.locator('tr', { hasText: 'half.odd' }).innerText(), /last tried/i);
  await close();
});
