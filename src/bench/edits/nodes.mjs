// Nodes in the form in which n8n's editor writes them.
import { createHash } from 'node:crypto';

const SHOP = 'https://shop.example.com/api';

export function http(name, method, path, { body, query, more = {}, options = {} } = {}) {
  return {
    name,
    type: 'n8n-nodes-base.httpRequest',
    typeVersion: 4.2,
    parameters: {
      ...(method !== 'GET' && { method }),
      url: `=${SHOP}${path}`,
      authentication: 'genericCredentialType',
      genericAuthType: 'httpHeaderAuth',
      ...(query && { sendQuery: true, queryParameters: { parameters: query } }),
      ...(body && { sendBody: true, specifyBody: 'json', jsonBody: `=${body}` }),
      options,
    },
    ...more,
    credential: 'httpHeaderAuth',
  };
}

export function code(name, jsCode) {
  return { name, type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode } };
}

const operators = {
  true: { type: 'boolean', operation: 'true', singleValue: true },
  exists: { type: 'string', operation: 'exists', singleValue: true },
  empty: { type: 'array', operation: 'empty', singleValue: true },
  is: { type: 'string', operation: 'equals', name: 'filter.operator.equals' },
  below: { type: 'number', operation: 'lt' },
  above: { type: 'number', operation: 'gt' },
};

export function conditions(name, leftValue, operator, rightValue = '') {
  return {
    options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
    conditions: [{ id: id(`condition of ${name}`), leftValue, rightValue, operator: operators[operator] }],
    combinator: 'and',
  };
}

export function iff(name, ...condition) {
  const parameters = { conditions: conditions(name, ...condition), options: {} };
  return { name, type: 'n8n-nodes-base.if', typeVersion: 2.2, parameters };
}

export function set(name, fields) {
  const assignments = Object.entries(fields).map(([field, [type, value]]) => ({
    id: id(`field ${field} of ${name}`),
    name: field,
    value,
    type,
  }));
  const parameters = { assignments: { assignments }, options: {} };
  return { name, type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters };
}

export function mail(name, toEmail, subject, html) {
  return {
    name,
    type: 'n8n-nodes-base.emailSend',
    typeVersion: 2.1,
    parameters: { fromEmail: 'orders@shop.example.com', toEmail, subject, html, options: { appendAttribution: false } },
    webhookId: id(`webhook of ${name}`),
    credential: 'smtp',
  };
}

export function other(name, type, typeVersion, parameters = {}, more = {}) {
  return { name, type: `n8n-nodes-base.${type}`, typeVersion, parameters, ...more };
}

export function ai(name, type, typeVersion, parameters = {}, more = {}) {
  return { name, type: `@n8n/n8n-nodes-langchain.${type}`, typeVersion, parameters, ...more };
}

export function note(name, content, { width, height, color }) {
  return other(name, 'stickyNote', 1, { content, height, width, color });
}

/** The same text gives the same id, in the form that n8n gives its nodes. */
export function id(text) {
  const hex = createHash('md5').update(text).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5');
}

/** The same, in the form that n8n gives its credentials. */
export function token(text) {
  return createHash('md5').update(text).digest('hex').slice(0, 16);
}
