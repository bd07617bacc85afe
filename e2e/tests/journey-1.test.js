// From an empty folder to what stage 1 asks for, by keyboard alone: set up, 200 AI systems from a file, the Statement of
// Applicability, and each open line of the readiness list led to its field.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { openBrowser, visit } from '../browser.js';
import { openEmptyHouse } from '../house.js';
import { PASSWORD } from '../people.js';

let house;
let browser;
/** What the browser of whoever set up keeps. */
let state;
before(async () => {
  house = await openEmptyHouse();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await house?.close();
});

/** Opens a page on which every touch of a pointer is a fault. */
async function open(path) {
  const seen = await visit(browser, house, path, { storageState: state });
  seen.page.setDefaultTimeout(10_000);
  await seen.page.exposeFunction('assayPointer', (what) => seen.faults.push(`pointer: ${what}`));
  const watch = () => {
    for (const kind of ['pointerdown', 'mousedown', 'touchstart']) addEventListener(kind, () => window.assayPointer(kind), true);
  };
  await seen.page.addInitScript(watch);
  await seen.page.evaluate(watch);
  return seen;
}

/** The most keys that may lie between two places of a page. */
const FAR = 400;

/** Tabs until the one control of that role and name has the focus. */
async function reach(page, role, name) {
  const control = page.getByRole(role, { name, exact: typeof name === 'string' });
  await control.waitFor();
  return tabTo(page, control, `${role} ${name}`);
}

async function tabTo(page, control, called) {
  const wanted = await control.elementHandle();
  for (let keys = 0; keys <= FAR; keys += 1) {
    if (await wanted.evaluate((one) => one === document.activeElement)) return keys;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${called}: not reached with ${FAR} keys`);
}

/** Tabs to a text field and types over what it held. */
async function type(page, name, text) {
  await reach(page, 'textbox', name);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** Tabs to what leads on, and follows it. */
async function follow(page, role, name) {
  await reach(page, role, name);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

/** Goes to a place by its letter, and on from there by a link. */
async function seek(page, letter, place, link) {
  await page.keyboard.press('g');
  await Promise.all([page.waitForURL(house.url + place), page.keyboard.press(letter)]);
  await follow(page, 'link', link);
}

/** The field that has the focus, by its id; null when no field has it. */
const fieldInFocus = (page) => page.evaluate(() => {
  const here = document.activeElement;
  const field = here.matches('input:not([type=hidden]), select, textarea') && here.closest('main form') && here.checkVisibility();
  return field ? here.id : null;
});

test('an empty folder becomes a signed-in Today within four screens and a minute', async () => {
  const from = Date.now();
  const { page, faults, close } = await open('/set-up');
  const screens = [];
  const screen = async () => screens.push(await page.locator('h1').innerText());
  await screen();
  await type(page, 'Code', house.code);
  await type(page, 'Organisation', 'Aldermoor Letters');
  await follow(page, 'button', 'Next');
  await screen();
  await reach(page, 'checkbox', 'Provider');
  await page.keyboard.press('Space');
  await type(page, 'Countries whose law binds you', 'de, Brazil');
  await follow(page, 'button', 'Next');
  await screen();
  await reach(page, 'checkbox', /EU AI Act/);
  await page.keyboard.press('Space');
  await follow(page, 'button', 'Next');
  await screen();
  await type(page, 'Your name', 'Ana Ribeiro');
  await type(page, 'E-mail address', 'ana@aldermoor.example');
  await type(page, 'Password', PASSWORD);
  await follow(page, 'button', 'Set up');
  const took = Date.now() - from;
  assert.equal(await page.locator('h1').innerText(), 'Today');
  assert.equal(await page.locator('.who').innerText(), 'Ana Ribeiro');
  assert.deepEqual(screens, ['Set up this installation', 'What you do with AI', 'What you work by', 'Who you are']);
  assert.ok(took <= 60_000, `${took} ms`);
  // What was said on the way is there.
  const said = async (kind) => JSON.parse(await house.assay('record', 'list', kind, '--output', 'json')).records;
  assert.deepEqual((await said('scope-statement')).map((one) => [one.title, one.body.roles]),
    [['Scope of the AIMS of Aldermoor Letters', ['provider']]]);
  assert.deepEqual((await said('context-issue')).map((one) => one.title).sort(), ['Law on AI: Brazil', 'Law on AI: DE']);
  assert.match((await said('activation')).map((one) => one.title).join(), /AI Act|eu-ai-act/i);
  assert.deepEqual(faults, []);
  state = await page.context().storageState();
  await close();
});

/** The rows of the 200 that are wrong, by their number: as the file has them, and what is said of each. */
const WRONG = new Map([
  [7, ['System 7,PER-1,landlord,A use', /landlord[\s\S]*developer[\s\S]*provider[\s\S]*user/]],
  [60, ['System 60,nobody,provider,A use', /nobody/]],
  [61, ['System 61,PER-999,provider,A use', /owner: [\s\S]*PER-999/]],
  [143, [',PER-1,provider,A use', /title/]],
  [200, ['System 200,PER-1,"provider, tenant",A use', /tenant/]],
]);

test('200 AI systems come from a file: each wrong row is told apart, and none goes missing', async () => {
  const numbers = Array.from({ length: 200 }, (_, at) => at + 1);
  const right = numbers.filter((n) => !WRONG.has(n));
  const lines = numbers.map((n) => WRONG.get(n)?.[0] ?? `System ${n},PER-1,provider,Use number ${n}`);
  const file = join(house.folder, 'systems.csv');
  await writeFile(file, ['title,owner,roles,intended_use', ...lines, ''].join('\r\n'));
  const recorded = async () =>
    JSON.parse(await house.assay('record', 'list', 'ai-system', '--limit', '500', '--output', 'json')).records;

  const { page, faults, close } = await open('/');
  await seek(page, 's', '/systems', 'Import');
  await tabTo(page, page.locator('#file'), 'the file');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')]);
  await chooser.setFiles(file);
  await follow(page, 'button', 'Look at it');

  /** The page's account: every row of the file once, the wrong ones with what is wrong, and totals that add up. */
  const account = async () => {
    const rows = await page.locator('section:has(#rows) tbody tr').evaluateAll((all) =>
      all.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
    assert.deepEqual(rows.map((row) => Number(row[0])).sort((a, b) => a - b), numbers.map((n) => n + 1), 'the head is row 1');
    for (const [number, fate, , wrong] of rows) {
      const of = WRONG.get(Number(number) - 1);
      assert.equal(fate, of ? 'Refused' : 'New', `row ${number}`);
      if (of) assert.match(wrong, of[1], `row ${number}`);
      else assert.equal(wrong, '', `row ${number}`);
    }
    const totals = await page.locator('dl.totals > div').evaluateAll((all) =>
      Object.fromEntries(all.map((one) => [one.querySelector('dt').innerText.trim(), Number(one.querySelector('dd').innerText)])));
    assert.deepEqual([totals.New, totals.Refused], [right.length, WRONG.size]);
  };
  await account();
  assert.equal((await recorded()).length, 0, 'nothing is written before somebody says so');
  await follow(page, 'button', 'Write those that are not refused');
  await account();
  assert.deepEqual((await recorded()).map((one) => one.title).sort(), right.map((n) => `System ${n}`).sort());
  assert.deepEqual((await recorded()).find((one) => one.title === 'System 8').body.intended_use, 'Use number 8');
  await page.keyboard.press('g');
  await Promise.all([page.waitForURL(`${house.url}/systems`), page.keyboard.press('s')]);
  assert.match(await page.locator('main').innerText(), /195 records/);
  assert.deepEqual(faults, []);
  await close();
});

test('the Statement of Applicability has exactly 38 rows, each with its state', async () => {
  const { page, faults, close } = await open('/');
  await seek(page, 'c', '/controls', 'Statement of Applicability');
  assert.equal(new URL(page.url()).pathname, '/soa');
  const rows = await page.locator('main table tbody tr').evaluateAll((all) =>
    all.map((row) => [/A\.\d+(\.\d+)+/.exec(row.innerText)?.[0], row.querySelector('[data-name=decision] .v').innerText.trim()]));
  assert.equal(rows.length, 38);
  assert.equal(new Set(rows.map(([id]) => id)).size, 38, 'no control twice');
  assert.deepEqual([...new Set(rows.map(([, decision]) => decision))], ['Not decided']);
  assert.deepEqual(faults, []);
  await close();
});

const READINESS = ['c', '/controls', 'Readiness for stage 1'];

test('an open line leads to its field, and the scope is stated there', async () => {
  const { page, faults, close } = await open('/');
  await seek(page, ...READINESS);
  const line = page.locator('section:has(#open) tbody tr', { hasText: 'AIMS scope statement' });
  assert.match(await line.innerText(), /SCP-1[\s\S]*Version is not stated/);
  await tabTo(page, line.locator('td.next a'), 'the scope');
  await Promise.all([page.waitForURL(/SCP-1\/edit/), page.keyboard.press('Enter')]);
  await page.waitForLoadState();
  assert.equal(await fieldInFocus(page), 'f-version');
  // One types at once.
  await page.keyboard.type('1');
  await type(page, 'Text', 'All AI systems that we provide, from their design to their retirement.');
  await type(page, 'AI systems', 'SYS-1');
  await page.keyboard.press('Enter');
  await page.keyboard.type('SYS-2');
  await type(page, 'Sites', 'Porto');
  await type(page, 'Units', 'Language models');
  await reach(page, 'checkbox', 'Operation');
  await page.keyboard.press('Space');
  await follow(page, 'button', 'Save');
  await page.waitForURL(/records\/SCP-1$/);
  const { body } = JSON.parse(await house.assay('record', 'show', 'SCP-1', '--output', 'json'));
  assert.equal(body.version, '1');
  assert.match(body.text, /^All AI systems that we provide/);
  assert.deepEqual(body.systems, ['SYS-1', 'SYS-2']);
  assert.deepEqual(body.lifecycle_stages, ['operation']);
  // The list asks for the next thing that is missing.
  await seek(page, ...READINESS);
  assert.match(await line.innerText(), /Effective from is not stated/);
  assert.deepEqual(faults, []);
  await close();
});

test('every open line leads into a field', async () => {
  const { page, faults, close } = await open('/');
  await seek(page, ...READINESS);
  const lines = page.locator('section:has(#open) tbody tr, section:has(#rows) tbody tr');
  const links = page.locator('section:has(#open) td.next a, section:has(#rows) td.next a');
  assert.equal(await links.count(), await lines.count(), 'each line leads on');
  const hrefs = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  const forms = hrefs.filter((href) => /\/(new|edit)([?#]|$)/.test(href));
  assert.ok(forms.length >= 70, `${forms.length} of ${hrefs.length} lead to a form`);
  const astray = [];
  // Each is opened in a tab of its own, so that the walk goes on from where it was.
  for (const href of forms) {
    await tabTo(page, page.locator(`td.next a[href="${href}"]`).first(), href);
    const [form] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Control+Enter')]);
    await form.waitForLoadState();
    const field = await fieldInFocus(form);
    if (!form.url().endsWith(href) || field === null || !href.endsWith(`#${field}`)) astray.push(`${form.url()}: ${field}`);
    await form.close();
  }
  assert.deepEqual(astray, []);
  assert.deepEqual(faults, []);
  await close();
});
