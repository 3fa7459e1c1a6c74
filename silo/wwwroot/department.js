// One department: each bed in its place, and beside them what needs someone, who has no bed, and the bed that is open.
import { getAll } from './api.js';
import { openBed, showOpenBed } from './bed.js';
import { byId, copy, element, figures, keyed, mark, part, write } from './dom.js';
import { age, now } from './clock.js';
import { bedStates, blockedBeds, cleanBeds, dirtyBeds, isUnusable, markOf, reservedBeds, signOf, wordOf } from './marks.js';
import { bedsIn, departments, known, placeOf } from './model.js';
import { needsList, needsOf } from './needs.js';
import { rove } from './roving.js';
import { to } from './routes.js';
import { may } from './signin.js';
import { bedNumber, count, percent, several, span, token, when } from './words.js';

// Each answer leaves a record of who saw which patients, so it is asked for only while it is shown, and not at each change.
const patientsAgainMs = 2_000;

const showFigures = figures(byId('department-figures'));
const showNeeds = needsList(byId('ward-needs'));
const refreshStops = rove(byId('beds'));
const showBeds = keyed(byId('bed-row'), () => copy('bed-tile'), showBed);
const showBedless = keyed(byId('bedless-list'), () => element('li'), (node, patient) =>
  write(node, `${token(patient.patient_id)}, here for ${span(age(patient.since))}`));
let route = null;
let patients = [];
let askedAt = -Infinity;
let asking = null;

byId('departments').addEventListener('change', (event) => { location.hash = to.department(event.target.value); });
byId('bed').addEventListener('keydown', (event) => { if (event.key === 'Escape') location.hash = to.department(route.department); });

export function show(next) {
  const key = next.department ?? route?.department ?? worst();
  const isOther = key !== route?.department;
  const before = route?.bed;
  route = { ...next, department: key };
  if (isOther) {
    patients = [];
    askedAt = -Infinity;
  }
  if (!next.department && key) history.replaceState(null, '', to.department(key));
  if (byId('departments').options.length !== departments.size) showChoices();
  showAll();
  openBed(departments.has(key) ? route.bed : null, patients);
  if (before && !route.bed) document.querySelector(`[data-bed="${CSS.escape(before)}"]`)?.focus();
  askPatients();
}

export function hide() {
  clearTimeout(asking);
  asking = null;
  patients = [];
  askedAt = -Infinity;
  openBed(null, []);
}

export function changed(change) {
  const isOurs = change.departments.has(route.department) || [...change.beds.values()].some((bed) => bed.department_key === route.department);
  if (isOurs) {
    showAll();
    askPatients();
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

function askPatients() {
  if (!may('patients') || asking || !departments.has(route.department)) return;
  asking = setTimeout(async () => {
    const key = route.department;
    askedAt = performance.now();
    try {
      const found = await getAll(`/departments/${encodeURIComponent(key)}`, (page) => page.patients);
      if (route.department === key && asking) {
        patients = found;
        showAll();
      }
    } catch {
      // The freshness line says that the silo is away.
    }
    asking = null;
  }, Math.max(0, askedAt + patientsAgainMs - performance.now()));
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
  write(byId('bed-legend'), Object.entries(bedStates).filter(([state]) => present.has(state)).map(([, words]) => words.join(' ')).join('   '));
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
  const bedless = patients.filter((patient) => !patient.bed_id);
  byId('bedless').hidden = bedless.length === 0;
  showBedless(bedless, (patient) => patient.patient_id);
  showOpenBed(patients);
}

function figuresOf(d) {
  const [level, words] = markOf(d);
  return [
    ['occupied', `of ${several(d.capacity, 'bed')} occupied${words ? `, ${words}` : ''}`, `${count(d.occupancy)}`, level],
    ['share', 'occupied', percent(d.occupancy_percent)],
    ['free', d.without_bed > 0 ? `free: ${several(cleanBeds(d), 'clean bed')} less ${d.without_bed} without one` : 'free and clean', count(d.free)],
    ['dirty', 'to be cleaned', count(dirtyBeds(d))],
    ['blocked', 'out of use', count(blockedBeds(d))],
    ['reserved', 'reserved', count(reservedBeds(d))],
    ['without_bed', 'without a bed', count(d.without_bed), d.without_bed > 0 ? 'amber' : null],
    ['conflicts', 'beds in conflict', count(d.conflicts), d.conflicts > 0 ? 'red' : null],
  ];
}

function showBed(cell, bed) {
  const tile = cell.firstElementChild;
  const inIt = patients.filter((patient) => patient.bed_id === bed.bed_id);
  const since = bed.since && bed.status !== 'free' ? span(age(bed.since)) : '';
  const until = bed.until && bed.status !== 'free' ? `until ${when(bed.until, now())}${age(bed.until) > 0 ? ', past' : ''}` : '';
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
