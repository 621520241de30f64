#!/usr/bin/env node
// What the pieces that this server has for speed still buy: each beside the usual way, in fresh JVMs with the
// launcher's flags, with and without a class-data archive of its own. A piece that buys nothing any more can go.
// From the project's root, after a build: node src/bench/parts.mjs
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { start } from './client.mjs';
import { leave, readOptions, scratchFolder } from './command.mjs';
import { definition } from './definition.mjs';
import { median } from './measure.mjs';
import { built } from './parts/build.mjs';
import { markdown, number } from './report.mjs';
import { javaHome, javaVersion } from './servers.mjs';

const pieces = {
  mapper: ['no ObjectMapper', { first: 'first request read and written, ms' }],
  binding: ["the SDK's records by hand", { first: 'first initialize and call read, first result written, ms' }],
  tls: ['no TLS for http://', { first: 'first client and first request, ms' }],
  body: [
    'a body stream of its own',
    { first: 'first small body, ms', warm: 'a small body, warm, ms', page: 'first page of 21 MB, ms' },
  ],
  stall: [
    'the same, of a body that stalls',
    { interrupted: 'interrupted: over after, ms', late: 'time-out of 1 s, own of 3 s: over after, ms' },
  ],
  answer: ["n8n's bytes passed on", { first: 'first answer of 21 KB, ms', warm: 'the same, warm, ms' }],
  page: [
    'a page read as a stream',
    { first: 'first page of 21 MB, ms', warm: 'second page, ms', peak: 'peak memory, MiB' },
  ],
};

const usage = `node src/bench/parts.mjs [--rounds N] [--java HOME] [--only PIECE,…]
  --rounds N   fresh JVMs of each case; the median counts (9)
  --least      the least counts, which moves less on a busy machine
  --java HOME  the JDK, in place of JAVA_HOME or the one on PATH
  --only …     some of ${Object.keys(pieces).join(', ')}`;

const string = { type: 'string' };
const known = { rounds: { ...string, default: '9' }, java: string, only: string, least: { type: 'boolean' } };
const options = readOptions(known, usage);
const rounds = Number(options.rounds);
const names = options.only?.split(',') ?? Object.keys(pieces);
if (!(rounds >= 1) || names.some((name) => !pieces[name])) leave(2, usage);

const root = fileURLToPath(new URL('../../', import.meta.url));
const launcher = join(root, 'target', 'n8n-workflows-mcp');
if (!existsSync(launcher)) leave(2, `There is no ${launcher}. Build it: mvn -B -DskipTests package`);
const java = options.java ?? javaHome();
const scratch = scratchFolder();

const [, flags] =
  /^flags="(.*)"$/m.exec(readFileSync(launcher, 'latin1').slice(0, 20_000)) ?? leave(2, 'no flags in it');
const classPath = built(root, java, scratch);
const n8n = await serve();
const modern = Number(javaVersion(java)) >= 25;
const [make, use] = modern ? ['AOTCacheOutput', 'AOTCache'] : ['ArchiveClassesAtExit', 'SharedArchiveFile'];

const samples = {};
for (let round = 1; round <= rounds; round++) {
  for (const name of names.filter((one) => round === 1 || one !== 'stall')) {
    console.error(`round ${round} of ${rounds}: ${name}`);
    for (const way of ['usual', 'ours']) {
      const archive = join(scratch, `${name}-${way}.archive`);
      if (round === 1) await run(`${name}-${way}`, [`-XX:${make}=${archive}`]);
      keep(name, way, 'bare', await run(`${name}-${way}`, []));
      keep(name, way, 'archive', await run(`${name}-${way}`, [`-XX:${use}=${archive}`]));
    }
  }
}
console.log(table());
process.exit(0);

/** A small answer, a large one, and one that stops in its middle. */
async function serve() {
  const small = JSON.stringify(definition(0, 32));
  const workflows = Array.from({ length: 250 }, (_, i) => JSON.stringify(definition(i, 128)));
  const large = `{"data":[${workflows}],"nextCursor":null}`;
  const bodies = { '/small': Buffer.from(small), '/large': Buffer.from(large), '/stalling': Buffer.from(small) };
  const server = createServer((request, response) => {
    const body = bodies[request.url];
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length });
    if (request.url === '/stalling') response.write(body.subarray(0, 1000));
    else response.end(body);
  });
  server.keepAliveTimeout = 120_000;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}

async function run(name, archive) {
  const urls = ['/small', '/large', '/stalling'].map((path) => n8n + path);
  const args = [...flags.split(' '), ...archive, '-cp', classPath, 'Parts', name, ...urls];
  const child = start(join(java, 'bin', 'java'), args, {
    env: { PATH: process.env.PATH, LANG: process.env.LANG },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
  return JSON.parse(printed);
}

function keep(name, way, mode, figures) {
  for (const [figure, value] of Object.entries(figures)) {
    const byWay = (((samples[name] ??= {})[figure] ??= {})[mode] ??= {});
    (byWay[way] ??= []).push(value);
  }
}

function table() {
  const head = ['piece', 'figure', 'usual way', "this server's", 'saves', 'usual, archive', "this server's", 'saves'];
  const rows = names.flatMap((name) => {
    const [piece, figures] = pieces[name];
    return Object.entries(figures).map(([figure, label], i) => [
      i === 0 ? piece : '',
      label,
      ...compared(samples[name][figure].bare),
      ...compared(samples[name][figure].archive),
    ]);
  });
  const counted = options.least ? 'The least' : 'Medians';
  const comment = `${counted} of ${rounds} fresh JVMs, Java ${javaVersion(java)}, ${flags}`;
  return [markdown([head, ...rows]), '', comment].join('\n');
}

function compared({ usual, ours }) {
  const [before, after] = [usual, ours].map((values) => (options.least ? Math.min(...values) : median(values)));
  const shown = (value) => (value < 0 ? 'not within 5 s' : number(value));
  return [shown(before), shown(after), Math.min(before, after) < 0 ? '' : number(before - after)];
}
