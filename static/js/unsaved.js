/* Warns before leaving a page that holds words which are not saved. */

/* Words, and the numbers of a data return. */
const TYPED = 'form[method="post"] textarea, form[data-figures] input[type="text"]';

const tidy = (text) => text.replace(/\r\n?/g, '\n').trim();

/* What is saved of a box: what the page sends along as the value it began from. */
function saved(box) {
  const began = box.form.elements.namedItem(`initial-${box.name}`);
  if (began) return began.value;
  // A page that came back with a problem shows words that nobody has saved.
  const cameBack = document.querySelector('.govuk-error-summary') && !isAside(box.form);
  return cameBack ? '' : box.defaultValue;
}

const hasProblem = (form) => form.querySelector('.govuk-error-message') !== null;

/* Whether the problem is another form's. */
function isAside(form) {
  return !hasProblem(form) && [...document.forms].some(hasProblem);
}

export const isUnsaved = (box) => tidy(box.value) !== tidy(saved(box));

export function warnOfUnsaved() {
  const sent = new Set();
  document.addEventListener('submit', (event) => {
    if (!event.defaultPrevented) sent.add(event.target);
  });
  window.addEventListener('pageshow', () => sent.clear());
  window.addEventListener('beforeunload', (event) => {
    const boxes = [...document.querySelectorAll(TYPED)];
    // What stands in another form than the one that is sent is lost as well.
    const left = boxes.filter((box) => !sent.has(box.form));
    if (left.some(isUnsaved)) event.preventDefault();
  });
}
