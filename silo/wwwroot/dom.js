// The few ways in which the board touches the document: nodes are made once, found again by key, and changed in place.
export const byId = (id) => document.getElementById(id);
export const copy = (id) => byId(id).content.firstElementChild.cloneNode(true);
export const part = (node, name) => node.querySelector(`[data-part="${name}"]`);

export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Sets an attribute; null takes it away. */
export function mark(node, name, value) {
  if (value === null) node.removeAttribute(name);
  else if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

export function element(name, text, className) {
  const node = document.createElement(name);
  if (text !== undefined) node.textContent = text;
  if (className) node.className = className;
  return node;
}

/** Returns a function that shows items as children of a node, by key: none is made again or moved without need. */
export function keyed(parent, make, show) {
  const nodes = new Map();
  return (items, keyOf) => {
    const keys = new Set(items.map(keyOf));
    // What is gone goes first: a node that is moved loses the focus.
    for (const [key, node] of nodes) {
      if (keys.has(key)) continue;
      node.remove();
      nodes.delete(key);
    }
    let at = parent.querySelector(':scope > [data-keyed]');
    for (const item of items) {
      const key = keyOf(item);
      let node = nodes.get(key);
      if (!node) {
        node = make(item);
        node.dataset.keyed = '';
        nodes.set(key, node);
      }
      if (node === at) at = at.nextElementSibling;
      else parent.insertBefore(node, at);
      show(node, item);
    }
    return nodes;
  };
}

/** Returns a function that shows [key, words, figure, level] as the figures on top of a view. */
export function figures(parent) {
  return keyed(parent, () => copy('figure'), (node, [key, words, figure, level]) => {
    node.dataset.figure = key;
    write(part(node, 'words'), words);
    write(part(node, 'figure'), figure);
    mark(node, 'data-level', level ?? null);
  });
}
