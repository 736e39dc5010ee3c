'use strict';
// The HTML report of `postern check`, as a browser shows it: it stands alone, fits a telephone, and can be read without its
// pictures, in the dark and on paper. Takes the picture of docs/pictures/ when UPDATE_PICTURES is set.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { after, afterEach, before, test } = require('node:test');
const { chromium } = require('playwright-core');

const { startPostern } = require('../sdk/javascript/server.js');

const REPOSITORY = path.resolve(__dirname, '../..');
const PICTURES = path.join(REPOSITORY, 'docs/pictures');
const POSTERN = process.env.POSTERN_BIN ?? path.join(REPOSITORY, 'target/debug/postern');
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 390, height: 844 };

let folder;
let report;
let browser;
let context;
let requests;
let complaints;

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'postern-report-'));
  report = path.join(folder, 'report.html');
  const server = await startPostern('--demo');
  try {
    const policy = path.join(REPOSITORY, 'examples/policy/harbour-bank.toml');
    // No credentials: the local organization tells its own state.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GENESYSCLOUD_')));
    const options = { env, stdio: ['ignore', 'inherit', 'inherit'] };
    execFileSync(POSTERN, ['check', '--org', server.url, '--policy', policy, '--format', 'html', '-o', report], options);
    assert.fail('the demo organization has findings');
  } catch (error) {
    assert.equal(error.status, 1, error);
  } finally {
    await server.stop();
  }
  const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: quiet });
});

after(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

afterEach(async () => {
  await context.close();
  assert.deepEqual(complaints, [], 'the browser has nothing to complain of');
  assert.deepEqual(requests, [pathToFileURL(report).href], 'the page asks for nothing but itself');
});

async function open(viewport, colorScheme = 'light') {
  context = await browser.newContext({ viewport, colorScheme });
  const page = await context.newPage();
  [requests, complaints] = [[], []];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(pathToFileURL(report).href);
  return page;
}

/** Texts whose colour has too little contrast with what is behind them (WCAG 2.2, 1.4.3: 4.5 to 1). */
function pale() {
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);
  const light = (color) => {
    const [red, green, blue] = numbers(color).map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const color = getComputedStyle(each).backgroundColor;
      if ((numbers(color)[3] ?? 1) > 0) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  const texts = [...document.querySelectorAll('body *')].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim()) && element.tagName !== 'title');
  const found = texts.map((element) => {
    const style = getComputedStyle(element);
    const [low, high] = [light(element instanceof SVGElement ? style.fill : style.color), light(behind(element))].sort((a, b) => a - b);
    return [(high + 0.05) / (low + 0.05), element.textContent.trim().slice(0, 40)];
  });
  return found.filter(([contrast]) => contrast < 4.5);
}

test('the certificate, the pictures and the findings are there, each under its heading', async () => {
  const page = await open(WIDE);
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Machine access of Harbour Bank (demo)');
  const headings = await page.getByRole('heading', { level: 2 }).allTextContents();
  assert.deepEqual(headings, ['Who reaches what', 'Permissions held and needed', 'How power could grow', 'Findings', 'Accepted']);
  assert.equal(await page.getByRole('row', { name: /Branch kiosk PASSWORD .*will break/ }).count(), 1);
  assert.ok((await page.getByRole('link', { name: 'SSO-01' }).getAttribute('href')).endsWith('/docs/rules/SSO-01.md'));
  if (process.env.UPDATE_PICTURES) await page.screenshot({ path: path.join(PICTURES, 'report.png') });
});

test('every picture has a text alternative', async () => {
  const page = await open(WIDE);
  const pictures = page.getByRole('img');
  assert.equal(await pictures.count(), 3);
  for (const name of [/^Who reaches what/, /^Permissions held/, /^How machine clients/]) {
    assert.equal(await page.getByRole('img', { name }).count(), 1, String(name));
  }
  await page.getByText('The same in words').click();
  assert.ok(await page.locator('li', { hasText: 'Terraform pipeline: Infrastructure Pipeline in all divisions' }).isVisible());
});

const SCREENS = [['screen', WIDE], ['telephone', NARROW]].flatMap(([name, size]) => ['light', 'dark'].map((scheme) => [name, size, scheme]));
for (const [name, size, scheme] of SCREENS) {
  test(`nothing is wider than a ${name}, and every text can be read, ${scheme}`, async () => {
    const page = await open(size, scheme);
    await page.evaluate(() => document.querySelectorAll('details').forEach((each) => { each.open = true; }));
    const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.equal(content, window, 'it scrolls sideways');
    assert.deepEqual(await page.evaluate(pale), []);
    const letters = await page.evaluate(() => {
      const svg = document.querySelector('svg');
      return 13 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    });
    assert.ok(letters >= 9, `letters of ${letters} pixels`);
  });
}

test('what to do is reached with the keyboard alone', async () => {
  const page = await open(WIDE);
  const reached = new Set();
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab');
    reached.add(await page.evaluate(() => document.activeElement.className || document.activeElement.tagName));
  }
  for (const wanted of ['picture', 'SUMMARY', 'A']) assert.ok(reached.has(wanted), `${wanted}: ${[...reached]}`);
  await page.locator('tbody summary').first().focus();
  await page.keyboard.press('Enter');
  assert.ok(await page.getByText('Admin > Organization Settings > Authentication').first().isVisible());
});

test('on paper everything is there, dark on white', async () => {
  const page = await open(WIDE, 'dark');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  assert.deepEqual(await page.evaluate(pale), []);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
  assert.ok(await page.getByText('Admin > Organization Settings > Authentication').first().isVisible(), 'what is folded is printed');
});
