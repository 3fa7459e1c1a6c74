// Starts the board: the feed fills the model, the address says which view is shown, and changes go to that view alone.
import { getAll } from './api.js';
import { notice } from './clock.js';
import { byId, mark } from './dom.js';
import { follow } from './feed.js';
import { startFreshness, tellFreshness } from './freshness.js';
import { startKeys } from './keys.js';
import { arrange, beds, departments, hasUnplaced, known, onChange, take } from './model.js';
import { routeOf } from './routes.js';
import { startSearch } from './search.js';
import { isPersonal, signOut, start } from './signin.js';
import { tellNews } from './news.js';
import * as department from './department.js';
import * as flow from './flow.js';
import * as lake from './lake.js';
import * as network from './network.js';

const views = { network, department, flow, lake };
const tickMs = 20_000;
let shown = null;

function show() {
  if (!known.ready) return;
  const route = routeOf(location.hash);
  const isFirst = shown === null;
  const isOther = shown !== route.view;
  if (isOther && shown) views[shown].hide();
  shown = route.view;
  for (const name of Object.keys(views)) {
    byId(name).hidden = name !== shown;
    mark(byId(`to-${name}`), 'aria-current', name === shown ? 'page' : null);
  }
  const isEmpty = departments.size === 0;
  byId('waiting').hidden = !isEmpty;
  byId('waiting').textContent = isEmpty ? 'No department is in the part of the network that you may see.' : '';
  views[shown].show(route);
  document.title = `${byId(`${shown}-title`).textContent} – Bed board`;
  // Who came by a key or a link goes on from the top of what they asked for.
  const left = document.activeElement;
  const isLost = left === document.body || left.closest('.view[hidden]');
  if (isOther && !isFirst && isLost) byId('main').focus({ preventScroll: true });
  if (isOther) scrollTo(0, 0);
}

const noticeTimes = () => notice([...beds.values()].map((bed) => bed.since).filter(Boolean));

async function arrangeAll() {
  try {
    const all = await getAll('/departments');
    arrange(all.map((department) => department.key));
    show();
  } catch {
    // They stay as they came.
  }
}

onChange((change) => {
  tellNews(change);
  if (change.whole || change.isNew) {
    noticeTimes();
    show();
    if (change.whole || hasUnplaced()) arrangeAll();
  } else views[shown].changed(change);
  tellFreshness();
});
addEventListener('hashchange', show);
setInterval(() => {
  noticeTimes();
  if (shown) views[shown].tick();
}, tickMs);
await start();
byId('sign-out').hidden = !isPersonal();
byId('sign-out').addEventListener('click', signOut);
startFreshness();
startKeys();
startSearch();
follow(take);
