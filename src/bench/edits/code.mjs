// The JavaScript of the workflow's Code nodes. Names of other nodes stand in it as people write them.

export const checkSignature = `const crypto = require('crypto');

const secret = $env.SHOP_WEBHOOK_SECRET;
const given = $json.headers['x-shop-signature'] ?? '';
const body = JSON.stringify($json.body);
const wanted = crypto.createHmac('sha256', secret).update(body).digest('hex');

const good = given.length === wanted.length
  && crypto.timingSafeEqual(Buffer.from(given), Buffer.from(wanted));

return [{ json: { ...$json.body, signature: { good, receivedAt: $now.toISO() } } }];`;

export const scoreOrder = `// A number from 0 (take it) to 100 (let somebody look at it), and why.
const LIMIT = 1000;
const RISKY_COUNTRIES = ['XX', 'ZZ'];

const order = $('Read the order').first().json;
const customer = $('Find the customer').first()?.json ?? {};
const stock = $('Check the stock').first().json;

const reasons = [];
let score = 0;

const total = order.lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0);
if (total > LIMIT) {
  score += 40;
  reasons.push('large order');
}
if (!customer.id || customer.orders === 0) {
  score += 20;
  reasons.push('new customer');
}
if (order.billing.country !== order.shipping.country) {
  score += 15;
  reasons.push('bill and parcel go to different countries');
}
if (RISKY_COUNTRIES.includes(order.shipping.country)) {
  score += 30;
  reasons.push('country on the list');
}
const missing = stock.lines.filter((line) => line.available < line.quantity);

return [{
  json: {
    orderId: order.id,
    total: Math.round(total * 100) / 100,
    score: Math.min(score, 100),
    reasons,
    missing: missing.map(({ sku }) => sku),
  },
}];`;

export const scoreAgain = (
  score,
) => `// A person has looked at it: what they decided weighs more than what was computed.
const before = $('${score}').first().json;
const review = $json;

const score = review.decision === 'accept' ? 0 : before.score;
const reasons = [...before.reasons, \`\${review.reviewer}: \${review.decision}\`];

return [{ json: { ...before, score, reasons, reviewedAt: review.at } }];`;

export const sumUp = (score) => `const scores = $items("${score}").map((item) => item.json);
const orders = $input.all().map((item) => item.json);

const byCountry = {};
for (const order of orders) {
  const country = order.shipping?.country ?? 'unknown';
  byCountry[country] ??= { orders: 0, total: 0, reviewed: 0 };
  byCountry[country].orders += 1;
  byCountry[country].total += order.total;
  if (order.reviewedAt) byCountry[country].reviewed += 1;
}

const rows = Object.entries(byCountry)
  .sort(([, a], [, b]) => b.total - a.total)
  .map(([country, { orders, total, reviewed }]) => ({
    country,
    orders,
    total: total.toFixed(2),
    reviewed: \`\${Math.round((100 * reviewed) / orders)} %\`,
  }));

return [{ json: { rows, highest: scores[0]?.score ?? null, day: $now.minus({ days: 1 }).toISODate() } }];`;

export const prompt = (score) => `=Write the letter that confirms this order.

Order {{ $('Read the order').item.json.id }} of {{ $('Read the order').item.json.placedAt }}, in {{ $('Read the order').item.json.language }}:
{{ JSON.stringify($('Read the order').item.json.lines, null, 2) }}

Parcels: {{ JSON.stringify($json.labels) }}
To be sent later: {{ $('${score}').item.json.missing.join(', ') || 'nothing' }}`;

export const systemMessage = `You write for a small shop that sells tools for gardeners.

- Answer in the customer's language, in at most 120 words, with no greeting beyond one line.
- Name every article once, with its quantity. Prices only if the customer asked for them.
- What is sent later is said in the second sentence, with the date that the supplier gave.
- Promise nothing that is not in the data. If something is missing there, say that a person will write.
- Never mention scores, reviews or anything else of how orders are checked.`;
