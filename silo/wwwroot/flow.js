// Who comes and goes, hour by hour, and who waits for whom: for a hospital, or for all.
import { getAll } from './api.js';
import { drawHours } from './bars.js';
import { age } from './clock.js';
import { byId, element, figures, write } from './dom.js';
import { blockedBeds, cleanBeds, dirtyBeds, wordOf } from './marks.js';
import { beds, departments, placeOf } from './model.js';
import { bedName, needsList } from './needs.js';
import { to } from './routes.js';
import { may } from './signin.js';
import { clock, count, several, span, token } from './words.js';

const hoursShown = 24;
const hourMs = 3_600_000;
const hoursAgainMs = 60_000;
// The list of long stays leaves a record of who saw which patients.
const staysAgainMs = 5 * 60_000;
const longStayHours = 50;

const showFigures = figures(byId('flow-figures'));
const lists = Object.fromEntries(['waits', 'conflicts', 'cleaning', 'stays'].map((id) => [id, needsList(byId(id), 'None.')]));
let isShown = false;
let hospital = '';
let hours = [];
let stays = [];
let staysWords = '';
let [hoursAskedAt, staysAskedAt] = [-Infinity, -Infinity];

byId('flow-hospital').addEventListener('change', (event) => {
  hospital = event.target.value;
  [hoursAskedAt, staysAskedAt] = [-Infinity, -Infinity];
  showAll();
  ask();
});

export function show() {
  isShown = true;
  showChoices();
  showAll();
  ask();
}

export function hide() {
  isShown = false;
}

export function changed() {
  showAll();
}

export function tick() {
  showAll();
  ask();
}

function ask() {
  if (performance.now() - hoursAskedAt > hoursAgainMs) askHours();
  if (may('patients') && performance.now() - staysAskedAt > staysAgainMs) askStays();
}

const chosen = () => (hospital ? `&hospital=${encodeURIComponent(hospital)}` : '');

async function askHours() {
  hoursAskedAt = performance.now();
  try {
    hours = byHour(await getAll(`/flow?hours=${hoursShown}${chosen()}`, (page) => page.hours));
    write(byId('flow-known'), hours.length > 0 ? 'Counted by the lake, some seconds behind the log. Up: arrivals. Down: departures. A transfer is both.' : 'Nobody came or left yet.');
    if (isShown) {
      draw();
      showAll();
    }
  } catch (fault) {
    write(byId('flow-known'), `${fault.message} What is drawn is older.`);
  }
}

const draw = () => {
  byId('hours-chart').hidden = hours.length === 0;
  drawHours(byId('hours-chart'), hours);
};
new ResizeObserver(() => { if (isShown && hours.length > 0) draw(); }).observe(byId('hours'));

// Hours in which nobody moved are in no row.
function byHour(rows) {
  if (rows.length === 0) return [];
  const sums = new Map();
  for (const row of rows) {
    const hour = Math.floor(Date.parse(row.hour) / hourMs);
    const sum = sums.get(hour) ?? { arrivals: 0, departures: 0 };
    sums.set(hour, { arrivals: sum.arrivals + row.arrivals, departures: sum.departures + row.departures });
  }
  const newest = Math.max(...sums.keys());
  return Array.from({ length: hoursShown }, (_, i) => newest - hoursShown + 1 + i)
    .map((hour) => ({ hour: hour * hourMs, arrivals: 0, departures: 0, ...sums.get(hour) }));
}

async function askStays() {
  staysAskedAt = performance.now();
  try {
    stays = await getAll(`/long-stays?hours=${longStayHours}${chosen()}`, (page) => page.stays);
    staysWords = '';
  } catch (fault) {
    staysWords = fault.message;
  }
  if (isShown) showAll();
}

function showChoices() {
  const names = new Map([...departments.values()].map((d) => [String(d.hospital_id), d.hospital_name]));
  const options = [['', 'All hospitals'], ...names].map(([value, name]) => Object.assign(element('option', name), { value }));
  byId('flow-hospital').replaceChildren(...options);
  byId('flow-hospital').value = hospital;
}

const item = (key, level, place, words, href, since) => ({ key, level, place, words, href, age: since === null ? null : age(since) });
const oldestFirst = (a, b) => (b.age ?? 0) - (a.age ?? 0);

function showAll() {
  const all = [...departments.values()].filter((d) => !hospital || String(d.hospital_id) === hospital);
  const keys = new Set(all.map((d) => d.key));
  const ours = [...beds.values()].filter((bed) => keys.has(bed.department_key));
  const ofState = (state, level) => ours.filter((bed) => bed.status === state)
    .map((bed) => item(bed.bed_id, level(bed), bedName(bed), wordOf(bed), to.bed(bed.department_key, bed.bed_id), bed.since));
  titles(all, ours);
  lists.waits(all.filter((d) => d.without_bed > 0).sort((a, b) => b.without_bed - a.without_bed).map((d) =>
    item(d.key, 'amber', placeOf(d), `${several(d.without_bed, 'patient')}; ${several(cleanBeds(d), 'clean bed')}, ${dirtyBeds(d)} to be cleaned, ${blockedBeds(d)} out of use`, to.department(d.key), null)));
  lists.conflicts(ofState('conflict', () => 'red').sort(oldestFirst));
  lists.cleaning(ofState('dirty', (bed) => (age(bed.since) > hourMs ? 'amber' : null)).sort(oldestFirst));
  lists.stays(staysItems());
  showFigures(figuresOf(all, ours), ([key]) => key);
}

// Lists show as many as fit; how many there are stands above.
function titles(all, ours) {
  const of = (state) => ours.filter((bed) => bed.status === state).length;
  const found = {
    waits: ['Patients without a bed', all.reduce((sum, d) => sum + d.without_bed, 0)],
    conflicts: ['Beds in conflict', of('conflict')],
    cleaning: ['To be cleaned', of('dirty')],
    stays: ['Long stays', stays.length],
  };
  for (const [id, [words, n]] of Object.entries(found)) write(byId(`${id}-title`), n > 0 ? `${words}: ${count(n)}` : words);
}

function staysItems() {
  if (!may('patients')) return [{ key: 'may', words: 'Your role does not see patients.', href: null, age: null }];
  if (staysWords) return [{ key: 'fault', words: staysWords, href: null, age: null }];
  return stays.map((stay) => {
    const department = departments.get(stay.department_key);
    return {
      key: String(stay.stay_sk),
      level: stay.beyond_expected ? 'amber' : null,
      place: department ? placeOf(department) : 'In no department',
      words: `${token(stay.patient_id)}${stay.beyond_expected ? ', beyond its expected end' : ''}`,
      href: stay.bed_id && department ? to.bed(stay.department_key, stay.bed_id) : department ? to.department(stay.department_key) : null,
      age: stay.los_hrs * hourMs,
    };
  });
}

function figuresOf(all, ours) {
  const sum = (of) => all.reduce((total, d) => total + of(d), 0);
  const last = hours.at(-1);
  const day = hours.reduce((total, hour) => [total[0] + hour.arrivals, total[1] + hour.departures], [0, 0]);
  const dirty = ours.filter((bed) => bed.status === 'dirty' && bed.since);
  const due = ours.filter((bed) => bed.status === 'reserved').length;
  return [
    ['hour', last ? `came and left since ${clock(last.hour)}` : 'came and left', last ? `+${count(last.arrivals)} −${count(last.departures)}` : '–'],
    ['day', `came and left in ${hoursShown} hours`, last ? `+${count(day[0])} −${count(day[1])}` : '–'],
    ['without_bed', 'patients without a bed', count(sum((d) => d.without_bed)), sum((d) => d.without_bed) > 0 ? 'amber' : null],
    ['conflicts', 'beds in conflict', count(sum((d) => d.conflicts)), sum((d) => d.conflicts) > 0 ? 'red' : null],
    ['dirty', `to be cleaned${dirty.length > 0 ? `, oldest ${span(Math.max(...dirty.map((bed) => age(bed.since))))}` : ''}`, count(sum(dirtyBeds))],
    ['reserved', 'beds reserved', count(due)],
    ['stays', `stays over ${longStayHours} hours`, may('patients') && staysAskedAt > 0 ? count(stays.length) : '–'],
  ];
}
