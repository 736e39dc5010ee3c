'use strict';
// The SDK as one caller holds it, and the few moves most tests start with.

const { randomUUID } = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

// The SDK reads `~/.genesyscloudjavascript` as it is loaded: an empty home keeps a developer's own settings out of the run.
process.env.HOME = fs.mkdtempSync(path.join(os.tmpdir(), 'postern-sdk-home-'));
process.on('exit', () => fs.rmSync(process.env.HOME, { recursive: true, force: true }));
const sdk = require('purecloud-platform-client-v2');

const ALL_DIVISIONS = '*';

/** An SDK client whose login and API calls both go to `server`, by the SDK's own gateway setting. */
function gatewayClient(server) {
  const { hostname, port } = new URL(server.url);
  const apiClient = new sdk.ApiClientClass();
  apiClient.setGateway({ host: hostname, protocol: 'http', port: Number(port) });
  return apiClient;
}

/** A caller logged in with client credentials. */
async function logIn(server, clientId, clientSecret) {
  const apiClient = gatewayClient(server);
  await apiClient.loginClientCredentialsGrant(clientId, clientSecret);
  return {
    clientId,
    authorization: new sdk.AuthorizationApi(apiClient),
    groups: new sdk.GroupsApi(apiClient),
    identityProviders: new sdk.IdentityProviderApi(apiClient),
    oauth: new sdk.OAuthApi(apiClient),
    organization: new sdk.OrganizationApi(apiClient),
    tokens: new sdk.TokensApi(apiClient),
    users: new sdk.UsersApi(apiClient),
  };
}

/** `name` with a suffix no other test uses. */
function unique(name) {
  return `${name} ${randomUUID().slice(0, 8)}`;
}

/** A role of these permissions (`domain:entity:action`). The admin's client gets it too: nobody may hand on a role they lack. */
async function createRole(admin, ...permissions) {
  const role = await admin.authorization.postAuthorizationRoles({
    name: unique('Role'),
    permissionPolicies: permissions.map((permission) => {
      const [domain, entityName, action] = permission.split(':');
      return { domain, entityName, actionSet: [action] };
    }),
  });
  await grantToClient(admin, admin.clientId, role.id);
  return role;
}

async function grantToClient(admin, clientId, roleId) {
  await admin.authorization.postAuthorizationSubjectDivisionRole(clientId, ALL_DIVISIONS, roleId, { subjectType: 'PC_OAUTH_CLIENT' });
}

/** A client-credentials client that holds a fresh role of these permissions. */
async function createClient(admin, ...permissions) {
  const role = await createRole(admin, ...permissions);
  return admin.oauth.postOauthClients({
    name: unique('Client'),
    authorizedGrantType: 'CLIENT-CREDENTIALS',
    roleDivisions: [{ roleId: role.id, divisionId: ALL_DIVISIONS }],
  });
}

/** Replaces a client as it is, in another state. */
async function setClientState(admin, client, state) {
  return admin.oauth.putOauthClient(client.id, {
    name: client.name,
    authorizedGrantType: client.authorizedGrantType,
    roleDivisions: client.roleDivisions,
    state,
  });
}

async function createUser(admin, divisionId) {
  return admin.users.postUsers({ name: unique('Person'), email: `${randomUUID()}@example.com`, divisionId });
}

/** Every entity of a paged listing, read as clients do: until the last page. */
async function everyPage(fetch) {
  const entities = [];
  for (let pageNumber = 1; ; pageNumber += 1) {
    const page = await fetch({ pageSize: 100, pageNumber });
    entities.push(...page.entities);
    if (pageNumber >= page.pageCount) return entities;
  }
}

module.exports = { ALL_DIVISIONS, createClient, createRole, createUser, everyPage, gatewayClient, grantToClient, logIn, sdk, setClientState, unique };
