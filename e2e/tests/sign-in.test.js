// People sign in: from an empty installation to Today, out, in again, and what is asked of a signature.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { SCREENS, barriers, openBrowser, overflow, shoot, visit } from '../browser.js';
import { openEmptyHouse } from '../house.js';

const PASSWORD = 'lantern gravel osprey';
let house;
let browser;

before(async () => {
  house = await openEmptyHouse();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const open = (path, options) => visit(browser, house, path, options);

/** What every page has to be: seen, reachable, without a fault. */
async function sound(seen, name) {
  await shoot(seen.page, `sign-in-${name}`);
  assert.deepEqual(await overflow(seen.page), []);
  assert.deepEqual(await barriers(seen.page), []);
  assert.deepEqual(seen.faults, []);
}

const looks = (test) => Object.entries(SCREENS).flatMap(([screen, size]) =>
  ['light', 'dark'].map((colorScheme) => test(screen, { ...size, colorScheme })));

test('an empty installation asks for its first administrator, whatever page is opened', async () => {
  for (const look of looks((screen, size) => [`${screen}-${size.colorScheme}`, size])) {
    const seen = await open('/', look[1]);
    assert.equal(new URL(seen.page.url()).pathname, '/set-up');
    assert.equal(await seen.page.locator('h1').innerText(), 'Set up this installation');
    await sound(seen, `set-up-${look[0]}`);
    await seen.page.getByLabel('Code').fill(house.code);
    await seen.page.getByLabel('Organisation').fill('Aldermoor Letters');
    for (const n of [2, 3, 4]) {
      await seen.page.getByRole('button', { name: 'Next' }).click();
      await seen.page.getByText(`Step ${n} of 4`).waitFor();
      await sound(seen, `set-up-${n}-${look[0]}`);
    }
    await seen.close();
  }
});

test('with the code from the terminal, in four steps, to Today with what is missing', async () => {
  const { page, faults, close } = await open('/set-up');
  const next = () => page.getByRole('button', { name: 'Next' }).click();
  const back = () => page.getByRole('button', { name: 'Back' }).click();
  const step = async (n, heading) => {
    assert.equal(await page.locator('h1').innerText(), heading);
    assert.match(await page.locator('main').innerText(), new RegExp(`Step ${n} of 4`));
  };
  await page.getByLabel('Code').fill('AAAAA-AAAAA-AAAAA-AAAAA');
  await page.getByLabel('Organisation').fill('Aldermoor Letters');
  await next();
  assert.match(await page.getByRole('alert').innerText(), /not the code/);
  assert.equal(await page.getByLabel('Organisation').inputValue(), 'Aldermoor Letters', 'what was typed is kept');
  await page.getByLabel('Code').fill(house.code);
  await next();
  await step(2, 'What you do with AI');
  await page.getByLabel('Provider', { exact: true }).check();
  await page.getByLabel('Countries').fill(`de, ${'x'.repeat(61)}`);
  await next();
  assert.match(await page.getByRole('alert').innerText(), /two-letter code/);
  await page.getByLabel('Countries').fill('de, Brazil');
  await next();
  await step(3, 'What you work by');
  await page.getByLabel('EU AI Act').check();
  await next();
  await step(4, 'Who you are');
  await page.getByLabel('Your name').fill('Ana Ribeiro');
  await page.getByLabel('E-mail address').fill('ana@aldermoor.example');
  // Each step can be gone back to, and nothing that was typed is lost.
  await back();
  assert.ok(await page.getByLabel('EU AI Act').isChecked());
  await back();
  assert.ok(await page.getByLabel('Provider', { exact: true }).isChecked());
  assert.equal(await page.getByLabel('Countries').inputValue(), 'de, Brazil');
  await back();
  assert.equal(await page.getByLabel('Organisation').inputValue(), 'Aldermoor Letters');
  assert.equal(await page.getByLabel('Code').inputValue(), house.code);
  for (let n = 0; n < 3; n += 1) await next();
  assert.equal(await page.getByLabel('Your name').inputValue(), 'Ana Ribeiro');
  const setUp = async (password) => {
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Set up' }).click();
  };
  await setUp('password1234');
  assert.match(await page.getByRole('alert').innerText(), /easily guessed/);
  assert.equal(await page.getByLabel('E-mail address').inputValue(), 'ana@aldermoor.example');
  assert.equal(await page.getByLabel('Password').inputValue(), '', 'what was typed is kept, but the password');
  await setUp(PASSWORD);
  await page.waitForURL(`${house.url}/`);
  assert.equal(await page.locator('h1').innerText(), 'Today');
  assert.equal(await page.locator('.who').innerText(), 'Ana Ribeiro');
  const today = await page.locator('main').innerText();
  for (const missing of [/Write the scope of the AIMS/, /law of this place asks.*: DE/, /law of this place asks.*: Brazil/]) {
    assert.match(today, missing);
  }
  assert.deepEqual(faults.filter((f) => !/40[03]/.test(f)), []);
  await close();
});

test('signed out, nothing is shown; signed in again, one is where one wanted to be', async () => {
  for (const [name, size] of looks((screen, size) => [`${screen}-${size.colorScheme}`, size])) {
    const seen = await open('/sign-in', size);
    await sound(seen, `page-${name}`);
    await seen.close();
  }
  const { page, close } = await open('/w/aldermoor-letters/records?kind=person');
  assert.equal(new URL(page.url()).pathname, '/sign-in');
  await page.getByLabel('E-mail address').fill('ana@aldermoor.example');
  await page.getByLabel('Password').fill('not the password at all');
  await page.getByRole('button', { name: 'Sign in' }).click();
  assert.match(await page.getByRole('alert').innerText(), /do not fit together/);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(/records\?kind=person/);
  await page.getByRole('link', { name: 'Ana Ribeiro' }).first().click();
  await page.goto(`${house.url}/account`);
  assert.equal(await page.locator('h1').innerText(), 'Your account');
  await shoot(page, 'sign-in-account');
  assert.deepEqual(await barriers(page), []);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL(/sign-in/);
  await page.goto(`${house.url}/`);
  assert.equal(new URL(page.url()).pathname, '/sign-in');
  await close();
});

test('a form acts for whoever is signed in, and no other page sends it', async () => {
  const { page, close } = await open('/sign-in');
  await page.getByLabel('E-mail address').fill('ana@aldermoor.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${house.url}/`);
  await page.goto(`${house.url}/w/-/records/new?kind=person`);
  assert.equal(await page.getByLabel('Token').count(), 0, 'no token is asked for');
  await page.getByLabel('Name').first().fill('Rui Sousa');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/records\/PER-2/);
  const entry = JSON.parse(await house.assay('record', 'show', 'PER-2', '--output', 'json'));
  assert.equal(entry.actor, 'MBR-1');
  // The same form from a page of somebody else: the browser says so, and nothing happens.
  const refused = await page.context().request.post(`${house.url}/w/-/records/new?kind=person`, {
    form: { title: 'Planted' },
    headers: { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
    maxRedirects: 0,
  });
  assert.ok([303, 401, 403].includes(refused.status()), String(refused.status()));
  const people = JSON.parse(await house.assay('record', 'list', 'person', '--output', 'json'));
  assert.deepEqual(people.records.map((p) => p.title).sort(), ['Ana Ribeiro', 'Rui Sousa']);
  await close();
});
