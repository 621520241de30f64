// A canned n8n for the benchmark, on loopback: three instances of its public API, a port each. What can be read is
// serialised before the first request; what is written is kept until the next POST /reset. Prints what the instances
// hold as one JSON line, and ends with its stdin.
// --gzip: compress for those who accept it.
import { createServer } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { definition } from './definition.mjs';

const API = '/api/v1';
const gzip = process.argv.includes('--gzip');
const unauthorized = message(401, 'unauthorized');
const notFound = message(404, 'not found');

const small = await serve({ workflows: 16, nodes: 32 });
const large = await serve({ workflows: 250, nodes: 128 });
// For what writes, so that the two others always answer the same bytes.
const written = await serve({ workflows: 16, nodes: 32 });
console.log(JSON.stringify({ small, large, written }));
process.stdin.on('end', () => process.exit()).resume();

async function serve({ workflows, nodes }) {
  const initial = Array.from({ length: workflows }, (_, i) => definition(i, nodes));
  const initialTexts = initial.map((workflow) => JSON.stringify(workflow));
  let stored, texts, pages, byPath, runs, webhookOf;
  reset();

  const server = createServer(async (request, response) => {
    const reply = request.method === 'GET' ? read(request) : await write(request);
    const compress = reply.zipped && /\bgzip\b/.test(request.headers['accept-encoding']);
    const body = compress ? reply.zipped : reply.plain;
    const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': body.length };
    response.writeHead(reply.status, compress ? { ...headers, 'Content-Encoding': 'gzip' } : headers).end(body);
  });
  server.keepAliveTimeout = 120_000;
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    ids: initial.map(({ id }) => id),
    lastNode: initial[0].nodes.at(-1).name,
    workflowBytes: Buffer.byteLength(initialTexts[0]),
    pageBytes: pages[250].plain.length,
  };

  function reset() {
    stored = new Map(initial.map((workflow) => [workflow.id, workflow]));
    texts = new Map(initial.map(({ id }, i) => [id, initialTexts[i]]));
    byPath = new Map(initial.map(({ id }, i) => [`${API}/workflows/${id}`, answer(200, initialTexts[i])]));
    runs = [];
    webhookOf = undefined;
    pages = allPages();
  }

  /** Unasked, real n8n gives 100; this one 250, so that those who cannot ask for more list as many as the others. */
  function allPages() {
    const page = (limit) => {
      const next = limit < workflows ? Buffer.from(JSON.stringify({ limit, offset: limit })).toString('base64') : null;
      const data = [...texts.values()].slice(0, limit);
      return answer(200, `{"data":[${data}],"nextCursor":${JSON.stringify(next)}}`);
    };
    return { 100: page(100), 250: page(250) };
  }

  function read(request) {
    if (!request.headers['x-n8n-api-key']) return unauthorized;
    const { pathname, searchParams } = new URL(request.url, 'http://n8n');
    if (pathname === `${API}/workflows`) {
      pages ??= allPages();
      return pages[searchParams.get('limit') ?? 250] ?? pages[250];
    }
    if (pathname === `${API}/executions`) {
      const wanted = searchParams.get('workflowId');
      const over = (searchParams.get('status') ?? 'success') === 'success';
      return json(200, { data: runs.filter((run) => over && run.workflowId === wanted).reverse(), nextCursor: null });
    }
    const run = /^\/api\/v1\/executions\/(\d+)$/.exec(pathname);
    if (run && runs[run[1] - 1]) return json(200, runs[run[1] - 1]);
    return byPath.get(pathname) ?? notFound;
  }

  async function write(request) {
    const body = await textOf(request);
    if (request.url === '/reset') {
      const before = { workflows: [...stored.values()], runs };
      reset();
      return json(200, before);
    }
    if (request.url === '/webhook/orders') return startedByWebhook();
    if (!request.headers['x-n8n-api-key']) return unauthorized;
    const [, id, action = ''] = /^\/api\/v1\/workflows\/(\w+)(\/\w+)?$/.exec(request.url) ?? [];
    const workflow = stored.get(id);
    if (!workflow) return notFound;
    const what = request.method + action;
    if (what === 'POST/activate') webhookOf = workflow.id;
    if (what === 'POST/activate' || what === 'POST/deactivate') {
      return store({ ...workflow, active: what === 'POST/activate' });
    }
    if (what !== 'PUT') return notFound; // stock n8n has no /execute
    const { name, nodes, connections, settings } = JSON.parse(body);
    if (!name || !Array.isArray(nodes) || !isObject(connections) || !isObject(settings)) {
      return message(400, 'request/body must have name, nodes, connections and settings');
    }
    return store({ ...workflow, name, nodes, connections, settings, updatedAt: new Date().toISOString() });
  }

  function store(workflow) {
    const text = JSON.stringify(workflow);
    const reply = answer(200, text);
    stored.set(workflow.id, workflow);
    texts.set(workflow.id, text);
    byPath.set(`${API}/workflows/${workflow.id}`, reply);
    pages = undefined; // made when they are asked for
    return reply;
  }

  function startedByWebhook() {
    if (!stored.get(webhookOf)?.active) return message(404, 'The requested webhook "POST orders" is not registered.');
    const now = new Date().toISOString();
    const times = { startedAt: now, stoppedAt: now };
    const id = String(runs.length + 1);
    runs.push({ id, finished: true, mode: 'webhook', status: 'success', ...times, workflowId: webhookOf });
    return json(200, { accepted: true });
  }
}

function isObject(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function message(status, words) {
  return json(status, { message: words });
}

function json(status, value) {
  return answer(status, JSON.stringify(value));
}

function answer(status, text) {
  const plain = Buffer.from(text);
  return { status, plain, zipped: gzip && gzipSync(plain) };
}
