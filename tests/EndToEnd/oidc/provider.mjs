// An OpenID provider on a free port: prints its address; POST /rotate replaces its signing key, as issuers do.
import { createServer } from 'node:http';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { Provider } from 'oidc-provider';

const audience = 'api://patientflow';
let provider;

const key = () => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'RS256', use: 'sig',
});

// Machines by their secret; their roles and hospitals are in the client's id: ROLE.HOSPITAL.
const client = (id) => ({
  client_id: id, client_secret: 'secret', grant_types: ['client_credentials'], redirect_uris: [], response_types: [],
});

const start = (issuer) => {
  provider = new Provider(issuer, {
    jwks: { keys: [key()] },
    clients: ['bed_manager.3', 'clinician.1', 'nothing.3'].map(client),
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: '', audience, accessTokenFormat: 'jwt', accessTokenTTL: 300, jwt: { sign: { alg: 'RS256' } } }),
      },
    },
    extraTokenClaims: (context, token) => {
      const [role, hospital] = token.clientId.split('.');
      return { roles: [role], hospitals: [hospital] };
    },
  });
};

const server = createServer((request, response) => {
  if (request.method === 'POST' && request.url === '/rotate') {
    start(provider.issuer);
    response.end('rotated');
  } else provider.callback()(request, response);
});
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  start(issuer);
  console.log(issuer);
});
