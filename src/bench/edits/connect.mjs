// Servers that tasks are done through, over stdio or HTTP, and a proxy that counts what reaches n8n.
import { createServer, request as send } from 'node:http';
import { request as sendEncrypted } from 'node:https';
import { Server } from '../client.mjs';
import { commandLine } from '../servers.mjs';

const hello = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'bench', version: '1' } };

/** Counts in `requests` what passes through it, as lines of method and path. */
export async function countingProxy(target) {
  const { protocol, hostname, port, pathname } = new URL(target);
  const requests = [];
  const forward = protocol === 'https:' ? sendEncrypted : send;
  const server = createServer((incoming, answer) => {
    requests.push(`${incoming.method} ${incoming.url}`);
    const path = pathname.replace(/\/$/, '') + incoming.url;
    const headers = { ...incoming.headers, host: new URL(target).host };
    const outgoing = forward({ hostname, port, path, method: incoming.method, headers }, (response) => {
      answer.writeHead(response.statusCode, response.headers);
      response.pipe(answer);
    });
    outgoing.on('error', () => answer.destroy());
    incoming.pipe(outgoing);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${server.address().port}`, requests };
}

/** @param config what is written for a server that is configured by a file; one instance if left out */
export async function overStdio(server, url, key, config) {
  const running = new Server(commandLine(server, url, key, config));
  const ask = async (method, params) => {
    const { answers } = await running.exchange([running.request(method, params)], { patience: 60_000 });
    return JSON.parse(answers[0]);
  };
  await ask('initialize', hello);
  running.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
  return connection(ask, () => running.kill());
}

/** n8n's own MCP server; it wants no handshake and answers with one event. */
export function overHttp(url, token) {
  let lastId = 0;
  const ask = async (method, params) => {
    const response = await fetch(`${url}/mcp-server/http`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        Accept: 'application/json, text/event-stream',
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: ++lastId, method, params }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`n8n's MCP server answered ${response.status} ${text.slice(0, 200)}`);
    const data = text.split('\n').find((line) => line.startsWith('data:'));
    return JSON.parse(data ? data.slice('data:'.length) : text);
  };
  return connection(ask, () => {});
}

async function connection(ask, close) {
  const { result } = await ask('tools/list', {});
  return {
    toolsBytes: Buffer.byteLength(JSON.stringify(result)),
    supports: ([name, args]) => {
      const schema = result.tools.find((tool) => tool.name === name)?.inputSchema;
      return schema && Object.keys(args).every((key) => key in schema.properties);
    },
    /** What the model reads of the answer, and whether it is an error. */
    async call([name, args]) {
      const answer = await ask('tools/call', { name, arguments: args });
      if (answer.error) return { text: answer.error.message, failed: true };
      const text = answer.result.content.map((block) => block.text ?? '').join('');
      return { text, failed: Boolean(answer.result.isError) };
    },
    close,
  };
}
