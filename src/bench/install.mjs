// Puts the npm peers into the user's cache folder, once.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { kill, start } from './client.mjs';
import { peers } from './peers.mjs';
import { cache } from './servers.mjs';

const fallback = 'czlonkowski runs without its native SQLite, which could not be had; it is slower and larger so.';

/** Puts the peers into the user's cache folder, once. */
export async function install() {
  if (peers.every((peer) => installed(peer.package) === peer.version)) return;
  console.error(`installing the peers into ${cache}`);
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'package.json'), '{"private": true}\n');
  const packages = peers.map((peer) => `${peer.package}@${peer.version}`);
  if (!(await npm(600_000, 'install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages))) {
    throw new Error('npm could not install the peers');
  }
  // The one script that matters: with its native SQLite n8n-mcp starts a third quicker, in a third of the memory.
  if (!(await npm(600_000, 'rebuild', 'better-sqlite3'))) console.error(fallback);
}

/** What to know when reading the figures. */
export function caveats() {
  return existsSync(join(cache, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node')) ? [] : [fallback];
}

async function npm(patience, ...args) {
  // With the headers beside Node, if there are any, a native module is built without a download.
  const root = join(dirname(process.execPath), '..');
  const headers = existsSync(join(root, 'include/node/node.h')) ? { npm_config_nodedir: root } : {};
  const env = { ...process.env, ...headers };
  const child = start('npm', ['--loglevel=error', ...args], {
    cwd: cache,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const timer = setTimeout(() => kill(child), patience);
  const code = await new Promise((ended) => child.on('exit', ended).on('error', ended));
  clearTimeout(timer);
  return code === 0;
}

function installed(name) {
  const file = join(cache, 'node_modules', name, 'package.json');
  return existsSync(file) && JSON.parse(readFileSync(file)).version;
}
