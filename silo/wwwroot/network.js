// Hospitals by departments: a row each hospital, a tile each department, in the order of the network file.
import { age } from './clock.js';
import { byId, copy, element, figures, keyed, mark, part, write } from './dom.js';
import { blockedBeds, dirtyBeds, markOf, signs } from './marks.js';
import { beds, departments, hospitalOf } from './model.js';
import { needsList, needsOf } from './needs.js';
import { rove } from './roving.js';
import { to } from './routes.js';
import { drawTrend, lastHour, refreshTrends, trendOf } from './trends.js';
import { clock, count, percent, several, span } from './words.js';

// With more kinds of departments than this, a column each would be too narrow.
const columnsMax = 10;

const showFigures = figures(byId('network-figures'));
const showNeeds = needsList(byId('needs'));
const refreshStops = rove(byId('hospitals'));
const tilesOf = new WeakMap();
const showHospitals = keyed(byId('hospitals'), makeHospital, showHospital);
let route = null;
let columns = [];
let rows = new Map();

export function show(next) {
  route = next;
  showAll();
  refreshTrends().then((isNew) => { if (isNew && route) showAll(); });
}

export function hide() {
  route = null;
}

/** Shows only the rows of hospitals in which something changed. */
export function changed(change) {
  for (const id of new Set([...change.departments.values()].map((d) => d.hospital_id))) {
    const row = rows.get(id);
    if (row) showHospital(row, [...departments.values()].filter((d) => d.hospital_id === id));
  }
  showSides();
}

/** Once a minute: ages, and trends where an hour began. */
export async function tick() {
  showSides();
  if (await refreshTrends() && route) showAll();
}

const chosen = () => [...departments.values()].filter((d) => !route.hospital || String(d.hospital_id) === route.hospital);

function showAll() {
  const all = chosen();
  columns = [...new Set(all.map((d) => d.department))];
  const byHospital = [...Map.groupBy(all, (d) => d.hospital_id).values()];
  const grid = byId('hospitals');
  grid.style.setProperty('--columns', columns.length);
  grid.dataset.shape = route.hospital ? 'one' : columns.length > columnsMax ? 'tiles' : 'table';
  write(byId('network-title'), titleOf(all));
  byId('all-hospitals').hidden = !route.hospital;
  showColumns();
  rows = showHospitals(byHospital, (some) => some[0].hospital_id);
  refreshStops();
  showSides();
}

function titleOf(all) {
  if (!route.hospital) return 'Occupancy by hospital and department';
  return all.length > 0 ? all[0].hospital_name : 'There is no such hospital in what you may see';
}

const columnHeads = keyed(byId('columns'), () => element('span'), (node, name) => {
  mark(node, 'role', 'columnheader');
  write(node, name);
});
const showColumns = () => columnHeads(['Hospital', ...columns], (name) => name);

function makeHospital() {
  const node = copy('hospital');
  tilesOf.set(node, keyed(node, () => copy('tile'), showTile));
  return node;
}

function showHospital(node, some) {
  const sum = (of) => some.reduce((total, d) => total + of(d), 0);
  const [patients, capacity] = [sum((d) => d.occupancy), sum((d) => d.capacity)];
  write(part(node, 'name'), hospitalOf(some[0]));
  mark(node.querySelector('a'), 'href', to.hospital(some[0].hospital_id));
  const share = percent((100 * patients) / (capacity || 1));
  write(part(node, 'total'), `${share} of ${count(capacity)}, ${count(sum((d) => d.free))} free`);
  // A hospital that lacks a kind of department leaves its column empty.
  const byName = new Map(some.map((d) => [d.department, d]));
  tilesOf.get(node)(columns.map((name) => byName.get(name) ?? { department: name }), (d) => d.department);
}

function showTile(cell, department) {
  const tile = cell.firstElementChild;
  tile.hidden = !department.key;
  if (!department.key) return;
  const [level, words] = markOf(department);
  const conflicts = department.conflicts > 0 ? several(department.conflicts, 'conflict') : '';
  tile.dataset.department = department.key;
  mark(tile, 'href', to.department(department.key));
  mark(tile, 'data-level', conflicts ? 'red' : level);
  mark(tile, 'data-state', department.state);
  write(part(cell, 'name'), department.department);
  write(part(cell, 'percent'), percent(department.occupancy_percent));
  write(part(cell, 'free'), `○ ${department.free}`);
  write(part(cell, 'conflicts'), conflicts && `${signs.red} ${conflicts}`);
  write(part(cell, 'mark'), level ? `${signs[level]} ${words}` : words);
  mark(part(cell, 'mark'), 'data-level', level);
  const notes = notesOf(department).filter(Boolean);
  write(part(cell, 'notes'), notes.join(', '));
  drawTrend(cell.querySelector('svg'), trendOf(department), department.capacity);
  const share = (n) => `${Math.min(100, (100 * n) / (department.capacity || 1))}%`;
  part(cell, 'taken').style.width = share(department.occupancy);
  part(cell, 'unusable').style.width = share(dirtyBeds(department) + blockedBeds(department));
  // What is seen comes first, so that who speaks to the board can say it.
  const seen = tile.textContent.replace(/[○▲◆]/g, '').replace(/\s+/g, ' ').trim();
  const all = `${department.occupancy} of ${department.capacity} occupied, ${department.free} free`;
  mark(tile, 'aria-label', `${seen}; ${hospitalOf(department)}, ${all}`);
}

const notesOf = (department) => [
  department.without_bed > 0 && `${department.without_bed} wait`,
  dirtyBeds(department) > 0 && `${dirtyBeds(department)} dirty`,
  blockedBeds(department) > 0 && `${blockedBeds(department)} out of use`,
];

function showSides() {
  const all = chosen();
  showFigures(figuresOf(all), ([key]) => key);
  const left = showNeeds(needsOf(all, !route.hospital));
  byId('needs-more').hidden = left === 0;
  write(byId('needs-more'), `and ${several(left, 'other')}`);
}

function figuresOf(all) {
  const sum = (of) => all.reduce((total, d) => total + of(d), 0);
  const [patients, capacity] = [sum((d) => d.occupancy), sum((d) => d.capacity)];
  const keys = new Set(all.map((d) => d.key));
  const dirty = [...beds.values()].filter((bed) => bed.status === 'dirty' && bed.since && keys.has(bed.department_key));
  const oldest = dirty.length > 0 ? `, oldest ${span(Math.max(...dirty.map((bed) => age(bed.since))))}` : '';
  const conflicts = sum((d) => d.conflicts);
  const moved = lastHour(keys);
  return [
    ['occupied', `of ${count(capacity)} beds occupied, ${percent((100 * patients) / (capacity || 1))}`, count(patients)],
    ['free', 'free and clean', count(sum((d) => d.free))],
    ['dirty', `to be cleaned${oldest}`, count(sum(dirtyBeds))],
    ['blocked', 'out of use', count(sum(blockedBeds))],
    ['without_bed', 'patients without a bed', count(sum((d) => d.without_bed)), sum((d) => d.without_bed) > 0 ? 'amber' : null],
    ['conflicts', 'beds in conflict', count(conflicts), conflicts > 0 ? 'red' : null],
    ['hour', moved ? `came and left since ${clock(moved.since)}` : 'came and left',
      moved ? `+${count(moved.arrivals)} −${count(moved.departures)}` : '–'],
  ];
}
