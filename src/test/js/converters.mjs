// Converts the schemas of a list of tools with the converters that clients use, and passes values through them.
//
//   node converters.mjs < INPUT
//
// INPUT is {"tools": tools/list, "values": {tool: arguments}, "answers": {tool: answer}}. Prints as one JSON object, by
// converter and tool, what came out of each: {converter: {tool: {"input": …, "output": …}}}, or the converter's error.
import { readFileSync } from 'node:fs';
import * as zod from 'zod';
import { convertJsonSchemaToZod } from 'zod-from-json-schema';
import { jsonSchemaToZod } from 'json-schema-to-zod';
import { JSONSchemaToZod } from '@dmitryrechkin/json-schema-to-zod';

const converters = {
  'zod-from-json-schema': convertJsonSchemaToZod,
  'json-schema-to-zod': (schema) => new Function('z', `return ${jsonSchemaToZod(schema)}`)(zod.z),
  '@dmitryrechkin/json-schema-to-zod': (schema) => JSONSchemaToZod.convert(schema),
};
const { tools, values, answers } = JSON.parse(readFileSync(0, 'utf8'));

function passed(convert, schema, value) {
  try {
    return convert(schema).parse(value);
  } catch (error) {
    return { error: String(error.message) };
  }
}

const result = {};
for (const [name, convert] of Object.entries(converters)) {
  result[name] = {};
  for (const tool of tools) {
    result[name][tool.name] = {
      input: passed(convert, tool.inputSchema, values[tool.name]),
      output: passed(convert, tool.outputSchema, answers[tool.name]),
    };
  }
}
console.log(JSON.stringify(result));
