// The cold session: what a model does with one workflow, ten calls in a fresh process, each for the first time or
// nearly so. A server that has no tool for a call, or whose call fails, has done fewer, and is told so beside its sum.
import { opened } from './answers.mjs';
import { definition } from './definition.mjs';
import { withServer } from './measure.mjs';

const NAME = 'Orders, renamed by the benchmark';
const URL_BEFORE = 'https://shop.example.com/api/customers/';
const URL_AFTER = 'https://shop.example.com/api/v2/customers/';

const original = definition(1, 32); // inactive in the canned n8n
const node = original.nodes.find((one) => one.type === 'n8n-nodes-base.httpRequest');
const url = node.parameters.url.replace(URL_BEFORE, URL_AFTER);

/** All that a server may need for its calls. */
const renamed = {
  ...original,
  name: NAME,
  links: Object.entries(original.connections).flatMap(([source, byType]) =>
    Object.values(byType).flatMap((outputs) =>
      outputs.flatMap((links) => links.map(({ node: target }) => ({ source, target }))),
    ),
  ),
  node: node.name,
  updates: { 'parameters.url': url },
  path: 'orders',
  data: { order: 7 },
};
const edited = {
  ...renamed,
  nodes: original.nodes.map((one) => (one === node ? { ...one, parameters: { ...one.parameters, url } } : one)),
};

export const STEPS = ['list', 'get', 'rename', 'edit', 'activate', 'execute', 'get', 'list', 'deactivate', 'get'];

function call(server, step) {
  if (step === 'list') return server.list;
  if (step === 'get') return server.get(original.id);
  return server.session[step](step === 'rename' ? renamed : edited);
}

/** The ten calls one after another: how long each took, and how many did what they are for. */
export function measureSession(server, n8n) {
  return withServer(server, n8n, async (running) => {
    await reset(n8n);
    const times = [];
    let end;
    const missed = new Set();
    for (const [i, step] of STEPS.entries()) {
      const exchange = await running.exchange([running.request('tools/call', call(server, step))]);
      times.push(exchange.ms);
      end = exchange.at;
      if (!isDone(exchange.answers[0])) missed.add(i);
    }
    for (const step of notDone(await reset(n8n))) missed.add(STEPS.indexOf(step));
    return {
      session: times.reduce((sum, ms) => sum + ms),
      sessionEnd: end - running.started,
      sessionCalls: times,
      sessionDone: STEPS.length - missed.size,
      sessionMissed: [...missed].map((i) => STEPS[i]),
    };
  });
}

function isDone(answer) {
  try {
    return Boolean(opened(answer));
  } catch {
    return false;
  }
}

/** What the canned n8n has not got, whatever the answers said. */
function notDone({ workflows, runs }) {
  const workflow = workflows.find(({ id }) => id === original.id);
  const now = workflow.nodes.find((one) => one.name === node.name);
  return [
    workflow.name !== NAME && 'rename',
    now?.parameters.url !== url && 'edit',
    workflow.active && 'deactivate',
    runs.length === 0 && 'execute',
  ].filter(Boolean);
}

async function reset(n8n) {
  return (await fetch(`${n8n.url}/reset`, { method: 'POST' })).json();
}
