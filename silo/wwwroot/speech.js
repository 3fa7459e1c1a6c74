// What a screen reader says: one sentence each ten seconds at most, the newest; what cannot wait goes to the alarm.
import { byId, write } from './dom.js';

const quietMs = 10_000;
const lines = { spoken: { next: null, free: true }, alarm: { next: null, free: true } };

export const say = (sentence) => tell('spoken', sentence);
export const alarm = (sentence) => tell('alarm', sentence);

/** Takes back an alarm that is over. */
export function calm() {
  lines.alarm.next = null;
  write(byId('alarm'), '');
}

function tell(id, sentence) {
  lines[id].next = sentence;
  if (lines[id].free) speak(id);
}

function speak(id) {
  const line = lines[id];
  line.free = line.next === null;
  if (line.free) return;
  write(byId(id), line.next);
  line.next = null;
  setTimeout(() => speak(id), quietMs);
}
