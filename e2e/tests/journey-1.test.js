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

/** Goes to a page by the palette. */
async function seek(page, words, address) {
  await page.keyboard.press('Control+K');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type(words);
  await page.locator('dialog[open] [role=option]').first().waitFor();
  await page.locator('dialog[open] [role=option]', { hasText: words }).first().waitFor();
  for (let n = 0; n < 20; n += 1) {
    const chosen = page.locator('dialog[open] [role=option][aria-selected=true]');
    if (await chosen.count() && (await chosen.innerText()).includes(words)) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await page.waitForURL(address);
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
  await type(page, 'Countries', 'de, Brazil');
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
  const organisation = JSON.parse(await house.assay('record', 'list', 'organisation', '--output', 'json')).records[0];
  console.log(JSON.stringify(organisation));
  assert.deepEqual(faults, []);
  state = await page.context().storageState();
  await close();
});

/** What is wrong with some of the 200 rows: the column, and the row as the file has it. */
const WRONG = new Map([
  [7, ['roles', (n) => `System ${n},PER-1,landlord,A use`]],
  [60, ['owner', (n) => `System ${n},nobody,provider,A use`]],
  [61, ['owner', (n) => `System ${n},PER-999,provider,A use`]],
  [143, ['title', () => ',PER-1,provider,A use']],
  [200, ['roles', (n) => `System ${n},PER-1,"provider, tenant",A use`]],
]);

test('200 AI systems come from a file: each wrong row is told apart, and none goes missing', async () => {
  const lines = Array.from({ length: 200 }, (_, at) => {
    const n = at + 1;
    return WRONG.has(n) ? WRONG.get(n)[1](n) : `System ${n},PER-1,provider,Use number ${n}`;
  });
  const file = join(house.folder, 'systems.csv');
  await writeFile(file, ['title,owner,roles,intended_use', ...lines, ''].join('\r\n'));
  const count = async () => JSON.parse(await house.assay('record', 'list', 'ai-system', '--count', '--output', 'json')).count.n;

  const { page, faults, close } = await open('/');
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.waitForURL(`${house.url}/systems`);
  await follow(page, 'link', 'Import');
  await tabTo(page, page.locator('#file'), 'the file');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles(file);
  await follow(page, 'button', 'Look at it');

  const totals = () => page.locator('dl.totals > div').evaluateAll((all) =>
    Object.fromEntries(all.map((one) => [one.querySelector('dt').innerText.trim(), Number(one.querySelector('dd').innerText)])));
  console.log(JSON.stringify(await totals()), (await page.locator('section:has(#rows)').innerText()).slice(0, 1500));
  const rows = page.locator('section:has(#rows) tbody tr');
  assert.equal(await rows.count(), 200, 'every row of the file is on the page');
  assert.equal(await count(), 0, 'nothing is written before somebody says so');
  await follow(page, 'button', 'Write those that are not refused');
  console.log(JSON.stringify(await totals()), (await page.locator('section:has(#rows)').innerText()).slice(0, 1500));
  assert.equal(await count(), 200 - WRONG.size);
  assert.deepEqual(faults, []);
  await close();
});

test('the Statement of Applicability has 38 rows', async () => {
  const { page, faults, close } = await open('/');
  await seek(page, 'Statement of Applicability', '**/soa');
  assert.deepEqual(faults, []);
  await close();
});

test('readiness', async () => {
  const { page, faults, close } = await open('/');
  await seek(page, 'Readiness', '**/readiness');
  await follow(page, 'link', 'Write it: AIMS scope statement');
  console.log(await fieldInFocus(page), (await page.locator('main').innerText()).slice(0, 5000));
  assert.deepEqual(faults, []);
  await close();
});
