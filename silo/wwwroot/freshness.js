// How old is what the board shows: always in sight, and in large letters when the feed is lost.
import { byId, mark, part, write } from './dom.js';
import { feed, isStale, tryNow } from './feed.js';
import { isOfEvents, now } from './clock.js';
import { isPaused, known, missed, pause } from './model.js';
import { alarm, calm, say } from './speech.js';
import { clock, dated, datedWithYear, several, span } from './words.js';

const signs = { live: '●', stale: '◆', lost: '▲', paused: '❚❚' };
const seconds = (ms) => span(1000 * Math.ceil(ms / 1000));
const old = () => span(performance.now() - feed.heardAt);

function condition() {
  if (feed.state === 'lost') return ['lost', feed.heardAt === null ? 'no answer yet' : `lost ${old()} ago`];
  if (isPaused()) return ['paused', `paused, ${several(missed(), 'change')} waiting`];
  if (isStale()) return ['stale', `stale, nothing for ${old()}`];
  const { trouble, apply_lag: behind } = known.freshness ?? {};
  if (trouble) return ['stale', 'may be old'];
  return ['live', behind > 0 ? `live, ${several(behind, 'event')} behind` : 'live'];
}

function trouble(state) {
  if (state === 'lost') {
    const heardAt = Date.now() - (performance.now() - feed.heardAt);
    const shown = feed.heardAt === null ? 'Nothing is shown yet.' : `Shown is what was known at ${clock(heardAt)}.`;
    const wait = feed.retryAt - performance.now();
    const next = wait > 0 ? `Next try in ${seconds(wait)}.` : 'Trying now.';
    return `${feed.words} ${shown} ${next}`;
  }
  if (state !== 'stale') return '';
  return isStale() ? `The feed has said nothing for ${old()}.` : `What is shown may be old: ${known.freshness.trouble}`;
}

/** Shows it as it is now; called each second. */
export function tellFreshness() {
  const [state, words] = condition();
  const node = byId('freshness');
  const before = node.dataset.state;
  mark(node, 'data-state', state);
  write(part(node, 'sign'), signs[state]);
  write(part(node, 'words'), words);
  document.body.dataset.feed = state;
  write(byId('clock'), isOfEvents() ? `events of ${datedWithYear(now())}` : dated(now()));
  // The first seconds of a page are no trouble.
  const told = feed.retryAt === null && feed.heardAt === null ? '' : trouble(state);
  byId('trouble').hidden = told === '';
  write(part(byId('trouble'), 'words'), told);
  byId('again').hidden = state !== 'lost';
  if (before === state) return;
  if (state === 'lost') alarm('The feed is lost; the board shows what was known before.');
  else if (before === 'lost') {
    calm();
    say('The feed is live.');
  }
}

export function startFreshness() {
  byId('again').addEventListener('click', tryNow);
  byId('pause').addEventListener('click', togglePause);
  setInterval(tellFreshness, 1000);
  tellFreshness();
}

export function togglePause() {
  const caught = missed();
  pause(!isPaused());
  mark(byId('pause'), 'aria-pressed', String(isPaused()));
  write(byId('pause'), isPaused() ? 'Go on' : 'Pause');
  tellFreshness();
  say(isPaused() ? 'The board is paused.' : `The board goes on; ${several(caught, 'change')} shown now.`);
}
