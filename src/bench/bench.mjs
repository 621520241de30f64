#!/usr/bin/env node
// Measures this server and its npm peers side by side, over plain stdio against a canned n8n on loopback, and prints
// one Markdown table. From the project's root, after a build: node src/bench/bench.mjs
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { killAll, start } from './client.mjs';
import { measureFetch, measureGets, measureList, measureStart, startOnce } from './measure.mjs';
import { json, table } from './report.mjs';
import { install, ours, peers } from './servers.mjs';

const TIME_LIMIT = 8 * 60_000;
const all = [...ours, ...peers];

const usage = `node src/bench/bench.mjs [--rounds N] [--only NAME[,NAME]] [--gzip] [--json]
  --rounds N   how often each server is started for the figures of the start; the median counts (9)
  --only …     some of ${all.map((server) => server.name)}
  --gzip       let the canned n8n compress for those who accept it
  --json       JSON with all samples instead of the table
Needs Linux, Node 20, npm, a Java for this server. The peers are installed once, into the user's cache folder.`;

const options = readOptions();
const rounds = Number(options.rounds);
const names = options.only?.split(',') ?? all.map((server) => server.name);
const unknown = names.filter((name) => !all.some((server) => server.name === name));
if (options.help) leave(0, usage);
if (unknown.length > 0) leave(2, `No server is called ${unknown}.\n${usage}`);
if (!(rounds >= 1)) leave(2, `--rounds needs a number above 0.\n${usage}`);

const scratch = mkdtempSync(join(tmpdir(), 'n8n-workflows-mcp-bench-'));
process.on('exit', () => {
  killAll();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));

const chosen = all.filter((server) => names.includes(server.name));
const servers = chosen.filter((server) => !server.file || existsSync(server.file));
const missing = chosen.filter((server) => !servers.includes(server));
const notes = missing.map(({ name, file }) => `The ${name} is not measured: target/${basename(file)} is not built.`);
for (const server of servers) {
  server.home = join(scratch, server.name);
  server.samples = {}; // of each figure
  server.failed = {}; // why, by figure
}

if (servers.some((server) => peers.includes(server))) await install();
const n8n = await startN8n();
let late = false;
setTimeout(() => {
  late = true;
  killAll();
}, TIME_LIMIT).unref();

const ofTheStart = ['start', 'cpu', 'resident', 'toolsBytes'];
await each('first start', ofTheStart, (server) => startOnce(server, n8n.small));
for (let round = 1; round <= rounds; round++) {
  await each(`start ${round} of ${rounds}`, ofTheStart, (server) => measureStart(server, n8n.small));
}
await each('get_workflow', ['get', 'getsASecond'], (server) => measureGets(server, n8n.small));
const fetched = await measureFetch(n8n.small).catch(() => undefined);
await each('list_workflows', ['list', 'listBytes', 'peak'], (server) => measureList(server, n8n.large));

console.log((options.json ? json : table)({ servers, n8n, rounds, fetched, notes }));
process.exit(servers.some((server) => Object.keys(server.failed).length > 0) ? 1 : 0);

function readOptions() {
  const string = { type: 'string' };
  const boolean = { type: 'boolean' };
  const known = { rounds: { ...string, default: '9' }, only: string, gzip: boolean, json: boolean, help: boolean };
  try {
    return parseArgs({ options: known }).values;
  } catch (error) {
    leave(2, `${error.message}\n${usage}`);
  }
}

function leave(status, words) {
  (status === 0 ? console.log : console.error)(words);
  process.exit(status);
}

/** Runs a measurement on each server in turn. A failure ends these figures of that server, and nothing else. */
async function each(what, figures, measure) {
  for (const server of servers) {
    if (figures.some((figure) => server.failed[figure])) continue;
    console.error(`${what}: ${server.name}`);
    try {
      if (late) throw new Error('out of time');
      const found = await measure(server);
      for (const [figure, value] of Object.entries(found ?? {})) (server.samples[figure] ??= []).push(value);
    } catch (error) {
      for (const figure of figures) server.failed[figure] = late ? 'out of time' : error.message;
    }
  }
}

/** The canned n8n is a process of its own, so that its work is not the client's. */
async function startN8n() {
  const args = [fileURLToPath(new URL('n8n.mjs', import.meta.url)), ...(options.gzip ? ['--gzip'] : [])];
  const child = start(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  let ready = '';
  for await (const chunk of child.stdout) {
    ready += chunk;
    if (ready.endsWith('\n')) return JSON.parse(ready);
  }
  throw new Error('the canned n8n did not start');
}
