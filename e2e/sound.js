// What must hold of a page in both schemes and from 320 to 2560 pixels, looked at in one visit.

import assert from 'node:assert/strict';

import { SCREENS, barriers, overflow, shoot } from './browser.js';

/** Looks at a page that is open, on every screen, by day and by night. */
export async function sound(seen, name) {
  for (const colorScheme of ['light', 'dark']) {
    await seen.page.emulateMedia({ colorScheme });
    for (const { viewport } of Object.values(SCREENS)) {
      await seen.page.setViewportSize(viewport);
      await shoot(seen.page, `${name}-${viewport.width}-${colorScheme}`);
      assert.deepEqual(await barriers(seen.page), [], `${name} at ${viewport.width}, ${colorScheme}`);
      assert.deepEqual(await overflow(seen.page), [], `${name} at ${viewport.width}`);
    }
  }
  for (const width of [320, 2560]) {
    await seen.page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await overflow(seen.page), [], `${name} at ${width}`);
  }
  assert.deepEqual(seen.faults, []);
}
