// How far the tables of the lake are: their last export, what they lack, and what could not be used.
import { get } from './api.js';
import { byId, element, figures, keyed, mark, write } from './dom.js';
import { known } from './model.js';
import { may } from './signin.js';
import { clock, count, span } from './words.js';

const againMs = 5_000;
const runsShown = 12;
const runStates = { succeeded: ['●', null], running: ['◌', null], incomplete: ['◆', 'amber'], failed: ['▲', 'red'] };

const showFigures = figures(byId('lake-figures'));
const [showTables, showRuns, showPartitions] = ['lake-tables', 'lake-runs', 'lake-partitions'].map((id) =>
  keyed(byId(id), () => element('tr'), (row, { cells, level }) => {
    mark(row, 'data-level', level ?? null);
    while (row.cells.length < cells.length) row.insertCell();
    cells.forEach((text, i) => write(row.cells[i], text));
  }));
let timer = null;

export function show() {
  clearInterval(timer);
  timer = setInterval(refresh, againMs);
  refresh();
}

export function hide() {
  clearInterval(timer);
}

export function changed() {}

export function tick() {}

async function refresh() {
  if (!may('operations')) {
    showFigures([['may', 'Your role does not see the lake.', '–']], ([key]) => key);
    for (const id of ['tables', 'runs', 'partitions']) byId(id).hidden = true;
    return;
  }
  try {
    const asked = ['/status', `/exports?limit=${runsShown}`, '/quarantine'];
    const [status, runs, quarantine] = await Promise.all(asked.map(get));
    showStatus(status, runs, quarantine);
  } catch (refusal) {

    showFigures([['fault', `${refusal.message} What is shown is older.`, '–', 'red']], ([key]) => key);
  }
}

function showStatus(status, runs, quarantine) {
  const behind = status.partitions.reduce((sum, p) => sum + p.export_lag, 0);
  const unapplied = status.partitions.reduce((sum, p) => sum + p.apply_lag, 0);
  const isLagging = known.alerts.some((alert) => alert.cause === 'lag');
  const tooMany = known.alerts.some((alert) => alert.cause === 'quarantine');
  const newest = status.tables.map((t) => t.committed_at).filter(Boolean).sort().at(-1);
  showFigures([
    ['export', 'since the last commit', newest ? span(Date.now() - Date.parse(newest)) : '–'],
    ['lag', 'events not yet in the lake', count(behind), isLagging ? 'amber' : null],
    ['unapplied', 'events not yet applied', count(unapplied)],
    ['quarantine', `records in quarantine, ${quarantine.quarantined_percent}\u00a0% since the start`,
      quarantine.in_lake === null ? '–' : count(quarantine.in_lake), tooMany ? 'amber' : null],
    ['duplicates', 'duplicates since the start', count(status.duplicates)],
    ['failures', 'failed export runs', count(status.export_failures), runs[0]?.state === 'failed' ? 'red' : null],
    ['source', status.source_trouble ?? 'source of events', status.source_trouble ? 'away' : status.source.split(' ')[0],
      status.source_trouble ? 'red' : null],
  ], ([key]) => key);
  showTables(status.tables.map((t) => ({
    key: t.table,
    cells: [t.table, ...exportOf(t), count(t.rows), count(t.version)],
  })), (row) => row.key);
  showRuns(runs.map(runRow), (row) => row.key);
  const read = new Map(quarantine.partitions.map((p) => [p.partition, p]));
  showPartitions(status.partitions.map((p) => ({
    key: p.partition,
    level: p.stopped ? 'red' : null,
    cells: [p.stopped ? `▲ ${p.partition}: ${p.stopped}` : p.partition, count(p.appended + 1), count(p.apply_lag), count(p.export_lag),
      count(read.get(p.partition)?.records ?? 0), count(read.get(p.partition)?.quarantined ?? 0)].map(String),
  })), (row) => row.key);
}

const exportOf = (table) => (table.committed_at
  ? [clock(table.committed_at), span(Date.now() - Date.parse(table.committed_at))]
  : ['not since the start', '–']);

function runRow(run) {
  const [sign, level] = runStates[run.state] ?? ['?', null];
  const took = run.ended_at ? `${((Date.parse(run.ended_at) - Date.parse(run.started_at)) / 1000).toFixed(1)} s` : '–';
  const rows = run.stages.reduce((sum, stage) => sum + stage.rows, 0);
  const result = `${sign} ${run.state}${run.reason ? `: ${run.reason}` : ''}`;
  return { key: run.id, level, cells: [String(run.id), clock(run.started_at), took, result, count(rows)] };
}
