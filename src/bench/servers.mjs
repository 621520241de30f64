// What is measured: this project's server in its two forms, and the npm peers, pinned; how each is started, told of
// n8n, and asked.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kill, start } from './client.mjs';

export const KEY = 'benchmark-key';

const target = fileURLToPath(new URL('../../target/', import.meta.url));
const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-workflows-mcp', 'peers');

const fallback = 'czlonkowski runs without its native SQLite, which could not be had; it is slower and larger so.';

const get = (id) => ({ name: 'get_workflow', arguments: { id } });
const list = { name: 'list_workflows', arguments: {} };

const launcher = join(target, 'n8n-workflows-mcp');
const jar = join(target, 'n8n-workflows-mcp.jar');
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
const listAll = { name: 'list_workflows', arguments: { limit: 250 } };

export const ours = [
  { name: 'launcher', file: launcher, command: [launcher], makesArchive: true, configured: true, get, list: listAll },
  { name: 'jar', file: jar, command: [java, '-jar', jar], configured: true, get, list: listAll },
];

export const peers = [
  {
    name: 'salacoste',
    package: '@kernel.salacoste/n8n-workflow-builder',
    version: '0.9.3',
    bin: 'build/index.js',
    // Speaks stdio where its stdin is no terminal, and opens an HTTP port all the same: 0 lets it take a free one.
    env: (n8n) => ({ N8N_HOST: n8n, N8N_API_KEY: KEY, MCP_PORT: '0' }),
    get,
    list,
  },
  {
    name: 'makafeli',
    package: '@makafeli/n8n-workflow-builder',
    version: '0.10.3',
    bin: 'build/server.cjs',
    env: (n8n) => ({ N8N_HOST: `${n8n}/api/v1`, N8N_API_KEY: KEY }),
    get,
    list,
  },
  {
    name: 'leonardsellem',
    package: '@leonardsellem/n8n-mcp-server',
    version: '0.1.8',
    bin: 'build/index.js',
    env: (n8n) => ({ N8N_API_URL: `${n8n}/api/v1`, N8N_API_KEY: KEY }),
    get: (workflowId) => ({ name: 'get_workflow', arguments: { workflowId } }),
    list,
  },
  {
    name: 'czlonkowski',
    package: 'n8n-mcp',
    version: '2.87.0',
    bin: 'dist/mcp/stdio-wrapper.js',
    // Refuses an n8n on loopback unless its mode is `moderate`.
    env: (n8n) => ({
      N8N_API_URL: n8n,
      N8N_API_KEY: KEY,
      N8N_MCP_TELEMETRY_DISABLED: 'true',
      WEBHOOK_SECURITY_MODE: 'moderate',
    }),
    get: (id) => ({ name: 'n8n_get_workflow', arguments: { id } }),
    list: { name: 'n8n_list_workflows', arguments: { limit: 100 } }, // the most it takes
  },
];

/** How to start a server for an n8n: in a home of its own, with little of the user's environment. */
export function commandLine(server, n8n) {
  const { PATH, JAVA_HOME, LANG } = process.env;
  const home = server.home;
  const own = { HOME: home, XDG_CACHE_HOME: join(home, '.cache'), XDG_CONFIG_HOME: join(home, '.config') };
  const env = { PATH, JAVA_HOME, LANG, ...own, ...server.env?.(n8n) };
  mkdirSync(own.XDG_CACHE_HOME, { recursive: true });
  // A peer is started by `node` itself, which is quicker than npx.
  let line = server.command ?? [process.execPath, join(cache, 'node_modules', server.package, server.bin)];
  if (server.configured) {
    const file = join(home, 'config.json');
    writeFileSync(file, JSON.stringify({ n8n_host: n8n, n8n_api_key: KEY }), { mode: 0o600 });
    line = [...line, '--config', file];
  }
  return { command: line[0], args: line.slice(1), cwd: home, env };
}

/** Puts the peers into the user's cache folder, once. */
export async function install() {
  if (peers.every((peer) => installed(peer.package) === peer.version)) return;
  console.error(`installing the peers into ${cache}`);
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'package.json'), '{"private": true}\n');
  const packages = peers.map((peer) => `${peer.package}@${peer.version}`);
  if (!(await npm(240_000, 'install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages))) {
    throw new Error('npm could not install the peers');
  }
  // The one script that matters: with its native SQLite n8n-mcp starts a third quicker, in a third of the memory.
  if (!(await npm(240_000, 'rebuild', 'better-sqlite3'))) console.error(fallback);
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
  const child = start('npm', ['--loglevel=error', ...args], { cwd: cache, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const timer = setTimeout(() => kill(child), patience);
  const code = await new Promise((ended) => child.on('exit', ended).on('error', ended));
  clearTimeout(timer);
  return code === 0;
}

function installed(name) {
  const file = join(cache, 'node_modules', name, 'package.json');
  return existsSync(file) && JSON.parse(readFileSync(file)).version;
}
