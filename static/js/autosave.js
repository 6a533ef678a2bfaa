/* Saves a form while somebody types, and says so under the box. Save still works. */
import { isUnsaved } from './unsaved.js';

const PAUSE = 3000; // after the last letter
const AT_MOST = 10000; // after the first that is not saved
// The boxes that are saved while somebody types; all else waits for Save.
const BOXES = /^(progress|difference|note|not_involved|(status|grade|reason)-\d+)$/;
const AGAIN = 15000; // after a save that did not arrive

class Autosave {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector('[data-autosave-line]');
    this.words = this.line.dataset;
    this.box = null;
    this.last = '';
    this.dueAt = null;
    this.sending = null;
    this.paused = false;
    form.addEventListener('input', (event) => this.typed(event.target));
    form.addEventListener('change', (event) => this.typed(event.target));
    form.addEventListener('submit', (event) => this.leave(event));
    window.addEventListener('focus', () => this.isWaiting && this.save());
  }

  typed(box) {
    if (this.paused || !BOXES.test(box.name)) return;
    this.box = box;
    const now = Date.now();
    this.dueAt ??= now + AT_MOST;
    this.in(Math.min(PAUSE, Math.max(0, this.dueAt - now)));
  }

  in(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  save() {
    clearTimeout(this.timer);
    if (this.sending || this.paused) return this.sending;
    this.dueAt = null;
    this.isWaiting = false;
    this.sending = this.send().finally(() => {
      this.sending = null;
      if (this.dueAt) this.in(PAUSE);
    });
    return this.sending;
  }

  async send() {
    try {
      let answer = await this.post();
      if (answer.status === 403) {
        await this.renew();
        answer = await this.post();
      }
      if (answer.status === 401) return this.wait(this.words.signedOut, true);
      if (!answer.headers.get('Content-Type')?.startsWith('application/json')) {
        return this.wait(this.notSaved());
      }
      this.said(await answer.json());
    } catch {
      this.wait(this.notSaved());
    }
  }

  post() {
    return fetch(this.form.dataset.autosave, {
      method: 'POST',
      body: new FormData(this.form),
      redirect: 'manual',
    });
  }

  /* Who signed in again in another tab has a new token; the page itself gives it. */
  async renew() {
    const page = await (await fetch(window.location.href)).text();
    const parsed = new DOMParser().parseFromString(page, 'text/html');
    const fresh = parsed.querySelector('input[name="csrfmiddlewaretoken"]');
    if (fresh) this.form.elements.namedItem('csrfmiddlewaretoken').value = fresh.value;
  }

  said({ line, began, saved, paused }) {
    for (const [name, value] of Object.entries(began)) {
      const hidden = this.form.elements.namedItem(`initial-${name}`);
      if (hidden) hidden.value = value;
    }
    this.paused = paused;
    if (saved) this.last = saved;
    this.say(line);
  }

  notSaved() {
    const { notSaved, notSavedYet } = this.words;
    return this.last ? notSaved.replace('{}', this.last) : notSavedYet;
  }

  wait(line, withLink = false) {
    this.isWaiting = true;
    this.in(AGAIN);
    this.say(line, withLink);
  }

  say(line, withLink = false) {
    const group = this.box?.closest('.govuk-form-group');
    if (group && this.line.previousElementSibling !== group) group.after(this.line);
    this.line.hidden = false;
    const link = this.line.querySelector('a');
    link.hidden = !withLink;
    this.line.querySelector('span').textContent = line;
  }

  /* A save on its way must arrive first, or this page would seem a colleague's. */
  leave(event) {
    clearTimeout(this.timer);
    if (!this.sending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    this.sending.finally(() => {
      clearTimeout(this.timer);
      this.form.requestSubmit(submitter);
    });
  }
}

const form = document.querySelector('form[data-autosave]');
if (form) {
  const autosave = new Autosave(form);
  // A page that came back with a problem holds words that are not saved.
  const unsaved = [...form.querySelectorAll('textarea')].find(isUnsaved);
  if (unsaved && !document.querySelector('.govuk-error-summary')) autosave.typed(unsaved);
}
