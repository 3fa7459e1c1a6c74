// What the board knows. Messages of the feed wait here and are taken over once a frame, or when a pause ends; whoever
// listens is told which departments and beds are different.
import { sharedWords } from './words.js';

export const departments = new Map();
export const beds = new Map();
export const known = { alerts: [], freshness: null, ready: false };

const bedsOf = new Map();
let places = new Map();
let network = '';
const listeners = [];
let waiting = nothing();
let paused = false;
let asked = false;

export const bedsIn = (key) => [...(bedsOf.get(key) ?? [])].map((id) => beds.get(id));
export const alertsOf = (department) => known.alerts.filter((alert) =>
  alert.subject === department.key || alert.subject.startsWith(`${department.key}-`));
/** Whether a department has come whose place among the others is not known. */
export const hasUnplaced = () => [...departments.keys()].some((key) => !places.has(key));

/**
 * Takes the departments that there are, in the order of the network. The feed tells them as they come, and the first
 * message of a silo that has just started may lack some: so nothing goes until it is known to be gone.
 */
export function arrange(keys) {
  places = new Map(keys.map((key, i) => [key, i]));
  for (const key of [...departments.keys()].filter((each) => !places.has(each))) {
    departments.delete(key);
    for (const id of bedsOf.get(key) ?? []) beds.delete(id);
    bedsOf.delete(key);
  }
  sort();
}

/** Names in short: what all hospitals have in their names says nothing on a board of this network. */
export const hospitalOf = (department) => department.hospital_name.slice(network.length);
export const placeOf = (department) => `${hospitalOf(department)}, ${department.department}`;
export const isPaused = () => paused;
export const missed = () => waiting.departments.size + waiting.beds.size;
export const onChange = (listener) => listeners.push(listener);

export function take(kind, message) {
  if (kind === 'snapshot') waiting = { ...nothing(), whole: true };
  for (const department of message.departments) waiting.departments.set(department.key, department);
  for (const bed of message.beds) waiting.beds.set(bed.bed_id, bed);
  waiting.alerts = message.alerts ?? waiting.alerts;
  waiting.freshness = message.freshness ?? waiting.freshness;
  ask();
}

export function pause(on) {
  paused = on;
  ask();
}

function sort() {
  const placeOfKey = (key) => places.get(key) ?? Infinity;
  const sorted = [...departments].sort(([a, x], [b, y]) => placeOfKey(a) - placeOfKey(b) || x.hospital_id - y.hospital_id);
  departments.clear();
  for (const [key, department] of sorted) departments.set(key, department);
  network = sharedWords([...new Set([...departments.values()].map((d) => d.hospital_name))]);
}

function nothing() {
  return { departments: new Map(), beds: new Map(), alerts: null, freshness: null, whole: false };
}

function ask() {
  if (asked || paused) return;
  asked = true;
  requestAnimationFrame(apply);
}

function apply() {
  asked = false;
  if (paused) return;
  const change = waiting;
  waiting = nothing();
  known.ready ||= change.whole;
  change.isNew = [...change.departments.keys()].some((key) => !departments.has(key));
  for (const [key, department] of change.departments) departments.set(key, department);
  if (change.isNew) sort();
  for (const [id, bed] of change.beds) {
    beds.set(id, bed);
    if (!bedsOf.has(bed.department_key)) bedsOf.set(bed.department_key, new Set());
    bedsOf.get(bed.department_key).add(id);
  }
  known.freshness = change.freshness ?? known.freshness;
  if (change.alerts) known.alerts = change.alerts;
  for (const listener of listeners) listener(change);
}
