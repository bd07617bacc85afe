// Shows on an open page what changed. The server tells positions of the log; the page is asked for again, and each part
// that is marked and differs takes the place of its old self, unless somebody is in it or typed into it.

import { fetched } from './fetched.js';

const main = document.querySelector('main[data-position]');
const edited = new WeakSet();
document.addEventListener('input', (event) => edited.add(event.target), true);

const touched = (part) => part.contains(document.activeElement) && document.activeElement !== document.body
  // A row is picked or it is not, whatever was done with its box before.
  || [...part.querySelectorAll('input, textarea, select')].some((field) => (field.closest('.pick') ? field.checked : edited.has(field)))
  || part.querySelector('dialog[open], :popover-open') !== null;

/** A part as it is compared: what proves that a form is ours is another each time. */
const told = (part) => {
  const copy = part.cloneNode(true);
  copy.querySelectorAll('input[name=form], input[name=seen]').forEach((field) => field.removeAttribute('value'));
  [copy, ...copy.querySelectorAll('.changed')].forEach((one) => one.classList.remove('changed'));
  copy.querySelectorAll('details').forEach((one) => one.removeAttribute('open'));
  return copy.outerHTML;
};

/** Which foldable parts are open, to be opened again. */
const opened = (part) => [...part.querySelectorAll('details')].map((one) => one.open);

const say = (what) => {
  const text = document.getElementById('live-said');
  if (!text) return;
  text.textContent = main.dataset.updated.replace('{what}', what);
  text.classList.add('shown');
  clearTimeout(say.timer);
  say.timer = setTimeout(() => text.classList.remove('shown'), 6000);
};

/** Says that something is held back from whoever is in it, picked rows or typed; it takes nothing from them. */
const hold = (held) => {
  const place = document.getElementById('live-held');
  if (!place || held === place.classList.contains('shown')) return;
  place.classList.toggle('shown', held);
  const link = document.createElement('a');
  Object.assign(link, { href: location.pathname + location.search, textContent: main.dataset.reload });
  place.replaceChildren(...(held ? [`${main.dataset.held} `, link] : []));
};

/** The parts that are marked, each with itself as it is now. */
const marked = (fresh) => [...document.querySelectorAll('[data-live][id]')]
  .map((part) => [part, fresh.getElementById(part.id)]).filter(([, other]) => other);

/** What stands in the page besides, where it is built as it was. A table keeps what listens to it. */
function* whole(fresh) {
  const [now, then] = [document.getElementById('main')?.children ?? [], fresh.getElementById('main')?.children ?? []];
  if (now.length !== then.length) return;
  const other = [...then];
  for (const [n, part] of [...now].entries()) {
    if (part.tagName === other[n].tagName && !part.matches('script, :has([data-table]), [data-table]')) yield [part, other[n]];
  }
}

let asking = false;
let again = false;
const refresh = async () => {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    const here = location.pathname + location.search;
    const { status, page: fresh, address } = await fetched(here);
    if (status !== 200 || !fresh || !address.endsWith(here)) return;
    const names = [];
    let held = false;
    for (const [part, other] of [...marked(fresh), ...whole(fresh)]) {
      if (!part.isConnected || told(part) === told(other)) continue;
      if (touched(part)) {
        held = true;
        continue;
      }
      const open = opened(part);
      const next = document.importNode(other, true);
      next.querySelectorAll('details').forEach((one, n) => { one.open ||= open[n] ?? false; });
      part.replaceWith(next);
      const name = next.dataset.live ?? next.querySelector('h1, h2, caption')?.textContent ?? '';
      if (name) names.push(name.trim());
      if (name) next.classList.add('changed');
    }
    hold(held);
    if (names.length) say([...new Set(names)].join(', '));
  } catch {
    // The next change asks again.
  } finally {
    asking = false;
    if (again) {
      again = false;
      refresh();
    }
  }
};

let source;
let seen = Number(main?.dataset.position ?? 0);
const listen = () => {
  source?.close();
  source = undefined;
  // A browser holds few connections to one server: a tab that nobody sees needs none.
  if (document.visibilityState !== 'visible' || !main) return;
  source = new EventSource(`${main.dataset.stream}&after=${seen}`);
  source.addEventListener('position', (event) => {
    seen = Number(event.data);
    refresh();
  });
};
document.addEventListener('visibilitychange', listen);
addEventListener('pagehide', () => source?.close());
addEventListener('pageshow', (event) => { if (event.persisted) listen(); });
listen();
