// Lets Google GenAI's client use the server, whose command is the arguments. Whoever reads stdout and writes stdin is the
// model: first it reads the names of the tools as one line, then it writes a call as a line, {"name": tool, "args":
// arguments}, and reads as one line of JSON what the client shows it. The end of stdin ends the chat, and with it the server.
//
//   node genai.mjs COMMAND [ARGUMENT...]
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { GoogleGenAI, mcpToTool } from '@google/genai';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const [command, ...args] = process.argv.slice(2);
const client = new Client({ name: 'a test', version: '1.0.0' });
await client.connect(new StdioClientTransport({ command, args }));

const calls = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const write = (shown) => console.log(JSON.stringify(shown));
let namesAreWritten = false;
const model = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  const body = JSON.parse(text);
  if (!namesAreWritten) {
    write(body.tools.flatMap((tool) => tool.functionDeclarations).map((tool) => tool.name));
    namesAreWritten = true;
  }
  for (const part of body.contents.at(-1).parts) {
    if (part.functionResponse) write(part.functionResponse.response);
  }
  const { value, done } = await calls.next();
  const part = done ? { text: 'done' } : { functionCall: JSON.parse(value) };
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ candidates: [{ content: { role: 'model', parts: [part] }, finishReason: 'STOP' }] }));
});
await new Promise((resolve) => model.listen(0, '127.0.0.1', resolve));

const ai = new GoogleGenAI({ apiKey: 'none', httpOptions: { baseUrl: `http://127.0.0.1:${model.address().port}` } });
await ai.models.generateContent({
  model: 'gemini-stand-in',
  contents: 'Begin.',
  config: { tools: [mcpToTool(client)] },
});
await client.close();
model.close();
