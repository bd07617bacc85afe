// The palette (Ctrl K or /) and the help for the keyboard (?). What it shows comes from the same search as the page;
// records opened last are known to this browser alone.

import { fetched } from './fetched.js';
import { alone } from './keys.js';

const RECENT = 'assay-recent';
const MOST = 6;
const record = /^\/w\/[^/]+\/records\/([A-Z]+-\d+)$/;

const recent = () => {
  try {
    return JSON.parse(localStorage.getItem(RECENT)) ?? [];
  } catch {
    return [];
  }
};

/** Remembers that this record was open. */
const remember = () => {
  const [, key] = record.exec(location.pathname) ?? [];
  const title = document.querySelector('main h1')?.textContent;
  if (!key || !title) return;
  const others = recent().filter((one) => one.href !== location.pathname);
  try {
    localStorage.setItem(RECENT, JSON.stringify([{ key, title, href: location.pathname }, ...others].slice(0, MOST)));
  } catch {
    // A browser that keeps nothing loses only this.
  }
};

let dialogs;
/** The palette and the help, fetched when first asked for. */
const ready = () => {
  dialogs ??= fetched('/search/palette').then(({ page }) => {
    document.body.append(...page.body.children);
    wire(document.getElementById('palette'));
    document.querySelector('#keys [name=next]').value = location.pathname + location.search;
  });
  return dialogs;
};

const options = (list) => [...list.querySelectorAll('[role=option]')];

const wire = (palette) => {
  const [input, list, said] = ['palette-q', 'palette-list', 'palette-said'].map((id) => document.getElementById(id));
  let asked = 0;

  const choose = (option) => {
    list.querySelector('[aria-selected=true]')?.setAttribute('aria-selected', 'false');
    if (!option) {
      input.removeAttribute('aria-activedescendant');
      return;
    }
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', option.id);
  };

  /** The records opened last, before everything else while nothing is typed. */
  const lately = () => {
    const all = recent().filter((one) => one.href !== location.pathname);
    if (!all.length) return;
    const group = document.createElement('div');
    group.className = 'group';
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', palette.dataset.recent);
    const title = document.createElement('p');
    title.textContent = palette.dataset.recent;
    group.append(title, ...all.map((one, n) => {
      const link = document.createElement('a');
      Object.assign(link, { href: one.href, id: `pr-${n}`, tabIndex: -1 });
      link.setAttribute('role', 'option');
      link.setAttribute('aria-selected', 'false');
      const key = document.createElement('span');
      Object.assign(key, { className: 'id', textContent: one.key });
      const name = document.createElement('span');
      Object.assign(name, { className: 'title', textContent: one.title });
      link.append(key, ' ', name);
      return link;
    }));
    list.prepend(group);
  };

  const look = async () => {
    const mine = ++asked;
    const q = input.value.trim();
    const { status, page } = await fetched(`/search?part=options&q=${encodeURIComponent(q)}`);
    // A slower answer to an earlier question is no answer to this one.
    if (mine !== asked || status !== 200) return;
    list.replaceChildren(...page.body.children);
    if (!q) lately();
    said.textContent = list.firstElementChild?.dataset.said ?? '';
    choose(q ? options(list)[0] : undefined);
  };

  let waiting;
  input.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 80);
  });
  input.addEventListener('keydown', (event) => {
    const all = options(list);
    const at = all.findIndex((one) => one.getAttribute('aria-selected') === 'true');
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined && all.length && (event.key.startsWith('Arrow') || event.ctrlKey)) {
      event.preventDefault();
      choose(all[(to + all.length) % all.length]);
    } else if (event.key === 'Enter' && at >= 0) {
      event.preventDefault();
      all[at].click();
    } else if (event.key === 'Escape') {
      // A search field would only be emptied.
      event.preventDefault();
      palette.close();
    }
  });
  palette.addEventListener('click', (event) => {
    if (event.target === palette) palette.close();
  });
  palette.begin = () => {
    palette.showModal();
    input.select();
    look();
  };
};

const show = async (id) => {
  await ready();
  const dialog = document.getElementById(id);
  if (dialog.open) return;
  document.querySelectorAll('dialog[open]').forEach((other) => other.close());
  if (dialog.begin) dialog.begin(); else dialog.showModal();
};

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.defaultPrevented) return;
  if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    show('palette');
  } else if (alone(event) && '/?'.includes(event.key)) {
    event.preventDefault();
    show(event.key === '/' ? 'palette' : 'keys');
  }
});
document.addEventListener('click', (event) => {
  const seek = event.target.closest?.('a.seek, [data-palette]');
  if (!seek || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show('palette');
});
remember();
