// An open page shows what changed within two seconds, and what somebody types stays.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fixture } from '../fixture.js';
import { sound } from '../sound.js';

const own = fixture();
const { visit } = own;

const create = async (kind, ...set) =>
  JSON.parse(await own.house.assay('record', 'create', kind, ...set.flatMap((one) => ['--set', one]), '--output', 'json'));

/** Does something; gives the milliseconds until what it is to show is there. */
async function within(act, shows) {
  await act();
  const from = Date.now();
  await shows();
  return Date.now() - from;
}

test('a change of a record and of the posture shows within two seconds, and is said', async () => {
  const seen = await visit('/');
  const { page } = seen;
  const took = await within(() => create('task', 'title=Look at the quokka', 'owner=PER-1', 'due=2020-01-01'),
    () => page.getByText('Look at the quokka').waitFor({ timeout: 10_000 }));
  assert.ok(took <= 2000, `${took} ms`);
  await page.locator('#live-said.shown').waitFor();
  assert.match(await page.locator('#live-said').innerText(), /Updated/);
  await sound(seen, 'live');
  await seen.close();

  const control = await visit('/controls');
  const before = await control.page.locator('main').innerText();
  const posture = await within(() => own.house.assay('record', 'transition', 'CTL-1', 'reopen'),
    () => control.page.waitForFunction((then) => document.querySelector('main').innerText !== then, before, { timeout: 10_000 }));
  assert.ok(posture <= 2000, `${posture} ms`);
  await control.close();
});

test('what somebody types, and where they are, is left alone', async () => {
  const { page, faults, close } = await visit('/w/demo/records?kind=task&sort=-key');
  await page.getByRole('main').getByRole('searchbox').fill('half a wor');
  const made = await create('task', 'title=Since then', 'owner=PER-1');
  await page.getByText('Since then').waitFor();
  assert.equal(await page.getByRole('main').getByRole('searchbox').inputValue(), 'half a wor');
  await close();
  const form = await visit(`/w/-/records/${made.key}/edit`);
  const detail = form.page.getByLabel('Detail');
  await detail.fill('a sentence that is not done');
  await form.page.locator('#f-title').focus();
  await create('task', 'title=Another one', 'owner=PER-1');
  await form.page.waitForTimeout(2500);
  assert.equal(await detail.inputValue(), 'a sentence that is not done');
  assert.equal(await form.page.evaluate(() => document.activeElement.name), 'title');
  assert.deepEqual(faults, []);
  await form.close();
});
