// Tells a screen reader what is new among the alerts: red ones at once, the others as one sentence.
import { alarm, say } from './speech.js';
import { levelOf } from './marks.js';
import { known } from './model.js';
import { several } from './words.js';

let before = null;

export function tellNews(change) {
  if (!change.alerts) return;
  const now = new Map(known.alerts.map((alert) => [alert.id, alert]));
  const told = before;
  before = now;
  if (!told) return;
  const news = [...now.values()].filter((alert) => !told.has(alert.id));
  const red = news.filter((alert) => levelOf(alert) === 'red');
  const over = [...told.keys()].filter((id) => !now.has(id)).length;
  const more = red.length > 1 ? `, and ${several(red.length - 1, 'other')}` : '';
  if (red.length > 0) alarm(`${red[0].subject}: ${red[0].detail}${more}.`);
  const rest = news.length - red.length;
  if (rest + over > 0) say(`${several(rest, 'new alert')}, ${over} over, ${now.size} active.`);
}
