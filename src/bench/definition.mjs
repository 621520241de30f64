// The workflows of the canned n8n: made up, of realistic size, and the same in every run.
import { createHash } from 'node:crypto';

const webhook = {
  type: 'n8n-nodes-base.webhook',
  typeVersion: 2,
  webhookId: uuid('webhook'),
  parameters: { httpMethod: 'POST', path: 'orders', responseMode: 'responseNode', options: { rawBody: false } },
};
const kinds = [
  {
    type: 'n8n-nodes-base.httpRequest',
    typeVersion: 4.2,
    credential: 'httpHeaderAuth',
    onError: 'continueRegularOutput',
    retryOnFail: true,
    waitBetweenTries: 2000,
    parameters: {
      method: 'POST',
      url: '=https://shop.example.com/api/customers/{{ $json.body.customer.id }}',
      authentication: 'genericCredentialType',
      genericAuthType: 'httpHeaderAuth',
      sendHeaders: true,
      headerParameters: { parameters: [{ name: 'X-Request-Id', value: '={{ $execution.id }}' }] },
      sendBody: true,
      specifyBody: 'json',
      jsonBody: '={\n  "order": "{{ $json.body.order.number }}",\n  "placed": "{{ $now.toISO() }}"\n}',
      options: { timeout: 10000, batching: { batch: { batchSize: 10, batchInterval: 500 } } },
    },
  },
  {
    type: 'n8n-nodes-base.code',
    typeVersion: 2,
    notes: 'Adds up what is billed, by currency, and marks the orders that someone should look at.',
    parameters: {
      jsCode: `const totals = {};
for (const item of $input.all()) {
  const { currency = "EUR", lines = [] } = item.json;
  const sum = lines.reduce((all, line) => all + line.quantity * line.unitPrice, 0);
  totals[currency] = (totals[currency] ?? 0) + sum;
  item.json.total = Math.round(sum * 100) / 100;
  item.json.review = sum > 1000 || item.json.customer?.blocked === true;
}
return $input.all().map((item) => ({ json: { ...item.json, totals } }));`,
    },
  },
  {
    type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
    typeVersion: 1.2,
    credential: 'openAiApi',
    parameters: { model: { __rl: true, mode: 'list', value: 'gpt-4o-mini' }, options: { temperature: 0.2 } },
  },
  {
    type: '@n8n/n8n-nodes-langchain.agent',
    typeVersion: 1.7,
    parameters: {
      promptType: 'define',
      text: '=Summarise this order for the sales team:\n{{ JSON.stringify($json, null, 2) }}',
      options: { systemMessage: 'State amounts with their currency, name what is missing, invent nothing.' },
    },
  },
];

/** A workflow as n8n 1.x answers it. The second copy of the nodes that 2.x adds is left out, as some servers drop it. */
export function definition(i, size) {
  const id = token(`workflow ${i}`);
  const project = { id: token('project'), name: 'Zoé Doe <zoe.doe@example.com>', type: 'personal', icon: null };
  const time = new Date(Date.UTC(2026, 0, 1, i)).toISOString();
  const times = { createdAt: time, updatedAt: time };
  const nodes = Array.from({ length: size }, (_, n) => node(i, n));
  return {
    ...times,
    id,
    name: `Orders of shop ${i}: enrich, check and hand over`,
    active: i % 2 === 0,
    isArchived: false,
    nodes,
    connections: Object.fromEntries(nodes.slice(1).map((next, n) => [nodes[n].name, link(nodes[n], next)])),
    settings: { executionOrder: 'v1', saveManualExecutions: true, timezone: 'Europe/Paris', callerPolicy: 'none' },
    staticData: null,
    meta: { templateCredsSetupCompleted: true },
    pinData: {},
    versionId: uuid(`version ${i}`),
    triggerCount: 1,
    shared: [{ ...times, role: 'workflow:owner', workflowId: id, projectId: project.id, project }],
    tags: [{ ...times, id: token('tag'), name: 'orders' }],
  };
}

function node(i, n) {
  const { type, credential, ...rest } = n === 0 ? webhook : kinds[n % kinds.length];
  return {
    ...rest,
    type,
    id: uuid(`node ${i} ${n}`),
    name: `${type.split('.').pop()} ${n}`,
    position: [220 * n, 300 + 160 * (n % 3)],
    ...(credential && {
      credentials: { [credential]: { id: token(credential), name: `${credential} of the café` } },
    }),
  };
}

function link({ type }, next) {
  const kind = type.endsWith('.lmChatOpenAi') ? 'ai_languageModel' : 'main';
  return { [kind]: [[{ node: next.name, type: kind, index: 0 }]] };
}

function token(text) {
  return createHash('md5').update(text).digest('hex').slice(0, 16);
}

function uuid(text) {
  return token(text).replace(/(.{8})(.{4})(.{4})/, '$1-$2-4000-8000-$3$1');
}
