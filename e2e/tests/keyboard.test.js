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

const RISKS = '/w/demo/records?kind=risk&sort=key';

test('N and a letter make a record, E edits, A states the owner, and a full stop leads to the actions', async () => {
  const { page, faults, close } = await visit('/controls');
  const kinds = { r: 'risk', s: 'ai-system', i: 'incident', t: 'task', e: 'evidence', n: 'nonconformity' };
  for (const [letter, kind] of Object.entries(kinds)) {
    await page.goto(new URL('/controls', page.url()).href);
    await page.keyboard.press('n');
    await page.keyboard.press(letter);
    await page.waitForURL(`**/w/demo/records/new?kind=${kind}`);
  }
  const record = new URL('/w/demo/records/RISK-1', page.url()).href;
  const steps = [['e', /RISK-1\/edit$/], ['a', /RISK-1\/edit\?only=owner$/]];
  for (const [key, leads] of steps) {
    await page.goto(record);
    await page.keyboard.press(key);
    await page.waitForURL(leads);
  }
  await page.goto(record);
  await page.keyboard.press('.');
  assert.equal(await page.evaluate(() => document.activeElement.closest('section')?.id), 'p-moves');
  for (const [path, key, leads] of [['/systems/SYS-3', 'e', /SYS-3\/edit$/], ['/systems/SYS-3', 'a', /SYS-3\/edit\?only=owner$/]]) {
    await page.goto(new URL(path, record).href);
    await page.keyboard.press(key);
    await page.waitForURL(leads);
  }
  assert.deepEqual(faults, []);
  await close();
});

test('E, A and a full stop act on the row that J went to, and on the rows that X picked', async () => {
  const { page, close } = await visit(RISKS);
  const list = page.url();
  const row = async () => {
    await page.goto(list);
    await page.keyboard.press('j');
    return page.locator('tr[data-here]').getAttribute('data-key');
  };
  const first = await row();
  await page.keyboard.press('e');
  await page.waitForURL(`**/${first}/edit`);
  await row();
  await page.keyboard.press('a');
  await page.locator('dialog.inline #f-owner').waitFor();
  await page.keyboard.press('Escape');
  await row();
  await page.keyboard.press('.');
  await page.waitForURL(new RegExp(`/${first}#moves$`));
  await row();
  for (const key of ['x', 'j', 'x', '.']) await page.keyboard.press(key);
  assert.ok(await page.evaluate(() => document.activeElement.matches('form.bulk button')));
  await page.keyboard.press('a');
  await page.waitForURL(/\/bulk\?row=RISK-\d+\.\d+&row=RISK-\d+\.\d+&kind=risk&by=owner$/);
  assert.ok(await page.locator('#f-owner').isVisible());
  await close();
});

test('no key acts while somebody types, with a modifier, or in the past', async () => {
  const { page, close } = await visit('/w/demo/records/RISK-1');
  const here = page.url();
  for (const key of ['Shift+E', 'Control+e', 'Alt+a']) await page.keyboard.press(key);
  await page.evaluate(() => {
    const field = document.createElement('input');
    document.querySelector('main').append(field);
    field.focus();
  });
  await page.keyboard.type('ea.nr');
  await page.waitForTimeout(200);
  assert.equal(page.url(), here);
  assert.equal(await page.evaluate(() => document.activeElement.value), 'ea.nr');
  await page.goto(here);
  await page.goto(new URL('/as-of?next=%2Fw%2Fdemo%2Frecords%2FRISK-1', here).href);
  await page.locator('main form [name=day]').first().fill(new Date().toISOString().slice(0, 10));
  await page.locator('main form').getByRole('button', { name: 'Look back' }).click();
  await page.waitForURL('**/RISK-1');
  assert.equal(await page.locator('main.of-past').count(), 1);
  for (const key of ['e', 'a', '.', 'n', 'r']) await page.keyboard.press(key);
  await page.waitForTimeout(200);
  assert.equal(page.url(), here);
  await close();
});

test('single keys are switched off in the help, and on again without script; Ctrl K and Esc act always', async () => {
  const { page, close } = await visit('/w/demo/records/RISK-1');
  const here = page.url();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard' });
  await help.waitFor();
  const said = (await help.innerText()).replace(/\s+/g, ' ');
  for (const one of ['N then R New: AI risk', 'J Next row', 'K Previous row', 'X Pick', 'E Edit', 'A Say who owns', '. Actions']) {
    assert.ok(said.includes(one), `${one}: ${said}`);
  }
  await help.getByRole('button', { name: 'Off' }).click();
  await page.waitForURL(here);
  await page.locator('html[data-keys=off]').waitFor({ state: 'attached' });
  for (const key of ['e', 'a', '.', 'n', 'r', '?', '/', 'g', 'c']) await page.keyboard.press(key);
  await page.waitForTimeout(300);
  assert.equal(page.url(), here);
  assert.equal(await page.locator('dialog[open]').count(), 0);
  assert.ok(await page.evaluate(() => document.activeElement === document.body));
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or jump to' }).waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('dialog[open]').count(), 0);
  await page.goto(new URL(RISKS, here).href);
  await page.keyboard.press('j');
  assert.equal(await page.locator('tr[data-here]').count(), 0);
  await close();

  const plain = await visit('/systems', { javaScriptEnabled: false });
  const choose = async (name) => {
    await plain.page.getByRole('button', { name: 'Appearance and language' }).click();
    await plain.page.getByRole('group', { name: 'Single-key shortcuts' }).getByRole('button', { name }).click();
    await plain.page.waitForLoadState();
    assert.equal(new URL(plain.page.url()).pathname, '/systems', 'and leads back');
  };
  await choose('Off');
  assert.equal(await plain.page.locator('html').getAttribute('data-keys'), 'off');
  await choose('On');
  assert.equal(await plain.page.locator('html').getAttribute('data-keys'), null);
  await plain.close();
});
