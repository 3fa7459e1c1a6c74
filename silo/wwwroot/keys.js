// Single keys, for those who want them: they can be switched off, because speech input may type them by accident.
import { byId } from './dom.js';
import { to } from './routes.js';
import { togglePause } from './freshness.js';

const views = { h: to.network(), d: '#/department', f: to.flow(), l: to.lake() };
const prefixMs = 1500;
const setting = 'board.single-keys';

export function startKeys() {
  const wanted = byId('single-keys');
  wanted.checked = localStorage.getItem(setting) !== 'off';
  wanted.addEventListener('change', () => localStorage.setItem(setting, wanted.checked ? 'on' : 'off'));
  byId('help-open').addEventListener('click', () => byId('help').showModal());
  let prefixAt = -Infinity;
  document.addEventListener('keydown', (event) => {
    if (!wanted.checked || event.ctrlKey || event.altKey || event.metaKey || byId('help').open) return;
    if (event.target.closest('input, select, textarea')) return;
    const view = event.timeStamp - prefixAt < prefixMs ? views[event.key] : undefined;
    prefixAt = event.key === 'g' ? event.timeStamp : -Infinity;
    if (view) location.hash = view;
    else if (event.key === '/') byId('find').focus();
    else if (event.key === 'p') togglePause();
    else if (event.key === '?') byId('help').showModal();
    else return;
    event.preventDefault();
  });
}
