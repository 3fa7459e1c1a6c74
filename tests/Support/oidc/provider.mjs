// An OpenID provider on a free port: prints its address. POST /rotate replaces its signing key, as issuers do; POST /board
// says where the bed board is, as whoever registers it does.
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { Provider } from 'oidc-provider';

const audience = 'api://patientflow';
const tokenSeconds = 300;
const briefSeconds = 6;
let board = 'http://127.0.0.1/';
let provider;

const key = () => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig',
});

// Machines by their secret; roles and hospitals are in the id of a client, and of an account: ROLE.HOSPITAL.
const machine = (id) => ({
  client_id: id, client_secret: 'secret', grant_types: ['client_credentials'], redirect_uris: [], response_types: [],
});

// The board, a public client. Tokens of the brief ones soon end; those of the last are renewed by another sign-in only.
const person = (id) => ({
  client_id: id, token_endpoint_auth_method: 'none', response_types: ['code'],
  grant_types: id.endsWith('no-refresh') ? ['authorization_code'] : ['authorization_code', 'refresh_token'],
  redirect_uris: [board], post_logout_redirect_uris: [board],
});

const start = (issuer) => {
  provider = new Provider(issuer, {
    jwks: { keys: [key()] },
    cookies: { keys: ['of tests'] },
    clients: [...['bed_manager.3', 'clinician.1', 'nothing.3', 'admin.*'].map(machine), ...['board', 'board-brief', 'board-brief-no-refresh'].map(person)],
    pkce: { required: () => true },
    clientBasedCORS: () => true,
    findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (context, interaction) => `/login/${interaction.uid}` },
    issueRefreshToken: (context, client) => client.grantTypeAllowed('refresh_token'),
    // Nobody is asked for consent: the board is the network's own.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid offline_access');
      await grant.save();
      return grant;
    },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        logoutSource: (context, form) => {
          context.body = `<body>${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`;
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: (context, resource, client) => ({
          scope: '', audience, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } },
          accessTokenTTL: client.clientId.includes('brief') ? briefSeconds : tokenSeconds,
        }),
      },
    },
    extraTokenClaims: (context, token) => {
      const [role, hospital] = (token.accountId ?? token.clientId).split('.');
      return { roles: [role], hospitals: [hospital] };
    },
  });
};

// No password: it is for the provider to tell who somebody is, and not what is tested here.
const login = async (request, response) => {
  if (request.method === 'POST') {
    const account = new URLSearchParams(await text(request)).get('account');
    return provider.interactionFinished(request, response, { login: { accountId: account } });
  }
  response.setHeader('Content-Type', 'text/html');
  return response.end('<title>Sign in</title><form method="post"><label>Account <input name="account"></label><button>Go</button></form>');
};

const server = createServer(async (request, response) => {
  if (request.method === 'POST' && request.url === '/rotate') {
    start(provider.issuer);
    response.end('rotated');
  } else if (request.method === 'POST' && request.url === '/board') {
    board = await text(request);
    start(provider.issuer);
    response.end('registered');
  } else if (request.url.startsWith('/login/')) await login(request, response);
  else provider.callback()(request, response);
});
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  start(issuer);
  console.log(issuer);
});
