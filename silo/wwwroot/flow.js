// Who comes and goes, hour by hour, and who waits for whom: for a hospital, or for all.
import { age } from './clock.js';
import { byId, element, figures, write } from './dom.js';
import { hoursShown, knownHours, refreshHours } from './hours.js';
import { blockedBeds, cleanBeds, dirtyBeds, wordOf } from './marks.js';
import { beds, departments, placeOf } from './model.js';
import { bedName, needsList } from './needs.js';
import { to } from './routes.js';
import { longStayHours, longStays, refreshStays, stayItems } from './stays.js';
import { clock, count, several, span } from './words.js';

const cleaningLateMs = 60 * 60_000;

const showFigures = figures(byId('flow-figures'));
const lists = Object.fromEntries(
  ['waits', 'conflicts', 'cleaning', 'stays'].map((id) => [id, needsList(byId(id), 'None.')]));
let isShown = false;
let hospital = '';

byId('flow-hospital').addEventListener('change', (event) => {
  hospital = event.target.value;
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
  for (const answer of [refreshHours(hospital), refreshStays(hospital)])
    answer.then((isNew) => { if (isNew && isShown) showAll(); });
}

function showChoices() {
  const names = new Map([...departments.values()].map((d) => [String(d.hospital_id), d.hospital_name]));
  const options = [['', 'All hospitals'], ...names].map(([value, name]) => Object.assign(element('option', name), { value }));
  byId('flow-hospital').replaceChildren(...options);
  byId('flow-hospital').value = hospital;
}

const oldestFirst = (a, b) => (b.age ?? 0) - (a.age ?? 0);

const bedItem = (bed, level) => ({
  key: bed.bed_id,
  level,
  place: bedName(bed),
  words: wordOf(bed),
  href: to.bed(bed.department_key, bed.bed_id),
  age: bed.since ? age(bed.since) : null,
});

const waitItem = (d) => ({
  key: d.key,
  level: 'amber',
  place: placeOf(d),
  words: `${several(d.without_bed, 'patient')}; ${several(cleanBeds(d), 'clean bed')}, `
    + `${dirtyBeds(d)} to be cleaned, ${blockedBeds(d)} out of use`,
  href: to.department(d.key),
  age: null,
});

function showAll() {
  const all = [...departments.values()].filter((d) => !hospital || String(d.hospital_id) === hospital);
  const keys = new Set(all.map((d) => d.key));
  const ours = [...beds.values()].filter((bed) => keys.has(bed.department_key));
  const isLate = (bed) => bed.since && age(bed.since) > cleaningLateMs;
  const conflicts = ours.filter((bed) => bed.status === 'conflict').map((bed) => bedItem(bed, 'red'));
  const dirty = ours.filter((bed) => bed.status === 'dirty').map((bed) => bedItem(bed, isLate(bed) ? 'amber' : null));
  const waiting = all.filter((d) => d.without_bed > 0).sort((a, b) => b.without_bed - a.without_bed);
  lists.waits(waiting.map(waitItem));
  lists.conflicts(conflicts.sort(oldestFirst));
  lists.cleaning(dirty.sort(oldestFirst));
  lists.stays(stayItems());
  const found = {
    without_bed: waiting.reduce((sum, d) => sum + d.without_bed, 0),
    conflicts: conflicts.length,
    dirty: dirty.length,
    oldest: dirty[0]?.age,
    reserved: ours.filter((bed) => bed.status === 'reserved').length,
  };
  showTitles(found);
  showFigures(figuresOf(found), ([key]) => key);
}

// Lists show as many as fit; how many there are stands above.
function showTitles(found) {
  const titles = [
    ['waits', 'Patients without a bed', found.without_bed], ['conflicts', 'Beds in conflict', found.conflicts],
    ['cleaning', 'To be cleaned', found.dirty], ['stays', 'Long stays', longStays() ?? 0],
  ];
  for (const [id, words, n] of titles) write(byId(`${id}-title`), n > 0 ? `${words}: ${count(n)}` : words);
}

function figuresOf(found) {
  const hours = knownHours();
  const last = hours.at(-1);
  const sum = (of) => hours.reduce((total, hour) => total + of(hour), 0);
  const moved = (came, left) => (last ? `+${count(came)} −${count(left)}` : '–');
  const oldest = found.oldest === undefined || found.oldest === null ? '' : `, oldest ${span(found.oldest)}`;
  return [
    ['hour', last ? `came and left since ${clock(last.hour)}` : 'came and left', moved(last?.arrivals, last?.departures)],
    ['day', `came and left in ${hoursShown} hours`, moved(sum((h) => h.arrivals), sum((h) => h.departures))],
    ['without_bed', 'patients without a bed', count(found.without_bed), found.without_bed > 0 ? 'amber' : null],
    ['conflicts', 'beds in conflict', count(found.conflicts), found.conflicts > 0 ? 'red' : null],
    ['dirty', `to be cleaned${oldest}`, count(found.dirty)],
    ['reserved', 'beds reserved', count(found.reserved)],
    ['stays', `stays over ${longStayHours} hours`, longStays() === null ? '–' : count(longStays())],
  ];
}
