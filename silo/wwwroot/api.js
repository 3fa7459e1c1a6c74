// Every request of the board, asked as whoever signed in. It follows the pages of long lists.
import { ask as askAsCaller } from './signin.js';

const base = '/api/v1';
const patienceMs = 20_000;

/** An answer that is none: the status, 0 if nothing answered, and the silo's words. */
export class Refusal extends Error {
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

async function ask(path, options) {
  let answer;
  try {
    answer = await askAsCaller(path, options);
  } catch {
    throw new Refusal(0, 'The silo does not answer.');
  }
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  throw new Refusal(answer.status, problem.detail ?? problem.title ?? `The silo answers ${answer.status}.`);
}

export async function get(path) {
  const answer = await ask(base + path, { signal: AbortSignal.timeout(patienceMs) });
  return answer.json();
}

/** All pages of a list. Where an answer is a record, `list` takes its list. */
export async function getAll(path, list = (page) => page) {
  let found = [];
  for (let next = base + path; next;) {
    const answer = await ask(next, { signal: AbortSignal.timeout(patienceMs) });
    found = found.concat(list(await answer.json()));
    next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('Link') ?? '')?.[1];
  }
  return found;
}

export async function post(path, body) {
  const answer = await ask(base + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patienceMs),
  });
  return answer.json();
}

/** The answer whose body never ends. */
export const stream = (path, signal, more) =>
  ask(base + path, { signal, cache: 'no-store', headers: { Accept: 'text/event-stream', ...more } });
