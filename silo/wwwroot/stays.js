// Stays that last long, for those who may see patients. The list leaves a record of who saw whom, so it is asked for seldom.
import { getAll } from './api.js';
import { departments, placeOf } from './model.js';
import { to } from './routes.js';
import { may } from './signin.js';
import { token } from './words.js';

export const longStayHours = 50;
const hourMs = 3_600_000;
const againMs = 5 * 60_000;

let hospital = '';
let stays = [];
let fault = '';
let askedAt = -Infinity;

/** How many there are; null where that is not known. */
export const longStays = () => (may('patients') && askedAt > 0 && !fault ? stays.length : null);

/** Asks where it is time to, and at once for another hospital; resolves to whether there is something new. */
export async function refreshStays(wanted) {
  if (!may('patients') || (wanted === hospital && performance.now() - askedAt < againMs)) return false;
  [hospital, askedAt] = [wanted, performance.now()];
  const ofHospital = wanted ? `&hospital=${encodeURIComponent(wanted)}` : '';
  try {
    const found = await getAll(`/long-stays?hours=${longStayHours}${ofHospital}`, (page) => page.stays);
    if (wanted !== hospital) return false;
    [stays, fault] = [found, ''];
  } catch (refusal) {
    fault = refusal.message;
  }
  return true;
}

/** The lines of the list. */
export function stayItems() {
  if (!may('patients')) return [{ key: 'may', words: 'Your role does not see patients.', href: null, age: null }];
  if (fault) return [{ key: 'fault', words: fault, href: null, age: null }];
  return stays.map((stay) => {
    const department = departments.get(stay.department_key);
    return {
      key: String(stay.stay_sk),
      level: stay.beyond_expected ? 'amber' : null,
      place: department ? placeOf(department) : 'In no department',
      words: `${token(stay.patient_id)}${stay.beyond_expected ? ', beyond its expected end' : ''}`,
      href: department ? hrefOf(stay) : null,
      age: stay.los_hrs * hourMs,
    };
  });
}

const hrefOf = (stay) => (stay.bed_id ? to.bed(stay.department_key, stay.bed_id) : to.department(stay.department_key));
