// The readiness list: what is missing for stage 1, with a way to the very field.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fixture } from '../fixture.js';
import { sound } from '../sound.js';

const own = fixture();
const { visit } = own;

test('the readiness list is sound on every screen', async () => {
  const seen = await visit('/readiness');
  assert.equal(seen.status, 200);
  await sound(seen, 'readiness');
  await seen.close();
});

test('an open row of the Statement leads to the field that is missing, with the focus in it, without script', async () => {
  await own.house.assay('record', 'transition', 'CTL-2', 'reopen');
  await own.house.assay('record', 'update', 'CTL-2', '--set', 'reason=');
  const { page, close } = await visit('/readiness', { javaScriptEnabled: false });
  assert.match(await page.locator('section:has(#rows)').innerText(), /37 of 38 rows are decided/);
  const line = page.locator('section:has(#rows) tbody tr', { hasText: 'A.2.3' });
  assert.match(await line.innerText(), /CTL-2: Draft\. Reason is not stated/);
  await line.getByRole('link', { name: 'State Reason' }).click();
  await page.waitForURL('**/edit#f-reason');
  assert.equal(await page.locator(':focus').getAttribute('id'), 'f-reason');
  await close();
});

test('each line names the requirement and leads on', async () => {
  const { page, close } = await visit('/readiness');
  const text = await page.locator('main').innerText();
  for (const expected of [/4\.3[\s\S]*scope/i, /5\.2/, /6\.1\.2/, /9\.2\.2/, /Statement of Applicability/]) assert.match(text, expected);
  const links = await page.locator('td.next a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  assert.ok(links.length > 30);
  // To the record, or where the records are there and what they show does not hold, to the clause that says why.
  for (const href of links) assert.match(href, /^\/(w\/-\/records|controls)\//);
  const audit = page.locator('section:has(#open) tr', { hasText: '9.2.1' });
  assert.match(await audit.innerText(), /in no internal audit/);
  assert.equal(await audit.locator('td.next a').getAttribute('href'), '/controls/9.2.1');
  await close();
});
