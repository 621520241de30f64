// Does the tasks through a server, each on a workflow of its own, adds up what they cost, and lets n8n judge them.
import { countingProxy, overStdio } from './connect.mjs';
import { N8nApi, differences } from './n8n-api.mjs';
import { copy, tasks } from './tasks.mjs';
import { orderWorkflow } from './workflow.mjs';

export class Measurement {
  #source;
  #proxy;
  #api;
  #definition;

  /** @param proxy what counts the requests to the source */
  constructor(source, proxy) {
    this.#source = source;
    this.#proxy = proxy;
    this.#api = new N8nApi(source);
    // A name of its own for each run, and as long in every one.
    const run = String(process.pid).padStart(7, '0');
    this.#definition = { ...orderWorkflow(), name: `edits.mjs ${run}: orders, from the shop to the parcel` };
    if (source.token) this.#definition.settings.availableInMCP = true; // n8n's own server shows no other
  }

  /** Puts the result of every task into the contestant's `results`. */
  async of(contestant) {
    contestant.results = {};
    let connection;
    try {
      connection = await contestant.open();
      contestant.toolsBytes = connection.toolsBytes;
      await this.#warmUp(contestant, connection);
      for (const task of tasks) {
        console.error(`${contestant.name}: ${task.label}`);
        contestant.results[task.key] = await this.#done(task, contestant, connection);
      }
    } catch (error) {
      for (const { key } of tasks) contestant.results[key] ??= { failed: error.message };
    } finally {
      await connection?.close();
    }
  }

  /** What a process asks n8n once, for its version or the like, is no part of a task. */
  #warmUp({ ways }, connection) {
    return this.#withWorkflow(async ({ id }) => {
      const calls = [...ways.look(id), ...ways.parameter(id)];
      for (const call of calls.filter(connection.supports)) await connection.call(call);
    });
  }

  #done(task, contestant, connection) {
    return this.#withWorkflow(async (before) => {
      const result = await this.#carriedOut(contestant, task, before.id, connection);
      if (result.unsupported || result.failed) return result;
      const expected = structuredClone(before);
      task.change?.(expected);
      const wrong = differences(expected, await this.#api.get(before.id), { fresh: task.new });
      return { ...result, ...judged(task.seen?.(result.text, before), wrong) };
    });
  }

  async #carriedOut({ ways, counted }, task, id, connection) {
    const calls = ways[task.key](id);
    if (!calls.every(connection.supports)) return { unsupported: true };
    this.#proxy.requests.length = 0;
    const answers = [];
    for (const call of calls) {
      const { text, failed } = await connection.call(call);
      if (failed) return { failed: text };
      answers.push(text);
    }
    return {
      calls,
      text: answers.join('\n'),
      written: sum(calls.map(([, args]) => Buffer.byteLength(JSON.stringify(args)))),
      read: sum(answers.map((answer) => Buffer.byteLength(answer))),
      requests: counted ? [...this.#proxy.requests] : undefined,
    };
  }

  /** From the source to another n8n, by a server that knows both. */
  async copying(contestant, server, target) {
    console.error(`${contestant.name}: ${copy.label}`);
    const other = new N8nApi(target);
    const proxy = await countingProxy(target.url);
    const environments = {
      first: { n8n_host: this.#proxy.url, n8n_api_key: this.#source.key },
      second: { n8n_host: proxy.url, n8n_api_key: target.key },
    };
    let connection;
    try {
      const config = { environments, defaultEnv: 'first' };
      connection = await overStdio(server, this.#proxy.url, this.#source.key, config);
      contestant.results.copy = await this.#withWorkflow(async (before) => {
        const result = await this.#carriedOut(contestant, copy, before.id, connection);
        if (result.unsupported || result.failed) return result;
        result.requests.push(...proxy.requests);
        const stored = await other.get(JSON.parse(result.text).id);
        return { ...result, ...judged(undefined, differences(copied(before), copied(stored))) };
      });
    } catch (error) {
      contestant.results.copy = { failed: error.message };
    } finally {
      await connection?.close();
      await other.deleteAllNamed(this.#definition.name).catch(() => {});
    }
  }

  async #withWorkflow(use) {
    const workflow = await this.#api.create(this.#definition);
    try {
      return await use(workflow);
    } finally {
      await this.#api.delete(workflow.id).catch(() => {});
    }
  }
}

/** What must be equal on the other n8n, which has not the same credentials. */
function copied({ name, nodes, connections, settings }) {
  const bare = nodes.map(({ credentials, ...node }) => ({ ...node, credentials: Object.keys(credentials ?? {}) }));
  return { name, nodes: bare, connections, settings };
}

function judged(unseen, wrong) {
  const more = wrong.length > 3 ? ` and ${wrong.length - 3} more places` : '';
  const why = unseen || (wrong.length > 0 && `not as it should be: ${wrong.slice(0, 3).join(', ')}${more}`);
  return why ? { right: false, why } : { right: true };
}

function sum(numbers) {
  return numbers.reduce((total, one) => total + one, 0);
}
