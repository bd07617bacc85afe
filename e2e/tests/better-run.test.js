// The first run of the product: a version fails, the next one is better, somebody else accepts that, and the control
// turns effective.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { shoot } from '../browser.js';
import { fixture } from '../fixture.js';
import { evaluation } from '../house.js';

const own = fixture();

/** The state that the page of a control shows beside its id. */
async function stateOf(control) {
  const { page, close } = await own.visit(`/controls/${control}`);
  const state = await page.locator('.eyebrow .chip').innerText();
  await shoot(page, `${control}-${state.toLowerCase()}`);
  await close();
  return state;
}

test('a better version, reviewed by somebody else and released, turns the control effective', async () => {
  const { assay, assayAs } = own.house;
  assert.equal(await stateOf('A.6.2.4'), 'Failing');

  await assay('ingest', evaluation('1.1.0.eval'), '--subject', 'SYS-3@1.1.0');
  assert.equal(await stateOf('A.6.2.4'), 'Failing', 'a candidate changes nothing');

  const made = await assay('token', 'create', '--title', 'Review', '--member', 'MBR-6', '--scopes', 'read,review', '--output', 'json');
  const review = ['record', 'create', 'evidence-review', '--set', 'title=Review of EV-35', '--set', 'evidence=EV-35',
    '--set', 'conclusion=accepted', '--set', 'reason=All 300 pictures were read.'];
  await assert.rejects(assay(...review), /collect/, 'who collected it cannot review it');
  await assayAs(JSON.parse(made).token, ...review);
  await assay('record', 'transition', 'SYS-3@1.1.0', 'release');
  assert.equal(await stateOf('A.6.2.4'), 'Failing', 'the old version is still in service');

  await assay('record', 'transition', 'SYS-3@1.0.0', 'retire');
  assert.equal(await stateOf('A.6.2.4'), 'Effective');

  const { page, close } = await own.visit('/');
  assert.equal(await page.locator('section:has(#attention) tr', { hasText: 'A.6.2.4' }).count(), 0);
  assert.match(await page.getByRole('link', { name: /^6\.2\.4/ }).innerText(), /Effective/);
  await close();
});
