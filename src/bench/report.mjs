// The figures as Markdown tables, or as JSON with all samples.
import { cpus, loadavg } from 'node:os';
import { caveats } from './install.mjs';
import { median } from './measure.mjs';
import { peers } from './peers.mjs';
import { javaVersion } from './servers.mjs';
import { STEPS } from './session.mjs';

const busyBefore = loadavg()[0].toFixed(1);

export const figures = [
  { key: 'start', label: 'spawn to `tools/list` answered, ms', goal: 0.5 },
  { key: 'first', label: 'spawn to the first `get_workflow` answered, ms', goal: 0.55 },
  { key: 'oneShot', label: 'one `get_workflow` piped in, until the process is gone, ms', goal: 0.6 },
  { key: 'session', label: 'a cold session of ten calls, sum, ms', of: 'sessionDone', all: () => STEPS.length },
  { key: 'sessionEnd', label: 'spawn to the end of that session, ms', of: 'sessionDone', all: () => STEPS.length },
  { key: 'cpu', label: 'cpu to `tools/list`, s', goal: 1.0 },
  { key: 'resident', label: 'resident memory there, MiB', goal: 1.0 },
  { key: 'toolsBytes', label: '`tools/list`, bytes' },
  { key: 'get', label: 'one `get_workflow`, warm, ms', goal: 0.8 },
  { key: 'getsASecond', label: '`get_workflow` a second, 16 in flight', goal: 2.0, most: true },
  { key: 'firstList', label: 'first `list_workflows` of 250, ms', goal: 0.8, of: 'firstListed', all: listedBy },
  { key: 'list', label: '`list_workflows` of 250, warm, ms', goal: 0.5, of: 'listed', all: listedBy },
  { key: 'listBytes', label: 'reply of that list, bytes', of: 'listed', all: listedBy },
  { key: 'peak', label: 'peak memory after it, MiB', goal: 0.25, of: 'listed', all: listedBy },
];

function listedBy(n8n) {
  return n8n.large.ids.length;
}

export function report({ servers, n8n, rounds, fetched, notes }) {
  // The goals are the first launcher's; without it the jar is held against them.
  const subject = servers.find((server) => !peers.includes(server));
  const head = ['figure', 'goal', ...servers.map((server) => server.name), 'best peer'];
  if (subject) head.push(`${subject.name} / best peer`, 'met');

  const rows = figures.map((figure) => {
    const best = bestPeer(figure, servers, n8n);
    const row = [figure.label, goal(figure), ...servers.map((server) => cell(figure, server, n8n)), number(best)];
    if (!subject) return row;
    const ratio = typical(figure, subject) / best;
    return [...row, number(ratio), met(figure, ratio)];
  });

  const javas = [...new Set(servers.filter(({ java }) => java).map(({ java }) => javaVersion(java)))];
  const kilobytes = Math.round(n8n.small.workflowBytes / 1000);
  const megabytes = Math.round(n8n.large.pageBytes / 1e6);
  const comments = [
    `Medians of ${rounds} fresh processes, of 300 calls one after another, of 5 lists; the best of 2000 calls at once.`,
    `A workflow is ${kilobytes} KB, the page of 250 is ${megabytes} MB.`,
    fetched && `A plain fetch of the workflow takes ${number(fetched)} ms.`,
    `Node ${process.versions.node}, Java ${javas.join(' and ')},`,
    `${cpus().length} cores (${cpus()[0].model.trim()}), load average ${busyBefore} before the run.`,
    ...(servers.some((server) => server.name === 'czlonkowski') ? caveats() : []),
    ...notes,
  ];
  return [markdown([head, ...rows]), '', comments.filter(Boolean).join('\n'), '', sessions(servers)].join('\n');
}

/** The cold session call by call: where the time of a sum has gone. */
function sessions(servers) {
  const measured = servers.filter((server) => server.samples.sessionCalls);
  const rows = STEPS.map((step, i) => [
    `${i + 1}. ${step}`,
    ...measured.map(({ samples }) => number(median(samples.sessionCalls.map((times) => times[i])))),
  ]);
  const missed = measured.map(({ samples }) => [...new Set(samples.sessionMissed.flat())].join(', '));
  const head = ['the cold session, ms', ...measured.map((server) => server.name)];
  return markdown([head, ...rows, ['not done', ...missed]]);
}

export function json({ servers, n8n, rounds, fetched, notes }) {
  const results = Object.fromEntries(servers.map(({ name, samples, failed }) => [name, { samples, failed }]));
  const { workflowBytes } = n8n.small;
  const { pageBytes } = n8n.large;
  return JSON.stringify({ rounds, workflowBytes, pageBytes, fetched, notes, results }, null, 2);
}

/** A table; its first row is the head. */
export function markdown([head, ...rows]) {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function goal({ goal, most }) {
  return goal ? `${most ? '≥' : '≤'} ${goal}` : '';
}

function met({ goal, most }, ratio) {
  if (!goal || Number.isNaN(ratio)) return '';
  return (most ? ratio >= goal : ratio <= goal) ? 'yes' : 'no';
}

function cell(figure, server, n8n) {
  const why = server.failed[figure.key];
  if (why) return `failed: ${why.replace(/[\s|]+/g, ' ').slice(0, 80)}`;
  const shown = number(typical(figure, server));
  return didAll(figure, server, n8n) ? shown : `${shown} (${median(server.samples[figure.of])} of them)`;
}

/** A peer that did a part of it has done less, so its figure is not held against others. */
function bestPeer(figure, servers, n8n) {
  const values = servers
    .filter((server) => peers.includes(server) && !server.failed[figure.key] && didAll(figure, server, n8n))
    .map((server) => typical(figure, server));
  return values.length === 0 ? NaN : figure.most ? Math.max(...values) : Math.min(...values);
}

function didAll({ of, all }, { samples }, n8n) {
  return !of || !samples[of] || median(samples[of]) === all(n8n);
}

/** The figure that counts: the median, or the most. */
export function typical({ key, most }, { samples, failed }) {
  if (failed[key] || !samples[key]) return NaN;
  return most ? Math.max(...samples[key]) : median(samples[key]);
}

export function number(value) {
  if (Number.isNaN(value)) return '';
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
}
