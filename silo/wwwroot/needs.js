// What needs someone: the silo's alerts, and what the beds themselves say. The list does not move under a pointer or the
// focus: what is over stays with that word, and what is new comes last, until both have left.
import { age } from './clock.js';
import { copy, keyed, mark, part, write } from './dom.js';
import { cleanBeds, dirtyBeds, levelOf, markOf, signs, wordOf } from './marks.js';
import { alertsOf, beds, departments, known, placeOf } from './model.js';
import { to } from './routes.js';
import { bedNumber, several, span } from './words.js';

const cleaningLateMs = 60 * 60_000;
const order = { red: 0, amber: 1 };

const hrefOf = (subject) => {
  if (departments.has(subject)) return to.department(subject);
  const bed = beds.get(subject);
  return bed ? to.bed(bed.department_key, subject) : to.lake();
};

/** A bed by its department and number. */
export const bedName = (bed) => `${placeOf(departments.get(bed.department_key))}, bed ${bedNumber(bed)}`;

const nameOf = (subject) => {
  if (departments.has(subject)) return placeOf(departments.get(subject));
  return beds.has(subject) ? bedName(beds.get(subject)) : subject;
};

// What the board knows better than the alert, which says how it was when it was last looked at.
function detailOf(alert) {
  const department = departments.get(alert.subject);
  const words = department && markOf(department)[1];
  if (words && alert.cause.startsWith('occupancy')) return `${words}: ${department.occupancy} of ${department.capacity}`;
  const bed = beds.get(alert.subject);
  return bed?.status === 'conflict' ? wordOf(bed) : alert.detail;
}

const fromAlert = (alert) => ({
  key: alert.id,
  level: levelOf(alert),
  place: nameOf(alert.subject),
  words: detailOf(alert),
  href: hrefOf(alert.subject),
  age: Date.now() - Date.parse(alert.first_at),
});

function fromDepartment(department) {
  return {
    key: `without-bed-${department.key}`,
    level: 'amber',
    place: placeOf(department),
    words: `${several(department.without_bed, 'patient')} without a bed; `
      + `${several(cleanBeds(department), 'clean bed')}, ${dirtyBeds(department)} to be cleaned`,
    href: to.department(department.key),
    age: null,
  };
}

function fromBed(bed) {
  const overdue = bed.until && age(bed.until) > 0 && bed.status !== 'free' && bed.status !== 'occupied';
  const late = bed.status === 'dirty' && bed.since && age(bed.since) > cleaningLateMs;
  if (!overdue && !late) return null;
  return {
    key: `late-${bed.bed_id}`,
    level: 'amber',
    place: bedName(bed),
    words: overdue ? `still ${bed.status}, its end is past` : wordOf(bed),
    href: to.bed(bed.department_key, bed.bed_id),
    age: age(overdue ? bed.until : bed.since),
  };
}

/** What needs someone in some departments, or everywhere. */
export function needsOf(chosen, isWhole) {
  const all = isWhole ? known.alerts : chosen.flatMap(alertsOf);
  const critical = new Set(all.filter((alert) => alert.cause === 'occupancy_critical').map((alert) => alert.subject));
  const alerts = all.filter((alert) => alert.cause !== 'occupancy_high' || !critical.has(alert.subject));
  const filling = alerts.filter((alert) => alert.cause === 'occupancy_high');
  // The tiles show which ones fill; a list of them would hide the rest.
  const told = filling.length > 3 ? alerts.filter((alert) => alert.cause !== 'occupancy_high') : alerts;
  const keys = new Set(chosen.map((department) => department.key));
  const items = [
    ...told.map(fromAlert),
    ...chosen.filter((department) => department.without_bed > 0).map(fromDepartment),
    ...[...beds.values()].filter((bed) => keys.has(bed.department_key)).map(fromBed).filter(Boolean),
  ];
  const fillingPlaces = `${filling.length} departments`;
  if (told !== alerts)
    items.push({ key: 'filling', level: 'amber', place: fillingPlaces, words: 'are filling', href: to.network(), age: null });
  return items.sort((a, b) => order[a.level] - order[b.level] || (b.age ?? 0) - (a.age ?? 0));
}

// As many as fit beside what the view shows, and always some.
const itemsMin = 8;
const headRem = 15;
const itemRem = { wide: 3, narrow: 4.3 };
const wideRem = 21;

function mostIn(list) {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const each = list.clientWidth > wideRem * rem ? itemRem.wide : itemRem.narrow;
  return Math.max(itemsMin, Math.floor((innerHeight / rem - headRem) / each));
}

/** Returns a function that shows items in a list, as many as fit, and answers how many it left out. */
export function needsList(list, nobody = 'Nothing.') {
  const show = keyed(list, () => copy('item'), (node, item) => {
    const link = node.firstElementChild;
    mark(link, 'href', item.href);
    mark(link, 'data-level', item.level);
    write(part(node, 'mark'), signs[item.level] ?? '');
    mark(part(node, 'mark'), 'data-level', item.level);
    write(part(node, 'place'), item.place ?? '');
    write(part(node, 'words'), item.words);
    write(part(node, 'age'), item.isOver ? 'over' : item.age === null ? '' : span(item.age));
  });
  const most = () => mostIn(list);
  let shown = [];
  let latest = [];
  const settle = () => { show(shown = latest.slice(0, most()), (item) => item.key); };
  const isHeld = () => list.matches(':hover, :focus-within');
  const leave = () => setTimeout(() => { if (!isHeld()) settle(); });
  for (const left of ['pointerleave', 'focusout']) list.addEventListener(left, leave);
  return (items) => {
    latest = items.length > 0 ? items : [{ key: 'none', level: 'calm', words: nobody, href: null, age: null }];
    if (!isHeld()) settle();
    else {
      const now = new Map(latest.slice(0, most()).map((item) => [item.key, item]));
      const kept = shown.map((item) => now.get(item.key) ?? { ...item, isOver: item.key !== 'none' });
      const news = [...now.values()].filter((item) => !shown.some((old) => old.key === item.key));
      show(shown = [...kept, ...news], (item) => item.key);
    }
    return Math.max(0, items.length - most());
  };
}
