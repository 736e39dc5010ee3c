'use strict';
// People who sign in through SAML: the SDK's code, PKCE, refresh and SAML2-bearer helpers.

const assert = require('node:assert/strict');
const { after, afterEach, before, test } = require('node:test');
const { setTimeout: sleep } = require('node:timers/promises');

const { Browser } = require('./browser.js');
const { createClient, gatewayClient, logIn } = require('./callers.js');
const { startPostern } = require('./server.js');
const { CALLBACK, Place, choose, noToken, throughSaml, whoami } = require('./signing-in.js');

const PASSWORD = 'Correct-horse-1';
const SECONDS = 300;
const NOT_ACCEPTED = 'the assertion was not accepted';
const SPENT_CODE = 'the code was used before; what it bought has ended';
const SPENT_REFRESH = 'the refresh token was used before; every token that followed from the same sign-in has ended';
const SSO_ONLY = 'this organization lets people in through single sign-on only';

let server;
let place;
let application;

before(async () => {
  server = await startPostern('--test-idp');
  place = await Place.of(server);
  application = await place.application({ seconds: SECONDS });
});

afterEach(async () => {
  await place.moveClock();
  await place.setPasswordLogin(true);
});

after(async () => {
  await server?.stop();
});

/** A verifier of the SDK's, and what its challenge adds to the address. */
async function pkce() {
  const apiClient = gatewayClient(server);
  const verifier = apiClient.generatePKCECodeVerifier(128);
  return { verifier, challenge: { code_challenge: await apiClient.computePKCECodeChallenge(verifier), code_challenge_method: 'S256' } };
}

test('a code buys the token of the person who signed in', async () => {
  const person = await place.person();
  const apiClient = await application.buy(await application.codeThroughSaml(person));
  assert.equal(await whoami(apiClient), person);
  assert.ok(apiClient.authData.accessToken && apiClient.authData.refreshToken);
  const seconds = (apiClient.authData.tokenExpiryTime - Date.now()) / 1000;
  assert.ok(seconds > SECONDS - 60 && seconds <= SECONDS, `${seconds} seconds`);
});

test('a code is good once', async () => {
  const code = await application.codeThroughSaml(await place.person());
  await application.buy(code);
  await noToken(application.buy(code), SPENT_CODE);
});

test('a code and its verifier buy the token of the person', async () => {
  const person = await place.person();
  const { verifier, challenge } = await pkce();
  const apiClient = await application.buyWithVerifier(await application.codeThroughSaml(person, challenge), verifier);
  assert.equal(await whoami(apiClient), person);
});

test('another verifier buys nothing', async () => {
  const { challenge } = await pkce();
  const { verifier: other } = await pkce();
  const code = await application.codeThroughSaml(await place.person(), challenge);
  await noToken(application.buyWithVerifier(code, other), '`code_verifier` does not answer the challenge of the code');
});

test('a code bought with its verifier is spent', async () => {
  const { verifier, challenge } = await pkce();
  const code = await application.codeThroughSaml(await place.person(), challenge);
  await application.buyWithVerifier(code, verifier);
  await noToken(application.buyWithVerifier(code, verifier), SPENT_CODE);
});

/** What the SDK uses of a web page: the page's address, and where the page is told to go. */
function enterPage(t, search) {
  let leave;
  const left = new Promise((resolve) => (leave = resolve));
  const location = { search, hash: '', pathname: '/callback', replace: leave };
  const { webcrypto: crypto } = require('node:crypto');
  const globals = { window: { location, crypto }, history: { replaceState() {} }, document: { title: 'Application' } };
  Object.assign(globalThis, globals);
  t.after(() => Object.keys(globals).forEach((name) => delete globalThis[name]));
  return left;
}

test('the login of a web page goes to the provider it names and comes back with the token of the person', async (t) => {
  const person = await place.person();
  const apiClient = gatewayClient(server);
  const { verifier } = await pkce();
  const options = { state: 's-1', org: place.shortName, provider: await place.provider() };

  const left = enterPage(t, '');
  apiClient.loginPKCEGrant(application.id, CALLBACK, options, verifier);
  const browser = await choose(await new Browser().open(await left), person);
  assert.ok(browser.here.startsWith(`${CALLBACK}?`), browser.here);

  enterPage(t, new URL(browser.here).search);
  const { accessToken, state } = await apiClient.loginPKCEGrant(application.id, CALLBACK, options, verifier);
  assert.deepEqual([state, await whoami(apiClient)], ['s-1', person]);
  assert.ok(accessToken);
});

test('a refresh token buys new tokens of the same person', async () => {
  const person = await place.person();
  const first = await application.buy(await application.codeThroughSaml(person));
  const second = await application.refresh(first.authData.refreshToken);
  assert.equal(await whoami(second), person);
  assert.notEqual(second.authData.accessToken, first.authData.accessToken);
  assert.notEqual(second.authData.refreshToken, first.authData.refreshToken);
});

test('a spent refresh token ends what followed from it', async () => {
  const first = await application.buy(await application.codeThroughSaml(await place.person()));
  const second = await application.refresh(first.authData.refreshToken);
  await noToken(application.refresh(first.authData.refreshToken), SPENT_REFRESH);
  await noToken(application.refresh(second.authData.refreshToken), SPENT_REFRESH);
});

// SDK 262.0.0 renews the token and sends the call once more, but by then it has rejected the call's promise with the 401.
test('the SDK renews a token that has run out, and the next call goes through', async () => {
  const person = await place.person();
  const apiClient = await application.buy(await application.codeThroughSaml(person));
  const { accessToken, refreshToken } = apiClient.authData;
  await place.moveClock(SECONDS + 60);

  const error = await whoami(apiClient).then(() => assert.fail('the call is rejected'), (reason) => reason);
  assert.deepEqual([error.response?.status, error.response?.data.code], [401, 'bad.credentials']);

  for (let tries = 0; apiClient.authData.accessToken === accessToken && tries < 250; tries += 1) await sleep(20);
  assert.notEqual(apiClient.authData.accessToken, accessToken);
  assert.notEqual(apiClient.authData.refreshToken, refreshToken);
  assert.equal(await whoami(apiClient), person);
});

test('a response of the identity provider buys the token of the person it names', async () => {
  const person = await place.person();
  const bearer = await place.bearerApplication();
  assert.equal(await whoami(await bearer.trade(place.shortName, await place.responseOfProvider(person))), person);
});

test('a response of the identity provider is good once', async () => {
  const bearer = await place.bearerApplication();
  const response = await place.responseOfProvider(await place.person());
  await bearer.trade(place.shortName, response);
  await noToken(bearer.trade(place.shortName, response), NOT_ACCEPTED);
});

test('a response of the identity provider buys nothing in another organization', async () => {
  const bearer = await place.bearerApplication();
  await noToken(bearer.trade('another', await place.responseOfProvider(await place.person())), NOT_ACCEPTED);
});

test('with single sign-on only, a refresh token that a password began is refused', async () => {
  const person = await place.person(PASSWORD);
  const first = await application.buy(await application.codeWithPassword(person, PASSWORD));
  assert.equal(await whoami(first), person);
  const second = await application.refresh(first.authData.refreshToken);

  await place.setPasswordLogin(false);

  await noToken(application.refresh(second.authData.refreshToken), SSO_ONLY);
});

test('with single sign-on only, a refresh token that SAML began goes on', async () => {
  const person = await place.person(PASSWORD);
  const apiClient = await application.buy(await application.codeThroughSaml(person));

  await place.setPasswordLogin(false);

  assert.equal(await whoami(await application.refresh(apiClient.authData.refreshToken)), person);
});

test('with single sign-on only, a password is of no use and SAML is', async () => {
  const person = await place.person(PASSWORD);
  const browser = await new Browser().open(application.signInAddress());

  await place.setPasswordLogin(false);

  await browser.submit({ email: person, password: PASSWORD });
  assert.match(browser.page, /This organization lets people in through single sign-on only\./);
  assert.equal(await whoami(await application.buy(application.code(await throughSaml(browser, person)))), person);
});

test('with single sign-on only, machines go on', async () => {
  const { id, secret } = await createClient(place.admin, 'authorization:role:view');
  const before = await logIn(server, id, secret);
  const bearer = await place.bearerApplication();

  await place.setPasswordLogin(false);

  for (const caller of [before, await logIn(server, id, secret)]) {
    assert.equal((await caller.tokens.getTokensMe()).OAuthClient.id, id);
  }
  const person = await place.person();
  assert.equal(await whoami(await bearer.trade(place.shortName, await place.responseOfProvider(person))), person);
});
