// What a person learns about a control: its state, why, and on whose word.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SCREENS } from '../browser.js';
import { fixture } from '../fixture.js';
import { past, pastSaid } from '../pages.js';
import { sound } from '../sound.js';

const { visit } = fixture();

/** The row of a check about a subject. */
const verdict = (page, check, subject) =>
  page.locator('tbody', { has: page.getByText(check, { exact: true }) }).locator('tr', { hasText: subject });

/** What the row of the Statement of Applicability says under a name. */
const property = (page, name) =>
  page.locator('dl.props div', { has: page.getByText(name, { exact: true }) }).locator('dd').textContent();

for (const [screen, size] of Object.entries(SCREENS)) {
  test(`the failing control says which value missed which threshold, on a ${screen}`, async () => {
    const { page, close } = await visit('/controls/A.6.2.4', size);
    const note = page.locator('main .note');
    assert.match(await note.innerText(), /Failing/);
    assert.match(await note.innerText(), /digit_reading\/match\/accuracy is 0\.8467 in EV-34, .*0\.95 \(THR-4\)/);
    assert.ok(await note.isVisible());
    const { y } = await note.boundingBox();
    assert.ok(y < size.viewport.height, 'it is seen without scrolling');
    await close();
  });

  test(`the failing verdict names check, value, collector, time and population, on a ${screen}`, async () => {
    const { page, close } = await visit('/controls/A.6.2.4/tests', size);
    const row = verdict(page, 'vv.threshold', 'SYS-3@1.0.0');
    assert.equal(await row.count(), 1);
    const text = await row.innerText();
    for (const expected of [
      /Fail/,
      /0\.8467/,
      /required .*0\.95 \(THR-4\)/,
      /\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d UTC/,
      /Collected by:?\s*Marcus Oyelaran/,
      /Population:?\s*.*optical-digits-held-out.*300 of 300/,
      /EV-34/,
    ]) {
      assert.match(text, expected);
    }
    await row.getByRole('link', { name: 'EV-34' }).click();
    await page.waitForURL('**/w/-/records/EV-34');
    assert.match(await page.locator('main').innerText(), /digit_reading/);
    await close();
  });
}

test('what does not hold is said before what holds', async () => {
  const { page, close } = await visit('/controls/A.6.2.4/tests');
  const outcomes = await page.locator('section:has(#verdicts) td.first').allInnerTexts();
  assert.equal(outcomes[0], 'Fail');
  assert.ok(outcomes.includes('Pass'));
  await close();
});

test('an effective control says on what that rests', async () => {
  const { page, close } = await visit('/controls/A.10.4');
  assert.match(await page.locator('main .note').innerText(), /Effective\s+CRQ-\d+ is taken-on since \d{4}-\d\d-\d\d/);
  assert.equal(await page.locator('main .fix').count(), 0, 'there is nothing to fix');
  assert.equal(await property(page, 'Implementation'), 'In full');
  await close();
});

test('a control left out says why, and asks for nothing', async () => {
  const { page, close } = await visit('/controls/A.6.1.3');
  assert.match(await page.locator('main .note').innerText(), /Not applicable\s+left out by CTL-16/);
  assert.equal(await property(page, 'Applies'), 'Not applicable');
  assert.equal(await property(page, 'Approved by'), 'Beatriz Lemos');
  assert.equal(await page.getByText('Nobody has written down').count(), 0);
  await close();
});

test('neighbours lead from control to control', async () => {
  const { page, close } = await visit('/controls/A.6.2.4');
  await page.getByRole('link', { name: 'Next control, A.6.2.5' }).click();
  await page.waitForURL('**/controls/A.6.2.5');
  await page.getByRole('link', { name: 'Previous control, A.6.2.4' }).click();
  await page.waitForURL('**/controls/A.6.2.4');
  await close();
});

test('an unknown control is answered with a page that says so and leads on', async () => {
  const { page, status, close } = await visit('/controls/A.99');
  assert.equal(status, 404);
  assert.match(await page.locator('main').innerText(), /no requirement A\.99/i);
  await page.getByRole('link', { name: 'Go to Today' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await close();
});

test('the past says that it is the past, and leads back', async () => {
  const { page, close } = await visit(`/controls?view=list&as_of=${past}`);
  const banner = page.locator('aside.past');
  assert.match(await banner.innerText(), new RegExp(`as it stood on ${pastSaid} 23:59 UTC, after [\\d,]+ entries`));
  assert.equal(await page.getByRole('note').count(), 0, 'which is said once');
  assert.doesNotMatch(await page.locator('tr', { hasText: 'A.6.2.4' }).innerText(), /EV-34/);
  await banner.getByRole('button', { name: 'Back to now' }).click();
  await page.waitForURL((url) => url.pathname === '/controls' && url.search === '?view=list');
  assert.equal(await page.getByRole('note').count(), 0);
  await page.getByRole('link', { name: 'List', exact: true }).click();
  assert.match(await page.locator('tr', { hasText: 'A.6.2.4' }).innerText(), /EV-34/);
  await close();
});

test('a moment that cannot be read is refused in words', async () => {
  const { page, status, close } = await visit('/controls?as_of=yesteryear');
  assert.equal(status, 400);
  assert.match(await page.locator('main').innerText(), /yesteryear/);
  await close();
});

test('a control of our own has the page that every control has, reached from where it is shown', async () => {
  const seen = await visit('/soa');
  const { page } = seen;
  await page.locator('[id="X.2"] a.title').click();
  await page.waitForURL('**/controls/own%3AX.2');
  assert.equal((await page.locator('h1').textContent()).trim(), 'Artefact signing');
  assert.equal(await page.locator('section:has(#axes) tbody tr').count(), 3);
  assert.match(await page.locator('section:has(#how)').innerText(), /signed by the pipeline/);
  assert.equal(await property(page, 'Implementation'), 'In part');
  assert.equal(await property(page, 'Owner'), 'Omar Haddad');
  assert.equal(await page.locator('section:has(#coverage) tbody tr').count(), 1, 'one line for everything');
  await sound(seen, 'own-control');
  await page.getByRole('link', { name: 'Previous control, X.1' }).click();
  await page.waitForURL('**/controls/own%3AX.1');
  for (const part of ['Evidence', 'Tests', 'Crosswalk', 'History']) {
    await page.getByRole('navigation', { name: 'Parts of this control' }).getByRole('link', { name: part, exact: true }).click();
    await page.waitForURL(`**/controls/own%3AX.1/${part.toLowerCase()}`);
    assert.ok(await page.locator('main section.panel').count());
  }
  await page.locator('main .eyebrow a').first().click();
  await page.waitForURL('**/controls/own%3AX.1/why');
  // From its record too.
  await page.goto(page.url().replace(/\/controls.*/, '/w/-/records?kind=control&q=artefact'));
  await page.locator('tbody a.title').first().click();
  await page.getByRole('link', { name: 'Open its page' }).click();
  await page.waitForURL('**/controls/own%3AX.2');
  await seen.close();
  const none = await visit('/controls/own%3AX.99');
  assert.equal(none.status, 404);
  await none.close();
});
