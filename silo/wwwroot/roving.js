// One stop of the Tab key in each grid; arrows move by where the tiles are, so that they work however the tiles wrap.
const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Makes a grid's links one stop. Call the function that it returns when links came or went. */
export function rove(grid) {
  const stops = () => [...grid.querySelectorAll('a')].filter((a) => a.offsetParent !== null);
  const stopAt = (node) => {
    grid.querySelector('a[tabindex="0"]')?.setAttribute('tabindex', '-1');
    node?.setAttribute('tabindex', '0');
  };
  grid.addEventListener('focusin', (event) => { if (event.target.matches('a')) stopAt(event.target); });
  grid.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !event.target.matches('a')) return;
    const next = nextOf(event.key, event.target, stops());
    if (next === undefined) return;
    event.preventDefault();
    next?.focus();
  });
  return () => { if (!grid.querySelector('a[tabindex="0"]')) stopAt(stops()[0]); };
}

function nextOf(key, from, stops) {
  if (key === 'Home') return stops[0];
  if (key === 'End') return stops.at(-1);
  const move = moves[key];
  if (!move) return undefined;
  const [dx, dy] = move;
  if (dx !== 0) return stops[stops.indexOf(from) + dx] ?? null;
  const here = from.getBoundingClientRect();
  const middle = (box) => box.left + box.width / 2;
  const beyond = stops.map((node) => ({ node, box: node.getBoundingClientRect() }))
    .filter(({ box }) => (dy > 0 ? box.top >= here.bottom - 2 : box.bottom <= here.top + 2));
  const nearest = ({ box }) => 1000 * Math.abs(box.top - here.top) + Math.abs(middle(box) - middle(here));
  return beyond.sort((a, b) => nearest(a) - nearest(b))[0]?.node ?? null;
}
