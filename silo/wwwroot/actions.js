// What can be declared of a bed, for those who may: the silo decides, and the board shows it when the feed says so.
import { post, Refusal } from './api.js';
import { byId, element, write } from './dom.js';
import { may } from './signin.js';

const states = ['free', 'reserved', 'dirty', 'blocked', 'closed', 'contaminated', 'isolated', 'occupied', 'conflict'];
const except = (...left) => states.filter((state) => !left.includes(state));

// From which state each can be declared: docs/beds.md has the same table.
const actions = [
  { words: 'Clean: free', status: 'available', from: ['dirty'] },
  { words: 'Cleaning begins', status: 'dirty', stage: 'in_progress', from: ['dirty'] },
  { words: 'Release', status: 'available', from: ['reserved', 'blocked', 'closed', 'isolated'] },
  { words: 'Reserve', status: 'reserved', from: ['free'], asks: ['for', 'until'] },
  { words: 'To be cleaned', status: 'dirty', from: ['free', 'reserved', 'blocked', 'closed', 'isolated', 'contaminated'] },
  { words: 'Block', status: 'blocked', from: except('blocked'), asks: ['reason', 'until'] },
  { words: 'Close bed', status: 'closed', from: except('closed'), asks: ['reason', 'until'] },
  { words: 'Isolate', status: 'isolated', from: except('isolated'), asks: ['reason', 'until'] },
  { words: 'Contaminated', status: 'contaminated', from: except('contaminated'), asks: ['reason'] },
];

let shown = null;
let asked = null;

/** Shows what can be declared of a bed as it is now. */
export function showActions(bed) {
  const key = bed && may('set_beds') ? `${bed.bed_id} ${bed.status} ${bed.stage}` : '';
  if (shown?.key === key) return;
  if (shown?.id !== bed?.bed_id) write(byId('declared'), '');
  shown = { key, id: bed?.bed_id };
  const possible = key === '' ? [] : actions.filter((a) => a.from.includes(bed.status) && !(a.stage && a.stage === bed.stage));
  const had = byId('actions').contains(document.activeElement);
  byId('actions').replaceChildren(...possible.map((action) => {
    const button = element('button', action.words);
    button.type = 'button';
    button.dataset.action = action.stage ?? action.status;
    button.addEventListener('click', () => (action.asks ? askMore(action, bed.bed_id) : declare(bed.bed_id, action)));
    return button;
  }));
  if (had) byId('bed').focus();
  if (asked && !possible.includes(asked.action)) close();
}

function askMore(action, id) {
  asked = { action, id };
  const form = byId('declare');
  form.reset();
  form.hidden = false;
  write(byId('declare-title'), action.words);
  for (const label of form.querySelectorAll('[data-ask]'))
    label.hidden = !action.asks.includes(label.dataset.ask) || (label.dataset.ask === 'for' && !may('patients'));
  form.querySelector('label:not([hidden]) input').focus();
}

function close() {
  asked = null;
  byId('declare').hidden = true;
}

async function declare(id, action, more = {}) {
  // Sent again with the same id, it is no second event.
  const body = { status: action.status, stage: action.stage, ...more, event_id: crypto.randomUUID() };
  write(byId('declared'), 'Sending.');
  let words;
  try {
    const path = `/beds/${encodeURIComponent(id)}/status`;
    await post(path, body).catch((fault) => {
      if (fault instanceof Refusal && (fault.status === 0 || fault.status === 503)) return post(path, body);
      throw fault;
    });
    words = `${action.words}: accepted. It is shown as soon as it is applied.`;
    close();
  } catch (fault) {
    words = `Not done. ${fault.message}`;
  }
  write(byId('declared'), words);
}

byId('declare-not').addEventListener('click', () => { close(); byId('bed').focus(); });
byId('declare').addEventListener('submit', (event) => {
  event.preventDefault();
  const given = new FormData(event.target);
  const until = given.get('until') ? new Date(given.get('until')).toISOString() : undefined;
  const [reason, patient] = [given.get('reason') || undefined, given.get('for') || undefined];
  declare(asked.id, asked.action, { reason, reserved_for: patient, until });
});
