// One requirement and every other it touches: an offer, never a conclusion.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fixture } from '../fixture.js';
import { sound } from '../sound.js';

const { visit } = fixture();

test('the crosswalk is sound on every screen', async () => {
  const seen = await visit('/crosswalk?requirement=eu-ai-act:art17');
  assert.equal(seen.status, 200);
  await sound(seen, 'crosswalk');
  await seen.close();
});

test('relation, strength, rationale, source and standing are said, in both directions', async () => {
  const { page, close } = await visit('/crosswalk?requirement=iso42001:A.6.2.4');
  const there = page.locator('section:has(#offers) tbody tr', { hasText: 'Art. 17(1)(d)' });
  assert.match(await there.innerText(), /\d+ of 10/);
  assert.match(await there.innerText(), /overlaps with it|is part of it|contains it|says the same/);
  assert.match(await there.innerText(), /certainty low/, 'one judgement is no more than that');
  assert.match(await there.innerText(), /In force|Proposed, not in force|Corrected here/);
  assert.doesNotMatch(await page.locator('main').innerText(), /\b(certified|compliant)\b/i);
  await there.getByRole('link', { name: /Crosswalk from there/ }).click();
  await page.waitForURL((url) => url.searchParams.get('requirement')?.startsWith('eu-ai-act:'));
  assert.match(await page.locator('section:has(#offers)').innerText(), /A\.6\.2\.4/);
  await close();
});

test('only one framework is shown where it is asked for, without script', async () => {
  const { page, close } = await visit('/crosswalk?requirement=iso42001:A.6.2.4', { javaScriptEnabled: false });
  const all = await page.locator('section:has(#offers) tbody tr').count();
  await page.getByLabel('Only to this framework').selectOption('iso27001');
  await page.getByRole('button', { name: 'Show' }).click();
  const few = page.locator('section:has(#offers) tbody tr');
  assert.ok((await few.count()) < all);
  for (const text of await few.allInnerTexts()) assert.match(text, /ISO\/IEC 27001/);
  await close();
});

test('what is no requirement is refused in words', async () => {
  const { page, status, close } = await visit('/crosswalk?requirement=iso42001:A.99');
  assert.equal(status, 400);
  assert.match(await page.locator('main').innerText(), /A\.99/);
  await close();
});
