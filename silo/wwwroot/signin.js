// Who looks at the board. Tokens are in this page's memory and nowhere else: whoever opens the browser later finds none. A
// sign-in under way is in this tab's sessionStorage, for the page ends with it.
import { discover, newAttempt, redeem, renewed, signInUrl, signOutUrl } from './oidc.js';

const attemptKey = 'sign-in';
const signedOutKey = 'signed-out';
// Before a token ends a new one is asked for, so that no request carries one that ends on its way.
const renewBeforeMs = 60_000;

const never = () => new Promise(() => {});

let client = null;
let provider = null;
let tokens = null;
let renewal = null;
let caller = null;

/** Signs in where the silo asks for it, and says who it is then. While nobody is signed in, the page says why. */
export async function start() {
  try {
    client = await (await fetch('/board.json')).json();
    if (!client.open) await signIn();
    const answer = await ask('/api/v1/me');
    if (answer.status === 401) throw new Error('The silo does not take the tokens of its sign-in provider (--oidc-audience).');
    if (!answer.ok) throw new Error(`The silo answers ${answer.status}.`);
    caller = await answer.json();
    if (!may('census')) return tell(`You are ${caller.subject}, and none of your roles shows the board: it needs census.`, 'Sign out', signOut);
    return caller;
  } catch (fault) {
    const words = fault instanceof TypeError ? 'The silo or its sign-in provider does not answer.' : fault.message;
    return tell(words, 'Try again', () => location.reload());
  }
}

/** Who it is: subject, roles, permissions, whole_network, hospitals, departments (GET /api/v1/me). */
export const me = () => caller;

/** Whether they may do something, such as 'patients'. */
export const may = (permission) => caller?.permissions.includes(permission) ?? false;

/** Whether people sign in here at all, so that they can sign out. */
export const isPersonal = () => tokens !== null;

/** What a request carries; null where nobody is asked who they are. */
export async function token() {
  if (client.open) return null;
  if (Date.now() >= (tokens.refresh ? tokens.renewAt : tokens.endsAt)) await renew();
  return tokens.access;
}

/** Asks the silo as this person. A token that it takes no more is replaced, by another sign-in if need be. */
export async function ask(path, init = {}) {
  const request = await withToken(init);
  const used = tokens;
  const answer = await fetch(path, request);
  if (answer.status !== 401) {
    if (used) used.taken = true;
    return answer;
  }
  // Another one would be refused too, again and again.
  if (!used?.taken) return answer;
  used.endsAt = used.renewAt = 0;
  return fetch(path, await withToken(init));
}

/** Signs out here and at the provider. */
export function signOut() {
  const leave = (provider && signOutUrl(provider, client, tokens?.id)) ?? '/';
  sessionStorage.setItem(signedOutKey, 'yes');
  location.assign(leave);
}

async function signIn() {
  if (!client.client_id)
    return tell('This silo takes keys of machines, and has no sign-in for people: it needs --oidc-authority and --oidc-client.');
  provider = await discover(client.authority);
  const answer = new URLSearchParams(location.search);
  if (answer.has('state')) return finish(answer);
  const isSignedOut = sessionStorage.getItem(signedOutKey) !== null;
  sessionStorage.removeItem(signedOutKey);
  return isSignedOut ? tell('You are signed out.', 'Sign in', leaveToSignIn) : leaveToSignIn();
}

async function finish(answer) {
  const attempt = JSON.parse(sessionStorage.getItem(attemptKey));
  sessionStorage.removeItem(attemptKey);
  history.replaceState(null, '', attempt?.address ?? '/'); // The code goes out of the address, what was asked for comes back.
  keep(await redeem(provider, client, answer, attempt));
}

// Ends this page: nothing after it is to run.
async function leaveToSignIn() {
  const attempt = newAttempt(location.pathname + location.search + location.hash);
  sessionStorage.setItem(attemptKey, JSON.stringify(attempt));
  location.assign(await signInUrl(provider, client, attempt));
  return never();
}

function keep(answer) {
  const lastsMs = (answer.expires_in ?? Infinity) * 1000;
  tokens = {
    access: answer.access_token, refresh: answer.refresh_token ?? tokens?.refresh, id: answer.id_token ?? tokens?.id,
    endsAt: Date.now() + lastsMs, renewAt: Date.now() + Math.max(lastsMs - renewBeforeMs, lastsMs / 2), taken: false,
  };
}

// Once for all requests that need it: a refresh token may be good for one use.
function renew() {
  renewal ??= (async () => {
    const fresh = tokens.refresh ? await renewed(provider, client, tokens.refresh) : null;
    if (fresh) keep(fresh); else await leaveToSignIn();
  })().finally(() => { renewal = null; });
  return renewal;
}

async function withToken(init) {
  const carried = await token();
  return carried ? { ...init, headers: { ...init.headers, Authorization: `Bearer ${carried}` } } : init;
}

// Shows why nobody is signed in, in place of the board.
function tell(words, action, act) {
  const note = document.createElement('p');
  note.id = 'sign-in';
  note.setAttribute('role', 'alert');
  note.textContent = words;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = action;
  button.hidden = !action;
  button.addEventListener('click', act);
  document.querySelector('main').replaceChildren(note, button);
  return never();
}

// A page that the browser kept whole must not come back with what somebody saw who has signed out.
addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
