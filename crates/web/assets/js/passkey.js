// Passkeys: the one thing here that a browser does not do without a script. It asks for a challenge, lets the device
// answer, and hands the answer in with the form that the button stands in. Everything else is a plain form.
(() => {
  'use strict';

  const able = window.PublicKeyCredential && PublicKeyCredential.parseCreationOptionsFromJSON
    && PublicKeyCredential.parseRequestOptionsFromJSON;

  /** The answer of the device to the challenge, as JSON. */
  const answer = async (make, options) => {
    const publicKey = make
      ? PublicKeyCredential.parseCreationOptionsFromJSON(options)
      : PublicKeyCredential.parseRequestOptionsFromJSON(options);
    const credential = make
      ? await navigator.credentials.create({ publicKey })
      : await navigator.credentials.get({ publicKey });
    return JSON.stringify(credential.toJSON());
  };

  const start = (part) => {
    const { passkey, begin, origin, cancelled, elsewhere, unable } = part.dataset;
    const form = part.closest('form');
    const button = part.querySelector('button');
    const alert = part.querySelector('[role=alert]');
    const write = (place, text) => {
      place.textContent = text;
      place.hidden = false;
    };
    const say = (text) => write(alert, text);
    part.hidden = false;
    if (!window.isSecureContext || location.origin !== origin || !able) {
      button.hidden = true;
      const here = window.isSecureContext && location.origin === origin;
      write(part.querySelector('[data-note]'), here ? unable : elsewhere);
      return;
    }
    button.addEventListener('click', async () => {
      button.disabled = true;
      alert.hidden = true;
      try {
        const body = new URLSearchParams(new FormData(form));
        const asked = await fetch(begin, { method: 'POST', body });
        const told = await asked.json();
        if (!asked.ok) {
          say(told.detail);
          return;
        }
        form.elements.namedItem('credential').value = await answer(passkey === 'make', told.publicKey);
        form.elements.namedItem('ticket').value = told.ticket;
        // What was typed to prove who one is was looked at with the challenge, and need not travel again.
        form.querySelectorAll('input[type=password]').forEach((field) => { field.value = ''; });
        HTMLFormElement.prototype.submit.call(form);
      } catch (error) {
        // The device says no more than that nothing came of it: nobody shall learn which passkeys it holds.
        say(cancelled);
      } finally {
        button.disabled = false;
      }
    });
  };

  document.querySelectorAll('[data-passkey]').forEach(start);
})();
