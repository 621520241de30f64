// Uses the server through the official TypeScript client, in the given mode: legacy, auto or a pinned revision.
//
//   node client.mjs MODE COMMAND [ARGUMENT...]
//
// Prints what it saw as one JSON object: the revision, the names of the tools, one good answer and one refusal.
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const [mode, command, ...args] = process.argv.slice(2);
const versionNegotiation = { mode: /^\d/.test(mode) ? { pin: mode } : mode };
const client = new Client({ name: 'a test', version: '1.0.0' }, { versionNegotiation });
await client.connect(new StdioClientTransport({ command, args }));

const { tools } = await client.listTools();
const good = await client.callTool({ name: 'list_workflows', arguments: { limit: 5 } });
let refused;
try {
  const result = await client.callTool({ name: 'list_workflows', arguments: { limit: 500 } });
  refused = { isError: result.isError, text: result.content[0].text };
} catch (error) {
  refused = { code: error.code, text: error.message };
}
console.log(JSON.stringify({
  revision: client.getNegotiatedProtocolVersion(),
  server: client.getServerVersion()?.name,
  tools: tools.map((tool) => tool.name),
  good: good.structuredContent,
  refused,
}));
await client.close();
