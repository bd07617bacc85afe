// A house to test: the demo organisation in a folder of its own, with the first run of the digit reader delivered,
// served on a free port. Each test file opens one, so that no file depends on what another did. Furnishing one takes some
// seconds: where `ASSAY_E2E_TEMPLATE` names a folder, the first is furnished there and every house is a copy of it.

import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const binary = process.env.ASSAY_BIN ?? join(root, 'target/debug/assay');

/** The log of an evaluation of the digit reader, by its file name. */
export const evaluation = (name) => join(root, 'examples/digit-reader/logs', name);

/** Nothing of the caller's own installation reaches the tests. */
function environment(extra) {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('ASSAY_'));
  return { ...Object.fromEntries(own), ...extra };
}

/** Commands of the owner of that data folder; each resolves to what it printed. */
const owner = (data) => async (...args) => (await run(binary, args, { env: environment(data) })).stdout;

/** Makes what every house begins with. */
async function furnish(data) {
  const assay = owner(data);
  await assay('init', '--demo');
  await assay('ingest', evaluation('1.0.0.eval'), '--subject', 'SYS-3@1.0.0');
  // All 38 controls apply to the demo organisation; here one is left out, so that a page of that state is tested too.
  await assay('record', 'transition', 'CTL-16', 'reopen');
  await assay('record', 'update', 'CTL-16', '--set', 'applicable=false', '--set', 'reason=Nothing is developed here.');
  // Who decides a row does not approve it.
  const scopes = ['--scopes', 'read,approve'];
  const beatriz = (await assay('token', 'create', '--title', 'approves', '--member', 'MBR-3', ...scopes)).trim();
  const asBeatriz = { env: environment({ ...data, ASSAY_TOKEN: beatriz }) };
  await run(binary, ['record', 'transition', 'CTL-16', 'approve'], asBeatriz);
}

/** The folder that houses are copies of. A half-furnished one never stands under its name. */
async function template(folder) {
  const made = join(folder, 'furnished');
  if (!existsSync(made)) {
    const begun = await mkdtemp(join(folder, 'begun-'));
    await furnish({ ASSAY_DATA: begun });
    // Another file may have been quicker.
    await rename(begun, made).catch((error) => {
      if (!existsSync(made)) throw error;
    });
  }
  return made;
}

/** Opens a house. `url` has no slash at its end; `close` ends the server and removes the folder. */
export async function openHouse() {
  const folder = await mkdtemp(join(tmpdir(), 'assay-e2e-'));
  const data = { ASSAY_DATA: join(folder, 'data') };
  const assay = owner(data);
  const copied = process.env.ASSAY_E2E_TEMPLATE;
  await (copied ? cp(await template(copied), data.ASSAY_DATA, { recursive: true }) : furnish(data));
  const { url, close, restart } = await serve(folder, data);

  /** Makes every session run out, as hours without use would. */
  const sessionsRunOut = async () => {
    const script = 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=5); '
      + 'c.execute("UPDATE session SET ends = made"); c.commit()';
    await run('python3', ['-c', script, join(data.ASSAY_DATA, 'control.sqlite')]);
  };

  /** Runs a command over the network with a token. */
  const assayAs = async (token, ...args) =>
    (await run(binary, args, { env: environment({ ASSAY_SERVER: url, ASSAY_TOKEN: token }) })).stdout;

  return { url, assay, assayAs, close, restart, sessionsRunOut };
}

/**
 * Opens a house that nobody has moved into, with more said to its server. `code` is what that shows on the terminal,
 * `control` the file of the control store.
 */
export async function openEmptyHouse(...more) {
  const folder = await mkdtemp(join(tmpdir(), 'assay-e2e-'));
  const data = { ASSAY_DATA: join(folder, 'data') };
  const assay = owner(data);
  const { url, said, close } = await serve(folder, data, more);
  const code = /with this code, once: (\S+)/.exec(said.join('\n'))?.[1];

  /** Moves every session's last proof back, as if so many minutes had gone by. */
  const later = async (minutes) => {
    const script = 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=5); '
      + 'c.execute("UPDATE session SET proved = proved - ?", (int(sys.argv[2]) * 60_000_000,)); c.commit()';
    await run('python3', ['-c', script, join(data.ASSAY_DATA, 'control.sqlite'), String(minutes)]);
  };
  return { url, code, folder, control: join(data.ASSAY_DATA, 'control.sqlite'), assay, later, close };
}

/**
 * Serves the folder. `close` ends the server and removes the folder; `said` is what it told until it was ready; `restart`
 * ends it and begins it anew at the same address.
 */
async function serve(folder, data, more = []) {
  const said = [];
  let server;
  let ended;
  const start = async (listen) => {
    server = spawn(binary, ['serve', '--listen', listen, ...more], {
      env: environment(data),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    ended = new Promise((resolve) => server.once('exit', resolve));
    return address(server, said);
  };
  const url = await start('127.0.0.1:0');
  const end = async () => {
    server.kill('SIGTERM');
    await ended;
  };
  const restart = async () => {
    await end();
    await start(new URL(url).host);
  };
  const close = async () => {
    await end();
    await rm(folder, { recursive: true });
  };
  return { url, said, close, restart };
}

/** Reads where the server listens from what it says when it is ready; what it said goes into `heard`. */
async function address(server, heard) {
  for await (const line of createInterface({ input: server.stderr })) {
    heard.push(line);
    const found = /Serving on (http:\/\/[\d.:]+)\//.exec(line);
    if (found) {
      server.stderr.resume();
      return found[1];
    }
  }
  throw new Error(`the server did not start:\n${heard.join('\n')}`);
}
