// OpenID Connect as a browser speaks it: authorization code with PKCE, for a client without a secret (RFC 7636, RFC 9700,
// OpenID Connect Core 3.1). Knows no page and keeps nothing.
const redirect = `${location.origin}/`;

const base64url = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const unguessable = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

const withQuery = (address, query) => {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
};

/** What a provider says about itself. */
export async function discover(authority) {
  const answer = await fetch(`${authority.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (!answer.ok) throw new Error(`The sign-in provider answers ${answer.status}.`);
  return answer.json();
}

/** What only this browser knows of a sign-in, until the provider sends it back. */
export const newAttempt = (address) => ({ state: unguessable(), nonce: unguessable(), verifier: unguessable(), address });

/** Where somebody signs in. */
export async function signInUrl(provider, client, attempt) {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(attempt.verifier));
  return withQuery(provider.authorization_endpoint, {
    client_id: client.client_id, response_type: 'code', redirect_uri: redirect, scope: client.scope,
    state: attempt.state, nonce: attempt.nonce, code_challenge: base64url(new Uint8Array(hash)), code_challenge_method: 'S256',
  });
}

/** Where somebody signs out; null if the provider has no such place. */
export const signOutUrl = (provider, client, idToken) => provider.end_session_endpoint
  ? withQuery(provider.end_session_endpoint, {
    client_id: client.client_id, post_logout_redirect_uri: redirect, ...(idToken && { id_token_hint: idToken }),
  })
  : null;

/** The tokens for what the provider sent back; throws unless it is the answer to this attempt. */
export async function redeem(provider, client, answer, attempt) {
  if (!attempt || answer.get('state') !== attempt.state) throw new Error('This is not the answer to a sign-in of this page.');
  if (answer.has('iss') && answer.get('iss') !== provider.issuer) throw new Error('This answer is of another sign-in provider.');
  if (answer.has('error')) throw new Error(`The sign-in provider refuses: ${answer.get('error')}.`);
  const tokens = await ask(provider, {
    grant_type: 'authorization_code', client_id: client.client_id, redirect_uri: redirect,
    code: answer.get('code'), code_verifier: attempt.verifier,
  });
  const claims = claimsOf(tokens.id_token);
  const right = claims.iss === provider.issuer && [claims.aud].flat().includes(client.client_id)
    && claims.nonce === attempt.nonce && claims.exp * 1000 > Date.now();
  if (!right) throw new Error('The sign-in provider answers with a token that was not made for this sign-in.');
  return tokens;
}

/** New tokens for old ones; null if the provider wants to see the person again. */
export async function renewed(provider, client, refreshToken) {
  try {
    return await ask(provider, {
      grant_type: 'refresh_token', client_id: client.client_id, refresh_token: refreshToken, scope: client.scope,
    });
  } catch (fault) {
    if (fault.status === 400) return null;
    throw fault;
  }
}

async function ask(provider, form) {
  const answer = await fetch(provider.token_endpoint, { method: 'POST', body: new URLSearchParams(form) });
  if (answer.ok) return answer.json();
  throw Object.assign(new Error(`The sign-in provider gives no token: ${answer.status}.`), { status: answer.status });
}

// It came from the provider itself over TLS, so its signature says nothing more (Core 3.1.3.7, 6).
function claimsOf(idToken) {
  const body = (idToken ?? '').split('.')[1] ?? '';
  return body ? JSON.parse(new TextDecoder().decode(
    Uint8Array.from(atob(body.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)))) : {};
}
