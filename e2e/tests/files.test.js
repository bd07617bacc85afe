// Files of a record: a picture is seen, and a drawing that would run runs nothing.

import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';

import { barriers, overflow, shoot } from '../browser.js';
import { fixture } from '../fixture.js';

const own = fixture();
const { visit } = own;

/** The evidence that names the files. */
let key;

/** A PNG of one colour (PNG, third edition, 5.3). */
function png(width, height) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    const sum = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x66)]);
  const rows = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([magic, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30" onload="alert(1)">
<script>alert(2); parent.document.title = 'taken';</script><rect width="40" height="30" fill="#357"/></svg>`;

/** A file of that name. */
async function file(name, bytes) {
  const path = join(await mkdtemp(join(tmpdir(), 'assay-files-')), name);
  await writeFile(path, bytes);
  return path;
}

test('pictures are seen and nothing of them runs', async () => {
  const made = await own.house.assay(
    'token', 'create', '--title', 'Shows', '--scopes', 'read,write,collect', '--output', 'json',
  );
  const form = await visit('/w/demo/records/new?kind=evidence');
  await form.page.getByLabel('Token').fill(JSON.parse(made).token);
  await form.page.getByLabel('Title').fill('Photographs of the notice');
  await form.page.getByLabel('Kind').selectOption('training-records');
  await form.page.getByLabel('Subject').fill('workspace');
  await form.page.getByLabel('From', { exact: true }).fill('2026-01-01');
  await form.page.getByLabel('To', { exact: true }).fill('2026-10-31');
  await form.page.getByLabel('Text', { exact: true }).fill('all notices');
  await form.page.getByLabel('Sampled').fill('1');
  await form.page.locator('[id="f-artifacts"]').setInputFiles([
    await file('notice.png', png(1600, 400)),
    await file('drawing.svg', DRAWING),
    await file('minutes.pdf', '<!doctype html><script>alert(3)</script>'),
    await file('words.txt', 'Words of the notice.'),
  ]);
  await form.page.getByRole('button', { name: 'Save' }).click();
  await form.page.waitForURL(/\/records\/EV-\d+$/);
  key = form.page.url().split('/').at(-1);
  await form.close();

  for (const path of [`/evidence/${key}`, `/w/demo/records/${key}`]) {
    const { page, faults, close } = await visit(path);
    const dialogs = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      dialog.dismiss();
    });
    const title = await page.title();
    const pictures = page.locator('#p-files img');
    assert.equal(await pictures.count(), 2);
    for (const [n, width] of [[0, 1600], [1, 40]]) {
      const picture = pictures.nth(n);
      await picture.scrollIntoViewIfNeeded();
      await page.waitForFunction((img) => img.complete && img.naturalWidth > 0, await picture.elementHandle());
      assert.equal(await picture.evaluate((img) => img.naturalWidth), width);
    }
    const words = await page.locator('#p-files').innerText();
    for (const word of ['a PNG picture', 'an SVG drawing', 'The name says PDF, the bytes are an HTML page.']) {
      assert.ok(words.includes(word), `${word} in ${words}`);
    }
    assert.equal(await page.locator('#p-files :is(script, svg script, iframe, object, embed)').count(), 0);
    await page.locator('#p-files details').last().locator('summary').click();
    await page.getByText('Words of the notice.').waitFor();
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await barriers(page), [], `${path} at ${width}`);
      assert.deepEqual(await overflow(page), [], `${path} at ${width}`);
      await shoot(page, `files-${path.startsWith('/w') ? 'record' : 'evidence'}-${width}`);
    }
    assert.equal(await page.title(), title);
    assert.deepEqual(dialogs, []);
    assert.deepEqual(faults, []);
    await close();
  }
});

test('a picture opened by itself is saved, not shown', async () => {
  const { page, close } = await visit(`/evidence/${key}`);
  const address = await page.locator('#p-files img').nth(1).getAttribute('src');
  const saved = page.waitForEvent('download');
  await page.goto(own.house.url + address).catch(() => {});
  assert.equal((await saved).url(), own.house.url + address);
  await close();
});
