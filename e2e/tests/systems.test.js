// AI systems: the inventory, and one system with every tab, at every width, by day and by night, without a script.

import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { barriers, overflow, shoot } from '../browser.js';
import { fixture } from '../fixture.js';

const own = fixture();
const { visit } = own;

/** Name, path and first heading. */
const PAGES = [
  ['systems', '/systems', 'AI systems'],
  ['systems-none', '/systems?q=nothingiscalledthis', 'AI systems'],
  ['systems-narrow', '/systems?filter=roles:user&sort=-title', 'AI systems'],
  ['system', '/systems/SYS-3', 'Digit reader'],
  ['system-versions', '/systems/SYS-3/versions', 'Digit reader'],
  ['system-gate', '/systems/SYS-3/versions/1.0.0', 'Digit reader'],
  ['system-parts', '/systems/SYS-3/parts', 'Digit reader'],
  ['system-data', '/systems/SYS-3/data', 'Digit reader'],
  ['system-risks', '/systems/SYS-2/risks', null],
  ['system-evidence', '/systems/SYS-3/evidence', 'Digit reader'],
  ['system-connections', '/systems/SYS-3/connections', 'Digit reader'],
  ['system-history', '/systems/SYS-3/history', 'Digit reader'],
];

const WIDTHS = [320, 390, 768, 1024, 1440, 1920, 2560];

for (const [name, path, heading] of PAGES) {
  test(`${name} holds at every width, by day and by night`, async () => {
    // No page of these needs a script.
    const seen = await visit(path, { colorScheme: 'light' });
    assert.equal(seen.status, 200);
    if (heading) assert.equal((await seen.page.locator('h1').textContent()).trim(), heading);
    for (const colorScheme of ['light', 'dark']) {
      await seen.page.emulateMedia({ colorScheme });
      for (const width of WIDTHS) {
        await seen.page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
        assert.deepEqual(await overflow(seen.page), [], `${width} px, ${colorScheme}`);
        if (width === 390 || width === 1440) {
          await shoot(seen.page, `${name}-${width}-${colorScheme}`);
          assert.deepEqual(await barriers(seen.page), [], `${width} px, ${colorScheme}`);
        }
      }
    }
    assert.deepEqual(seen.faults, []);
    await seen.close();
  });
}

test('the inventory is narrowed down by its address, and leads to a system and its gate, without a script', async () => {
  const { page, faults, close } = await visit('/systems', { javaScriptEnabled: false });
  const rows = page.locator('table.rows tbody tr');
  const all = await rows.count();
  assert.ok(all >= 3, `${all} systems`);
  // Each says how it stands, in shapes with words, and what is in the way of its newest version.
  for (const name of ['posture', 'version', 'risks']) assert.equal(await page.locator(`td[data-name=${name}]`).count(), all);
  await page.goto(`${own.house.url}/systems?filter=roles:user`);
  assert.ok(await rows.count() < all);
  await page.goto(`${own.house.url}/systems`);
  await page.locator('tr[data-key="SYS-3"] a.title').click();
  await page.waitForURL(/systems\/SYS-3$/);
  assert.match(await page.locator('.note').first().innerText(), /requirements/);
  await page.getByRole('navigation', { name: 'Pages of this system' }).getByRole('link', { name: /Versions/ }).click();
  await page.waitForURL(/versions$/);
  const version = page.locator('tbody tr', { has: page.locator('td[data-name=version]', { hasText: /^1\.0\.0$/ }) });
  await version.locator('a.title').click();
  await page.waitForURL(/versions\/VER-\d+$/);
  assert.match(await page.locator('main').innerText(), /SYS-3@1\.0\.0/);
  assert.ok(await page.getByRole('heading', { name: 'Required checks' }).isVisible());
  assert.deepEqual(faults, []);
  await close();
});

test('every state of a system leads in one click to who collected, by which rule', async () => {
  const { page, close } = await visit('/systems/SYS-3');
  const cell = page.locator('a.cell').first();
  const id = (await cell.getAttribute('title')).split(' ')[0];
  await cell.click();
  await page.waitForURL(new RegExp(`controls/${id.replaceAll('.', '\\.')}/why`));
  await close();
});

test('versions of a system are in the table of all records, newest first, and of no other system', async () => {
  const { page, faults, close } = await visit('/systems/SYS-3/versions', { javaScriptEnabled: false });
  const keys = () => page.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.dataset.key));
  const newest = await keys();
  assert.ok(newest.length >= 2);
  assert.match(await page.locator('[data-count]').innerText(), new RegExp(`^${newest.length} `));
  for (const name of ['version', 'state', 'gate', 'parts', 'decision', 'revision']) {
    assert.equal(await page.locator(`td[data-name=${name}]`).count(), newest.length, name);
  }
  await page.getByRole('columnheader', { name: 'Version' }).getByRole('link').click();
  await page.waitForURL(/versions\?sort=version/);
  assert.deepEqual(await keys(), [...newest].reverse());
  await page.goto(`${own.house.url}/systems/SYS-3/versions?filter=version%3A1.0.0`);
  assert.equal((await keys()).length, 1);
  const gate = await page.locator('td[data-name=gate] a').getAttribute('href');
  assert.match(gate, /^\/systems\/SYS-3\/versions\/VER-\d+$/);
  await page.goto(`${own.house.url}/systems/SYS-3/versions?filter=version%3A9`);
  assert.equal((await keys()).length, 0);
  assert.deepEqual(faults, []);
  await close();
});

test('two versions are set side by side', async () => {
  const { page, close } = await visit('/systems/SYS-3/versions');
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.waitForURL(/compare\?from=VER-\d+&to=VER-\d+/);
  assert.match(await page.locator('main').innerText(), /In their checks[\s\S]*In their records/);
  assert.deepEqual(await barriers(page), []);
  await page.setViewportSize({ width: 320, height: 640 });
  assert.deepEqual(await overflow(page), []);
  await close();
});

test('the drawing of connections is reached by keyboard, and the lists say the same', async () => {
  const { page, close } = await visit('/systems/SYS-3/connections');
  const drawn = await page.locator('.graph a').count();
  assert.ok(drawn > 3 && drawn <= 60, `${drawn} nodes`);
  const links = new Set(await page.locator('.links-of a').evaluateAll((all) => all.map((a) => a.getAttribute('href'))));
  const first = await page.locator('.graph a.beside').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  for (const href of first) assert.ok(links.has(href), `${href} is in a list too`);
  await page.locator('.graph').focus();
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement.closest('.graph a') !== null));
  await close();
});

test('systems are narrowed down to a posture and put in its order, by chips and heads', async () => {
  const { page, close } = await visit('/systems', { javaScriptEnabled: false });
  const all = await page.locator('tbody tr').count();
  await page.locator('details.drop summary', { hasText: 'Filter' }).click();
  await page.getByRole('link', { name: 'Requirements', exact: true }).first().click();
  await page.getByLabel('Stale').check();
  await page.getByRole('button', { name: 'Apply', exact: true }).first().click();
  await page.waitForURL(/filter=posture%3Astale/);
  const stale = await page.locator('tbody tr').count();
  assert.ok(stale >= 1 && stale < all, `${stale} of ${all}`);
  assert.match(await page.locator('.chips').innerText(), /Requirements\s+Stale/);
  for (const text of await page.locator('td[data-name=posture]').allInnerTexts()) assert.match(text, /Stale/);
  await page.goto(`${own.house.url}/systems?filter=posture%3A`);
  for (const text of await page.locator('td[data-name=posture]').allInnerTexts()) assert.match(text, /Not judged/);
  await page.goto(`${own.house.url}/systems`);
  await page.locator('thead').getByRole('link', { name: 'Requirements' }).click();
  await page.waitForURL(/sort=posture/);
  const order = await page.locator('td[data-name=posture]').allInnerTexts();
  assert.equal(order.length, all);
  assert.match(order[0], /Failing/);
  await close();
});

test('a bill of materials is imported for the system it is of', async () => {
  const { page, close } = await visit('/systems/SYS-3/parts', { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Import a bill of materials' }).click();
  await page.waitForURL('**/evidence/new?subject=SYS-3');
  assert.equal(await page.locator('#subject').inputValue(), 'SYS-3');
  const file = join(await mkdtemp(join(tmpdir(), 'assay-e2e-')), 'bom.json');
  await writeFile(file, JSON.stringify({
    bomFormat: 'CycloneDX', specVersion: '1.6', version: 1,
    components: [{ type: 'machine-learning-model', name: 'digit-reader', version: '1.0.0' }],
  }));
  const token = await own.house.assay('token', 'create', '--title', 'b', '--scopes', 'read,collect', '--output', 'json');
  await page.locator('#token').fill(JSON.parse(token).token);
  await page.locator('#files').setInputFiles(file);
  await page.locator('#deliver button[type=submit]').click();
  await page.waitForURL(/\/evidence\/EV-\d+$/);
  assert.match(await page.locator('section:has(#facts)').innerText(), /SYS-3/);
  await close();
});
