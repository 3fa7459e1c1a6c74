// One department: each bed in its place, and beside them what needs someone, who has no bed, and the bed that is open.
import { openBed, showOpenBed } from './bed.js';
import { byId, copy, element, figures, keyed, mark, part, write } from './dom.js';
import { age, now } from './clock.js';
import { bedStates, blockedBeds, cleanBeds, dirtyBeds, isUnusable, markOf, reservedBeds, signOf, wordOf } from './marks.js';
import { bedsIn, departments, known, placeOf } from './model.js';
import { needsList, needsOf } from './needs.js';
import { askPatients, patients, showPatientsOf } from './patients.js';
import { rove } from './roving.js';
import { to } from './routes.js';
import { may } from './signin.js';
import { bedNumber, count, ending, percent, several, span, token } from './words.js';

const showFigures = figures(byId('department-figures'));
const showNeeds = needsList(byId('ward-needs'));
const refreshStops = rove(byId('beds'));
const showBeds = keyed(byId('bed-row'), () => copy('bed-tile'), showBed);
const showBedless = keyed(byId('bedless-list'), () => element('li'), (node, patient) =>
  write(node, `${token(patient.patient_id)}, here for ${span(age(patient.since))}`));
let route = null;

byId('departments').addEventListener('change', (event) => { location.hash = to.department(event.target.value); });
byId('bed').addEventListener('keydown', (event) => {
  if (event.key === 'Escape') location.hash = to.department(route.department);
});

export function show(next) {
  const key = next.department ?? route?.department ?? worst();
  const before = route?.bed;
  route = { ...next, department: key };
  showPatientsOf(departments.has(key) ? key : null);
  if (!next.department && key) history.replaceState(null, '', to.department(key));
  if (byId('departments').options.length !== departments.size) showChoices();
  showAll();
  openBed(departments.has(key) ? route.bed : null, patients());
  if (before && !route.bed) document.querySelector(`[data-bed="${CSS.escape(before)}"]`)?.focus();
  askPatients(showAll);
}

export function hide() {
  showPatientsOf(null);
  openBed(null, []);
}

export function changed(change) {
  const ours = [...change.beds.values()].some((bed) => bed.department_key === route.department);
  if (ours || change.departments.has(route.department)) {
    showAll();
    askPatients(showAll);
  } else if (change.alerts) showSides(departments.get(route.department));
}

export function tick() {
  showAll();
}

// Who opens the view without an address sees the department that needs someone most.
function worst() {
  const critical = known.alerts.find((alert) => alert.severity === 'critical' && departments.has(alert.subject));
  return critical?.subject ?? [...departments.values()].sort((a, b) => b.occupancy_percent - a.occupancy_percent)[0]?.key;
}

function showChoices() {
  const groups = Map.groupBy(departments.values(), (d) => d.hospital_name);
  byId('departments').replaceChildren(...[...groups].map(([name, some]) => {
    const group = element('optgroup');
    group.label = name;
    group.append(...some.map((d) => Object.assign(element('option', d.department), { value: d.key })));
    return group;
  }));
}

function showAll() {
  const department = departments.get(route.department);
  byId('department-none').hidden = Boolean(department);
  for (const id of ['department-figures', 'ward']) byId(id).hidden = !department;
  byId('department').querySelector('.side').hidden = !department;
  if (!department) {
    write(byId('department-title'), 'No such department');
    write(byId('department-none'), 'The address names a department that is not in the part of the network that you may see.');
    return;
  }
  write(byId('department-title'), placeOf(department));
  // Set again, it would take back what somebody is choosing.
  if (byId('departments').value !== department.key) byId('departments').value = department.key;
  showNeighbours(department);
  showFigures(figuresOf(department), ([key]) => key);
  const ward = bedsIn(department.key).sort((a, b) => bedNumber(a).localeCompare(bedNumber(b), 'en', { numeric: true }));
  showBeds(ward, (bed) => bed.bed_id);
  refreshStops();
  byId('beds-none').hidden = ward.length > 0;
  write(byId('beds-none'), may('beds') ? 'It has no staffed beds.' : 'Your role sees counts, not beds.');
  const present = new Set(ward.map((bed) => bed.status));
  const legend = Object.entries(bedStates).filter(([state]) => present.has(state)).map(([, words]) => words.join(' '));
  write(byId('bed-legend'), legend.join('   '));
  showSides(department);
}

function showNeighbours(department) {
  const all = [...departments.values()].filter((d) => d.hospital_id === department.hospital_id).map((d) => d.key);
  const at = all.indexOf(department.key);
  for (const [id, key] of [['before', all.at(at - 1)], ['after', all[(at + 1) % all.length]]]) {
    mark(byId(id), 'href', to.department(key));
    write(byId(id).firstElementChild, departments.get(key).department);
  }
}

function showSides(department) {
  if (!department) return;
  // Of this ward only the bed says something.
  const within = ({ place, ...item }) => ({ ...item, place: place.slice(placeOf(department).length).replace(', b', 'B') });
  showNeeds(needsOf([department], false).map(within));
  const bedless = patients().filter((patient) => !patient.bed_id);
  byId('bedless').hidden = bedless.length === 0;
  showBedless(bedless, (patient) => patient.patient_id);
  showOpenBed(patients());
}

function figuresOf(d) {
  const [level, words] = markOf(d);
  const free = d.without_bed > 0 ? `free: ${several(cleanBeds(d), 'clean bed')} less ${d.without_bed} without one` : 'free and clean';
  return [
    ['occupied', `of ${several(d.capacity, 'bed')} occupied${words ? `, ${words}` : ''}`, `${count(d.occupancy)}`, level],
    ['share', 'occupied', percent(d.occupancy_percent)],
    ['free', free, count(d.free)],
    ['dirty', 'to be cleaned', count(dirtyBeds(d))],
    ['blocked', 'out of use', count(blockedBeds(d))],
    ['reserved', 'reserved', count(reservedBeds(d))],
    ['without_bed', 'without a bed', count(d.without_bed), d.without_bed > 0 ? 'amber' : null],
    ['conflicts', 'beds in conflict', count(d.conflicts), d.conflicts > 0 ? 'red' : null],
  ];
}

function showBed(cell, bed) {
  const tile = cell.firstElementChild;
  const inIt = patients().filter((patient) => patient.bed_id === bed.bed_id);
  const since = bed.since && bed.status !== 'free' ? span(age(bed.since)) : '';
  const until = bed.until && bed.status !== 'free' ? `until ${ending(bed.until, now())}` : '';
  const who = inIt.length > 0 ? inIt.map((patient) => token(patient.patient_id)).join(', ') : bed.reason ?? '';
  tile.dataset.bed = bed.bed_id;
  mark(tile, 'href', to.bed(bed.department_key, bed.bed_id));
  mark(tile, 'data-status', bed.status);
  mark(tile, 'data-unusable', isUnusable(bed) ? '' : null);
  mark(tile, 'aria-current', route.bed === bed.bed_id ? 'true' : null);
  write(part(cell, 'number'), bedNumber(bed));
  write(part(cell, 'since'), since);
  write(part(cell, 'sign'), signOf(bed));
  write(part(cell, 'word'), wordOf(bed));
  write(part(cell, 'who'), who);
  write(part(cell, 'until'), until);
}
