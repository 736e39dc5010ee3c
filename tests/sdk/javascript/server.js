'use strict';
// Starts and stops the server under test.

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');

const REPOSITORY = path.resolve(__dirname, '../../..');
const START_TIMEOUT_MS = 20_000;

/** `postern up --ephemeral` on a free port, with more options; gives what its ready file says, `stop()`, and `banner()`, what it printed. */
async function startPostern(...options) {
  const binary = process.env.POSTERN_BIN ?? path.join(REPOSITORY, 'target/debug/postern');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'postern-sdk-'));
  const readyFile = path.join(folder, 'ready.json');
  const logFile = path.join(folder, 'postern.log');
  const log = fs.openSync(logFile, 'w');
  const server = spawn(binary, ['up', '--ephemeral', '--listen', '127.0.0.1:0', '--ready-file', readyFile, ...options], {
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  let spawnError;
  const ended = new Promise((resolve) => {
    server.once('exit', resolve);
    server.once('error', (error) => resolve((spawnError = error)));
  });
  const stop = async () => {
    server.kill();
    await ended;
    fs.rmSync(folder, { recursive: true, force: true });
  };

  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (spawnError) throw spawnError;
    if (server.exitCode !== null) break;
    const ready = readJson(readyFile);
    if (ready) return { ...ready, stop, banner: () => fs.readFileSync(logFile, 'utf8') };
    await sleep(20);
  }
  const output = fs.readFileSync(logFile, 'utf8');
  await stop();
  throw new Error(`postern was not ready (exit code ${server.exitCode}):\n${output}`);
}

/** The parsed file, or undefined while it is absent or half written. */
function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

module.exports = { startPostern };
