'use strict';
// People who sign in, and the applications that send them to do so.

const assert = require('node:assert/strict');

const { Browser } = require('./browser.js');
const { gatewayClient, logIn, sdk, unique } = require('./callers.js');

// Nobody listens there: what counts is the address that the browser is sent to.
const CALLBACK = 'https://application.example/callback';
const TEST_PROVIDER = 'Test identity provider';

/** An application: its OAuth client, and where it is sent people back to. */
class Application {
  constructor(server, { id, secret }) {
    Object.assign(this, { server, id, secret });
  }

  /** Where it sends a browser. */
  signInAddress(more) {
    const query = { response_type: 'code', client_id: this.id, redirect_uri: CALLBACK, state: 's-1', ...more };
    return `${this.server.url}/oauth/authorize?${new URLSearchParams(query)}`;
  }

  /** The authorization code that a browser came back with. */
  code(browser) {
    assert.ok(browser.here.startsWith(`${CALLBACK}?`), `${browser.here}: ${browser.page}`);
    const { code, ...others } = Object.fromEntries(new URL(browser.here).searchParams);
    assert.deepEqual(others, { state: 's-1', iss: this.server.url });
    return code;
  }

  async codeThroughSaml(person, more) {
    const browser = await new Browser().open(this.signInAddress(more));
    return this.code(await throughSaml(browser, person));
  }

  async codeWithPassword(person, password) {
    const browser = await new Browser().open(this.signInAddress());
    return this.code(await browser.submit({ email: person, password }));
  }

  /** An SDK client that holds the tokens of a code. */
  async buy(code) {
    const apiClient = gatewayClient(this.server);
    await apiClient.loginCodeAuthorizationGrant(this.id, this.secret, code, CALLBACK);
    return apiClient;
  }

  async buyWithVerifier(code, verifier) {
    const apiClient = gatewayClient(this.server);
    await apiClient.authorizePKCEGrant(this.id, verifier, code, CALLBACK);
    return apiClient;
  }

  async refresh(refreshToken) {
    const apiClient = gatewayClient(this.server);
    await apiClient.refreshCodeAuthorizationGrant(this.id, this.secret, refreshToken);
    return apiClient;
  }

  async trade(organization, response) {
    const apiClient = gatewayClient(this.server);
    await apiClient.loginSaml2BearerGrant(this.id, this.secret, organization, response);
    return apiClient;
  }
}

/** A server with the test identity provider, as its administrator sees it. */
class Place {
  static async of(server) {
    const place = new Place();
    const admin = await logIn(server, server.client_id, server.client_secret);
    const home = await admin.authorization.getAuthorizationDivisionsHome();
    const { thirdPartyOrgName } = await admin.organization.getOrganizationsMe();
    return Object.assign(place, { server, admin, home, shortName: thirdPartyOrgName });
  }

  /** A client for people; the code grant's unless told. */
  async application({ grant = 'CODE', redirectUri = CALLBACK, seconds = 3600 } = {}) {
    const created = await this.admin.oauth.postOauthClients({
      name: unique('Application'),
      authorizedGrantType: grant,
      registeredRedirectUri: [redirectUri],
      scope: ['users:readonly'],
      accessTokenValiditySeconds: seconds,
    });
    return new Application(this.server, created);
  }

  /** A client that trades the test identity provider's responses; those are made for the server's own SAML address. */
  async bearerApplication() {
    return this.application({ grant: 'SAML2-BEARER', redirectUri: `${this.server.url}/saml` });
  }

  /** Somebody new; the e-mail address. */
  async person(password) {
    const name = unique('Person');
    const email = `${name.replace(' ', '.').toLowerCase()}@example.com`;
    await this.admin.users.postUsers({ name, email, divisionId: this.home.id, password });
    return email;
  }

  /** The id of the test identity provider's record. */
  async provider() {
    const { entities } = await this.admin.identityProviders.getIdentityproviders();
    return entities.find((each) => each.name === TEST_PROVIDER).id;
  }

  /** The field `SAMLResponse` as the test identity provider posts it, signed in at its own pages. */
  async responseOfProvider(person) {
    const browser = await new Browser().open(`${this.server.url}/test-idp/`);
    await browser.submit({ person, answer: 'good' });
    return browser.fillIn().fields.SAMLResponse;
  }

  /** The switch *Disable Genesys Cloud Login*. */
  async setPasswordLogin(enabled) {
    await this.admin.identityProviders.putIdentityprovidersPurecloud({ disabled: !enabled });
  }

  /** Moves the organization's clock on from real time; without seconds it is real time again. */
  async moveClock(seconds) {
    const now = seconds === undefined ? null : new Date(Date.now() + seconds * 1000).toISOString();
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${this.server.url}/postern/clock`, { method: 'PUT', headers, body: JSON.stringify({ now }) });
    assert.equal(answer.status, 200);
  }
}

/** Goes on from the login page: the test identity provider's page, a person, the good answer. */
async function throughSaml(browser, person) {
  await browser.follow(TEST_PROVIDER);
  return choose(browser, person);
}

/** Goes on from the test identity provider's page. */
async function choose(browser, person) {
  await browser.submit({ person, answer: 'good' });
  return browser.submit();
}

/** The e-mail address of the person whose token an SDK client holds. */
async function whoami(apiClient) {
  return (await new sdk.UsersApi(apiClient).getUsersMe()).email;
}

/** Expects the HTTP client's error that the SDK passes on, with the whole answer of a grant that is refused for this reason. */
async function noToken(login, description) {
  const { response } = await login.then(() => assert.fail('there must be no token'), (error) => error);
  const body = { error: 'invalid_grant', description, error_description: description };
  assert.deepEqual({ status: response?.status, body: response?.data }, { status: 400, body });
}

module.exports = { CALLBACK, Place, choose, noToken, throughSaml, whoami };
