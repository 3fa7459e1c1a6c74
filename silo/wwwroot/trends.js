// Patients of the last hours, for the small lines in the tiles: one request for the whole network, again each few minutes
// and soon after an hour began.
import { getAll } from './api.js';
import { now } from './clock.js';
import { mark } from './dom.js';

const hoursShown = 6;
const hourMs = 3_600_000;
const againMs = 3 * 60_000;
const exportMs = 20_000;
// A line that spans less of the beds than this is drawn flat: one patient is no trend.
const spanMin = 0.2;

let rows = new Map();
let askedAt = -Infinity;
let askedIn = null;

/** Asks again where it is time to; resolves to whether there is something new. */
export async function refreshTrends() {
  const hour = Math.floor((now() - exportMs) / hourMs);
  if (performance.now() - askedAt < againMs && hour === askedIn) return false;
  askedAt = performance.now();
  askedIn = hour;
  try {
    const found = await getAll(`/flow?hours=${hoursShown}`, (page) => page.hours);
    rows = Map.groupBy(found, (row) => row.department_key);
    return true;
  } catch {
    // The lake is away: tiles go on without their lines.
    return false;
  }
}

/** Arrivals in some departments and departures from them in the newest hour that is known; null if none is. */
export function lastHour(keys) {
  const known = [...rows].filter(([key]) => keys.has(key)).flatMap(([, own]) => own);
  if (known.length === 0) return null;
  const newest = Math.max(...known.map((row) => Date.parse(row.hour)));
  const of = known.filter((row) => Date.parse(row.hour) === newest);
  return { since: newest, arrivals: of.reduce((sum, row) => sum + row.arrivals, 0),
    departures: of.reduce((sum, row) => sum + row.departures, 0) };
}

/** Patients of a department at the beginning of each hour, up to now; null if nothing is known. */
export function trendOf(department) {
  if (rows.size === 0) return null;
  const own = rows.get(department.key);
  // Nobody came or left.
  if (!own) return Array(hoursShown + 2).fill(department.occupancy);
  const points = [own[0].patients - own[0].arrivals + own[0].departures];
  const at = new Map(own.map((row) => [Math.floor(Date.parse(row.hour) / hourMs), row.patients]));
  const newest = Math.floor(now() / hourMs);
  for (let hour = newest - hoursShown; hour < newest; hour++) points.push(at.get(hour) ?? points.at(-1));
  return [...points, department.occupancy];
}

/** Draws a line into an svg of 100 by 20. */
export function drawTrend(svg, points, capacity) {
  mark(svg, 'data-empty', points ? null : '');
  if (!points) return;
  const [low, high] = [Math.min(...points), Math.max(...points)];
  const range = Math.max(high - low, spanMin * capacity, 1);
  const bottom = (low + high - range) / 2;
  const step = 100 / (points.length - 1);
  const line = points.map((n, i) => `${(i * step).toFixed(1)},${(19 - (18 * (n - bottom)) / range).toFixed(1)}`).join(' ');
  mark(svg.firstElementChild, 'points', line);
}
