// A version through its gate: the page names what is missing and shows what a pipeline delivers, whoever made or collected
// is refused with the rule and who may, and an approver reviews, signs and releases on the pages.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser, visit } from '../browser.js';
import { evaluation, openHouse } from '../house.js';
import { moveIn } from '../people.js';

const VERSION = 'VER-10';
const SUBJECT = 'SYS-3@1.1.0';
const RECORD = `/w/demo/records/${VERSION}`;
const GATE = `/systems/SYS-3/versions/${VERSION}`;

let house;
let browser;
/** What the browsers of the members keep, by what they are to the version. */
const states = {};
before(async () => {
  house = await openHouse();
  browser = await openBrowser();
  // Tomasz made the version; with these rights only the separation of duties keeps him from it.
  await house.assay('record', 'update', 'MBR-4', '--set', 'roles=["contributor","reviewer","approver"]');
  states.maker = await moveIn(browser, house, 'MBR-4', 'tomasz@house.example');
  states.collector = await moveIn(browser, house, 'MBR-1', 'marcus@house.example');
  states.approver = await moveIn(browser, house, 'MBR-3', 'beatriz@house.example');
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const json = async (...args) => JSON.parse(await house.assay(...args, '--output', 'json'));
const token = async (member, scopes) =>
  (await json('token', 'create', '--title', 'journey', '--member', member, '--scopes', scopes)).token;

/** Opens a page as somebody; short patience, because everything is on this machine. */
async function open(path, who) {
  const seen = await visit(browser, house, path, { storageState: states[who] });
  seen.page.setDefaultTimeout(10_000);
  return seen;
}

/** Sends something to the API as a member; its status and what it said. */
async function send(member, path, body) {
  const secret = await token(member, 'read,review,approve');
  const answer = await fetch(`${house.url}/api/v1/w/demo/records${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, said: await answer.json() };
}

/** The line of a check on the gate page. */
const check = (page, id) => page.locator('section:has(#checks) tbody tr', { hasText: id });

/** What a pipeline is told: the exit code, and the outcome of each check that it asked for. */
async function pipeline(...more) {
  const secret = await token('MBR-1', 'read');
  const ask = house.assayAs(secret, 'check', '--subject', SUBJECT, ...more);
  const { code, out } = await ask.then((stdout) => ({ code: 0, out: stdout }), (error) => ({ code: error.code, out: error.stdout }));
  return { code, outcomes: Object.fromEntries([...out.matchAll(/^ (\w+) +(\S+\.\S+) /gm)].map(([, outcome, id]) => [id, outcome])) };
}

let evidence;

test('the gate names what is missing, and shows within two seconds what a pipeline delivers', async () => {
  const { page, faults, close } = await open(GATE);
  const before = await pipeline('--requirement', 'A.6.2.4');
  assert.equal(before.code, 1);
  for (const id of ['vv.coverage', 'vv.threshold', 'vv.reviewed']) {
    assert.equal(before.outcomes[id], 'missing', id);
    assert.match(await check(page, id).innerText(), /Missing/, id);
  }
  assert.match(await check(page, 'vv.coverage').innerText(), /PLN-3 expects digit_reading by inspect; it was not delivered/);
  const blocked = await page.locator('main').innerText();
  assert.match(blocked, /11 checks in the way/);

  await page.evaluate(() => { window.notReloaded = true; });
  const pipe = await token('MBR-1', 'read,collect');
  await house.assayAs(pipe, 'ingest', evaluation('1.1.0.eval'), '--subject', SUBJECT);
  const from = Date.now();
  await check(page, 'vv.threshold').filter({ hasText: 'Pass' }).waitFor();
  await check(page, 'vv.coverage').filter({ hasText: 'Pass' }).waitFor();
  await check(page, 'vv.reviewed').filter({ hasText: 'Undecided' }).waitFor();
  const took = Date.now() - from;
  assert.ok(took <= 2000, `${took} ms`);
  assert.ok(await page.evaluate(() => window.notReloaded), 'the page was not loaded anew');
  assert.match(await page.locator('main').innerText(), /9 checks in the way/);
  evidence = /EV-\d+/.exec(await check(page, 'vv.reviewed').innerText())[0];
  assert.equal((await pipeline('--requirement', 'A.6.2.4')).outcomes['vv.reviewed'], 'undecided');
  assert.deepEqual(faults, []);
  await close();
});

/** Goes from the gate to the review of its evidence and sends it. */
async function review(page, reason) {
  await page.locator('main').getByRole('link', { name: /Review it/ }).click();
  await page.waitForURL(/kind=evidence-review/);
  assert.equal(await page.getByLabel('Evidence').first().inputValue(), evidence);
  await page.getByLabel('Conclusion').selectOption('accepted');
  await page.getByLabel('Reason').fill(reason);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
}

for (const [who, member, rule, text] of [
  ['collector', 'MBR-1', 'sod.collector_reviewer', 'Who collected the evidence may not review it.'],
  ['maker', 'MBR-4', 'sod.trainer_validation', 'Who made the version, or a model in it, may not accept the evidence of how well it does.'],
]) {
  test(`the ${who} may not accept the evidence, and is told by which rule and who may`, async () => {
    const { page, close } = await open(GATE, who);
    await review(page, 'I looked at my own work.');
    const refusal = await page.getByRole('alert').innerText();
    assert.ok(refusal.includes(text), refusal);
    assert.match(refusal, /Beatriz Lemos \(MBR-3\)/);
    assert.equal(await page.getByLabel('Reason').inputValue(), 'I looked at my own work.', 'what was typed is kept');
    const body = { title: `Review of ${evidence}`, evidence, conclusion: 'accepted', reason: 'I looked at my own work.' };
    const { status, said } = await send(member, '', { kind: 'evidence-review', body });
    assert.equal(status, 403);
    assert.equal(said.code, rule);
    assert.equal(said.details.rule, rule);
    assert.ok(said.details.may.includes('Beatriz Lemos (MBR-3)'));
    assert.ok(!said.details.may.some((name) => name.includes(member)), 'not themselves');
    assert.equal((await json('record', 'list', 'evidence-review', '--limit', '500')).records.some((one) => one.body.evidence === evidence), false);
    await close();
  });
}

test('the maker may not release the version: no button, who may, and 403', async () => {
  const { page, close } = await open(GATE, 'maker');
  const moves = page.locator('section:has(#moves)');
  const refused = /may not release it\. Tomasz Wilk did; somebody else has to: .*Beatriz Lemos \(MBR-3\)/;
  assert.match(await moves.innerText(), refused);
  assert.equal(await moves.locator('a.btn', { hasText: 'Release' }).count(), 0);
  await page.goto(`${house.url}${RECORD}/move/release`);
  assert.match(await page.getByRole('alert').innerText(), refused);
  assert.equal(await page.getByRole('button', { name: 'Release' }).count(), 0);
  const { status, said } = await send('MBR-4', `/${VERSION}/transitions`, { transition: 'release' });
  assert.equal(status, 403);
  assert.equal(said.code, 'sod.release_maker');
  assert.ok(said.details.may.includes('Beatriz Lemos (MBR-3)'));
  assert.equal((await json('record', 'show', VERSION)).state, 'candidate');
  await close();
});

test('an approver reviews and releases on the pages, and the signature names what was read', async () => {
  const { page, faults, close } = await open(GATE, 'approver');
  await review(page, 'All 300 pictures were read.');
  await page.waitForURL(/records\/REV-\d+$/);
  await page.goto(house.url + GATE);
  assert.match(await check(page, 'vv.reviewed').innerText(), /Pass/);
  assert.deepEqual([...new Set(Object.values((await pipeline('--requirement', 'A.6.2.4')).outcomes))], ['pass']);
  assert.equal((await pipeline('--requirement', 'A.6.2.4')).code, 0, 'the pipeline goes green');

  const read = (await json('record', 'show', VERSION)).digest;
  await page.locator('section:has(#moves)').getByRole('link', { name: 'Release' }).click();
  await page.waitForURL(/move\/release$/);
  assert.ok((await page.locator('main').innerText()).includes(read), 'what is to be signed is named beforehand');
  // The password was given when they came in, minutes ago, and holds for the signature.
  await page.getByRole('button', { name: 'Release' }).click();
  await page.waitForURL((url) => url.pathname === RECORD);
  await page.goto(house.url + GATE);
  const released = await json('record', 'show', VERSION);
  assert.equal(released.state, 'released');
  assert.equal(released.actor, 'MBR-3');
  const [signature] = released.signatures;
  assert.equal(signature.transition, 'release');
  assert.equal(signature.proved_by, 'password');
  assert.equal(signature.digest, read);
  assert.equal(signature.digest, released.digest);
  const decision = await page.locator('section:has(#decision)').innerText();
  assert.match(decision, /Beatriz Lemos[\s\S]*releases this version with the digests named/);
  assert.match(decision, new RegExp(signature.digest));
  // The part that was signed is the one that the record names, and none of it is altered afterwards.
  assert.ok((await page.locator('section:has(#parts)').innerText()).includes(released.body.parts[0].sha256));
  await assert.rejects(house.assay('record', 'update', VERSION, '--set', 'title=Altered'), /released|frozen|edit/i);
  assert.equal((await json('record', 'show', VERSION)).digest, read);
  assert.deepEqual(faults, []);
  await close();
});
