// Polls the census of every department and shows it. Tiles are kept and changed in place, so that focus, selection
// and a screen reader's position survive an update.
import { ask, isPersonal, signOut, start } from './signin.js';

const refreshMs = 2000;
const staleMs = 3 * refreshMs;

// How full a department is, in the silo's words: its limits are those of the alerts.
const marks = {
  over: (department) => ['red', `▲ ${department.over_capacity} over`],
  full: () => ['red', '▲ full'],
  nearly_full: () => ['red', '▲ nearly full'],
  filling: () => ['amber', '◆ filling'],
};

const hospitals = new Map();
const tiles = new Map();
let answeredAt = 0;
let paused = false;

const byId = (id) => document.getElementById(id);
const copy = (id) => byId(id).content.firstElementChild.cloneNode(true);
const setText = (node, text) => { if (node.textContent !== text) node.textContent = text; };

function hospital(department) {
  let section = hospitals.get(department.hospital_id);
  if (!section) {
    section = copy('hospital');
    hospitals.set(department.hospital_id, section);
    setText(section.querySelector('.name'), department.hospital_name);
    byId('hospitals').append(section);
  }
  return section;
}

function tile(department) {
  let node = tiles.get(department.key);
  if (!node) {
    node = copy('department');
    tiles.set(department.key, node);
    setText(node.querySelector('.department'), department.department);
    hospital(department).querySelector('.departments').append(node);
  }
  return node;
}

function mark(department) {
  const [level, words] = marks[department.state]?.(department) ?? ['', ''];
  if (department.conflicts === 0) return [level, words];
  const conflicts = `${department.conflicts} bed${department.conflicts === 1 ? '' : 's'} in conflict`;
  return ['red', words ? `${words}, ${conflicts}` : `▲ ${conflicts}`];
}

function show(departments) {
  const totals = new Map();
  for (const department of departments) {
    const node = tile(department);
    setText(node.querySelector('.count'), `${department.occupancy} / ${department.capacity}`);
    node.querySelector('.bar span').style.width = `${Math.min(100, department.occupancy_percent)}%`;
    const [level, words] = mark(department);
    const sign = node.querySelector('.mark');
    sign.className = `mark ${level}`;
    setText(sign, words);
    const total = totals.get(department.hospital_id) ?? [0, 0];
    totals.set(department.hospital_id, [total[0] + department.occupancy, total[1] + department.free]);
  }
  for (const [id, [patients, free]] of totals) {
    setText(hospitals.get(id).querySelector('small'), `${patients} patients, ${free} beds free`);
  }
  const [patients, free] = [...totals.values()].reduce((a, b) => [a[0] + b[0], a[1] + b[1]], [0, 0]);
  setText(byId('network-total'), `${patients} patients, ${free} beds free`);
}

// The tiles show how full a department is; here is what they cannot show. Kept as it is where nothing changed, so that a
// screen reader does not repeat it.
function showAlerts(alerts) {
  const list = byId('alerts');
  const told = alerts.filter((alert) => !alert.cause.startsWith('occupancy'));
  const words = told.map((alert) => `${alert.subject}: ${alert.detail}`);
  list.hidden = told.length === 0;
  if (list.dataset.words === words.join()) return;
  list.dataset.words = words.join();
  list.replaceChildren(...told.map((alert, i) => {
    const row = copy('alert');
    const critical = alert.severity === 'critical';
    row.querySelector('.mark').className = `mark ${critical ? 'red' : 'amber'}`;
    setText(row.querySelector('.mark'), `${critical ? '▲' : '◆'} ${alert.cause.replaceAll('_', ' ')}`);
    setText(row.querySelector('.words'), words[i]);
    return row;
  }));
}

async function get(path) {
  const answer = await ask(path, { signal: AbortSignal.timeout(refreshMs * 2) });
  if (!answer.ok) return null;
  const page = await answer.json();
  const next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('Link') ?? '');
  if (!next) return page;
  const rest = await get(next[1]); // A large network comes in pages.
  return rest && [...page, ...rest];
}

async function refresh() {
  if (!paused) {
    try {
      const [departments, alerts] = await Promise.all([get('/api/v1/departments'), get('/api/v1/alerts')]);
      if (alerts) showAlerts(alerts.active);
      if (departments) {
        show(departments);
        answeredAt = Date.now();
      }
    } catch {
      // The silo is away: the age below tells.
    }
  }
  setTimeout(refresh, refreshMs);
}

function tellAge() {
  const age = Date.now() - answeredAt;
  const stale = answeredAt > 0 && !paused && age > staleMs;
  const words = answeredAt === 0 ? 'waiting for the first answer'
    : paused ? 'paused'
    : stale ? `STALE: last answer ${Math.round(age / 1000)} s ago` : 'live';
  setText(byId('freshness'), words);
  byId('freshness').classList.toggle('stale', stale);
  document.body.classList.toggle('stale', stale);
}

byId('pause').addEventListener('click', (event) => {
  paused = !paused;
  event.currentTarget.setAttribute('aria-pressed', String(paused));
  setText(event.currentTarget, paused ? 'Go on' : 'Pause');
  tellAge();
});
byId('sign-out').addEventListener('click', signOut);
start().then(() => {
  byId('sign-out').hidden = !isPersonal();
  setInterval(tellAge, 1000);
  refresh();
});
