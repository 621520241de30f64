#!/usr/bin/env node
// Measures this server and its npm peers side by side, over plain stdio against a canned n8n on loopback, and prints
// Markdown tables. From the project's root, after a build: node src/bench/bench.mjs
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { killAll, start } from './client.mjs';
import { leave, readOptions, scratchFolder } from './command.mjs';
import { against, builds } from './compare.mjs';
import { install } from './install.mjs';
import * as measure from './measure.mjs';
import { peers } from './peers.mjs';
import { json, report } from './report.mjs';
import { ours } from './servers.mjs';
import { measureSession } from './session.mjs';

const TIME_LIMIT = 30 * 60_000;
const WARM_ROUNDS = 3;

const usage = `node src/bench/bench.mjs [options]
  --rounds N        fresh processes of each server for the figures of the start; the median counts (9)
  --only NAME,…     some of launcher, jar, ${peers.map((server) => server.name).join(', ')}
  --launcher PATH   the launcher to measure, in place of this build's; NAME=PATH names it. Given more than once, the
                    builds are measured in turn in every round, and ratios to the first one are printed
  --java HOME       measure each launcher on this Java too; may be given more than once
  --json FILE       write all samples to a file
  --against FILE    print ratios to what an earlier run wrote with --json
  --gzip            let the canned n8n compress for those who accept it
Needs Linux, Node 20, npm, a Java for this server. The peers are installed once, into the user's cache folder.`;

const string = { type: 'string' };
const several = { type: 'string', multiple: true };
const known = {
  rounds: { ...string, default: '9' },
  only: string,
  launcher: several,
  java: several,
  json: string,
  against: string,
  gzip: { type: 'boolean' },
};
const options = readOptions(known, usage);
const rounds = Number(options.rounds);
const all = [...ours(options.launcher, options.java), ...peers];
const names = options.only?.split(',') ?? all.flatMap((server) => server.build ?? server.name);
const unknown = names.filter((name) => !all.some((server) => [server.name, server.build].includes(name)));
if (unknown.length > 0) leave(2, `No server is called ${unknown}.\n${usage}`);
if (!(rounds >= 1)) leave(2, `--rounds needs a number above 0.\n${usage}`);
const earlier = options.against && JSON.parse(readFileSync(options.against));

const scratch = scratchFolder();

const chosen = all.filter((server) => names.includes(server.build ?? server.name) || names.includes(server.name));
const servers = chosen.filter((server) => !server.file || existsSync(server.file));
const missing = chosen.filter((server) => !servers.includes(server));
const notes = missing.map(({ name, file }) => `${name} is not measured: there is no ${file}.`);
if (servers.length === 0) leave(2, `Nothing is left to measure. ${notes.join(' ')}`);
for (const [i, server] of servers.entries()) {
  server.home = join(scratch, `home-${i}`);
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
const ofTheList = ['list', 'listBytes', 'peak'];
await each('first start', [...ofTheStart, 'first', 'oneShot', 'firstList', 'session', 'sessionEnd'], (server) =>
  measure.startOnce(server, n8n.small),
);
for (let round = 1; round <= rounds; round++) {
  const what = `round ${round} of ${rounds}`;
  await each(`${what}: start`, ofTheStart, (server) => measure.measureStart(server, n8n.small));
  await each(`${what}: first call`, ['first'], (server) => measure.measureFirst(server, n8n.small));
  await each(`${what}: one shot`, ['oneShot'], (server) => measure.measureOneShot(server, n8n.small));
  await each(`${what}: first list`, ['firstList'], (server) => measure.measureFirstList(server, n8n.large));
  await each(`${what}: session`, ['session', 'sessionEnd'], (server) => measureSession(server, n8n.written));
  servers.reverse(); // so that no server always comes after the same one
}
if (rounds % 2 === 1) servers.reverse();
for (let round = 1; round <= Math.min(rounds, WARM_ROUNDS); round++) {
  await each('get_workflow', ['get', 'getsASecond'], (server) => measure.measureGets(server, n8n.small));
  await each('list_workflows', ofTheList, (server) => measure.measureList(server, n8n.large));
}
const fetched = await measure.measureFetch(n8n.small).catch(() => undefined);

const found = { servers, n8n, rounds, fetched, notes };
if (options.json) writeFileSync(options.json, json(found) + '\n');
const tables = [report(found), builds(servers), earlier && against(earlier, servers)];
console.log(tables.filter(Boolean).join('\n\n'));
process.exit(servers.some((server) => Object.keys(server.failed).length > 0) ? 1 : 0);

/** Runs a measurement on each server in turn. A failure ends these figures of that server, and nothing else. */
async function each(what, figures, measurement) {
  for (const server of servers) {
    if (figures.some((figure) => server.failed[figure])) continue;
    console.error(`${what}: ${server.name}`);
    try {
      if (late) throw new Error('out of time');
      const found = await measurement(server);
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
