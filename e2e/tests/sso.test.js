// Single sign-on with a certified provider on this machine: linked, signed in with, invited with, signed with, refused.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

import { SCREENS, barriers, openBrowser, overflow, shoot, visit } from '../browser.js';
import { toTheLastStep } from '../first_run.js';
import { openEmptyHouse } from '../house.js';
import { CLIENT, comeIn, openProvider } from '../provider.js';

const run = promisify(execFile);
const PASSWORD = 'lantern gravel osprey';
let provider;
let house;
let browser;
let ana;

before(async () => {
  provider = await openProvider();
  house = await openEmptyHouse('--egress-allow', provider.address);
  provider.serve(house, 'RS256');
  browser = await openBrowser();
  const { page, close } = await open('/set-up');
  await toTheLastStep(page, house.code, 'Aldermoor Letters');
  await page.getByLabel('Your name').fill('Ana Ribeiro');
  await page.getByLabel('E-mail address').fill('ana@aldermoor.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.waitForURL(`${house.url}/`);
  await close();
  await writeFile(join(house.folder, 'secret'), `${CLIENT.secret}\n`);
  await set();
});
after(async () => {
  await ana?.close();
  await browser?.close();
  await house?.close();
  await provider?.close();
});

const set = (...more) => house.assay(
  'sso', 'set', '--issuer', `http://${provider.address}`, '--name', 'House ID', '--address', house.url,
  '--client-id', CLIENT.id, '--client-secret-file', join(house.folder, 'secret'), ...more);

const open = (path, options) => visit(browser, house, path, options);

/** What every page has to be: seen, reachable, without a fault. */
async function sound(seen, name) {
  await shoot(seen.page, `sso-${name}`);
  assert.deepEqual(await overflow(seen.page), []);
  assert.deepEqual(await barriers(seen.page), []);
  assert.deepEqual(seen.faults, []);
}

const looks = Object.entries(SCREENS).flatMap(([screen, size]) =>
  ['light', 'dark'].map((colorScheme) => [`${screen}-${colorScheme}`, { ...size, colorScheme }]));

/** What the log of the control store says was done. */
async function done() {
  const script = `
import json, sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute("SELECT bytes, body FROM entry JOIN control_body USING (seq) ORDER BY seq")
print(json.dumps([[json.loads(entry)["op"], body] for entry, body in rows]))`;
  return JSON.parse((await run('python3', ['-c', script, house.control])).stdout);
}

test('the page to sign in offers the provider, on every screen', async () => {
  for (const [name, size] of looks) {
    const seen = await open('/sign-in', size);
    assert.equal(await seen.page.getByRole('link', { name: 'Sign in with House ID' }).count(), 1);
    assert.equal(await seen.page.getByLabel('Password').count(), 1, 'and the password beside it');
    await sound(seen, `offer-${name}`);
    await seen.close();
  }
});

test('who is known to nobody does not come in, whatever address they have', async () => {
  const { page, close } = await open('/sign-in');
  await page.getByRole('link', { name: 'Sign in with House ID' }).click();
  // The provider says that this is ana@aldermoor.example, which is the login of an account.
  await comeIn(page, 'ana');
  assert.equal(await page.locator('h1').innerText(), 'That did not work');
  assert.match(await page.getByRole('alert').innerText(), /nobody here is known to be you/);
  await shoot(page, 'sso-not-linked');
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(await overflow(page), []);
  await page.getByRole('link', { name: 'Back to where you were' }).click();
  assert.equal(new URL(page.url()).pathname, '/sign-in');
  assert.deepEqual((await done()).at(-1), ['sso-refused', 'sso.not-linked']);
  await close();
});

test('an account is linked on its own page, with the password, and then signs in without it', async () => {
  ana = await open('/sign-in');
  const { page } = ana;
  await page.getByLabel('E-mail address').fill('ana@aldermoor.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${house.url}/`);
  await page.goto(`${house.url}/account`);
  const part = page.getByRole('region', { name: 'Single sign-on' });
  await part.getByLabel('Present password').fill('not the password at all');
  await part.getByRole('button', { name: 'Link with House ID' }).click();
  assert.match(await page.getByRole('alert').innerText(), /not the password/);
  await page.getByRole('link', { name: 'Back to where you were' }).click();
  await part.getByLabel('Present password').fill(PASSWORD);
  await part.getByRole('button', { name: 'Link with House ID' }).click();
  await comeIn(page, 'ana-at-the-provider');
  await page.waitForURL(`${house.url}/account`);
  assert.match(await part.innerText(), /You sign in with House ID since/);
  await shoot(page, 'sso-account');
  assert.deepEqual(await barriers(page), []);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL(/sign-in/);

  // The provider still knows them: they are where they wanted to be without typing anything.
  await page.goto(`${house.url}/w/aldermoor-letters/records?kind=person`);
  await page.getByRole('link', { name: 'Sign in with House ID' }).click();
  await page.waitForURL(/records\?kind=person/);
  assert.equal(await page.locator('.who').innerText(), 'Ana Ribeiro');
  const last = provider.asked.at(-1);
  assert.deepEqual([last.response_type, last.code_challenge_method, last.prompt], ['code', 'S256', undefined]);
  const signedIn = (await done()).filter(([op]) => op === 'signed-in').at(-1)[1];
  assert.match(signedIn, / oidc$/);
});

test('an invitation is taken up with the provider, without a password', async () => {
  const member = JSON.parse(await house.assay('record', 'create', 'person', '--set', 'title=Rui Sousa', '--output', 'json'));
  const made = JSON.parse(await house.assay(
    'record', 'create', 'member', '--set', 'title=Rui Sousa', '--set', `person=${member.key}`, '--set', 'roles=contributor',
    '--output', 'json'));
  const path = (await house.assay('member', 'invite', made.key)).trim();
  const seen = await open(path);
  await sound(seen, 'invitation');
  await seen.page.getByRole('button', { name: 'Accept with House ID' }).click();
  await comeIn(seen.page, 'rui');
  await seen.page.waitForURL(`${house.url}/`);
  assert.equal(await seen.page.locator('.who').innerText(), 'Rui Sousa');
  await seen.page.goto(`${house.url}/account`);
  assert.match(await seen.page.locator('.lead').innerText(), /rui@aldermoor\.example/);
  // It works once.
  await seen.page.goto(house.url + path);
  assert.equal(await seen.page.locator('h1').innerText(), 'Not found');
  await seen.close();
});

test('a signature asks the provider anew, and takes only the same person', async () => {
  await house.assay('record', 'create', 'management-decision', '--set', 'title=Buy nothing', '--set', 'owner=PER-1');
  const { page } = ana;
  const move = `${house.url}/w/aldermoor-letters/records/MDC-1/move/revoke`;
  await page.goto(move);
  assert.equal(await page.getByRole('button', { name: 'Prove it with House ID' }).count(), 0, 'they proved it just now');
  // Six minutes go by.
  const script = `
import sqlite3, sys
file = sqlite3.connect(sys.argv[1], timeout=30)
file.execute("UPDATE session SET proved = proved - 360000000")
file.commit()`;
  await run('python3', ['-c', script, house.control]);
  await page.goto(move);
  await shoot(page, 'sso-prove');
  assert.deepEqual(await barriers(page), []);
  await page.getByRole('button', { name: 'Prove it with House ID' }).click();
  // The provider knows them, and asks all the same.
  await comeIn(page, 'somebody-else');
  assert.match(await page.getByRole('alert').innerText(), /somebody else at the provider/);
  await page.getByRole('link', { name: 'Back to where you were' }).click();
  assert.equal(page.url(), move, 'nothing is lost');
  await page.getByRole('button', { name: 'Prove it with House ID' }).click();
  await comeIn(page, 'ana-at-the-provider');
  await page.waitForURL(move);
  const last = provider.asked.at(-1);
  assert.deepEqual([last.max_age, last.prompt], ['0', 'login']);
  assert.equal(await page.getByLabel('Password').count(), 0);
  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await page.waitForURL(/records\/MDC-1$/);
  const record = JSON.parse(await house.assay('record', 'show', 'MDC-1', '--output', 'json'));
  assert.deepEqual([record.state, record.actor], ['revoked', 'MBR-1']);
});

test('whoever turns back at the provider, or comes back with what is not theirs, is told so', async () => {
  const { page, close } = await open('/sign-in');
  await page.getByRole('link', { name: 'Sign in with House ID' }).click();
  const { state } = provider.asked.at(-1);
  const back = `${house.url}/sign-in/sso/callback`;
  const codeOf = async (query) => {
    const answer = await page.goto(`${back}?${query}`);
    assert.equal(answer.status(), 400);
    return page.locator('main code').innerText();
  };
  assert.equal(await codeOf('state=wrong&code=x'), 'oidc.state');
  assert.equal(await codeOf(`state=${state}&code=made-up&iss=http://evil.example`), 'oidc.issuer');
  assert.equal(await codeOf(`state=${state}&code=made-up`), 'oidc.state', 'a way back is gone once');
  await page.goto(`${house.url}/sign-in/sso`);
  const again = provider.asked.at(-1).state;
  const issuer = encodeURIComponent(`http://${provider.address}`);
  assert.equal(await codeOf(`state=${again}&code=made-up&iss=${issuer}`), 'oidc.code');
  await page.goto(`${house.url}/sign-in/sso`);
  const third = provider.asked.at(-1).state;
  assert.equal(await codeOf(`state=${third}&error=access_denied&iss=${issuer}`), 'oidc.declined');
  await page.goto(`${house.url}/`);
  assert.equal(new URL(page.url()).pathname, '/sign-in');
  await close();
});

test('each way to sign that is taken works, with keys that the house did not know', async () => {
  for (const algorithm of ['ES256', 'EdDSA']) {
    provider.serve(house, algorithm);
    const { page, close } = await open('/sign-in/sso?next=/account');
    await comeIn(page, 'ana-at-the-provider');
    await page.waitForURL(`${house.url}/account`);
    await close();
  }
  // One that shares our secret is none, whatever the provider says.
  provider.serve(house, 'HS256');
  const { page, close } = await open('/sign-in/sso');
  await comeIn(page, 'ana-at-the-provider');
  assert.equal(await page.locator('main code').innerText(), 'oidc.algorithm');
  await close();
  provider.serve(house, 'RS256');
});

test('where it is required, a password lets in one account only, and that is written down', async () => {
  await set('--require-sso', '--break-glass', 'ana@aldermoor.example');
  for (const [name, size] of looks) {
    const seen = await open('/sign-in', size);
    assert.equal(await seen.page.getByLabel('Password').isVisible(), false);
    await sound(seen, `required-${name}`);
    await seen.close();
  }
  const { page, close } = await open('/sign-in');
  await page.getByText('With a password, in an emergency').click();
  await page.getByLabel('E-mail address').fill('ana@aldermoor.example');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${house.url}/`);
  assert.ok((await done()).some(([op]) => op === 'glass-broken'));
  await close();
});
