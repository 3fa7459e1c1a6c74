// Numbers, spans and times in words. All text that depends on a figure is made here, so that it reads the same everywhere.
const whole = new Intl.NumberFormat('en');
const ofDay = { hour: '2-digit', minute: '2-digit' };
const clockTime = new Intl.DateTimeFormat('en-GB', ofDay);
const dayTime = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', ...ofDay });
const yearTime = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', ...ofDay });
const tokenChars = 8;
const minute = 60_000;
const day = 24 * 60 * minute;

export const count = (n) => whole.format(n);
export const several = (n, one, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;

/** A share in whole percent that never says 100 of what is not full. */
export const percent = (share) => `${share > 99 && share < 100 ? 99 : Math.round(share)}\u00a0%`;

/** A span of milliseconds, in the two largest units that matter on a ward. */
export function span(ms) {
  const minutes = Math.floor(ms / minute);
  if (minutes < 1) return `${Math.max(0, Math.floor(ms / 1000))} s`;
  if (minutes < 100) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${String(minutes % 60).padStart(2, '0')}`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A time of day, with its day where it is not within a day of another time. */
export function when(time, now) {
  const at = new Date(time);
  return (Math.abs(at - now) < day / 2 ? clockTime : dayTime).format(at);
}

/** When something is expected to end, and whether it should have. */
export const ending = (time, now) => `${when(time, now)}${Date.parse(time) < now ? ', past' : ''}`;

export const dated = (time) => dayTime.format(new Date(time));
export const datedWithYear = (time) => yearTime.format(new Date(time));
export const clock = (time) => clockTime.format(new Date(time));

/** As much of a patient's id as a tile has room for. */
export const token = (id) => (id.length > 2 * tokenChars ? `${id.slice(0, tokenChars)}…` : id);

/** The name of a bed within its department. */
export const bedNumber = (bed) => bed.bed_id.slice(bed.department_key.length + 1);

/** What all names begin with, in whole words: the name of a network before those of its hospitals. */
export function sharedWords(names) {
  const split = names.map((name) => name.split(' '));
  let shared = 0;
  while (names.length > 1 && split.every((words) => words.length > shared + 1 && words[shared] === split[0][shared])) shared++;
  return split[0]?.slice(0, shared).map((word) => `${word} `).join('') ?? '';
}
