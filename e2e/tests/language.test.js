// The page speaks the language of the browser.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SCREENS, barriers, overflow, shoot } from '../browser.js';
import { fixture } from '../fixture.js';

const { visit } = fixture();

const SPOKEN = {
  'pt-BR': { controls: 'Controles', state: 'Situação', record: 'Registro', skip: 'Ir para o conteúdo', why: 'o que não alcança' },
  'pt-PT': { controls: 'Controlos', state: 'Estado', record: 'Registo', skip: 'Ir para o conteúdo', why: 'o que não atinge' },
};
const ENGLISH = /\b(Controls|State|Owner|Missing|Failing|Effective|Record|Today|Not found|Clauses|Evidence|Leadership|Planning|Operation)\b/i;

/** The lines of the frame, of the fixed words, and of reasons; what people wrote is in their language. */
async function fixed(page) {
  const parts = 'header, .bar, h1, h2, h3, thead, dt, .chip, .st, .why, .clauses, .areas, .totals, .acts, .foot';
  const texts = await page.locator(parts).allInnerTexts();
  return texts.flatMap((text) => text.split('\n'));
}

for (const [locale, words] of Object.entries(SPOKEN)) {
  for (const path of ['/', '/controls', '/controls/A.6.2.4', '/controls/A.99']) {
    test(`${path} in ${locale}`, async () => {
      const { page, faults, close } = await visit(path, { ...SCREENS.phone, locale });
      const name = path === '/' ? 'today' : path.slice(1).replaceAll('/', '-');
      await shoot(page, `${name}-${locale}`);
      assert.equal(await page.locator('html').getAttribute('lang'), locale);
      assert.equal(await page.locator('.skip').textContent(), words.skip);
      assert.deepEqual((await fixed(page)).filter((text) => ENGLISH.test(text)), []);
      if (path === '/controls/A.6.2.4') {
        const text = await page.locator('main').innerText();
        assert.ok(text.includes(words.why), 'the reason is told in the language of the page');
        assert.ok(!text.includes('does not reach'), 'and not in English');
      }
      assert.deepEqual(await overflow(page), []);
      assert.deepEqual(await barriers(page), []);
      assert.deepEqual(faults, []);
      await close();
    });
  }

  test(`the words of the place are those of ${locale}`, async () => {
    const { page, close } = await visit('/controls?view=list', { locale });
    assert.equal(await page.locator('h1').textContent(), words.controls);
    assert.ok((await page.locator('thead').innerText()).includes(words.state));
    assert.ok((await page.locator('.foot').innerText()).includes(words.record));
    await close();
  });

  test(`what needs attention is named in ${locale} as in the list of controls`, async () => {
    const named = async (path, rows) => {
      const { page, close } = await visit(path, { locale });
      const row = page.locator(rows, { hasText: 'A.6.2.4' }).locator('.title');
      const title = (await row.innerText()).replace('A.6.2.4', '').trim();
      await close();
      return title;
    };
    const inList = await named('/controls?view=list', 'tr');
    assert.notEqual(inList, 'AI system verification and validation');
    assert.equal(await named('/', 'section:has(#attention) tr'), inList);
  });
}

const ENTERED = {
  'pt-BR': { help: 'O que se faz a respeito.', option: 'Compartilhar', state: 'No escopo', move: 'Desativar' },
  'pt-PT': { help: 'O que se faz quanto a ele.', option: 'Partilhar', state: 'No âmbito', move: 'Desativar' },
};

for (const [locale, words] of Object.entries(ENTERED)) {
  test(`forms and records speak ${locale} and send what is stored`, async () => {
    const form = await visit('/w/-/records/new?kind=risk', { locale });
    const field = form.page.locator('#f-treatment');
    assert.equal(await form.page.locator('#h-treatment').innerText(), words.help);
    assert.match(await field.getAttribute('aria-describedby'), /h-treatment/);
    await field.selectOption({ label: words.option });
    assert.equal(await field.inputValue(), 'share');
    await form.close();
    const record = await visit('/w/-/records/SYS-3', { locale });
    assert.equal(await record.page.locator('.eyebrow .tag').innerText(), words.state);
    assert.match(await record.page.getByRole('link', { name: words.move }).getAttribute('href'), /\/retire$/);
    await record.close();
  });
}

test('an unknown language falls back to English', async () => {
  const { page, close } = await visit('/controls', { locale: 'fi-FI' });
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await close();
});
