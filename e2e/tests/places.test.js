// The frame of the eight places, and the places that gather kinds of record: on every width, by day and by night, and
// without script.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SCREENS, barriers, overflow, shoot } from '../browser.js';
import { grow, misfits } from '../fit.js';
import { fixture } from '../fixture.js';
import { EVERY_PAGE } from '../pages.js';

const own = fixture();
const { visit } = own;

const WIDTHS = [320, 390, 768, 1024, 1440, 2560];
const PAGES = [['today', '/'], ['programme', '/programme'], ['issues', '/issues'], ['assurance', '/assurance'], ['gallery', '/gallery']];

for (const [name, path] of PAGES) {
  test(`${name} is sound on every width, light and dark`, async () => {
    const { page, status, faults, close } = await visit(path);
    assert.equal(status, 200);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 844 });
      assert.deepEqual(await overflow(page), [], `${width} pixels`);
    }
    for (const width of [1440, 390]) {
      for (const colorScheme of ['light', 'dark']) {
        await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
        await page.emulateMedia({ colorScheme });
        await shoot(page, `place-${name}-${width}-${colorScheme}`);
        assert.deepEqual(await barriers(page), [], `${width} pixels, ${colorScheme}`);
      }
    }
    assert.deepEqual(faults, []);
    await close();
  });
}

test('text that is a third longer fits on every page', async () => {
  const { page, close } = await visit('/');
  const found = {};
  for (const { path, status } of EVERY_PAGE) {
    const answer = await page.goto(own.house.url + path, { waitUntil: 'load' });
    assert.equal(answer.status(), status, path);
    await grow(page);
    for (const { viewport } of Object.values(SCREENS)) {
      await page.setViewportSize(viewport);
      const wrong = await misfits(page);
      if (wrong.length) found[`${path} at ${viewport.width}`] = wrong;
    }
  }
  assert.deepEqual(found, {});
  await close();
});

test('without script the drawer opens, and light, dark and language are chosen and kept', async () => {
  const { page, close } = await visit('/programme', { ...SCREENS.phone, javaScriptEnabled: false });
  const drawer = page.getByRole('navigation', { name: 'Places', exact: true });
  assert.equal(await drawer.isVisible(), false);
  await page.getByRole('button', { name: 'More' }).click();
  assert.equal(await drawer.getByRole('link').count(), 8);
  await page.getByRole('button', { name: 'Appearance and language' }).click();
  await page.getByRole('button', { name: 'Dark' }).click();
  await page.waitForLoadState();
  assert.equal(new URL(page.url()).pathname, '/programme', 'and leads back');
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Appearance and language' }).click();
  await page.getByRole('button', { name: 'Português (Portugal)' }).click();
  await page.waitForLoadState();
  assert.equal(await page.locator('html').getAttribute('lang'), 'pt-PT');
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  await close();
});

test('each figure of Today leads to what is behind it', async () => {
  const { page, close } = await visit('/');
  const places = page.getByRole('navigation', { name: 'Places', exact: true });
  for (const name of ['Today', 'Programme', 'AI systems', 'Risks', 'Controls', 'Evidence', 'Issues', 'Assurance']) {
    assert.equal(await places.getByRole('link', { name }).count(), 1, name);
  }
  const row = page.locator('.work tbody tr:not(.group)').first();
  const key = await row.locator('.id').innerText();
  await row.getByRole('link').click();
  await page.waitForURL(`**/records/${key}`);
  await close();
});

test('what somebody has to do without a date comes after what is due, and says so', async () => {
  await own.house.assay('record', 'create', 'task', '--set', 'title=Tidy the cellar', '--set', 'owner=PER-1');
  const { page, close } = await visit('/');
  const groups = await page.locator('table.work tr.group').allInnerTexts();
  assert.match(groups.at(-1), /Without a date/);
  assert.match(await page.locator('table.work tr', { hasText: 'Tidy the cellar' }).innerText(), /no date/);
  await close();
});

test('each number of Today leads to exactly so many', async () => {
  const { page, close } = await visit('/');
  const counted = async (locator) => Promise.all((await locator.all()).map(async (a) =>
    ({ href: await a.getAttribute('href'), n: Number((await a.innerText()).match(/\d+/)[0]) })));
  const cells = await counted(page.locator('table.heat a'));
  const totals = await counted(page.locator('section:has(#levels) dl.totals a'));
  const states = await counted(page.locator('section.standing dl.totals a'));
  assert.ok(cells.length > 1 && states.length > 1, `${cells.length} cells, ${states.length} states`);
  for (const { href, n } of [...cells, ...totals]) {
    await page.goto(own.house.url + href);
    assert.match(await page.locator('[data-count]').innerText(), new RegExp(`^${n} `), href);
  }
  for (const { href, n } of states) {
    await page.goto(own.house.url + href);
    assert.equal(await page.locator('[data-table=requirements] tbody tr[data-key]').count(), n, href);
  }
  await close();
});
