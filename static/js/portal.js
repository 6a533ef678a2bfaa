/* Starts GOV.UK Frontend's components. Every page works without it. */
import { initAll } from '../govuk/govuk-frontend.min.js';
import { warnOfUnsaved } from './unsaved.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();
warnOfUnsaved();
