// Passkeys, with the virtual authenticator of Chromium: an account that begins with one, signing in, signing a move, adding
// and removing, and everything that must not work.

import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';

import { SCREENS, barriers, openBrowser, overflow, shoot, visit } from '../browser.js';
import { toTheLastStep } from '../first_run.js';
import { openEmptyHouse } from '../house.js';

const PASSWORD = 'lantern gravel osprey';
let house;
let other;
let browser;
/** Ana's passkey, as her authenticator holds it. */
let anas;
/** Her recovery codes. */
let codes;

/** Passkeys are for names, not for numbers of machines. */
const named = (at) => ({ ...at, url: at.url.replace('127.0.0.1', 'localhost') });

before(async () => {
  [house, other] = (await Promise.all([openEmptyHouse(), openEmptyHouse()])).map(named);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await Promise.all([house?.close(), other?.close()]);
});

const open = (path, options) => visit(browser, house, path, options);

/** A device with a fingerprint reader that always knows the finger; it holds those passkeys. */
async function device(page, credentials = [], options = {}) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      ...options,
    },
  });
  for (const credential of credentials) await cdp.send('WebAuthn.addCredential', { authenticatorId, credential });
  const held = async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
  return { held };
}

/** Opens the page to sign in on a device that holds Ana's passkey, or others. */
async function atTheDoor(credentials = [anas], options = {}) {
  const seen = await open('/sign-in');
  return { ...seen, device: await device(seen.page, credentials, options) };
}

const passkeyButton = (page) => page.getByRole('button', { name: 'Sign in with a passkey' });

/** Signs Ana in with her passkey. */
async function signIn() {
  const seen = await atTheDoor();
  await seen.page.waitForLoadState('networkidle');
  await passkeyButton(seen.page).click();
  await seen.page.waitForURL(`${house.url}/`);
  [anas] = await seen.device.held();
  return seen;
}

/** What a request of a page of this site looks like to the server. */
const ours = { 'Sec-Fetch-Site': 'same-origin' };

test('the first administrator begins with a passkey instead of a password, and gets recovery codes', async () => {
  const { page, faults, close } = await open('/set-up');
  const phone = await device(page);
  assert.deepEqual(await barriers(page), []);
  await toTheLastStep(page, house.code, 'Aldermoor Letters');
  assert.deepEqual(await barriers(page), []);
  await page.getByLabel('Your name').fill('Ana Ribeiro');
  await page.getByLabel('E-mail address').fill('ana');
  const begin = page.getByRole('button', { name: 'Use a passkey instead of a password' });
  await begin.click();
  await page.locator('[data-passkey] [role=alert]').waitFor();
  assert.deepEqual(await phone.held(), [], 'nothing is made before all is right');
  await page.getByLabel('E-mail address').fill('ana@aldermoor.example');
  await begin.click();
  await page.getByRole('heading', { name: 'Recovery codes' }).waitFor();
  codes = await page.locator('ol code').allInnerTexts();
  assert.equal(codes.length, 10);
  await shoot(page, 'passkeys-begun');
  [anas] = await phone.held();
  assert.equal(anas.isResidentCredential, true);
  await page.getByRole('link', { name: 'I have kept them' }).click();
  await page.waitForURL(`${house.url}/`);
  assert.equal(await page.locator('.who').innerText(), 'Ana Ribeiro');
  assert.deepEqual(faults.filter((f) => !/40[03]/.test(f)), []);
  await close();
});

test('a passkey signs in without a name, over no policy violation', async () => {
  const { page, faults, close } = await signIn();
  assert.equal(await page.locator('.who').innerText(), 'Ana Ribeiro');
  assert.deepEqual(faults, []);
  const today = await page.context().request.get(`${house.url}/`);
  assert.ok(!(await today.text()).includes('/assets/passkey-'), 'pages without passkeys have no script of theirs');
  await close();
});

test('the pages are sound on both screens, light and dark', async () => {
  for (const [screen, size] of Object.entries(SCREENS)) {
    for (const colorScheme of ['light', 'dark']) {
      const seen = await open('/sign-in', { ...size, colorScheme });
      const phone = await device(seen.page, [anas]);
      await passkeyButton(seen.page).waitFor();
      // Else the icon may be on its way when the page is left, which looks like a fault.
      await seen.page.waitForLoadState('networkidle');
      await shoot(seen.page, `passkeys-door-${screen}-${colorScheme}`);
      assert.deepEqual(await barriers(seen.page), []);
      await passkeyButton(seen.page).click();
      await seen.page.waitForURL(`${house.url}/`);
      // The authenticator of the next page goes on counting where this one stopped.
      [anas] = await phone.held();
      await seen.page.waitForLoadState('networkidle');
      await seen.page.goto(`${house.url}/account`);
      await shoot(seen.page, `passkeys-account-${screen}-${colorScheme}`);
      assert.deepEqual(await barriers(seen.page), []);
      assert.deepEqual(await overflow(seen.page), []);
      assert.deepEqual(seen.faults, []);
      await seen.close();
    }
  }
});

test('the same answer does not work twice', async () => {
  const { page, device: phone, close } = await atTheDoor();
  const sent = page.waitForRequest((r) => r.method() === 'POST' && new URL(r.url()).pathname === '/sign-in/passkey');
  await passkeyButton(page).click();
  const form = Object.fromEntries(new URLSearchParams((await sent).postData()));
  await page.waitForURL(`${house.url}/`);
  [anas] = await phone.held();
  assert.ok(form.ticket && form.credential);
  const again = await page.context().request.post(`${house.url}/sign-in/passkey`, { form, headers: ours, maxRedirects: 0 });
  assert.equal(again.status(), 401);
  assert.match(await again.text(), /answered before/);
  assert.equal(again.headers()['set-cookie'], undefined);
  // Nor does it with a fresh challenge, whose bytes it did not sign.
  const fresh = await (await page.context().request.post(`${house.url}/sign-in/passkey/begin`, { headers: ours })).json();
  const forged = { ...form, ticket: fresh.ticket };
  const refused = await page.context().request.post(`${house.url}/sign-in/passkey`, { form: forged, headers: ours, maxRedirects: 0 });
  assert.equal(refused.status(), 401);
  assert.match(await refused.text(), /not accepted/);
  await close();
});

test('what was answered at another address is refused, and no other site gets a challenge', async () => {
  const { page, close } = await visit(browser, other, '/set-up');
  const phone = await device(page, [anas]);
  const asked = await page.context().request.post(`${house.url}/sign-in/passkey/begin`, { headers: ours });
  const { ticket, publicKey } = await asked.json();
  // The other address has the same name and another port: the device answers, and says where.
  const credential = await page.evaluate(async (options) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    return JSON.stringify((await navigator.credentials.get({ publicKey })).toJSON());
  }, publicKey);
  [anas] = await phone.held();
  const sent = { form: { ticket, credential }, headers: ours, maxRedirects: 0 };
  const refused = await page.context().request.post(`${house.url}/sign-in/passkey`, sent);
  assert.equal(refused.status(), 401);
  assert.match(await refused.text(), /not accepted/);
  for (const site of ['cross-site', 'same-site', 'none']) {
    const headers = { 'Sec-Fetch-Site': site };
    for (const path of ['/sign-in/passkey/begin', '/sign-in/passkey', '/set-up/passkey', '/account/passkeys/begin', '/account/prove/begin']) {
      const answer = await page.context().request.post(`${house.url}${path}`, { form: { ticket, credential }, headers, maxRedirects: 0 });
      assert.equal(answer.status(), 403, `${path} ${site}`);
    }
  }
  await close();
});

test('a passkey that nobody has here, and one of somebody else’s account, are refused alike', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
  const unknown = { ...anas, credentialId: randomBytes(32).toString('base64'), privateKey: key };
  const forged = { ...anas, privateKey: key };
  const stranger = { ...anas, userHandle: randomBytes(16).toString('base64') };
  for (const credential of [unknown, forged, stranger]) {
    const { page, close } = await atTheDoor([credential]);
    await passkeyButton(page).click();
    await page.getByText('this passkey was not accepted').waitFor();
    assert.equal((await page.context().cookies()).length, 0);
    await close();
  }
});

test('a device that did not look whose finger it was signs nobody in', async () => {
  const { page, close } = await atTheDoor([anas], { isUserVerified: false });
  await passkeyButton(page).click();
  await page.getByText('Nothing came of it').waitFor();
  await close();
});

test('a passkey that counts backwards is refused and told', async () => {
  const { page, close } = await atTheDoor([{ ...anas, signCount: 0 }]);
  await passkeyButton(page).click();
  await page.getByText('counts backwards').waitFor();
  assert.equal((await page.context().cookies()).length, 0);
  await close();
  anas = { ...anas, signCount: anas.signCount + 10 };
  const seen = await signIn();
  await seen.page.goto(`${house.url}/account`);
  await seen.page.getByText('Counted backwards on').waitFor();
  await seen.page.getByText('A passkey counted backwards and was refused').waitFor();
  await seen.close();
});

test('under the number of the machine the page says where passkeys work', async () => {
  const number = { ...house, url: house.url.replace('localhost', '127.0.0.1') };
  const { page, close } = await visit(browser, number, '/sign-in');
  await page.getByText(`Passkeys work at ${house.url} only`).waitFor();
  assert.equal(await passkeyButton(page).count(), 0);
  await close();
});

test('a second passkey is added and removed; the last means stays', async () => {
  const { page, close } = await signIn();
  const key = await device(page, [], { transport: 'usb' });
  await page.goto(`${house.url}/account`);
  const remove = page.getByRole('button', { name: 'Remove the passkey' });
  await remove.click();
  assert.match(await page.getByRole('alert').first().innerText(), /last thing you can sign in with/);
  await page.getByLabel('Name of the passkey').fill('key on my ring');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByText('The passkey was added.').waitFor();
  assert.equal((await key.held()).length, 1);
  await page.getByRole('row', { name: /key on my ring/ }).first().waitFor();
  await page.getByLabel('Which passkey').selectOption({ label: 'key on my ring' });
  await remove.click();
  await page.getByText('The passkey was removed.').waitFor();
  const happened = page.getByRole('region', { name: 'What happened to this account' });
  assert.match(await happened.innerText(), /A passkey was removed key on my ring[\s\S]*A passkey was added key on my ring/);
  await close();
});

test('a signature asks for a proof, and a passkey is one', async () => {
  const made = await house.assay('record', 'create', 'document', '--set', 'title=Old handbook', '--set', 'owner=PER-1', '--output', 'json');
  const { key } = JSON.parse(made);
  const { page, device: phone, close } = await signIn();
  await house.later(10);
  await page.goto(`${house.url}/account`);
  await page.getByText('Before you change how you sign in').waitFor();
  await page.goto(`${house.url}/w/-/records/${key}/move/withdraw`);
  assert.equal(await page.getByLabel('Password').count(), 0, 'she has none');
  const state = async () => JSON.parse(await house.assay('record', 'show', key, '--output', 'json')).state;
  // Sent without a proof, nothing is signed.
  await page.locator('form.form button[type=submit]').click();
  await page.getByText('prove').first().waitFor();
  assert.equal(await state(), 'draft');
  await page.goto(`${house.url}/w/-/records/${key}/move/withdraw`);
  await page.getByRole('button', { name: 'Prove it with a passkey' }).click();
  await page.waitForURL(new RegExp(`records/${key}$`));
  assert.equal(await state(), 'withdrawn');
  [anas] = await phone.held();
  await page.goto(`${house.url}/account`);
  assert.equal(await page.getByText('Before you change how you sign in').count(), 0, 'the proof counts');
  await close();
});

test('without a script the password does it all, and a lost passkey is made up for by a recovery code', async () => {
  const { page, close } = await open('/sign-in', { javaScriptEnabled: false });
  assert.equal(await passkeyButton(page).count(), 0);
  const enter = async (secret) => {
    await page.getByLabel('E-mail address').fill('ana@aldermoor.example');
    await page.getByLabel('Password').fill(secret);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  await enter('AAAAA-BBBBB-CCCCC-DDDDD-EEEEE');
  assert.match(await page.getByRole('alert').innerText(), /do not fit together/);
  await enter(codes[0].toLowerCase());
  await page.waitForURL(`${house.url}/`);
  await page.goto(`${house.url}/account`);
  await page.getByText('A recovery code was used').waitFor();
  // She chooses a password with that, and could go on without passkeys.
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Choose a password' }).click();
  await page.getByText('The password was changed.').waitFor();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await enter(codes[0]);
  assert.match(await page.getByRole('alert').innerText(), /do not fit together/, 'a code works once');
  await enter(PASSWORD);
  await page.waitForURL(`${house.url}/`);
  await close();
});

test('the password can be removed again, by whoever proves who they are', async () => {
  const { page, close } = await signIn();
  await house.later(10);
  await page.goto(`${house.url}/account`);
  const form = page.locator('form[action="/account/password/remove"]');
  await form.getByLabel('Present password').fill('not the password at all');
  await form.getByRole('button').click();
  assert.match(await page.getByRole('alert').first().innerText(), /not the password of your account/);
  await form.getByLabel('Present password').fill(PASSWORD);
  await form.getByRole('button').click();
  await page.getByText('The password was removed.').waitFor();
  await close();
});

test('whoever is invited may begin with a passkey', async () => {
  await house.assay('record', 'create', 'person', '--set', 'title=Rui Sousa');
  await house.assay('record', 'create', 'member', '--set', 'title=Rui Sousa', '--set', 'person=PER-2', '--set', 'roles=contributor');
  const path = (await house.assay('member', 'invite', 'MBR-2')).trim();
  const { page, faults, close } = await open(path);
  const phone = await device(page);
  await page.getByLabel('E-mail address').fill('rui@aldermoor.example');
  await page.getByRole('button', { name: 'Use a passkey instead of a password' }).click();
  await page.getByRole('heading', { name: 'Recovery codes' }).waitFor();
  assert.equal((await phone.held()).length, 1);
  await page.goto(`${house.url}/account`);
  const happened = await page.getByRole('region', { name: 'What happened to this account' }).innerText();
  assert.match(happened, /An invitation was accepted/);
  assert.match(happened, /You were invited by Ana Ribeiro/);
  assert.deepEqual(faults, []);
  await close();
});
