// The audit room: what the auditor does inside, what the organisation answers, and that an open tab ends at the minute.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { SCREENS, barriers, openBrowser, overflow, shoot, visit } from '../browser.js';
import { openHouse } from '../house.js';

const PASSWORD = 'lantern gravel osprey';
const MINUTE = 60_000;
const LOOKS = Object.entries(SCREENS).flatMap(([screen, size]) =>
  ['light', 'dark'].map((colorScheme) => [`${screen}-${colorScheme}`, { ...size, colorScheme }]));

let house;
let browser;
// The sessions of the two sides, as cookies.
let auditor;
let owner;
let member;

const at = (milliseconds) => new Date(Date.now() + milliseconds).toISOString();
const said = async (...args) => JSON.parse(await house.assay(...args, '--output', 'json'));
const openRoom = (title, until) =>
  said('room', 'open', title, '--auditor', member, '--certification-audit', 'CAUD-1', '--until', at(until));

/** Takes an invitation up; resolves to what the browser keeps. */
async function moveIn(key, login) {
  const { path } = await said('member', 'invite', key);
  const { page, close } = await visit(browser, house, path);
  await page.getByLabel('E-mail address').fill(login);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Accept' }).click();
  await page.waitForLoadState();
  const state = await page.context().storageState();
  await close();
  return state;
}

const open = (path, storageState, options) => visit(browser, house, path, { storageState, ...options });

/** What every page has to be: seen, reachable, without a fault. */
async function sound(seen, name) {
  await shoot(seen.page, `room-${name}`);
  assert.deepEqual(await overflow(seen.page), []);
  assert.deepEqual(await barriers(seen.page), []);
  assert.deepEqual(seen.faults, []);
}

before(async () => {
  house = await openHouse();
  browser = await openBrowser();
  const person = await said('record', 'create', 'person', '--set', 'title=Mara Quint');
  const made = await said('record', 'create', 'member', '--set', 'title=Mara Quint', '--set', `person=${person.key}`,
    '--set', 'roles=external-auditor', '--set', `until=${at(40 * 24 * 60 * MINUTE)}`);
  member = made.key;
  owner = await moveIn('MBR-1', 'owner@house.example');
  auditor = await moveIn(member, 'mara@body.example');
});
after(async () => {
  await browser?.close();
  await house?.close();
});

test('without a room an auditor sees one page that says so', async () => {
  for (const path of ['/', '/controls', '/w/-/records?kind=risk']) {
    const seen = await open(path, auditor);
    assert.equal(seen.status, 403);
    assert.equal(await seen.page.locator('h1').innerText(), 'No room is open for you');
    assert.equal(await seen.page.getByText('Aldermoor').count(), 0);
    await seen.close();
  }
  for (const [name, size] of LOOKS) {
    const seen = await open('/room/ended', auditor, size);
    await sound(seen, `ended-${name}`);
    await seen.close();
  }
});

test('inside, the auditor sees where the room stands, asks, draws and keeps notes', async () => {
  await openRoom('Stage 2 in February', 3 * 24 * 60 * MINUTE);
  const { page, close } = await open('/', auditor);
  assert.equal(new URL(page.url()).pathname, '/room');
  assert.equal(await page.locator('h1').innerText(), 'Stage 2 in February');
  assert.match(await page.getByText(/(days|hours) left/).innerText(), /\d/);
  const vkey = (await house.assay('log', 'vkey')).trim();
  assert.ok((await page.locator('main').innerText()).includes(vkey), 'the verifier key');
  assert.equal(await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Today' }).count(), 0);

  await page.getByLabel('In a few words').fill('Signatures of the last releases');
  await page.getByLabel('What is asked for').fill('Show signature and digest of each part.');
  await page.getByLabel('Requirement, for example').fill('iso42001:A.99');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  assert.match(await page.getByRole('alert').innerText(), /no requirement `A.99`/);
  assert.equal(await page.getByLabel('In a few words').inputValue(), 'Signatures of the last releases', 'kept');
  await page.getByLabel('Requirement, for example').fill('iso42001:A.6.2.5');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.waitForURL(/\/room\?/);
  assert.match(await page.getByText('Signatures of the last releases').innerText(), /Open/);

  await page.getByRole('textbox', { name: 'Note' }).fill('The third manifest names nobody.');
  await page.getByRole('button', { name: 'Keep' }).click();
  await page.waitForURL(/\/room\?/);
  assert.ok(await page.getByText('The third manifest names nobody.').isVisible());

  await page.getByLabel('Records of').selectOption('risk');
  await page.getByLabel('How many').fill('3');
  await page.getByRole('button', { name: 'Draw', exact: true }).click();
  await page.waitForURL(/\/room\/sample/);
  const drawn = async () => page.locator('section:has(#sample) tbody tr').allInnerTexts();
  const first = await drawn();
  assert.equal(first.length, 3);
  await page.reload();
  assert.deepEqual(await drawn(), first, 'drawn again, the same');
  await page.getByLabel('A word of your own').fill('heron');
  await page.getByRole('button', { name: 'Draw', exact: true }).click();
  await page.waitForURL(/word=heron/);
  assert.notDeepEqual(await drawn(), first);
  await close();
});

test('the organisation sees what waits and answers it', async () => {
  for (const [name, size] of LOOKS) {
    const seen = await open('/rooms', owner, size);
    assert.ok(await seen.page.getByText('1 request waits').isVisible());
    assert.equal(await seen.page.getByText('third manifest').count(), 0, 'a note is nobody else’s');
    await sound(seen, `organisation-${name}`);
    await seen.page.getByRole('link', { name: 'Answer' }).click();
    await seen.page.waitForURL(/answer$/);
    await sound(seen, `answer-${name}`);
    await seen.close();
  }
  const { page, close } = await open('/rooms', owner);
  await page.getByRole('link', { name: 'Answer' }).click();
  await page.getByLabel('Answer').fill('Two are signed; the third is not.');
  await page.getByLabel('Evidence shown').fill('EV-99');
  await page.getByRole('button', { name: 'Answer' }).click();
  assert.ok(await page.getByRole('alert').isVisible());
  assert.equal(await page.getByLabel('Answer').inputValue(), 'Two are signed; the third is not.', 'kept');
  await page.getByLabel('Evidence shown').fill('EV-1');
  await page.getByRole('button', { name: 'Answer' }).click();
  await page.waitForURL(`${house.url}/rooms`);
  assert.ok(await page.getByText('Two are signed; the third is not.').isVisible());
  await close();
});

test('the auditor returns the answer, reads what was shown, and accepts the next', async () => {
  const { page, close } = await open('/room', auditor);
  await page.getByRole('link', { name: 'EV-1', exact: true }).first().click();
  await page.waitForURL(/room\/shown\/EV-1/);
  await page.goBack();
  await page.getByRole('button', { name: 'Return it' }).click();
  await page.waitForURL(/\/room\?/);
  assert.ok(await page.getByText('returned 1 time').isVisible());
  const { rooms } = await said('room', 'list');
  const request = rooms.flatMap((room) => room.requests).find((r) => r.title.startsWith('Signatures'));
  assert.equal(request.returned, 1);
  await said('record', 'transition', request.key, 'answer');
  await page.reload();
  // Where the sign-in lies some minutes back, the signature asks for the password.
  const password = page.getByLabel('Password');
  if (await password.count()) await password.fill(PASSWORD);
  await page.getByRole('button', { name: 'Accept the answer' }).click();
  await page.waitForURL(/\/room\?/);
  assert.match(await page.getByText('Signatures of the last releases').innerText(), /Accepted/);
  await close();
  for (const [name, size] of LOOKS) {
    const seen = await open('/room', auditor, size);
    await sound(seen, `auditor-${name}`);
    await seen.close();
    const sample = await open('/w/demo/room/sample?kind=risk&size=3', auditor, size);
    await sound(sample, `sample-${name}`);
    await sample.close();
  }
});

test('a tab that is left open ends at the minute', async () => {
  await openRoom('A short look', 20_000);
  const paths = ['/room', '/controls/A.6.2.4', '/w/-/records?kind=risk'];
  const tabs = await Promise.all(paths.map((path) => open(path, auditor)));
  for (const { page, close, status } of tabs) {
    assert.equal(status, 200);
    await page.waitForURL(`${house.url}/room/ended`, { timeout: 60_000 });
    assert.equal(await page.locator('h1').innerText(), 'No room is open for you');
    await page.goBack().catch(() => undefined);
    assert.equal(await page.getByText('A short look').count(), 0, 'nor by going back');
    await close();
  }
  // The room of before names them still, and goes on.
  const seen = await open('/room', auditor);
  assert.equal(await seen.page.locator('h1').innerText(), 'Stage 2 in February');
  await seen.close();
});
