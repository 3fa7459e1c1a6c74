// The bed that is open beside the ward: how it is, who is in it for those who may see that, and what can be declared of it.
import { get } from './api.js';
import { showActions } from './actions.js';
import { byId, element, mark, write } from './dom.js';
import { age, now } from './clock.js';
import { signOf, wordOf } from './marks.js';
import { beds, departments, placeOf } from './model.js';
import { to } from './routes.js';
import { may } from './signin.js';
import { bedNumber, ending, span, token, when } from './words.js';

let open = null;
let patients = [];
let stays = new Map();

/** Opens a bed, or closes the panel with null. */
export function openBed(id, present) {
  const isNew = id !== open;
  open = id;
  byId('bed').hidden = id === null;
  if (isNew) stays = new Map();
  if (id === null) return;
  showOpenBed(present);
  if (isNew) byId('bed').focus({ preventScroll: innerWidth > 900 });
}

/** Shows the open bed as it is now. */
export function showOpenBed(present) {
  if (open === null) return;
  const bed = beds.get(open);
  patients = present.filter((patient) => patient.bed_id === open);
  write(byId('bed-title'), bed ? `Bed ${bedNumber(bed)}` : 'No such bed');
  mark(byId('bed-close'), 'href', to.department(bed?.department_key ?? ''));
  showFacts(bed ? factsOf(bed) : []);
  showActions(bed);
  askStays();
}

function factsOf(bed) {
  const facts = [
    ['State', `${signOf(bed)} ${wordOf(bed)}`],
    ['Where', placeOf(departments.get(bed.department_key))],
  ];
  if (bed.since) facts.push(['Since', `${when(bed.since, now())} (${span(age(bed.since))})`]);
  if (bed.reason) facts.push(['Reason', bed.reason]);
  if (bed.until) facts.push(['Expected end', ending(bed.until, now())]);
  if (!may('patients')) return facts;
  for (const patient of patients) {
    facts.push(['Patient', patient.patient_id]);
    const stay = stays.get(patient.patient_id)?.current_stay;
    if (!stay) continue;
    facts.push(['Admitted', `${when(stay.admission_time, now())} (${span(age(stay.admission_time))})`]);
    if (stay.expected_discharge_time) facts.push(['Expected to leave', ending(stay.expected_discharge_time, now())]);
  }
  const kept = stays.get(open)?.state?.reserved_for;
  if (kept && bed.status === 'reserved') facts.push(['Kept for', token(kept)]);
  return facts;
}

function showFacts(facts) {
  const text = facts.map((fact) => fact.join('\t')).join('\n');
  const list = byId('bed-facts');
  if (list.dataset.text === text) return;
  list.dataset.text = text;
  list.replaceChildren(...facts.flatMap(([name, words]) => [element('dt', name), element('dd', words)]));
}

// Each is asked for once a bed is opened: it leaves a record of who saw which patient.
async function askStays() {
  if (!may('patients')) return;
  const bed = beds.get(open);
  const wanted = patients.map((patient) => [patient.patient_id, `/patients/${encodeURIComponent(patient.patient_id)}`]);
  if (bed?.status === 'reserved') wanted.push([open, `/beds/${encodeURIComponent(open)}`]);
  for (const [id, path] of wanted) {
    if (stays.has(id)) continue;
    const held = stays.set(id, null);
    const answer = await get(path).catch(() => null);
    held.set(id, answer);
    if (held === stays && beds.has(open)) showFacts(factsOf(beds.get(open)));
  }
}
