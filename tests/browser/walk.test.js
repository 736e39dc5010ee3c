'use strict';
// A real browser at the login host: signs in through SAML, is refused, consents, signs out. Takes the pictures of docs/pictures/
// when UPDATE_PICTURES is set.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { after, afterEach, before, beforeEach, test } = require('node:test');
const { chromium } = require('playwright-core');

const { startPostern } = require('../sdk/javascript/server.js');

const PICTURES = path.resolve(__dirname, '../../docs/pictures');
const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';
const AGENT = 'Alice Fenn';
const ADMINISTRATOR = 'Ada Quayle';
const TEST_IDP = 'Test identity provider';

let server;
let browser;
let context;
let page;
let application;
let complaints;

before(async () => {
  server = await startPostern('--demo');
  // Nothing but what the browser is told to visit: it must not call home.
  const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  browser = await chromium.launch({ executablePath: BROWSER, args: quiet });
  application = await startApplication();
});

after(async () => {
  await browser?.close();
  application?.server.close();
  await server?.stop();
});

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 900, height: 720 }, colorScheme: 'light' });
  page = await context.newPage();
  complaints = [];
  page.on('console', (message) => {
    // The browser reports every 4xx page as a failed load; whatever else it says is about the page.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
});

afterEach(async () => {
  await context.close();
  assert.deepEqual(complaints, [], 'the browser has nothing to complain of');
});

/** An application of another origin: keeps the queries that its callback is asked with. */
async function startApplication() {
  const asked = [];
  const app = http.createServer((request, response) => {
    const asking = new URL(request.url, 'http://application');
    // The browser asks for /favicon.ico too.
    if (asking.pathname === '/callback') asked.push(asking.searchParams);
    response.setHeader('content-type', 'text/html').end('<!DOCTYPE html><title>Application</title><h1>The application</h1>');
  });
  await new Promise((resolve) => app.listen(0, '127.0.0.1', resolve));
  return { server: app, asked, callback: `http://127.0.0.1:${app.address().port}/callback` };
}

/** Calls the platform API as the first client. */
async function api(method, route, body) {
  const basic = Buffer.from(`${server.client_id}:${server.client_secret}`).toString('base64');
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  const login = await fetch(`${server.url}/oauth/token`, { method: 'POST', headers: { authorization: `Basic ${basic}` }, body: form });
  const { access_token: token } = await login.json();
  return send(method, route, body, { authorization: `Bearer ${token}` });
}

async function send(method, route, body, headers = {}) {
  const reply = await fetch(server.url + route, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
  });
  assert.ok(reply.ok, `${method} ${route}: ${reply.status} ${await reply.clone().text()}`);
  return reply.json();
}

async function picture(name) {
  if (process.env.UPDATE_PICTURES) {
    fs.mkdirSync(PICTURES, { recursive: true });
    const options = { path: path.join(PICTURES, `${name}.png`) };
    // A browser that is busy sometimes has no picture to give at first.
    await page.screenshot(options).catch(() => page.screenshot(options));
  }
}

const heading = () => page.getByRole('heading', { level: 1 }).textContent();

/** From the login page through the test identity provider, with one of its answers. */
async function throughSaml(person, answer = 'Good') {
  await page.getByRole('link', { name: TEST_IDP }).click();
  const option = page.locator('#person option', { hasText: person }).first();
  await page.locator('#person').selectOption(await option.getAttribute('value'));
  await page.getByLabel('Answer').selectOption({ label: answer });
  if (answer === 'Good') await picture('test-identity-provider');
  await page.getByRole('button', { name: 'Make the answer' }).click();
  await page.getByRole('button', { name: 'Send it' }).click();
}

test('somebody signs in through SAML and out again at both ends', async () => {
  await page.goto(`${server.url}/login`);
  assert.equal(await heading(), 'Sign in to Harbour Bank (demo)');
  await picture('login');
  await throughSaml(AGENT);
  assert.equal(await heading(), 'You are signed in');
  assert.match(await page.locator('main').textContent(), new RegExp(AGENT));
  await picture('signed-in');
  await page.getByRole('link', { name: 'Sign out' }).click();
  assert.equal(await heading(), 'You are signed out');
  await picture('signed-out');
  await page.goto(`${server.url}/signed-in`);
  assert.equal(await heading(), 'Sign in to Harbour Bank (demo)', 'the session is over');
});

test('a refused sign-in says so, and its decision names the check', async () => {
  await page.goto(`${server.url}/login`);
  await throughSaml(AGENT, 'Wrong audience');
  await picture('refused');
  assert.equal((await context.cookies()).filter((cookie) => cookie.name.endsWith('postern-session')).length, 0, 'no session');
  await page.getByRole('link', { name: /^decision/ }).click();
  assert.equal(await heading(), 'Refused: saml.audience_mismatch');
  assert.match(await page.locator('.refused').textContent(), /^audience refused/);
  await picture('decision');
});

test('an administrator consents for an application, which then gets its code', async () => {
  const scope = ['users:readonly', 'routing'];
  const client = await api('POST', '/api/v2/oauth/clients', {
    name: 'Shift planner', authorizedGrantType: 'CODE', registeredRedirectUri: [application.callback], scope,
  });
  await send('PATCH', '/postern/settings', { 'scopes.enforce': 'yes' });
  const query = new URLSearchParams({ client_id: client.id, redirect_uri: application.callback, response_type: 'code', state: 'a b&c' });
  try {
    await page.goto(`${server.url}/oauth/authorize?${query}`);
    await throughSaml(ADMINISTRATOR);
    assert.equal(await heading(), 'Authorize Shift planner?');
    await picture('consent');
    await page.getByRole('button', { name: 'Deny' }).click();
    assert.equal(application.asked.at(-1).get('error'), 'access_denied');
    await page.goto(`${server.url}/oauth/authorize?${query}`);
    await page.getByRole('button', { name: 'Allow' }).click();
    assert.equal(await heading(), 'The application');
  } finally {
    await send('PATCH', '/postern/settings', { 'scopes.enforce': 'no' });
  }
  const answer = application.asked.at(-1);
  assert.equal(answer.get('state'), 'a b&c');
  const form = new URLSearchParams({ grant_type: 'authorization_code', code: answer.get('code'), redirect_uri: application.callback });
  const basic = Buffer.from(`${client.id}:${client.secret}`).toString('base64');
  const reply = await fetch(`${server.url}/oauth/token`, { method: 'POST', headers: { authorization: `Basic ${basic}` }, body: form });
  const { access_token: token } = await reply.json();
  const me = await fetch(`${server.url}/api/v2/users/me`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal((await me.json()).name, ADMINISTRATOR);
});

test('with single sign-on only, the page has no password to ask for', async () => {
  await page.goto(`${server.url}/login`);
  assert.equal(await page.getByLabel('Password').count(), 1);
  await api('PUT', '/api/v2/identityproviders/purecloud', { disabled: true });
  try {
    await page.reload();
    assert.equal(await page.getByLabel('Password').count(), 0);
    await picture('login-single-sign-on-only');
    await throughSaml(AGENT);
    assert.equal(await heading(), 'You are signed in');
  } finally {
    await api('PUT', '/api/v2/identityproviders/purecloud', { disabled: false });
  }
});

test('the pages can be used with the keyboard alone', async () => {
  await page.goto(`${server.url}/login`);
  const reached = new Set();
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press('Tab');
    reached.add(await page.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.id));
  }
  for (const wanted of [TEST_IDP, 'email', 'password', 'Sign in']) assert.ok(reached.has(wanted), `${wanted}: ${[...reached]}`);
});
