// npm oidc-provider, measured beside Postern: client credentials, opaque tokens, and one path that wants a bearer token.
// node oidc-provider.mjs PORT; its one client is `bench`, as the floor's is.
import { Provider } from 'oidc-provider';

const port = Number(process.argv[2]);
const secret = 'a-secret-of-the-usual-length-0123456789abcd';

// Everything stays in this process, as with Postern's `--ephemeral`. The package's own store forgets the oldest
// entries, so it would measure less than a server has to do.
const kept = new Map();
function adapter(model) {
  const key = (id) => `${model} ${id}`;
  return {
    upsert: async (id, value) => { kept.set(key(id), value); },
    find: async (id) => kept.get(key(id)),
    destroy: async (id) => { kept.delete(key(id)); },
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    consume: async () => {},
    revokeByGrantId: async () => {},
  };
}

const provider = new Provider(`http://127.0.0.1:${port}`, {
  adapter,
  clients: [{ client_id: 'bench', client_secret: secret, grant_types: ['client_credentials'], redirect_uris: [], response_types: [] }],
  features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
  ttl: { ClientCredentials: 86400 },
});

const home = '5b0c7a0e-6d0f-4b5e-9d57-0f9f2a1c3e44';
const division = { id: home, name: 'Home', description: '', homeDivision: true, selfUri: `/api/v2/authorization/divisions/${home}` };

provider.use(async (context, next) => {
  if (context.path !== '/authorized') return next();
  const [scheme, text] = context.get('authorization').split(' ');
  const token = scheme === 'Bearer' ? await provider.ClientCredentials.find(text) : undefined;
  if (!token?.isValid) context.throw(401);
  context.body = division;
});

provider.listen(port, '127.0.0.1');
