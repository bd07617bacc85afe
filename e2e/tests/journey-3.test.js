// Evidence that went stale: the control says which, since when and what mends it; new evidence, reviewed by somebody else,
// brings the state back. And many tasks change hands at once, from a saved view, by keyboard.

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

/** The state of every requirement of every subject, but of the one this is about. */
const others = async () => {
  const all = await json('posture');
  console.log(JSON.stringify(all).slice(0, 500));
  return all;
};

test('evidence of 366 days ago is stale, and the control says which, since when and what mends it', async () => {
  // Training is all that is missing then.
  const objective = await json('record', 'create', 'objective', ...set({
    title: 'Nobody is judged by a machine alone', owner: 'PER-1', kind: 'use', measure: 'Complaints', aim: 'at-most', target: 3,
    baseline: 5, unit: 'count', due: '2027-06-01', actions: 'TSK-1', evaluation_method: 'Counted each month.',
  }));
  await as('MBR-2', 'read,direct', 'record', 'transition', objective.key, 'approve');
  await others();
  const old = await state(366);
  const waits = await open(PAGE);
  console.log(await shown(waits.page));
  await waits.close();
  await accept(old);
  const { page, faults, close } = await open(PAGE, 'collector');
  assert.equal(await shown(page), 'Stale');
  console.log(await page.locator('main').innerText());
  console.log(await page.locator('main a.btn, main a.lnk').evaluateAll((a) => a.slice(0, 12).map((x) => [x.innerText, x.getAttribute('href')])));
  await page.goto(house.url + PAGE + '/why');
  console.log(await page.locator('main').innerText());
  await page.goto(house.url + '/');
  console.log(await page.locator('section:has(#attention)').innerText());
  console.log(await house.assay('job', 'run', 'expiry').catch((e) => e.stdout + e.stderr), (await house.assay('notice', 'list')).split('\n').filter((l) => l.includes(old) || l.includes('9.3')).join('\n'));
  assert.deepEqual(faults, []);
  await close();
});

const TASKS = 20;
test('twenty tasks change hands at once, from a saved view, by keyboard', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-journey-'));
  const file = join(folder, 'tasks.csv');
  const lines = Array.from({ length: TASKS }, (_, n) => `Ask again ${n + 1},PER-1,2027-03-01`);
  await writeFile(file, ['title,owner,due', ...lines, ''].join('\r\n'));
  await house.assay('record', 'import', 'task', file, '--apply');
  await rm(folder, { recursive: true });
  const asked = async () => (await json('record', 'list', 'task', '--filter', 'title:ask again', '--limit', '100')).records;
  assert.equal((await asked()).length, TASKS);

  const { page, faults, close } = await open('/w/demo/records?kind=task&filter=title%3Aask+again&rows=25', 'owner');
  await page.getByRole('button', { name: 'Save view' }).first().click();
  await page.locator('#save-view').getByLabel('Name of the view').fill('To ask again');
  await page.locator('#save-view').getByRole('button', { name: 'Save view' }).click();
  await page.waitForURL(/ask/);
  await page.goto(`${house.url}/views`);
  await page.getByRole('main').getByRole('link', { name: 'To ask again' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/kind=task.*ask/);
  assert.equal(await page.locator('tbody tr').count(), TASKS);

  let keys = 0;
  const press = async (key) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  for (let n = 0; n < TASKS; n += 1) {
    await press('j');
    await press('x');
  }
  assert.equal(await page.locator('.pick :checked').count(), TASKS);
  assert.match(await page.locator('[data-picked]').innerText(), new RegExp(`\\b${TASKS}\\b`));
  // Back from the title to the box of its row, whose form Enter sends.
  await press('Shift+Tab');
  await press('Enter');
  await page.waitForURL(/\/bulk\?/);
  assert.equal(keys, 2 * TASKS + 2);
  await page.getByRole('link', { name: 'Owner', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/by=owner/);
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
