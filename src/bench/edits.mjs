#!/usr/bin/env node
// What everyday work on one large workflow costs a model: the bytes that it writes and reads through this server,
// through n8n-mcp, and through n8n's own MCP server, each task in the server's shortest way, on a real n8n that judges.
// From the project's root, after a build: node src/bench/edits.mjs
import { existsSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { leave, readOptions, scratchFolder } from './command.mjs';
import { countingProxy, overHttp, overStdio } from './edits/connect.mjs';
import { Measurement } from './edits/measurement.mjs';
import { instanceOf } from './edits/n8n-api.mjs';
import { table } from './edits/table.mjs';
import { copy, tasks } from './edits/tasks.mjs';
import * as ways from './edits/ways.mjs';
import { orderWorkflow } from './edits/workflow.mjs';
import { install } from './install.mjs';
import { peers } from './peers.mjs';
import { ours } from './servers.mjs';

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-workflows-mcp');

const usage = `node src/bench/edits.mjs [options]
  --config FILE     a .config.json of this server, whose default instance is a real n8n (src/n8n/n8n.sh start 2.41.1
                    prints one); given twice, the second one's n8n is what is copied to
  --launcher PATH   this server's launcher, in place of this build's
  --only NAME,…     some of launcher, czlonkowski, n8n
  --json FILE       write all that was measured to a file
n8n's own MCP server is measured where the instance has an mcp_token. The workflows made for this are deleted again.`;

const string = { type: 'string' };
const known = { config: { ...string, multiple: true }, launcher: string, only: string, json: string };
const options = readOptions(known, usage);
const configs = options.config ?? [join(cache, 'run-2.41.1', '.config.json')];
for (const file of configs)
  if (!existsSync(file)) leave(2, `There is no ${file}. Start an n8n: src/n8n/n8n.sh start 2.41.1`);
const [source, target] = configs.map(instanceOf);
const wanted = options.only?.split(',') ?? ['launcher', 'czlonkowski', 'n8n'];

const scratch = scratchFolder();

const proxy = await countingProxy(source.url);
const measurement = new Measurement(source, proxy);
const launcher = { ...ours(options.launcher && [options.launcher])[0], home: join(scratch, 'launcher') };
const peer = { ...peers.find(({ name }) => name === 'czlonkowski'), home: join(scratch, 'peer') };
const contestants = [
  {
    key: 'launcher',
    name: 'launcher',
    ways: ways.ours,
    counted: true,
    open: () => overStdio(launcher, proxy.url, source.key),
  },
  {
    key: 'czlonkowski',
    name: 'n8n-mcp',
    ways: ways.czlonkowski,
    counted: true,
    open: () => overStdio(peer, proxy.url, source.key),
  },
  { key: 'n8n', name: "n8n's own", ways: ways.n8nsOwn, open: () => overHttp(source.url, source.token) },
].filter(({ key }) => wanted.includes(key) && (key !== 'n8n' || source.token));
if (contestants.length === 0) leave(2, `Nothing is left to measure.\n${usage}`);
if (wanted.includes('launcher') && !existsSync(launcher.file))
  leave(2, `There is no ${launcher.file}: build it first.`);
if (wanted.includes('czlonkowski')) await install();

for (const contestant of contestants) await measurement.of(contestant);
if (target && contestants[0]?.key === 'launcher') await measurement.copying(contestants[0], launcher, target);

if (options.json) writeFileSync(options.json, JSON.stringify(contestants, null, 2) + '\n');
const shown = target ? [...tasks, copy] : tasks;
console.log(table(shown, contestants, Buffer.byteLength(JSON.stringify(orderWorkflow()))));
process.exit(0);
