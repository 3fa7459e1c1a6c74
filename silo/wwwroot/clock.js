// The time that ages on the board are counted to. Where the events are of another time, as those of a simulator or a
// recording are, it is theirs: no patient waits since a year.
// A quiet night is no other time; events of the future are.
const apartMs = { behind: 24 * 60 * 60 * 1000, ahead: 5 * 60 * 1000 };
let offset = 0;

/** Notices the times of what the board shows. One bed of a producer whose clock is wrong does not count. */
export function notice(times) {
  if (times.length === 0) return;
  const sorted = times.map((time) => Date.parse(time)).sort((a, b) => a - b);
  const newest = sorted[Math.floor(0.99 * (sorted.length - 1))];
  const away = newest - Date.now();
  offset = away > apartMs.ahead || away < -apartMs.behind ? away : 0;
}

export const now = () => Date.now() + offset;
export const isOfEvents = () => offset !== 0;
export const age = (time) => Math.max(0, now() - Date.parse(time));
