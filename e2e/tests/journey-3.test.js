// Evidence that went stale: the control says which, since when and where it is; new evidence, reviewed by somebody else,
// makes it effective. And many tasks change hands at once, from a saved view, by keyboard.

import assert from 'node:assert/strict';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { openBrowser, visit } from '../browser.js';
import { openHouse } from '../house.js';
import { said } from '../pages.js';
import { moveIn } from '../people.js';

let house;
let browser;
/** What the browsers of the members keep. */
const states = {};
before(async () => {
  house = await openHouse();
  browser = await openBrowser();
  states.owner = await moveIn(browser, house, 'MBR-1', 'owner@house.example');
  states.collector = await moveIn(browser, house, 'MBR-8', 'collector@house.example');
  states.reviewer = await moveIn(browser, house, 'MBR-6', 'reviewer@house.example');
});
after(async () => {
  await browser?.close();
  await house?.close();
});

const json = async (...args) => JSON.parse(await house.assay(...args, '--output', 'json'));
const set = (body) => Object.entries(body).flatMap(([name, value]) => ['--set', `${name}=${value}`]);

const secrets = new Map();
/** A command of a member over the network. */
async function as(member, scopes, ...args) {
  if (!secrets.has(member)) {
    const made = await json('token', 'create', '--title', 'journey', '--member', member, '--scopes', scopes);
    secrets.set(member, made.token);
  }
  return house.assayAs(secrets.get(member), ...args);
}

async function open(path, who) {
  const seen = await visit(browser, house, path, { storageState: states[who] });
  seen.page.setDefaultTimeout(10_000);
  return seen;
}

/** The day so many days ago, in UTC. */
const ago = (days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const REQUIREMENT = 'A.9.3';
const PAGE = `/controls/${REQUIREMENT}`;

/** States what was done, with its last day so many days ago; gives the key of the evidence. */
async function state(days) {
  const title = `Training until ${ago(days)}`;
  await house.assay('evidence', 'record', '--title', title, '--kind', 'training-records', '--from', ago(days + 30), '--to', ago(days),
    '--population', 'all who use or oversee AI systems', '--size', '14', '--sampled', '14', '--method', 'all',
    '--statement', 'All fourteen were there.', '--requirement', REQUIREMENT);
  const found = (await json('record', 'list', 'evidence', '--filter', `title:${title}`)).records;
  assert.equal(found.length, 1);
  return found[0].key;
}

const accept = (key) => as('MBR-3', 'read,review', 'record', 'create', 'evidence-review',
  ...set({ title: `Review of ${key}`, evidence: key, conclusion: 'accepted', reason: 'The lists were read.' }));

/** The state that the page of a control shows. */
const shown = (page) => page.locator('.eyebrow .chip').innerText();

/** The state of every requirement for every subject, but of the one this is about. */
const others = async () => (await json('posture')).requirements.filter((one) => one.id !== REQUIREMENT)
  .map((one) => [one.id, one.state, one.subjects.map((of) => [of.subject, of.state])]);

/** The evidence that is stale. */
let old;
/** How everything else stood before it. */
let elsewhere;

test('evidence of 366 days ago is stale, and the control says which, since when and where it is', async () => {
  // Training is all that is missing then.
  const objective = await json('record', 'create', 'objective', ...set({
    title: 'Nobody is judged by a machine alone', owner: 'PER-1', kind: 'use', measure: 'Complaints', aim: 'at-most', target: 3,
    baseline: 5, unit: 'count', due: '2027-06-01', actions: 'TSK-1', evaluation_method: 'Counted each month.',
  }));
  await as('MBR-2', 'read,direct', 'record', 'transition', objective.key, 'approve');
  elsewhere = await others();
  old = await state(366);
  const { page, faults, close } = await open(PAGE);
  assert.equal(await shown(page), 'Partly', 'it counts once somebody else has reviewed it');
  await accept(old);
  await page.locator('.eyebrow .chip', { hasText: 'Stale' }).waitFor();
  assert.deepEqual(await others(), elsewhere, 'nothing else turned stale');
  const why = page.locator('.note, .gap, main').filter({ hasText: 'ran out on' }).first();
  assert.match(await why.innerText(), new RegExp(`ran out on ${ago(1)}: ${old} of ${ago(366)} shows training records`));
  const fix = await page.getByRole('link', { name: 'Record what was done' }).getAttribute('href');
  assert.match(fix, /kind=evidence&evidence_kind=training-records&subject=workspace&requirements=/);
  await page.goto(`${house.url}${PAGE}/why`);
  const told = await page.locator('main').innerText();
  assert.match(told, /Training of those who use and oversee AI systems was shown within a year/);
  assert.match(told, new RegExp(`valid until ${said(ago(1))}`));
  assert.match(told, /Marcus Oyelaran[\s\S]*14 \/ 14[\s\S]*Beatriz Lemos/);
  await house.assay('job', 'run', 'expiry');
  const notices = (await house.assay('notice', 'list')).split('\n').filter((line) => line.includes(old));
  assert.match(notices.join(), /use\.trained .*has run out/);
  assert.deepEqual(faults, []);
  await close();
});

test('evidence of 364 days ago is within the year, and about to run out', async () => {
  await accept(await state(364));
  const { page, close } = await open(PAGE);
  assert.equal(await shown(page), 'Expiring');
  await close();
});

test('new evidence, reviewed by somebody else on the pages, turns the open page of the control effective', async () => {
  const watching = await open(PAGE);
  assert.equal(await shown(watching.page), 'Expiring');
  await watching.page.evaluate(() => { window.notReloaded = true; });
  const theirs = await open(`/w/demo/records/new?kind=evidence&evidence_kind=training-records&subject=workspace&requirements=${REQUIREMENT}`, 'collector');
  const form = theirs.page;
  await form.getByLabel('Title').fill('Training, held again');
  await form.getByLabel('From', { exact: true }).fill(ago(40));
  await form.getByLabel('To', { exact: true }).fill(ago(10));
  await form.getByLabel('Text', { exact: true }).fill('all who use or oversee AI systems');
  await form.getByLabel('Sampled').fill('14');
  await form.getByLabel('What was done and seen').fill('All fourteen were there.');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await form.waitForURL(/\/records\/EV-\d+$/);
  const fresh = /EV-\d+/.exec(form.url())[0];
  assert.deepEqual(theirs.faults, []);
  await theirs.close();
  assert.equal((await json('record', 'show', fresh)).actor, 'MBR-8');
  assert.equal(await shown(watching.page), 'Expiring', 'nobody has reviewed it');

  const reviewer = await open(`/evidence/${fresh}`, 'reviewer');
  await reviewer.page.getByRole('link', { name: 'Review it', exact: true }).click();
  await reviewer.page.waitForURL(/kind=evidence-review/);
  await reviewer.page.getByLabel('Conclusion').selectOption('accepted');
  await reviewer.page.getByLabel('Reason').fill('The lists of the day were read.');
  await reviewer.page.getByRole('button', { name: 'Save', exact: true }).click();
  await reviewer.page.waitForURL(/records\/REV-\d+$/);
  await reviewer.close();
  const from = Date.now();
  await watching.page.locator('.eyebrow .chip', { hasText: 'Effective' }).waitFor();
  assert.ok(Date.now() - from <= 2000, `${Date.now() - from} ms`);
  assert.ok(await watching.page.evaluate(() => window.notReloaded));
  assert.deepEqual(await others(), elsewhere);

  await watching.page.goto(`${house.url}${PAGE}/history`);
  const history = await watching.page.locator('section:has(#history)').innerText();
  // Newest first: what came, and what it was judged to be.
  const at = [
    `${fresh} of ${ago(10)} shows training records`,
    `${old} was stated by a person and waits for a review by somebody else`,
    'no evidence of training records is there',
  ].map((words) => history.indexOf(words));
  assert.ok(!at.includes(-1), history);
  assert.deepEqual(at, [...at].sort((a, b) => a - b));
  assert.match(history, /Missing became Undecided[\s\S]*waits for a review/);
  assert.deepEqual(watching.faults, []);
  await watching.close();
});

/** How many tasks change hands. */
const TASKS = 20;

test('twenty tasks change hands at once, from a saved view, by keyboard', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-journey-'));
  const file = join(folder, 'tasks.csv');
  const lines = Array.from({ length: TASKS }, (_, n) => `Ask again ${n + 1},PER-1,2027-03-01`);
  await writeFile(file, ['title,owner,due', ...lines, ''].join('\r\n'));
  await house.assay('record', 'import', 'task', file, '--apply');
  await rm(folder, { recursive: true });
  const asked = async () => (await json('record', 'list', 'task', '--filter', 'due:2027-03-01', '--limit', '100')).records;
  assert.equal((await asked()).length, TASKS);

  const { page, faults, close } = await open('/w/demo/records?kind=task&filter=due%3A2027-03-01&rows=25', 'owner');
  await page.getByRole('button', { name: 'Save view' }).first().click();
  await page.locator('#save-view').getByLabel('Name of the view').fill('To ask again');
  await page.locator('#save-view').getByRole('button', { name: 'Save view' }).click();
  await page.waitForURL(/filter=due/);
  await page.goto(`${house.url}/views`);
  await page.getByRole('main').getByRole('link', { name: 'To ask again' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/kind=task.*filter=due/);
  assert.equal(await page.locator('tbody tr').count(), TASKS);

  let keys = 0;
  const press = async (key) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  await press('*');
  assert.equal(await page.locator('tbody .pick :checked').count(), TASKS);
  assert.match(await page.locator('[data-picked]').innerText(), new RegExp(`\\b${TASKS}\\b`));
  await press('a');
  await page.waitForURL(/\/bulk\?.*by=owner/);
  assert.ok(keys <= 5, `${keys} keys`);
  await page.locator('#f-owner').focus();
  await page.keyboard.type('PER-6');
  await page.getByRole('button', { name: /Save/ }).focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('[role=status]');
  const rows = await page.locator('tbody tr').allInnerTexts();
  assert.equal(rows.length, TASKS);
  for (const row of rows) assert.match(row, /Changed/);
  for (const task of await asked()) assert.equal(task.body.owner, 'PER-6', task.key);
  assert.deepEqual(faults, []);
  await close();
});
