// What the board knows. Messages of the feed wait here and are taken over once a frame, or when a pause ends; whoever
// listens is told which departments and beds are different.
import { sharedWords } from './words.js';

export const departments = new Map();
export const beds = new Map();
export const known = { alerts: [], freshness: null, ready: false };

const bedsOf = new Map();
let network = '';
const listeners = [];
let waiting = nothing();
let paused = false;
let asked = false;

export const bedsIn = (key) => [...(bedsOf.get(key) ?? [])].map((id) => beds.get(id));
export const alertsOf = (department) => known.alerts.filter((alert) =>
  alert.subject === department.key || alert.subject.startsWith(`${department.key}-`));
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
  if (change.whole) {
    known.ready = true;
    for (const map of [departments, beds, bedsOf]) map.clear();
  }
  for (const [key, department] of change.departments) departments.set(key, department);
  if (change.whole) network = sharedWords([...new Set([...departments.values()].map((d) => d.hospital_name))]);
  for (const [id, bed] of change.beds) {
    beds.set(id, bed);
    if (!bedsOf.has(bed.department_key)) bedsOf.set(bed.department_key, new Set());
    bedsOf.get(bed.department_key).add(id);
  }
  known.freshness = change.freshness ?? known.freshness;
  if (change.alerts) known.alerts = change.alerts;
  for (const listener of listeners) listener(change);
}
