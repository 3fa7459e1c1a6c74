// Search in the header: wards and beds from what the board knows; patients are asked for only when somebody says so,
// because that leaves a record.
import { get, getAll } from './api.js';
import { byId, element, mark } from './dom.js';
import { nameOf } from './marks.js';
import { beds, departments, placeOf } from './model.js';
import { to } from './routes.js';
import { say } from './speech.js';
import { may } from './signin.js';
import { several } from './words.js';

const each = 6;
const patientsMax = 12;
let options = [];
let at = -1;

function wardsAndBeds(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const all = (name) => words.every((word) => name.includes(word));
  const wards = [...departments.values()].filter((d) => all(`${d.key} ${d.hospital_name} ${d.department}`.toLowerCase()));
  const found = [...beds.values()].filter((bed) => words.length === 1 && bed.bed_id.toLowerCase().startsWith(words[0]));
  const exactFirst = (a, b) => a.bed_id.length - b.bed_id.length;
  return [
    ...wards.slice(0, each).map((d) => ({ words: placeOf(d), more: `${d.key}, ${d.free} free`, href: to.department(d.key) })),
    ...found.sort(exactFirst).slice(0, each)
      .map((bed) => ({ words: bed.bed_id, more: nameOf(bed), href: to.bed(bed.department_key, bed.bed_id) })),
  ];
}

function suggest() {
  const text = byId('find').value.trim();
  if (text === '') return show([]);
  const found = wardsAndBeds(text);
  if (may('patients')) found.push({ words: `Patients whose id begins with “${text}”`, more: 'recorded', ask: text });
  else if (found.length === 0) found.push({ words: 'No bed and no ward has that name.' });
  return show(found);
}

async function findPatients(text) {
  show([{ words: 'Asking.' }]);
  try {
    const found = await getAll(`/patients?id_prefix=${encodeURIComponent(text)}`);
    if (found.length > 0) return show([...found.slice(0, patientsMax).map(asOption), ...rest(found.length)]);
    const known = await get(`/patients/${encodeURIComponent(text)}`).catch(() => null);
    const words = known ? `${text}: ${known.status}, in no department now` : 'No patient here has an id that begins so.';
    return show([{ words }]);
  } catch (fault) {
    return show([{ words: fault.message }]);
  }
}

const rest = (found) => (found > patientsMax ? [{ words: `and ${several(found - patientsMax, 'other')}: type more of the id` }] : []);
const asOption = (patient) => ({
  words: patient.patient_id,
  more: patient.bed_id ?? `${patient.department_key}, no bed`,
  href: patient.bed_id ? to.bed(patient.department_key, patient.bed_id) : to.department(patient.department_key),
});

function show(found) {
  options = found;
  at = -1;
  byId('found').hidden = found.length === 0;
  mark(byId('find'), 'aria-expanded', String(found.length > 0));
  byId('found').replaceChildren(...found.map((option, i) => {
    const node = element('li');
    node.id = `found-${i}`;
    node.setAttribute('role', 'option');
    node.append(element('span', option.words), element('small', option.more ?? ''));
    // Before the field loses the focus and the list closes.
    node.addEventListener('mousedown', (event) => { event.preventDefault(); choose(i); });
    return node;
  }));
  point(found.findIndex((option) => option.href || option.ask));
  if (found.length > 0) say(`${several(found.length, 'suggestion')}.`);
}

function point(next) {
  at = next;
  [...byId('found').children].forEach((node, i) => mark(node, 'aria-selected', String(i === at)));
  mark(byId('find'), 'aria-activedescendant', at < 0 ? null : `found-${at}`);
  byId('found').children[at]?.scrollIntoView({ block: 'nearest' });
}

function choose(i) {
  const option = options[i];
  if (option?.ask) findPatients(option.ask);
  else if (option?.href) {
    close();
    location.hash = option.href;
    byId('main').focus();
  }
}

function close() {
  show([]);
  byId('find').value = '';
}

export function startSearch() {
  const field = byId('find');
  if (may('patients')) field.placeholder = 'Find a bed, ward or patient   /';
  field.addEventListener('input', suggest);
  field.addEventListener('blur', () => show([]));
  field.addEventListener('focus', suggest);
  byId('search').addEventListener('submit', (event) => { event.preventDefault(); choose(at); });
  field.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length > 0) point((at + step + options.length) % options.length);
    else if (event.key === 'Escape') { close(); byId('main').focus(); } else return;
    event.preventDefault();
  });
}
