// The nodes that write the customer's letter, and those that report what a day brought.
import * as codes from './code.mjs';
import { ai, code, http, iff, mail, note, other, set } from './nodes.mjs';

export function letter(score) {
  const schema = { subject: 'Your order 1001 is on its way', html: '<p>…</p>', isComplete: true };
  const model = { __rl: true, mode: 'list', value: 'gpt-4o-mini', cachedResultName: 'gpt-4o-mini' };
  return [
    ai('Write the letter', 'agent', 1.7, {
      promptType: 'define',
      text: codes.prompt(score),
      hasOutputParser: true,
      options: { systemMessage: codes.systemMessage, maxIterations: 5 },
    }),
    ai(
      'Model',
      'lmChatOpenAi',
      1.2,
      { model, options: { temperature: 0.3, maxTokens: 800 } },
      { credential: 'openAiApi' },
    ),
    ai('Memory', 'memoryBufferWindow', 1.3, {
      sessionIdType: 'customKey',
      sessionKey: "={{ $('Read the order').item.json.email }}",
    }),
    ai('Look up an article', 'toolHttpRequest', 1.1, {
      toolDescription: 'Says what an article is called in a language, and when it can be sent.',
      url: 'https://shop.example.com/api/v1/articles/{sku}',
    }),
    ai("Letter's form", 'outputParserStructured', 1.2, { jsonSchemaExample: JSON.stringify(schema, null, 2) }),
    iff('Letter is complete', '={{ $json.output.isComplete }}', 'true'),
    mail(
      'Send the letter',
      "={{ $('Read the order').item.json.email }}",
      '={{ $json.output.subject }}',
      '={{ $json.output.html }}',
    ),
    mail(
      'Hand over to a person',
      'service@shop.example.com',
      "=Please write to {{ $('Read the order').item.json.email }}",
      '=<pre>{{ JSON.stringify($json.output, null, 2) }}</pre>',
    ),
  ];
}

export function daily(score) {
  return [
    other('Every morning', 'scheduleTrigger', 1.2, { rule: { interval: [{ triggerAtHour: 7, triggerAtMinute: 30 }] } }),
    http('Orders of yesterday', 'GET', '/v1/orders', {
      query: [
        { name: 'placed_after', value: '={{ $now.minus({ days: 1 }).startOf("day").toISO() }}' },
        { name: 'placed_before', value: '={{ $now.startOf("day").toISO() }}' },
      ],
      options: {
        pagination: {
          pagination: { paginationMode: 'responseContainsNextURL', nextURL: '={{ $response.body.next }}' },
        },
      },
    }),
    code('Sum up the day', codes.sumUp(score)),
    mail(
      'Report',
      'team@shop.example.com',
      '=Orders of {{ $json.day }}',
      '=<table>{{ $json.rows.map((row) => `<tr><td>${row.country}</td><td>${row.orders}</td><td>${row.total}</td></tr>`).join("") }}</table>',
    ),
    note(
      'Note on intake',
      '## Intake\nThe shop signs every order (secret in SHOP_WEBHOOK_SECRET). It is answered at once, all else happens afterwards.\n\n**Score the order** adds up what looks odd; from 30 on a person looks at it, see the handbook, chapter 4.',
      { width: 1240, height: 380, color: 4 },
    ),
    note(
      'Note on letters',
      '## Letters\nThe agent may look up articles and nothing else. A letter that it calls incomplete goes to service@shop.example.com.',
      { width: 900, height: 420, color: 6 },
    ),
    set('Done', {
      order: ['string', "={{ $('Read the order').item.json.id }}"],
      finishedAt: ['string', '={{ $now.toISO() }}'],
    }),
  ];
}
