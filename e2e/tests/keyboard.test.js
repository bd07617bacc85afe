// Everything can be done without a mouse, and one always sees where one is.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SCREENS } from '../browser.js';
import { fixture } from '../fixture.js';

const { visit } = fixture();

/** What holds the focus: its address, whether a ring shows it, and whether something covers it. */
const focus = (page) =>
  page.evaluate(() => {
    const here = document.activeElement;
    const box = here.getBoundingClientRect();
    const on = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const style = getComputedStyle(here);
    return {
      href: here.getAttribute('href'),
      out: here === document.body,
      ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
      covered: !(here.contains(on) || on?.contains(here)),
    };
  });

/** Walks through a page with one key; gives every stop until the walk leaves the page or turns round. */
async function walk(page, key) {
  const stops = [];
  for (let step = 0; step < 400; step += 1) {
    await page.keyboard.press(key);
    const stop = await focus(page);
    if (stop.out) break;
    if (stop.href !== null) stops.push(stop);
  }
  return stops;
}

test('the skip link appears at the first key and leads to the content', async () => {
  const { page, close } = await visit('/controls');
  const skip = page.locator('.skip');
  assert.ok((await skip.boundingBox()).y < 0, 'out of sight at first');
  await page.keyboard.press('Tab');
  await page.waitForFunction(() => document.querySelector('.skip').getBoundingClientRect().y >= 0);
  assert.equal((await focus(page)).href, '#main');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'main');
  await page.keyboard.press('Tab');
  assert.equal((await focus(page)).href, '/controls', 'the next stop is in the content');
  await close();
});

for (const [screen, size] of Object.entries(SCREENS)) {
  for (const path of ['/', '/controls?view=list']) {
    for (const key of ['Tab', 'Shift+Tab']) {
      test(`${key} on ${path} reaches all 38 controls, each in sight, on a ${screen}`, async () => {
        // A telephone folds the cells of Today until one asks for them.
        const { page, close } = await visit(screen === 'phone' && path === '/' ? '/#clauses' : path, size);
        // Where a part of the page is named, the walk begins there: back, from the last link on.
        if (page.url().endsWith('#clauses') && key === 'Shift+Tab') {
          await page.evaluate(() => [...document.links].findLast((link) => link.checkVisibility()).focus());
        }
        const stops = await walk(page, key);
        const controls = new Set(stops.map((stop) => stop.href).filter((href) => href.startsWith('/controls/A.') && !href.includes('/why')));
        assert.equal(controls.size, 38);
        assert.deepEqual(stops.filter((stop) => !stop.ring || stop.covered), []);
        await close();
      });
    }
  }
}

test('Enter on a control opens it', async () => {
  const { page, close } = await visit('/controls');
  await page.getByRole('link', { name: 'AI system verification and validation' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/controls/A.6.2.4');
  await close();
});
