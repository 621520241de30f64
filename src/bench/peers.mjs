// The npm packages that this server is measured beside: which version, how each is told of an n8n, and asked. The
// calls of `session` are those of session.mjs, in the same order; undefined stands for what a peer has no tool for.

export const peers = [
  {
    name: 'salacoste',
    package: '@kernel.salacoste/n8n-workflow-builder',
    version: '0.9.3',
    bin: 'build/index.js',
    // Speaks stdio where its stdin is no terminal, and opens an HTTP port all the same: 0 lets it take a free one.
    env: (url, key) => ({ N8N_HOST: url, N8N_API_KEY: key, MCP_PORT: '0' }),
    get: (id) => ({ name: 'get_workflow', arguments: { id } }),
    list: { name: 'list_workflows', arguments: {} },
    session: {
      rename: ({ id, name, nodes, links }) => call('update_workflow', { id, name, nodes, connections: links }),
      edit: ({ id, name, nodes, links }) => call('update_workflow', { id, name, nodes, connections: links }),
      activate: ({ id }) => call('activate_workflow', { id }),
      execute: ({ id }) => call('execute_workflow', { id }),
      deactivate: ({ id }) => call('deactivate_workflow', { id }),
    },
  },
  {
    name: 'makafeli',
    package: '@makafeli/n8n-workflow-builder',
    version: '0.10.3',
    bin: 'build/server.cjs',
    env: (url, key) => ({ N8N_HOST: `${url}/api/v1`, N8N_API_KEY: key }),
    get: (id) => ({ name: 'get_workflow', arguments: { id } }),
    list: { name: 'list_workflows', arguments: {} },
    session: {
      rename: ({ id, ...workflow }) => call('update_workflow', { id, workflow: definitionOf(workflow) }),
      edit: ({ id, ...workflow }) => call('update_workflow', { id, workflow: definitionOf(workflow) }),
      activate: ({ id }) => call('activate_workflow', { id }),
      execute: ({ id }) => call('execute_workflow', { id }),
      deactivate: ({ id }) => call('deactivate_workflow', { id }),
    },
  },
  {
    name: 'leonardsellem',
    package: '@leonardsellem/n8n-mcp-server',
    version: '0.1.8',
    bin: 'build/index.js',
    env: (url, key) => ({
      N8N_API_URL: `${url}/api/v1`,
      N8N_API_KEY: key,
      // Without these it calls no webhook, whether the webhook wants them or not.
      N8N_WEBHOOK_USERNAME: 'nobody',
      N8N_WEBHOOK_PASSWORD: 'nothing',
    }),
    get: (workflowId) => ({ name: 'get_workflow', arguments: { workflowId } }),
    list: { name: 'list_workflows', arguments: {} },
    session: {
      rename: ({ id, name }) => call('update_workflow', { workflowId: id, name }),
      edit: ({ id, nodes, connections }) => call('update_workflow', { workflowId: id, nodes, connections }),
      activate: ({ id }) => call('activate_workflow', { workflowId: id }),
      // Takes the workflow's name for the webhook's path.
      execute: ({ path, data }) => call('run_webhook', { workflowName: path, data }),
      deactivate: ({ id }) => call('deactivate_workflow', { workflowId: id }),
    },
  },
  {
    name: 'czlonkowski',
    package: 'n8n-mcp',
    version: '2.87.0',
    bin: 'dist/mcp/stdio-wrapper.js',
    // Refuses an n8n on loopback unless its mode is `moderate`.
    env: (url, key) => ({
      N8N_API_URL: url,
      N8N_API_KEY: key,
      N8N_MCP_TELEMETRY_DISABLED: 'true',
      WEBHOOK_SECURITY_MODE: 'moderate',
    }),
    get: (id) => ({ name: 'n8n_get_workflow', arguments: { id } }),
    list: { name: 'n8n_list_workflows', arguments: { limit: 100 } }, // the most it takes
    session: {
      rename: ({ id, name }) => partly(id, { type: 'updateName', name }),
      edit: ({ id, node, updates }) => partly(id, { type: 'updateNode', nodeName: node, updates }),
      activate: ({ id }) => partly(id, { type: 'activateWorkflow' }),
      execute: ({ id, data }) => call('n8n_test_workflow', { workflowId: id, data }),
      deactivate: ({ id }) => partly(id, { type: 'deactivateWorkflow' }),
    },
  },
];

function call(name, args) {
  return { name, arguments: args };
}

function partly(id, operation) {
  return call('n8n_update_partial_workflow', { id, operations: [operation] });
}

function definitionOf({ name, nodes, connections, settings }) {
  return { name, nodes, connections, settings };
}
