// What a department or a bed looks like: a shape and a word for each state, so that no meaning is in a colour alone.
export const signs = { red: '▲', amber: '◆' };

// The silo says how full a department is; its limits are those of the alerts.
const fullness = {
  over: (department) => ['red', `over by ${department.over_capacity}`],
  full: () => ['red', 'full'],
  nearly_full: () => ['red', 'nearly full'],
  filling: () => ['amber', 'filling'],
  no_beds: () => [null, 'no beds'],
};

/** How full a department is, as [level, words]. */
export const markOf = (department) => fullness[department.state]?.(department) ?? [null, ''];

// Two patients in one bed cannot wait, whatever its notice is called.
export const levelOf = (alert) => (alert.severity === 'critical' || alert.cause === 'bed_conflict' ? 'red' : 'amber');

export const bedStates = {
  free: ['○', 'free'],
  occupied: ['●', 'occupied'],
  conflict: ['▲', 'claimed twice'],
  reserved: ['◇', 'reserved'],
  dirty: ['◒', 'to be cleaned'],
  blocked: ['▨', 'blocked'],
  closed: ['✕', 'closed'],
  contaminated: ['✱', 'contaminated'],
  isolated: ['▣', 'isolated'],
};

const stages = {
  next: 'clean next', stat: 'clean now', in_progress: 'being cleaned', delayed: 'cleaning late', suspended: 'cleaning stopped',
};

export const signOf = (bed) => bedStates[bed.status]?.[0] ?? '?';
export const nameOf = (bed) => bedStates[bed.status]?.[1] ?? bed.status;
export const wordOf = (bed) => stages[bed.stage] ?? (bed.claims > 2 ? `claimed by ${bed.claims}` : nameOf(bed));

const unusable = ['blocked', 'closed', 'contaminated', 'isolated'];

/** Beds of a department by what can be done with them. */
export const cleanBeds = (department) => department.beds.available ?? 0;
export const dirtyBeds = (department) => department.beds.dirty ?? 0;
export const reservedBeds = (department) => department.beds.reserved ?? 0;
export const blockedBeds = (department) => unusable.reduce((sum, state) => sum + (department.beds[state] ?? 0), 0);
export const isUnusable = (bed) => unusable.includes(bed.status);
