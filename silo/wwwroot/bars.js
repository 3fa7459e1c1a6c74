// Arrivals up, departures down, a pair of bars each hour: drawn by hand, to the scale of the busiest hour.
import { clock, count } from './words.js';

const svgNamespace = 'http://www.w3.org/2000/svg';
const size = { height: 240, left: 44, label: 24 };

function shape(name, attributes, text) {
  const node = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== undefined) node.textContent = text;
  return node;
}

/** Draws hours of {hour, arrivals, departures} as wide as there is room, with a table for those who do not see it. */
export function drawHours(parent, hours) {
  const em = parseFloat(getComputedStyle(parent).fontSize) / 16;
  const [width, height] = [parent.clientWidth / em || 960, Math.max(size.height, (0.3 * innerHeight) / em)];
  const svg = shape('svg', { viewBox: `0 0 ${width} ${height}`, class: 'hours', 'aria-hidden': 'true' });
  const most = Math.max(1, ...hours.map((h) => Math.max(h.arrivals, h.departures)));
  const middle = (height - size.label) / 2;
  const reach = middle - 14;
  const step = (width - size.left) / Math.max(1, hours.length);
  for (const [words, y] of [[count(most), 14], ['0', middle], [count(most), 2 * middle - 14]]) {
    svg.append(shape('line', { x1: size.left, x2: width, y1: y, y2: y, class: y === middle ? 'axis' : 'grid' }));
    svg.append(shape('text', { x: size.left - 8, y: y + 4, class: 'scale' }, words));
  }
  hours.forEach((hour, i) => {
    const x = size.left + i * step;
    const [up, down] = [(reach * hour.arrivals) / most, (reach * hour.departures) / most];
    svg.append(shape('rect', { x: x + step * 0.15, y: middle - up, width: step * 0.7, height: up, class: 'arrivals' }));
    svg.append(shape('rect', { x: x + step * 0.15, y: middle, width: step * 0.7, height: down, class: 'departures' }));
    if (i % 3 === 0) svg.append(shape('text', { x: x + step / 2, y: height - 4, class: 'hour' }, clock(hour.hour)));
  });
  parent.replaceChildren(svg, tableOf(hours));
}

function tableOf(hours) {
  const table = document.createElement('table');
  table.className = 'unseen';
  table.createCaption().textContent = 'Arrivals and departures by hour';
  for (const cells of [['Hour', 'Arrivals', 'Departures'], ...hours.map((h) => [clock(h.hour), h.arrivals, h.departures])]) {
    const row = table.insertRow();
    for (const text of cells) row.insertCell().textContent = text;
  }
  return table;
}
