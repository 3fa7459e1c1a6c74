// Who is in the department that is shown. Each answer leaves a record of who saw which patients, so it is asked for only
// while that department is shown, and not at each change.
import { getAll } from './api.js';
import { may } from './signin.js';

const againMs = 2_000;

let shown = null;
let present = [];
let askedAt = -Infinity;
let asking = null;
let isDue = false;

/** Its patients, as far as they are known and the caller may see them. */
export const patients = () => present;

/** Forgets the patients of a department that is shown no more; null where none is. */
export function showPatientsOf(key) {
  if (key === shown) return;
  shown = key;
  present = [];
  askedAt = -Infinity;
  clearTimeout(asking);
  asking = null;
}

/** Asks for them again soon, and tells when they are there. */
export function askPatients(onAnswer) {
  if (!may('patients') || shown === null) return;
  isDue = true;
  if (asking) return;
  const key = shown;
  asking = setTimeout(async () => {
    askedAt = performance.now();
    isDue = false;
    try {
      const found = await getAll(`/departments/${encodeURIComponent(key)}`, (page) => page.patients);
      if (key !== shown) return;
      present = found;
      onAnswer();
    } catch {
      // The freshness line says that the silo is away.
    }
    if (key !== shown) return;
    asking = null;
    // Something changed meanwhile.
    if (isDue) askPatients(onAnswer);
  }, Math.max(0, askedAt + againMs - performance.now()));
}
