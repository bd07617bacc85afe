// Single keys: which of them act, and those that go to a place (G, then T), make (N, then R), edit,
// assign, or lead to actions. Where the latter lead stands in the page; what the page does not offer, no key does.

const PLACES = { t: '/', p: '/programme', s: '/systems', r: '/risks', c: '/controls', e: '/evidence', i: '/issues', a: '/assurance' };
const main = document.getElementById('main');
const typing = (target) => target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable]');

/** Whether a key is one alone, for the page and not for what somebody types, and the reader wants such keys. */
export const alone = (event) =>
  !(event.isComposing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey
    || event.shiftKey && /^[a-z]$/i.test(event.key) || typing(event.target)
    || document.documentElement.dataset.keys === 'off' || document.querySelector('dialog[open]'));

let first = '';
let since = 0;
/** Remembers a key that waits for a second one; gives the one that did, if it was just pressed. */
const wait = (key) => {
  const before = performance.now() - since < 1500 ? first : '';
  [first, since] = [key, performance.now()];
  return before;
};

/** The table that keys act on. */
export const tableOf = (target) => target.closest?.('[data-table]') ?? document.querySelector('[data-table]');

const focus = (place) => {
  if (!place) return false;
  if (!place.matches('a, button')) place.tabIndex = -1;
  place.focus();
  return true;
};
const go = (address) => Boolean(address) && (location.assign(address), true);

/** Where the form for the picked rows is, if some are picked. */
const picked = (table) => table?.querySelector('.pick :checked') && table.querySelector('form.bulk');

const ACTS = {
  e: ({ here }) => go((here ?? document.querySelector('a[data-edits]'))?.dataset.edits),
  a: ({ here, bulk }) => {
    if (bulk) {
      const { action, dataset: { assigns } } = bulk;
      return assigns && go(`${action}?${new URLSearchParams([...new FormData(bulk), ['by', assigns]])}`);
    }
    const pen = here?.dataset.assigns && here.querySelector('[data-name=owner] .pen');
    if (pen) pen.click();
    return pen || go((here ?? document.querySelector('a[data-assigns]'))?.dataset.assigns);
  },
  '.': ({ here, bulk }) => {
    if (bulk) return focus(bulk.querySelector('button'));
    const row = here?.querySelector('a.title');
    if (row) return go(`${row.href}#moves`);
    const moves = document.getElementById('moves');
    return focus(moves?.closest('section').querySelector('a') ?? moves ?? document.querySelector('.masthead .acts a, .bar .steps a'));
  },
};

document.addEventListener('keydown', (event) => {
  if (event.key === 'Shift' || !alone(event)) return;
  const key = event.key.toLowerCase();
  const before = wait('');
  if (before && key.length === 1) {
    // A second key means nothing by itself.
    event.preventDefault();
    const made = main?.dataset.made?.split(' ') ?? [];
    const at = made.findIndex((one, n) => n % 2 === 0 && one === key);
    if (before === 'n' && at >= 0) go(made[at + 1]);
    if (before === 'g') go(PLACES[key]);
  } else if (key === 'g' || key === 'n') {
    wait(key);
  } else if (Object.hasOwn(ACTS, key) && !main?.classList.contains('of-past')) {
    const table = tableOf(event.target);
    if (ACTS[key]({ here: table?.querySelector('tr[data-here]'), bulk: picked(table) })) event.preventDefault();
  }
});
