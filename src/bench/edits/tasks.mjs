// What people ask a model to do with a workflow that exists, and how to see whether it was done: `seen` in the answers,
// and in what n8n has stored, which may differ from what `change` makes of the definition in nothing.
import { orderWorkflow } from './workflow.mjs';

export const SCORE = 'Score the order';
export const RENAMED = 'Rate the order';
export const FOUND = 'Find the customer';
export const NEW_URL = '=https://crm.example.com/api/v2/customers';
export const PATCHES = [
  { find: 'LIMIT = 1000', replace: 'LIMIT = 2500' },
  { find: "reasons.push('new customer')", replace: "reasons.push('first order')" },
];
export const NEW_NODE = {
  name: 'Drop empty answers',
  type: 'n8n-nodes-base.code',
  typeVersion: 2,
  parameters: { jsCode: 'return $input.all().filter(({ json }) => json.id);' },
};
export const NEXT = 'Customer is known';
export const TAKEN_OUT = 'Keep the label';
export const BEFORE = 'Label the line';
export const AFTER = 'Each line';
export const RETRIED = ['Reserve the stock', 'Charge the customer', 'Label the line'];
export const RETRY = { retryOnFail: true, maxTries: 5 };
export const DISABLED = 'Tell finance';

export const tasks = [
  {
    key: 'look',
    label: 'look at its shape',
    seen(text, { nodes }) {
      const missing = nodes.filter(({ name, type }) => !text.includes(name) || !text.includes(type));
      return missing.length > 0 && `${missing.length} nodes are not in the answer`;
    },
  },
  {
    key: 'read',
    label: 'read one node',
    seen(text, { nodes }) {
      const wanted = nodes.find(({ name }) => name === SCORE);
      const found = nodesIn(text).some(
        (node) => node.name === SCORE && node.parameters?.jsCode === wanted.parameters.jsCode,
      );
      return !found && 'the node is not whole in the answer';
    },
  },
  {
    key: 'parameter',
    label: 'change one parameter',
    change: (workflow) => void (node(workflow, FOUND).parameters.url = NEW_URL),
  },
  {
    key: 'code',
    label: 'edit two lines of code',
    change: (workflow) =>
      void (node(workflow, SCORE).parameters.jsCode = patched(node(workflow, SCORE).parameters.jsCode)),
  },
  {
    key: 'insert',
    label: 'insert a node between two',
    new: NEW_NODE.name,
    change(workflow) {
      workflow.nodes.push(NEW_NODE);
      link(workflow, FOUND, NEW_NODE.name);
      link(workflow, NEW_NODE.name, NEXT);
    },
  },
  {
    key: 'rename',
    label: 'rename a node that expressions name',
    change(workflow) {
      const { nodes, connections } = orderWorkflow(RENAMED);
      Object.assign(workflow, { nodes, connections });
    },
  },
  {
    key: 'remove',
    label: 'take a node out, join its neighbours',
    change(workflow) {
      workflow.nodes = workflow.nodes.filter(({ name }) => name !== TAKEN_OUT);
      delete workflow.connections[TAKEN_OUT];
      link(workflow, BEFORE, AFTER);
    },
  },
  {
    key: 'retry',
    label: 'retry three nodes, disable one',
    change(workflow) {
      for (const name of RETRIED) Object.assign(node(workflow, name), RETRY);
      node(workflow, DISABLED).disabled = true;
    },
  },
];

export const copy = { key: 'copy', label: 'copy it to another n8n' };

export function patched(text) {
  return PATCHES.reduce((before, { find, replace }) => before.replace(find, replace), text);
}

function node(workflow, name) {
  return workflow.nodes.find((one) => one.name === name);
}

function link(workflow, source, target) {
  workflow.connections[source] = { main: [[{ node: target, type: 'main', index: 0 }]] };
}

/** Every object with a name in an answer, however deep; none if the answer is no JSON. */
function nodesIn(text) {
  const found = [];
  try {
    JSON.parse(text, (_, value) => (value?.name && found.push(value), value));
  } catch {
    // prose
  }
  return found;
}
