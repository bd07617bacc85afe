// A provider of single sign-on on this machine: the certified `oidc-provider`, which lets in whoever says who they are.

import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

import Provider from 'oidc-provider';

/** How the provider knows Assay. */
export const CLIENT = { id: 'assay', secret: 'a secret with spaces, + and %' };

const key = (type, options, alg) =>
  ({ ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }), alg, use: 'sig', kid: randomUUID() });

/** The page on which somebody says who they are; no style of elsewhere, no script. */
const page = (uid) => `<!doctype html><html lang="en"><title>Provider</title><h1>Who are you?</h1>
<form method="post" action="/interaction/${uid}"><label>Name <input name="login" required></label> <button>Come in</button></form>`;

/** Reads a form. */
async function form(request) {
  let text = '';
  for await (const part of request) text += part;
  return new URLSearchParams(text);
}

/** Whoever was let in once agreed to what Assay asks for. */
async function grant(ctx) {
  const { client, session, provider } = ctx.oidc;
  const known = session.grantIdFor(client.clientId);
  if (known) return provider.Grant.find(known);
  const made = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  made.addOIDCScope('openid email');
  await made.save();
  return made;
}

/**
 * Listens on a free port. `serve(house)` makes it the provider of a house, which has to be started with `address` allowed;
 * `asked` lists the parameters that came with each request to sign in.
 */
export async function openProvider() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${server.address().port}`;
  const asked = [];

  const serve = (house, algorithm) => {
    const provider = new Provider(`http://${address}`, {
      clients: [{
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${house.url}/sign-in/sso/callback`],
        id_token_signed_response_alg: algorithm,
      }],
      jwks: {
        keys: [
          key('rsa', { modulusLength: 2048 }, 'RS256'),
          key('ec', { namedCurve: 'P-256' }, 'ES256'),
          key('ed25519', {}, 'EdDSA'),
        ],
      },
      enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256', 'EdDSA', 'HS256'] },
      cookies: { keys: ['only for tests'] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      conformIdTokenClaims: false,
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_, id) =>
        ({ accountId: id, claims: () => ({ sub: id, email: `${id}@aldermoor.example`, email_verified: true }) }),
      loadExistingGrant: grant,
      ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Grant: 600, Interaction: 600, Session: 600 },
    });
    const own = provider.callback();
    server.removeAllListeners('request');
    server.on('request', async (request, response) => {
      const url = new URL(request.url, `http://${address}`);
      if (url.pathname === '/auth') asked.push(Object.fromEntries(url.searchParams));
      const [, uid] = /^\/interaction\/([\w-]+)$/.exec(url.pathname) ?? [];
      if (!uid) return own(request, response);
      if (request.method === 'POST') {
        const accountId = (await form(request)).get('login');
        return provider.interactionFinished(request, response, { login: { accountId } });
      }
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      return response.end(page(uid));
    });
  };
  const close = () => new Promise((resolve) => {
    server.closeAllConnections();
    server.close(resolve);
  });
  return { address, asked, serve, close };
}

/** Says at the provider who one is. */
export async function comeIn(browserPage, name) {
  await browserPage.getByLabel('Name').fill(name);
  await browserPage.getByRole('button', { name: 'Come in' }).click();
}
