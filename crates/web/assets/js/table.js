// Tables of records: keys to go through rows and pick them, and a cell that is edited where it stands. Everything here has a
// way without script too: links, boxes, and the form of the one field.

import { start } from './drafts.js';
import { alone, tableOf } from './keys.js';

const rows = (table) => [...table.querySelectorAll('tbody tr[data-key]')];

/** Goes so many rows on, and marks where one is. */
const step = (table, by) => {
  const all = rows(table);
  const at = all.findIndex((row) => row.hasAttribute('data-here'));
  const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))];
  all[at]?.removeAttribute('data-here');
  next?.setAttribute('data-here', '');
  next?.querySelector('a.title')?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest' });
};

/** Says how many rows are picked. */
const tell = (table) => {
  const place = table.querySelector('[data-picked]');
  if (!place) return;
  place.dataset.word ??= place.textContent;
  const boxes = [...table.querySelectorAll('tbody .pick input')];
  const picked = boxes.filter((box) => box.checked).length;
  place.textContent = `${place.dataset.word}: ${picked}`;
  const all = table.querySelector('[data-all]');
  if (!all) return;
  all.checked = picked > 0 && picked === boxes.length;
  all.indeterminate = picked > 0 && !all.checked;
};

/** Picks every row of the page, or none where all were. */
const pickAll = (table) => {
  const boxes = [...table.querySelectorAll('tbody .pick input')];
  const pick = boxes.some((box) => !box.checked);
  for (const box of boxes) box.checked = pick;
  tell(table);
};

/** Shows a form in the dialogue, or again what came of it. Nothing that was typed is thrown away: it comes back with the form. */
const show = (dialog, page, back) => {
  const parts = [...page.querySelectorAll('main [role=alert], main .conflict, main .note.draft, main form.form')];
  if (!parts.some((part) => part.matches('form.form'))) return false;
  dialog.replaceChildren(...parts.map((part) => document.importNode(part, true)));
  const form = dialog.querySelector('form.form');
  form.querySelector('.acts a')?.addEventListener('click', (event) => {
    event.preventDefault();
    dialog.close();
  });
  if (form.dataset.draft) start(form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send(dialog, form, back);
  });
  (form.querySelector('[aria-invalid], .field :is(input, select, textarea)') ?? form).focus();
  return true;
};

/** Asks for a page, and gives it as a document: the policy of the pages, rightly, lets no script make one of a text. */
const ask = (method, address, body) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, address);
    request.responseType = 'document';
    if (body) request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');
    request.onload = () => resolve({ ok: request.status < 400, address: request.responseURL, page: request.responseXML });
    request.onerror = reject;
    request.send(body?.toString());
  });

const send = async (dialog, form, back) => {
  const button = form.querySelector('[type=submit]');
  button.disabled = true;
  try {
    const answer = await ask('POST', form.action, new URLSearchParams(new FormData(form)));
    if (answer.ok && answer.address !== form.action) {
      await refresh(back);
      dialog.close();
      return;
    }
    if (show(dialog, answer.page, back)) return;
  } catch {
    // The connection broke: what was typed is still there, to be sent again.
  }
  button.disabled = false;
};

/** Puts the row as it is now in the place of the one that was edited. */
const refresh = async (back) => {
  const { page } = await ask('GET', location.href);
  const fresh = page.querySelector(`tr[data-key="${CSS.escape(back.key)}"]`);
  const row = document.querySelector(`tr[data-key="${CSS.escape(back.key)}"]`);
  if (!fresh || !row) {
    location.reload();
    return;
  }
  row.replaceWith(document.importNode(fresh, true));
  document.querySelector(`tr[data-key="${CSS.escape(back.key)}"] [data-name="${CSS.escape(back.name)}"] .pen`)?.focus();
};

const edit = async (pen) => {
  const cell = pen.closest('td');
  const back = { key: cell.closest('tr').dataset.key, name: cell.dataset.name };
  const dialog = document.createElement('dialog');
  dialog.className = 'inline';
  dialog.setAttribute('aria-label', pen.textContent.trim());
  try {
    const { page } = await ask('GET', pen.href);
    document.body.append(dialog);
    if (!show(dialog, page, back)) throw new Error('no form');
    dialog.addEventListener('close', () => dialog.remove());
    dialog.showModal();
  } catch {
    dialog.remove();
    location.assign(pen.href);
  }
};

for (const table of document.querySelectorAll('[data-table]')) {
  table.querySelector('[data-all]')?.removeAttribute('hidden');
  table.addEventListener('change', (event) => (event.target.matches('[data-all]') ? pickAll(table) : tell(table)));
  table.addEventListener('reset', () => setTimeout(() => tell(table)));
  table.addEventListener('click', (event) => {
    const pen = event.target.closest('[data-edit]');
    if (!pen || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    edit(pen);
  });
}

addEventListener('keydown', (event) => {
  const table = alone(event) && tableOf(event.target);
  if (!table) return;
  const here = table.querySelector('tr[data-here]');
  const key = event.key.toLowerCase();
  if (key === 'j') step(table, 1);
  else if (key === 'k') step(table, -1);
  else if (key === '*') pickAll(table);
  else if (key === 'x' && here) here.querySelector('.pick input')?.click();
  else if (event.key === 'Enter' && here && event.target === document.body) here.querySelector('a.title')?.click();
  else return;
  event.preventDefault();
});

// A menu closes when one goes elsewhere, or by Escape.
addEventListener('click', (event) => {
  for (const menu of document.querySelectorAll('details.drop[open]')) if (!menu.contains(event.target)) menu.open = false;
});
addEventListener('keydown', (event) => {
  const menu = event.key === 'Escape' && document.activeElement?.closest('details.drop[open]');
  if (!menu) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});
