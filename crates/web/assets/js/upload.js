// Files of a delivery: dropped or chosen, sent one by one with their progress, then bound by the form itself. Without
// this the form sends them all at once.

const form = document.getElementById('deliver');
const files = document.getElementById('files');
const list = document.getElementById('sending');
const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');

/** Sends a file; resolves to its digest. */
function send(file, row) {
  const text = row.querySelector('span');
  const bar = row.querySelector('progress');
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('POST', form.dataset.artifacts);
    request.setRequestHeader('content-type', 'application/octet-stream');
    const token = form.elements.namedItem('token');
    if (token) request.setRequestHeader('authorization', `Bearer ${token.value.trim()}`);
    request.upload.onprogress = (event) => {
      if (!event.lengthComputable) return;
      bar.value = event.loaded / event.total;
      const percent = new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' }).format(bar.value);
      text.textContent = say(form.dataset.sending, { name: file.name, percent });
    };
    request.onload = () => {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // What is no JSON says nothing that could be shown.
      }
      if (request.status === 201) done(answer.sha256);
      else fail(new Error(answer.detail ?? answer.title ?? String(request.status)));
    };
    request.onerror = () => fail(new Error(String(request.status)));
    request.send(file);
  });
}

function row(name) {
  const item = document.createElement('li');
  const text = document.createElement('span');
  const bar = document.createElement('progress');
  text.textContent = name;
  bar.value = 0;
  bar.max = 1;
  bar.setAttribute('aria-label', name);
  item.append(text, bar);
  list.append(item);
  return item;
}

function hidden(name, value) {
  const input = document.createElement('input');
  input.type = 'hidden';
  input.name = name;
  input.value = value;
  form.append(input);
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button[type=submit]');
  list.replaceChildren();
  if (files.files.length === 0) {
    list.textContent = form.dataset.none;
    return;
  }
  button.disabled = true;
  const stored = [];
  for (const file of files.files) {
    const item = row(file.name);
    try {
      stored.push([await send(file, item), file.name]);
      item.textContent = say(form.dataset.sent, { name: file.name });
    } catch (error) {
      item.textContent = say(form.dataset.notSent, { name: file.name, why: error.message });
    }
  }
  button.disabled = false;
  if (stored.length < files.files.length) return;
  for (const [sha256, name] of stored) hidden('stored', `${sha256} ${name}`);
  files.disabled = true;
  form.dispatchEvent(new Event('sent'));
  form.submit();
});

for (const kind of ['dragenter', 'dragover']) {
  form.addEventListener(kind, (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    form.classList.add('dropping');
  });
}
for (const kind of ['dragleave', 'drop']) form.addEventListener(kind, () => form.classList.remove('dropping'));
form.addEventListener('drop', (event) => {
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  files.files = event.dataTransfer.files;
});

// Back from the next page the form is as it was: the files can be chosen again.
window.addEventListener('pageshow', () => {
  files.disabled = false;
  for (const input of form.querySelectorAll('input[name=stored]')) input.remove();
});
