// What must hold of every page, on a laptop and a telephone, by day and by night.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SCREENS, barriers, overflow, shoot } from '../browser.js';
import { fixture } from '../fixture.js';
import { PAGES } from '../pages.js';

const { visit } = fixture();

for (const { name, path, status, heading } of PAGES) {
  for (const [screen, size] of Object.entries(SCREENS)) {
    for (const colorScheme of ['light', 'dark']) {
      test(`${name} on a ${screen}, ${colorScheme}`, async () => {
        const seen = await visit(path, { ...size, colorScheme });
        await shoot(seen.page, `${name}-${screen}-${colorScheme}`);
        assert.equal(seen.status, status);
        assert.equal(await seen.page.locator('h1').textContent(), heading);
        assert.ok(await seen.page.getByText('Demo data').first().isVisible(), 'says that the data is made up');
        assert.deepEqual(await overflow(seen.page), []);
        assert.deepEqual(await barriers(seen.page), []);
        // WCAG 2.2, 1.4.10: 320 pixels are a laptop at 400 %.
        await seen.page.setViewportSize({ width: 320, height: 640 });
        assert.deepEqual(await overflow(seen.page), []);
        assert.deepEqual(seen.faults, []);
        await seen.close();
      });
    }
  }
}
