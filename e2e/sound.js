// What every page has to be, at the sizes and in the schemes that are claimed: one visit looks at all of them.

import assert from 'node:assert/strict';

import { SCREENS, barriers, overflow, shoot } from './browser.js';

/** Looks at an open page at both screens, in both schemes, and from 320 to 2560 pixels; keeps a shot of each. */
export async function sound(seen, name) {
  const { page } = seen;
  for (const [screen, { viewport }] of Object.entries(SCREENS)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await shoot(page, `${name}-${screen}-${colorScheme}`);
      assert.deepEqual(await barriers(page), [], `${name} on a ${screen}, ${colorScheme}`);
    }
  }
  for (const width of [320, 390, 768, 1440, 2560]) {
    await page.setViewportSize({ width, height: 800 });
    assert.deepEqual(await overflow(page), [], `${name} at ${width}`);
  }
  await page.setViewportSize(SCREENS.desk.viewport);
  await page.emulateMedia({ colorScheme: 'light' });
  assert.deepEqual(seen.faults, []);
}
