// What is typed into a form outlives a reload, a session and the server, with script and without.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser, visit } from '../browser.js';
import { evaluation, openHouse } from '../house.js';
import { moveIn, signIn } from '../people.js';
import { sound } from '../sound.js';

const LOGIN = 'owner@house.example';
const FORM = '/w/demo/records/new?kind=task';
let house;
let browser;
let owner;
before(async () => {
  house = await openHouse();
  browser = await openBrowser();
  owner = await moveIn(browser, house, 'MBR-1', LOGIN);
  await prepare();
});
after(async () => {
  await browser?.close();
  await house?.close();
});
const open = (path, options) => visit(browser, house, path, { storageState: owner, ...options });
const made = async (...args) => JSON.parse(await house.assay('record', 'create', ...args, '--output', 'json'));
const title = (page) => page.locator('#f-title');

test('a reload and a restart of the server lose nothing, and a draft can be discarded', async () => {
  const seen = await open(FORM);
  const { page } = seen;
  await title(page).fill('Half a sent');
  await page.locator('#draft-said').filter({ hasText: 'Draft kept' }).waitFor();
  await page.reload();
  assert.equal(await title(page).inputValue(), 'Half a sent');
  assert.match(await page.locator('main').innerText(), /This is a draft from/);
  await sound(seen, 'draft');
  await title(page).fill('Half a sentence');
  await page.locator('#draft-said').filter({ hasText: 'Draft kept' }).waitFor();
  await seen.close();
  await house.restart();
  const again = await open(FORM);
  assert.equal(await title(again.page).inputValue(), 'Half a sentence');
  await again.page.getByRole('button', { name: 'Discard the draft' }).click();
  await again.page.waitForLoadState();
  assert.equal(await title(again.page).inputValue(), '');
  await again.close();
});

test('a draft is gone once its form is sent, and was nobody else’s', async () => {
  const { page, close } = await open(FORM);
  await title(page).fill('To be sent');
  await page.getByLabel('Owner').fill('PER-1');
  await page.locator('#draft-said').filter({ hasText: 'Draft kept' }).waitFor();
  const other = await moveIn(browser, house, 'MBR-3', 'other@house.example');
  const theirs = await visit(browser, house, FORM, { storageState: other });
  assert.equal(await title(theirs.page).inputValue(), '');
  await theirs.close();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.waitForURL(/records\/TASK-|records\/TSK-/);
  await page.goto(house.url + FORM);
  assert.equal(await title(page).inputValue(), '');
  await close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`a session that ran out leads through signing in back to the form${javaScriptEnabled ? '' : ', without script'}`, async () => {
    const { page, close } = await open(FORM, { javaScriptEnabled });
    await title(page).fill(`Typed late ${javaScriptEnabled}`);
    await page.getByLabel('Detail').fill('two\nlines');
    await house.sessionsRunOut();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/\/sign-in\?next=/);
    await signIn(page, LOGIN);
    await page.waitForURL(/records\/new\?kind=task/);
    assert.equal(await title(page).inputValue(), `Typed late ${javaScriptEnabled}`);
    assert.equal(await page.getByLabel('Detail').inputValue(), 'two\nlines');
    owner = await page.context().storageState();
    await close();
  });
}

const AUDITOR = 'mara@body.example';
// What the browser of each keeps, while their session holds.
const sessions = new Map();
const tasks = [];
let room;
let request;

async function runOut() {
  await house.sessionsRunOut();
  sessions.clear();
}

async function session(who) {
  if (!sessions.has(who)) {
    const { page, close } = await visit(browser, house, '/sign-in');
    await signIn(page, who);
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    sessions.set(who, await page.context().storageState());
    await close();
  }
  return sessions.get(who);
}

async function prepare() {
  for (const name of ['One', 'Two']) tasks.push((await made('task', '--set', `title=${name}`, '--set', 'owner=PER-1')).key);
  const day = 86_400_000;
  const until = (days) => new Date(Date.now() + days * day).toISOString();
  const person = await made('person', '--set', 'title=Mara Quint');
  const member = await made('member', '--set', 'title=Mara Quint', '--set', `person=${person.key}`,
    '--set', 'roles=external-auditor', '--set', `until=${until(40)}`);
  const opened = await house.assay('room', 'open', 'Stage 2', '--auditor', member.key, '--certification-audit', 'CAUD-1',
    '--until', until(3), '--output', 'json');
  room = JSON.parse(opened).key;
  await moveIn(browser, house, member.key, AUDITOR);
}

// What is typed where, by the name of the input; what is done before it is sent, and how one sees that it was.
const FORMS = [
  {
    name: 'one field of several records',
    path: () => `/w/demo/bulk?kind=task&${tasks.map((key) => `row=${key}.1`).join('&')}&by=detail`,
    typed: { detail: 'The same words for both.' },
    sent: (page) => page.locator('.note.s-effective').waitFor(),
  },
  {
    name: 'a delivery',
    path: () => '/evidence/new?subject=SYS-3%401.1.0',
    typed: { subject: 'SYS-3@1.1.0', pipeline: 'nightly build 4711' },
    ready: (page) => page.locator('#files').setInputFiles(evaluation('1.1.0.eval')),
    sent: (page) => page.waitForURL(/\/evidence\/EV-/),
  },
  {
    name: 'a version of the Statement of Applicability',
    path: () => '/soa?view=versions',
    typed: { title: 'Version five of it', owner: 'PER-1', scope: 'All AI systems' },
    sent: (page) => page.waitForURL(/records\/SOA-/),
  },
  {
    name: 'a request inside an audit room',
    path: () => '/room',
    form: 'form[action$="/room/requests"]',
    said: '#request-said',
    who: AUDITOR,
    typed: { title: 'Signatures of the releases', request: 'Show the digest\nof each part.', requirement: 'iso42001:A.6.2.5' },
    sent: async (page) => {
      request = /[A-Z]+-\d+/.exec(await page.locator('section:has(#requests) .list .id').first().innerText())[0];
    },
  },
  {
    name: 'a note inside an audit room',
    path: () => '/room',
    form: 'form[action$="/room/notes"]',
    said: '#note-said',
    who: AUDITOR,
    late: false,
    typed: { text: 'The third manifest\nnames nobody.', about: 'iso42001:A.6.2.5' },
    sent: (page) => page.locator('section:has(#notes) .list').getByText('names nobody').waitFor(),
  },
  {
    name: 'an answer to an auditor',
    path: () => `/w/demo/rooms/${room}/requests/${request}/answer`,
    typed: { answer: 'Two are signed;\nthe third is not.', evidence: 'EV-1' },
    sent: (page) => page.waitForURL(/\/rooms$/),
  },
];

for (const { name, path, form = 'form.form[data-draft]', said = '#draft-said', who = LOGIN, late = true, typed, ready, sent } of FORMS) {
  const input = (page, of) => page.locator(`${form} [name="${of}"]`);
  const fill = async (page) => {
    for (const [of, text] of Object.entries(typed)) await input(page, of).fill(text);
  };
  const holds = async (page, wanted) => {
    for (const [of, text] of Object.entries(typed)) assert.equal(await input(page, of).inputValue(), wanted ? text : '', of);
  };
  const send = async (page) => {
    await ready?.(page);
    await page.locator(`${form} button.btn[type=submit]`).last().click();
  };

  // A note goes the way of a request.
  if (late) test(`${name}: what is typed outlives a session that ran out, without script`, async () => {
    const { page, close } = await open(path(), { storageState: await session(who), javaScriptEnabled: false });
    await fill(page);
    await runOut();
    await send(page);
    await page.waitForURL(/\/sign-in\?next=/);
    await signIn(page, who);
    await input(page, Object.keys(typed)[0]).waitFor();
    await holds(page, true);
    sessions.set(who, await page.context().storageState());
    await page.locator('.note.draft button').click();
    await page.waitForLoadState();
    assert.equal(await page.locator('.note.draft').count(), 0);
    await close();
  });

  test(`${name}: what is typed outlives a reload, and is gone once it is sent`, async () => {
    const seen = await open(path(), { storageState: await session(who) });
    const { page } = seen;
    await fill(page);
    await page.locator(said).filter({ hasText: 'Draft kept' }).waitFor();
    await page.reload();
    await holds(page, true);
    assert.match(await page.locator('.note.draft').innerText(), /This is a draft from/);
    assert.deepEqual(seen.faults, []);
    await send(page);
    await sent(page);
    await seen.close();
    const again = await open(path(), { storageState: await session(who) });
    assert.equal(await again.page.locator('.note.draft').count(), 0);
    await again.close();
  });
}

test('who presses a move too late signs in and comes back to it', async () => {
  const { page, close } = await open(`/w/demo/records/${tasks[0]}/move/drop`, { storageState: await session(LOGIN) });
  await runOut();
  await page.locator('form.form button.btn.main').click();
  await page.waitForURL(/\/sign-in\?next=/);
  await signIn(page, LOGIN);
  await page.waitForURL(/move\/drop$/);
  await close();
});

test('a cell that is edited where it stands keeps its draft too', async () => {
  const { page, close } = await open('/w/demo/records?kind=task&sort=-key', { storageState: await session(LOGIN) });
  const edit = async () => {
    const row = page.locator(`tr[data-key=${tasks[1]}]`);
    await row.hover();
    await row.locator('td[data-name=owner] .pen').click();
    await page.locator('dialog.inline #f-owner').waitFor();
  };
  await edit();
  await page.locator('#f-owner').fill('PER-2');
  await page.locator('#draft-said').filter({ hasText: 'Draft kept' }).waitFor();
  await page.reload();
  await edit();
  assert.equal(await page.locator('#f-owner').inputValue(), 'PER-2');
  assert.match(await page.locator('dialog .note.draft').innerText(), /This is a draft from/);
  await page.locator('dialog form.form [type=submit]').click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  await edit();
  assert.equal(await page.locator('dialog .note.draft').count(), 0);
  await close();
});
