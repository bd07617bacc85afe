// Looking back: the whole application as it stood at a moment, and nothing to change it with.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser, visit } from '../browser.js';
import { openHouse } from '../house.js';
import { past, pastSaid } from '../pages.js';
import { moveIn } from '../people.js';
import { sound } from '../sound.js';

let house;
let browser;
let owner;
before(async () => {
  house = await openHouse();
  browser = await openBrowser();
  owner = await moveIn(browser, house, 'MBR-1', 'owner@house.example');
});
after(async () => {
  await browser?.close();
  await house?.close();
});
const open = (path, options) => visit(browser, house, path, { storageState: owner, ...options });

/** Chooses a moment on the page that does. */
async function look(page, fields) {
  await page.goto(`${house.url}/as-of?next=${encodeURIComponent('/controls')}`);
  const form = page.locator('main form');
  for (const [name, value] of Object.entries(fields)) await form.locator(`[name=${name}]`).fill(value);
  await form.getByRole('button', { name: 'Look back' }).click();
  await page.waitForLoadState();
}

/** What a page holds that would change something. */
const changing = (page) => page.evaluate(() => {
  const free = ['/as-of', '/sign-out', '/preferences', '/account'];
  const forms = [...document.forms].filter((one) => one.method === 'post' && !free.some((path) => new URL(one.action).pathname.startsWith(path)));
  const links = [...document.querySelectorAll('a[href]')].filter((one) => /\/(new|edit|move|answer)(\/|\?|$)/.test(new URL(one.href).pathname));
  const seen = (one) => one.checkVisibility();
  return [...forms.filter(seen).map((one) => one.action), ...links.filter(seen).map((one) => one.href)];
});

test('a moment is chosen in the bar, a banner says which, and one comes back to now', async () => {
  const seen = await open('/controls');
  const { page } = seen;
  await page.getByRole('button', { name: /As of/ }).click();
  await page.locator('#as-of [name=day]').fill(past);
  await sound(seen, 'as-of-menu');
  await page.locator('#as-of').getByRole('button', { name: 'Look back' }).click();
  await page.waitForURL(/\/controls$/);
  const banner = page.locator('aside.past');
  assert.match(await banner.innerText(), new RegExp(`You see everything as it stood on ${pastSaid} 23:59 UTC, after`));
  await sound(seen, 'as-of');
  await banner.getByRole('button', { name: 'Back to now' }).click();
  await page.waitForLoadState();
  assert.equal(await page.locator('aside.past').count(), 0);
  await seen.close();
});

test('every place shows then and holds nothing that writes; a write is refused', async () => {
  const { page, close } = await open('/');
  const before = await (await page.request.get(house.url + '/api/v1/w/demo/log/checkpoint')).text();
  // The form was open before somebody looked back.
  const late = await page.context().newPage();
  await late.goto(`${house.url}/w/demo/records/new?kind=task`);
  await late.locator('#f-title').fill('From the past');
  await look(page, { day: past });
  const seen = new Set();
  const wanted = ['/', '/controls', '/w/demo/records', '/w/demo/records?kind=risk', '/w/demo/records/SYS-3', '/search?q=digit', '/views', '/rooms'];
  for (const path of wanted) {
    await page.goto(house.url + path);
    assert.match(await page.locator('aside.past').innerText(), /Nothing can be changed/, path);
    assert.deepEqual(await changing(page), [], path);
    seen.add(path);
  }
  assert.equal(seen.size, wanted.length);
  await page.goto(`${house.url}/w/demo/records/new?kind=task`);
  assert.equal(await page.locator('main form.form').count(), 0, 'no form either');
  await late.getByRole('button', { name: 'Save', exact: true }).click();
  await late.waitForLoadState();
  assert.match(await late.locator('main').innerText(), /Nothing was changed: you are looking at the past/);
  await page.request.post(house.url + '/as-of', { form: { now: '1', next: '/' }, headers: { Origin: house.url, 'Sec-Fetch-Site': 'same-origin' } });
  const after_ = await (await page.request.get(house.url + '/api/v1/w/demo/log/checkpoint')).text();
  assert.equal(after_, before, 'nothing was written');
  await close();
});

test('what is recorded since is in no list, search or file', async () => {
  const made = JSON.parse(await house.assay('record', 'create', 'task', '--set', 'title=Quokka since', '--set', 'owner=PER-1', '--output', 'json'));
  const { page, close } = await open('/');
  const found = async (path) => (await (await page.request.get(house.url + path)).text()).includes('Quokka since');
  const paths = ['/w/demo/records?kind=task&sort=-key', '/search?q=quokka&all=1', '/w/demo/sheets/task?format=csv'];
  for (const path of paths) assert.ok(await found(path), `${path} now`);
  await look(page, { day: past });
  for (const path of paths) assert.ok(!(await found(path)), `${path} then`);
  assert.equal((await page.request.get(`${house.url}/w/demo/records/${made.key}`)).status(), 404);
  await close();
});

test('what is no moment is explained, and before the first entry there is nothing', async () => {
  const seen = await open('/');
  const { page } = seen;
  await look(page, { position: 'someday' });
  assert.match(await page.getByRole('alert').innerText(), /is no moment/);
  await look(page, { day: '2999-01-01' });
  assert.match(await page.getByRole('alert').innerText(), /has not come yet/);
  await look(page, { day: '2001-01-01' });
  await page.goto(`${house.url}/`);
  assert.match(await page.locator('aside.past').innerText(), /before the first entry of the log/);
  await page.goto(`${house.url}/w/demo/records?kind=risk`);
  assert.match(await page.locator('main').innerText(), /Nothing found/);
  await seen.close();
  const once = await open(`/controls?as_of=${past}`, { javaScriptEnabled: false });
  assert.equal(await once.page.locator('aside.past').count(), 1);
  await once.page.goto(`${house.url}/controls`);
  assert.equal(await once.page.locator('aside.past').count(), 0, 'of one page only');
  await once.close();
});
