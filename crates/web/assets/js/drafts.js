// Keeps what is typed into a form every few seconds, so that neither a reload nor the end of a session loses it. Without
// this, a form that is refused or sent too late still comes back as it was typed.

const PAUSE = 2500;

export const start = (form) => {
  const say = document.getElementById(form.dataset.said);
  let waiting;
  let before = '';
  let sending = Promise.resolve();
  let stop = new AbortController();

  const typed = () => {
    const data = new FormData(form);
    // What proves who acts is no part of a draft.
    ['token', 'present', 'credential', 'ticket'].forEach((name) => data.delete(name));
    // Nor are files: they are kept when the form is sent.
    [...data].filter(([, value]) => typeof value !== 'string').forEach(([name]) => data.delete(name));
    return new URLSearchParams(data);
  };

  const keep = async () => {
    clearTimeout(waiting);
    waiting = undefined;
    const body = typed();
    stop = new AbortController();
    if (body.toString() === before) return;
    try {
      const answer = await fetch(form.dataset.draft, { method: 'POST', body, signal: stop.signal, keepalive: body.toString().length < 60000 });
      const text = await answer.text();
      if (answer.ok) before = body.toString();
      if (say && (answer.ok || answer.status === 401)) say.textContent = text;
      if (say && !answer.ok && answer.status !== 401) say.textContent = form.dataset.failed;
    } catch (error) {
      if (say && error.name !== 'AbortError') say.textContent = form.dataset.failed;
    }
  };

  before = typed().toString();
  form.addEventListener('input', () => {
    waiting ??= setTimeout(() => { sending = sending.then(keep); }, PAUSE);
  });
  // Who leaves the page within these seconds loses nothing either.
  addEventListener('pagehide', () => { if (waiting) keep(); });
  // What is sent is no draft any more, and must not become one behind the back of the answer.
  const end = () => {
    clearTimeout(waiting);
    waiting = undefined;
    stop.abort();
  };
  form.addEventListener('submit', end);
  // The form of a delivery goes on only when its files are there.
  form.addEventListener('sent', end);
};

document.querySelectorAll('form[data-draft]').forEach(start);
