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
    await seen.close();
  }
});

test('with the code from the terminal, in one page, to Today', async () => {
  const { page, faults, close } = await open('/set-up');
  const fill = async (code, password) => {
    await page.getByLabel('Code').fill(code);
    await page.getByLabel('Organisation').fill('Aldermoor Letters');
    await page.getByLabel('Your name').fill('Ana Ribeiro');
    await page.getByLabel('E-mail address').fill('ana@aldermoor.example');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Set up' }).click();
  };
  await fill('AAAAA-AAAAA-AAAAA-AAAAA', PASSWORD);
  assert.match(await page.getByRole('alert').innerText(), /not the code/);
  assert.equal(await page.getByLabel('E-mail address').inputValue(), 'ana@aldermoor.example', 'what was typed is kept');
  assert.equal(await page.getByLabel('Password').inputValue(), '', 'but the password');
  await fill(house.code, 'password1234');
  assert.match(await page.getByRole('alert').innerText(), /easily guessed/);
  await fill(house.code, PASSWORD);
  await page.waitForURL(`${house.url}/`);
  assert.equal(await page.locator('h1').innerText(), 'Today');
  assert.equal(await page.locator('.who').innerText(), 'Ana Ribeiro');
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
