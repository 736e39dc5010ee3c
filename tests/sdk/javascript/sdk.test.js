'use strict';

const assert = require('node:assert/strict');
const { execFile } = require('node:child_process');
const { after, before, test } = require('node:test');
const { promisify } = require('node:util');

const { createClient, createRole, createUser, everyPage, grantToClient, logIn, setClientState, unique } = require('./callers.js');
const { startPostern } = require('./server.js');

let server;
let admin;

before(async () => {
  server = await startPostern();
  admin = await logIn(server, server.client_id, server.client_secret);
});

after(async () => {
  await server?.stop();
});

/** The answer of a login that must fail: the SDK rejects with the HTTP client's error. */
async function failedLogin(clientId, clientSecret) {
  const error = await logIn(server, clientId, clientSecret).then(() => assert.fail('the login must fail'), (reason) => reason);
  assert.ok(error.response, error);
  return { status: error.response.status, body: error.response.data };
}

/** The error object the SDK rejects with when the platform API refuses a call. */
async function refusal(call) {
  return call.then(() => assert.fail('the call must be refused'), (reason) => reason);
}

function ids(entities) {
  return entities.map((entity) => entity.id);
}

test('a login gives a token that names its client', async () => {
  const token = await admin.tokens.getTokensMe();
  assert.equal(token.OAuthClient.id, server.client_id);
  assert.equal(token.organization.id, server.organization_id);
});

test('a wrong secret is invalid_client', async () => {
  assert.deepEqual(await failedLogin(server.client_id, 'wrong'), {
    status: 400,
    body: { error: 'invalid_client', description: 'authentication failed', error_description: 'authentication failed' },
  });
});

test('an unknown client is not found', async () => {
  assert.deepEqual(await failedLogin('00000000-0000-4000-8000-000000000000', server.client_secret), {
    status: 400,
    body: { error: 'invalid_client', description: 'client not found', error_description: 'client not found' },
  });
});

test('an inactive client gets no token', async () => {
  const client = await createClient(admin, 'authorization:role:view');
  await setClientState(admin, client, 'inactive');
  const { status, body } = await failedLogin(client.id, client.secret);
  assert.ok([400, 401].includes(status), `status ${status}`);
  assert.ok(body.error);
});

test('a missing permission rejects with an error object that names it', async () => {
  const client = await createClient(admin, 'oauth:client:view');
  const caller = await logIn(server, client.id, client.secret);
  const error = await refusal(caller.authorization.getAuthorizationRoles());
  assert.equal(error.status, 403);
  assert.equal(error.code, 'missing.any.permissions');
  assert.equal(
    error.message,
    'Unable to perform the requested action. You must have at least one of the following permissions assigned: [authorization:role:view]',
  );
});

test('granting the role makes the same call pass', async () => {
  const client = await createClient(admin, 'oauth:client:view');
  const caller = await logIn(server, client.id, client.secret);
  assert.equal((await refusal(caller.authorization.getAuthorizationRoles())).status, 403);

  const role = await createRole(admin, 'authorization:role:view');
  await grantToClient(admin, client.id, role.id);

  const roles = await caller.authorization.getAuthorizationRoles({ pageSize: 100, name: role.name });
  assert.ok(ids(roles.entities).includes(role.id));
});

test('users/me needs a user', async () => {
  const error = await refusal(admin.users.getUsersMe());
  assert.equal(error.status, 400);
  assert.equal(error.code, 'not.a.user');
  assert.equal(error.message, 'This request requires a user context. Client credentials cannot be used for requests to this resource.');
});

test('a new role is listed', async () => {
  const role = await createRole(admin, 'directory:user:view');
  assert.ok(ids(await everyPage((page) => admin.authorization.getAuthorizationRoles(page))).includes(role.id));
});

test('a new division is listed', async () => {
  const division = await admin.authorization.postAuthorizationDivisions({ name: unique('Division'), description: 'made by a test' });
  assert.equal(division.homeDivision, false);
  assert.ok(ids(await everyPage((page) => admin.authorization.getAuthorizationDivisions(page))).includes(division.id));
});

test('a new user is listed', async () => {
  const home = await admin.authorization.getAuthorizationDivisionsHome();
  const user = await createUser(admin, home.id);
  assert.ok(ids(await everyPage((page) => admin.users.getUsers(page))).includes(user.id));
});

test('a new group is listed', async () => {
  const home = await admin.authorization.getAuthorizationDivisionsHome();
  const owner = await createUser(admin, home.id);
  const group = await admin.groups.postGroups({
    name: unique('Group'),
    type: 'official',
    visibility: 'public',
    rulesVisible: true,
    ownerIds: [owner.id],
  });
  assert.ok(ids(await everyPage((page) => admin.groups.getGroups(page))).includes(group.id));
});

test('a grant to a user is listed under the user', async () => {
  const home = await admin.authorization.getAuthorizationDivisionsHome();
  const user = await createUser(admin, home.id);
  const role = await createRole(admin, 'authorization:role:view');
  await admin.authorization.postAuthorizationSubjectBulkadd(
    user.id,
    { grants: [{ roleId: role.id, divisionId: home.id }] },
    { subjectType: 'PC_USER' },
  );
  const { grants } = await admin.authorization.getAuthorizationSubject(user.id);
  const granted = grants.filter((grant) => grant.role.id === role.id);
  assert.deepEqual(granted.map((grant) => [grant.subjectId, grant.division.id]), [[user.id, home.id]]);
});

test('a new client is listed without its secret', async () => {
  const client = await createClient(admin, 'authorization:role:view');
  assert.ok(client.secret);
  const listed = (await admin.oauth.getOauthClients()).entities.find((each) => each.id === client.id);
  assert.equal(listed.name, client.name);
  assert.ok(!listed.secret);
});

test('a rotated secret replaces the old one at once', async () => {
  const client = await createClient(admin, 'authorization:role:view');
  const { secret } = await admin.oauth.postOauthClientSecret(client.id);
  assert.notEqual(secret, client.secret);
  const { status, body } = await failedLogin(client.id, client.secret);
  assert.equal(status, 400);
  assert.equal(body.error_description, 'authentication failed');
  await logIn(server, client.id, secret);
});

test('the lines that `postern up` prints for pasting name the organization', async () => {
  const banner = server.banner();
  const lines = banner.split('JavaScript (purecloud-platform-client-v2):\n')[1].split('\n\n')[0];
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', lines], { cwd: __dirname, timeout: 60_000 });
  assert.equal(stdout, 'Local organization\n');
});
