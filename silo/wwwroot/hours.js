// Arrivals and departures by hour, for a hospital or for all: counted by the lake, and drawn as bars.
import { getAll } from './api.js';
import { drawHours } from './bars.js';
import { byId, write } from './dom.js';

export const hoursShown = 24;
const hourMs = 3_600_000;
const againMs = 60_000;
const told = 'Counted by the lake, some seconds behind the log. Up: arrivals. Down: departures. A transfer is both.';

let hospital = '';
let hours = [];
let askedAt = -Infinity;

/** What is known: {hour, arrivals, departures} of each, the newest last. */
export const knownHours = () => hours;

/** Asks where it is time to, and at once for another hospital; resolves to whether there is an answer. */
export async function refreshHours(wanted) {
  if (wanted === hospital && performance.now() - askedAt < againMs) return false;
  [hospital, askedAt] = [wanted, performance.now()];
  const ofHospital = wanted ? `&hospital=${encodeURIComponent(wanted)}` : '';
  try {
    const rows = await getAll(`/flow?hours=${hoursShown}${ofHospital}`, (page) => page.hours);
    if (wanted !== hospital) return false;
    hours = byHour(rows);
    write(byId('flow-known'), hours.length > 0 ? told : 'Nobody came or left yet.');
    draw();
    return true;
  } catch (fault) {
    write(byId('flow-known'), `${fault.message} What is drawn is older.`);
    return false;
  }
}

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

function draw() {
  byId('hours-chart').hidden = hours.length === 0;
  if (byId('hours').clientWidth > 0) drawHours(byId('hours-chart'), hours);
}

// Also when the view is opened: what is hidden has no width.
new ResizeObserver(() => { if (hours.length > 0) draw(); }).observe(byId('hours'));
