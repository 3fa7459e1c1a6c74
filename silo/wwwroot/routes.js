// The address of each view, department and bed: what is after the # can be sent to others. No patient is ever in it.
export const to = {
  network: () => '#/network',
  hospital: (id) => `#/hospital/${id}`,
  department: (key) => `#/department/${encodeURIComponent(key)}`,
  bed: (key, id) => `#/department/${encodeURIComponent(key)}/${encodeURIComponent(id)}`,
  flow: () => '#/flow',
  lake: () => '#/lake',
};

/** Reads an address; a view that is none is the network. */
export function routeOf(hash) {
  const [view, first, second] = hash.replace(/^#\/?/, '').split('/').map(decoded);
  switch (view) {
    case 'hospital': return { view: 'network', hospital: first };
    case 'department': return { view, department: first || null, bed: second || null };
    case 'flow': case 'lake': return { view };
    default: return { view: 'network' };
  }
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
