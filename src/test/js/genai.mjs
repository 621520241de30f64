// Lets Google GenAI's client use the server as a model would: the stand-in for the model asks for one tool after another.
//
//   node genai.mjs CALLS COMMAND [ARGUMENT...]
//
// CALLS is a JSON list of {"name": tool, "args": arguments}. Prints as one JSON object what the model was shown: the
// declarations of the tools, and the answer to each call.
import { createServer } from 'node:http';
import { GoogleGenAI, mcpToTool } from '@google/genai';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

const [given, command, ...args] = process.argv.slice(2);
const calls = JSON.parse(given);
const client = new Client({ name: 'a test', version: '1.0.0' });
await client.connect(new StdioClientTransport({ command, args }));

let declarations = [];
const shown = [];
const model = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  const body = JSON.parse(text);
  declarations = (body.tools ?? []).flatMap((tool) => tool.functionDeclarations ?? []);
  const last = body.contents.at(-1).parts;
  shown.push(...last.filter((part) => part.functionResponse).map((part) => part.functionResponse));
  const next = calls[shown.length];
  const part = next ? { functionCall: next } : { text: 'done' };
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ candidates: [{ content: { role: 'model', parts: [part] }, finishReason: 'STOP' }] }));
});
await new Promise((resolve) => model.listen(0, '127.0.0.1', resolve));

const ai = new GoogleGenAI({ apiKey: 'none', httpOptions: { baseUrl: `http://127.0.0.1:${model.address().port}` } });
const answer = await ai.models.generateContent({
  model: 'gemini-stand-in',
  contents: 'Begin.',
  config: { tools: [mcpToTool(client)] },
});
console.log(JSON.stringify({ text: answer.text, declared: declarations.map((tool) => tool.name), shown }));
await client.close();
model.close();
