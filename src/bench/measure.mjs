// What each figure is, exactly. An answer that tells of an error, or lacks what was asked for, makes it a failure.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkGets, countListed, opened } from './answers.mjs';
import { Server, pipeThrough } from './client.mjs';
import { usage } from './process.mjs';
import { KEY, commandLine } from './servers.mjs';

const hello = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'bench', version: '1' } };
const initialized = { jsonrpc: '2.0', method: 'notifications/initialized' };

const WARM_UP = 200;
const CALLS = 300;
const IN_FLIGHT = 16;
const WINDOW = 2000;

/** Everything counts from the second start on: the first one of the launcher makes its class-data archive. */
export function startOnce(server, n8n) {
  return withServer(server, n8n, () => server.makesArchive && archived(join(server.home, '.cache')));
}

/** From just before the spawn to the newline of the answer to tools/list, and what was used by then. */
export function measureStart(server, n8n) {
  return withServer(server, n8n, async (running, { answers: [answer], at }) => {
    const { cpu, resident } = usage(running.pid);
    const { result } = opened(answer);
    if (!(result.tools.length > 0)) throw new Error('no tools');
    return { start: at - running.started, cpu, resident, toolsBytes: answer.length };
  });
}

/** From just before the spawn to the newline of the answer to the first get_workflow, which follows tools/list. */
export function measureFirst(server, n8n) {
  return withServer(server, n8n, async (running) => {
    const request = running.request('tools/call', server.get(n8n.ids[0]));
    const { answers, at } = await running.exchange([request]);
    checkGets(answers, [request], n8n);
    return { first: at - running.started };
  });
}

/** A shell script's call: the handshake and one get_workflow piped in, end of file, until the process is gone. */
export async function measureOneShot(server, n8n) {
  const request = (id, method, params) => ({ jsonrpc: '2.0', id, method, params });
  const get = request(2, 'tools/call', server.get(n8n.ids[0]));
  const piped = await pipeThrough(commandLine(server, n8n.url), [request(1, 'initialize', hello), initialized, get]);
  const answer = piped.lines.find((line) => JSON.parse(line).id === 2);
  if (!answer) throw new Error('it ended without the answer');
  checkGets([answer], [get], n8n);
  return { oneShot: piped.ms };
}

/** The first page of 250 in a fresh process. */
export function measureFirstList(server, n8n) {
  return withServer(server, n8n, async (running) => {
    const { answers, ms } = await running.exchange([running.request('tools/call', server.list)]);
    return { firstList: ms, firstListed: countListed(answers[0], n8n) };
  });
}

/** Calls one after another, each from its sending to the newline of its answer; then as many as the server can. */
export function measureGets(server, n8n) {
  return withServer(server, n8n, async (running) => {
    const calls = (count) =>
      Array.from({ length: count }, (_, i) => running.request('tools/call', server.get(n8n.ids[i % n8n.ids.length])));
    const checked = async (requests, limits) => {
      const exchange = await running.exchange(requests, limits);
      checkGets(exchange.answers, requests, n8n);
      return exchange.ms;
    };

    const times = [];
    for (const request of calls(WARM_UP + CALLS)) times.push(await checked([request]));

    await checked(calls(500), { inFlight: IN_FLIGHT });
    const ms = await checked(calls(WINDOW), { inFlight: IN_FLIGHT, patience: 60_000 });
    return { get: median(times.slice(WARM_UP)), getsASecond: (WINDOW / ms) * 1000 };
  });
}

/** A page of 250 in a fresh process, once to warm up and five times on the clock. */
export function measureList(server, n8n) {
  return withServer(server, n8n, async (running) => {
    const times = [];
    let answer, listed;
    for (let i = 0; i <= 5; i++) {
      const exchange = await running.exchange([running.request('tools/call', server.list)]);
      times.push(exchange.ms);
      answer = exchange.answers[0];
      listed = countListed(answer, n8n);
    }
    const { peak } = usage(running.pid);
    return { list: median(times.slice(1)), listBytes: answer.length, peak, listed };
  });
}

/** The same workflows by this process's own HTTP client over kept connections: what every server adds to. */
export async function measureFetch(n8n) {
  const times = [];
  for (let i = 0; i < WARM_UP + CALLS; i++) {
    const url = `${n8n.url}/api/v1/workflows/${n8n.ids[i % n8n.ids.length]}`;
    const began = performance.now();
    await (await fetch(url, { headers: { 'X-N8N-API-KEY': KEY } })).json();
    times.push(performance.now() - began);
  }
  return median(times.slice(WARM_UP));
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

/** Starts a server, goes as far as its list of tools, as every client does, and kills it after its use. */
export async function withServer(server, n8n, use) {
  const running = new Server(commandLine(server, n8n.url));
  try {
    await running.exchange([running.request('initialize', hello)]);
    running.send(initialized);
    return await use(running, await running.exchange([running.request('tools/list', {})]));
  } finally {
    await running.kill();
  }
}

/** The launcher makes its archive in the background and puts it into place when it is whole. */
async function archived(folder) {
  for (let i = 0; i < 300; i++) {
    if (readdirSync(folder, { recursive: true }).some((name) => /\.(jsa|aot)$/.test(name))) return;
    await sleep(200);
  }
  throw new Error('no class-data archive after 60 s');
}
