// n8n's REST API, asked directly: it makes each task's workflow and judges what became of it.
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

/** The default instance of a .config.json of this server. */
export function instanceOf(file) {
  const config = JSON.parse(readFileSync(file));
  const { n8n_host, n8n_api_key, mcp_token } = config.environments?.[config.defaultEnv] ?? config;
  const plain = (text) => text?.replace(/\$\{(\w+)\}/g, (_, name) => process.env[name] ?? '');
  return { url: n8n_host.replace(/\/(api\/v1\/?)?$/, ''), key: plain(n8n_api_key), token: plain(mcp_token) };
}

export class N8nApi {
  #instance;

  constructor(instance) {
    this.#instance = instance;
  }

  async create(workflow) {
    const { id } = await this.#send('POST', '/workflows', workflow);
    return this.get(id);
  }

  get(id) {
    return this.#send('GET', `/workflows/${id}`);
  }

  delete(id) {
    return this.#send('DELETE', `/workflows/${id}`);
  }

  async deleteAllNamed(name) {
    const { data } = await this.#send('GET', `/workflows?limit=250&name=${encodeURIComponent(name)}`);
    for (const workflow of data.filter((one) => one.name === name)) await this.delete(workflow.id);
  }

  async #send(method, path, body) {
    const response = await fetch(`${this.#instance.url}/api/v1${path}`, {
      method,
      headers: { 'X-N8N-API-KEY': this.#instance.key, 'Content-Type': 'application/json', Accept: 'application/json' },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`n8n refused ${method} ${path}: ${response.status} ${text.slice(0, 300)}`);
    return JSON.parse(text);
  }
}

/** What n8n changes with a write, where a definition came from, and n8n's second copy of what is live. */
const PASSING = ['updatedAt', 'versionId', 'versionCounter', 'meta', 'shared', 'activeVersion'];

/** Where a stored definition differs from the expected one: a list of places, empty if it is right. */
export function differences(expected, stored, options) {
  return compare(comparable(expected, options), comparable(stored, options), '');
}

/** @param fresh a node whose id and position may be anything */
function comparable(workflow, { fresh } = {}) {
  const rest = Object.fromEntries(Object.entries(workflow).filter(([key]) => !PASSING.includes(key)));
  const nodes = workflow.nodes.map(({ name, ...node }) => [
    name,
    name === fresh ? { ...node, id: '', position: [] } : node,
  ]);
  const links = Object.entries(workflow.connections).flatMap(([source, byType]) =>
    Object.entries(byType).flatMap(([type, outputs]) =>
      outputs.flatMap((targets, output) =>
        (targets ?? []).map((to) => `${source} -${type} ${output}-> ${to.node} (${to.type} ${to.index})`),
      ),
    ),
  );
  return {
    ...rest,
    nodes: Object.fromEntries(nodes),
    connections: Object.fromEntries(links.map((link) => [link, true])),
  };
}

function compare(expected, stored, path) {
  if (isDeepStrictEqual(expected, stored)) return [];
  if (!isObject(expected) || !isObject(stored)) return [path];
  const keys = new Set([...Object.keys(expected), ...Object.keys(stored)]);
  return [...keys].flatMap((key) => compare(expected[key], stored[key], path ? `${path}.${key}` : key));
}

function isObject(value) {
  return value !== null && typeof value === 'object';
}
