// The nodes that take an order in and carry it out, as somebody would have made them in the editor.
import * as codes from './code.mjs';
import { code, conditions, http, id, iff, mail, other, set } from './nodes.mjs';

export function intake(score) {
  const webhookId = id('webhook of the orders');
  const webhook = {
    httpMethod: 'POST',
    path: 'orders-bench',
    responseMode: 'responseNode',
    options: { rawBody: false },
  };
  return [
    other('Order received', 'webhook', 2, webhook, { webhookId }),
    code('Check the signature', codes.checkSignature),
    iff('Signature is good', '={{ $json.signature.good }}', 'true'),
    answer('Refuse the order', 401, '={\n  "error": "The signature is not the one of this body."\n}'),
    answer('Accept the order', 202, '={\n  "accepted": "{{ $json.id }}"\n}'),
    set('Read the order', {
      id: ['string', "={{ $('Check the signature').item.json.id }}"],
      placedAt: ['string', "={{ DateTime.fromISO($('Check the signature').item.json.placed_at).toISO() }}"],
      language: ['string', "={{ $('Check the signature').item.json.locale?.slice(0, 2) ?? 'en' }}"],
      email: ['string', "={{ $('Check the signature').item.json.customer.email.trim().toLowerCase() }}"],
      billing: ['object', "={{ $('Check the signature').item.json.billing_address }}"],
      shipping: ['object', "={{ $('Check the signature').item.json.shipping_address }}"],
      lines: ['array', "={{ $('Check the signature').item.json.line_items }}"],
    }),
    http('Find the customer', 'GET', '/v1/customers', {
      query: [
        { name: 'email', value: '={{ $json.email }}' },
        { name: 'limit', value: '1' },
      ],
      options: { timeout: 10000, response: { response: { neverError: true } } },
      more: { alwaysOutputData: true },
    }),
    iff('Customer is known', '={{ $json.id }}', 'exists'),
    http('Create the customer', 'POST', '/v1/customers', {
      body: `{\n  "email": "{{ $('Read the order').item.json.email }}",\n  "language": "{{ $('Read the order').item.json.language }}",\n  "address": {{ JSON.stringify($('Read the order').item.json.billing) }}\n}`,
    }),
    other('Either customer', 'merge', 3),
    http('Check the stock', 'POST', '/v2/stock/check', {
      body: "{{ JSON.stringify({ lines: $('Read the order').item.json.lines.map(({ sku, quantity }) => ({ sku, quantity })) }) }}",
      options: { timeout: 15000 },
    }),
    code(score, codes.scoreOrder),
    other('Risk', 'switch', 3.2, {
      rules: {
        values: [
          { conditions: conditions('low', '={{ $json.score }}', 'below', 30), renameOutput: true, outputKey: 'low' },
          { conditions: conditions('high', '={{ $json.score }}', 'above', 69), renameOutput: true, outputKey: 'high' },
        ],
      },
      options: { fallbackOutput: 'extra' },
    }),
  ];
}

function answer(name, responseCode, responseBody) {
  return other(name, 'respondToWebhook', 1.1, { respondWith: 'json', responseBody, options: { responseCode } });
}

export function fulfilment(score) {
  return [
    http('Ask for a review', 'POST', '/v1/reviews', {
      body: `{\n  "order": "{{ $('Read the order').item.json.id }}",\n  "score": {{ $('${score}').item.json.score }},\n  "reasons": {{ JSON.stringify($('${score}').item.json.reasons) }},\n  "answer": "{{ $execution.resumeUrl }}"\n}`,
    }),
    other(
      'Wait for the review',
      'wait',
      1.1,
      { resume: 'webhook', options: {} },
      { webhookId: id('webhook of the wait') },
    ),
    code('Score the order again', codes.scoreAgain(score)),
    iff('Review says yes', '={{ $json.score }}', 'below', 70),
    mail(
      'Tell the customer no',
      "={{ $('Read the order').item.json.email }}",
      'We cannot take your order',
      "=<p>We are sorry: order {{ $('Read the order').item.json.id }} cannot be taken. Nothing was charged.</p>",
    ),
    http('Reserve the stock', 'POST', '/v2/stock/reservations', {
      body: `{\n  "order": "{{ $('Read the order').item.json.id }}",\n  "lines": {{ JSON.stringify($('Read the order').item.json.lines) }},\n  "without": {{ JSON.stringify($node["${score}"].json.missing) }}\n}`,
      options: { timeout: 15000 },
    }),
    iff('Nothing is missing', `={{ $('${score}').item.json.missing }}`, 'empty'),
    http('Order from the supplier', 'POST', '/v1/purchases', {
      body: `{{ JSON.stringify({ skus: $('${score}').item.json.missing, reference: $('Read the order').item.json.id }) }}`,
    }),
    http('Charge the customer', 'POST', '/v1/payments', {
      body: `{\n  "order": "{{ $('Read the order').item.json.id }}",\n  "amount": {{ $('${score}').item.json.total }},\n  "currency": "EUR",\n  "idempotencyKey": "{{ $('Read the order').item.json.id }}-{{ $execution.id }}"\n}`,
      more: { onError: 'continueErrorOutput' },
    }),
    mail(
      'Tell finance',
      'finance@shop.example.com',
      "=Payment of order {{ $('Read the order').item.json.id }} failed",
      '=<p>{{ $json.error.message }}</p><p>Run {{ $execution.id }} of {{ $workflow.name }}.</p>',
    ),
    other('Stop without payment', 'stopAndError', 1, {
      errorMessage: "=No payment for order {{ $('Read the order').item.json.id }}",
    }),
    other('Split the lines', 'splitOut', 1, {
      fieldToSplitOut: "={{ $('Read the order').item.json.lines }}",
      options: { destinationFieldName: 'line' },
    }),
    other('Each line', 'splitInBatches', 3, { batchSize: 5, options: { reset: false } }),
    http('Label the line', 'POST', '/v1/labels', {
      body: '{\n  "sku": "{{ $json.line.sku }}",\n  "weight": {{ $json.line.weight ?? 0.5 }},\n  "to": {{ JSON.stringify($(\'Read the order\').item.json.shipping) }}\n}',
      options: { batching: { batch: { batchSize: 5, batchInterval: 1000 } } },
    }),
    set('Keep the label', {
      sku: ['string', "={{ $('Each line').item.json.line.sku }}"],
      label: ['string', '={{ $json.url }}'],
    }),
    other('All labels', 'aggregate', 1, {
      aggregate: 'aggregateAllItemData',
      destinationFieldName: 'labels',
      options: {},
    }),
  ];
}
