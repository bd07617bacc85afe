// The history of records: who, when, what changed, any two revisions, and a receipt that is verified with the key alone.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { barriers, overflow, shoot } from '../browser.js';
import { fixture } from '../fixture.js';

const own = fixture();
const { visit } = own;
const run = promisify(execFile);
const binary = process.env.ASSAY_BIN ?? fileURLToPath(new URL('../../target/debug/assay', import.meta.url));

const PAGES = [
  ['record', '/w/-/records/CTL-16'],
  ['record-evidence', '/w/-/records/EV-13'],
  ['record-person', '/w/-/records/PER-1'],
  ['record-history', '/w/-/records/CTL-16/history'],
  ['record-connections', '/w/-/records/PER-1/connections'],
  ['record-difference', '/w/-/records/CTL-16/diff'],
];

for (const [name, path] of PAGES) {
  test(`${name} holds at every width, by day and by night`, async () => {
    const seen = await visit(path);
    assert.equal(seen.status, 200);
    for (const colorScheme of ['light', 'dark']) {
      await seen.page.emulateMedia({ colorScheme });
      for (const width of [320, 390, 768, 1440, 2560]) {
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

test('any two revisions are compared, without a script', async () => {
  const { page, close } = await visit('/w/-/records/CTL-16', { javaScriptEnabled: false });
  await page.getByRole('link', { name: /History/ }).first().click();
  await page.waitForURL(/CTL-16\/history$/);
  const lines = page.locator('.happened > li');
  const n = await lines.count();
  assert.ok(n >= 3, `${n} revisions`);
  assert.match(await lines.first().innerText(), /Beatriz/);
  assert.match(await page.locator('.happened').innerText(), /Changed: .*Reason/);
  await page.getByLabel('From revision').fill('1');
  await page.getByLabel('to revision').fill(String(n));
  await page.getByRole('button', { name: 'Compare' }).click();
  await page.waitForURL(new RegExp(`from=1&to=${n}`));
  assert.match(await page.locator('.diff').first().innerText(), /\S/);
  assert.match(await page.locator('main').innerText(), /Nothing is developed here/);
  await close();
});

test('the receipt of an entry is verified offline with the command that the page names', async () => {
  const { page, close } = await visit('/w/-/records/SYS-3/history');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Receipt of this entry' }).click(),
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'assay-receipt-'));
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  const command = await page.locator('.receipt code').first().innerText();
  const found = /^assay verify (\S+) --trust '(\S+)'$/.exec(command);
  assert.equal(found[1], download.suggestedFilename());
  const verify = (path) => run(binary, ['verify', path, '--trust', found[2]]);
  assert.match((await verify(file)).stdout, /UNALTERED/);
  const text = await readFile(file, 'utf8');
  const entry = /^extra (\S+)$/m.exec(text)[1];
  const changed = Buffer.from(entry, 'base64').toString().replace('"rev":', '"rev":1');
  assert.notEqual(changed, Buffer.from(entry, 'base64').toString());
  await writeFile(file, text.replace(entry, Buffer.from(changed).toString('base64')));
  await assert.rejects(verify(file), (error) => error.code === 1 && /ALTERED|FAILED/.test(error.stdout + error.stderr));
  await rm(folder, { recursive: true });
  await close();
});

test('a record says beforehand who may move it', async () => {
  const { page, close } = await visit('/w/-/records/CTL-16');
  assert.match(await page.locator('section:has(> .ph > #moves)').innerText(), /For: /);
  assert.ok(await page.getByRole('heading', { name: 'Referred to by' }).isVisible());
  await close();
});
