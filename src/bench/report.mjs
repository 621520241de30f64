// The figures as a Markdown table, or as JSON with all samples.
import { cpus, loadavg } from 'node:os';
import { median } from './measure.mjs';
import { caveats, peers } from './servers.mjs';

const busyBefore = loadavg()[0].toFixed(1);

const figures = [
  { key: 'start', label: 'spawn to `tools/list` answered, ms', goal: 0.6 },
  { key: 'cpu', label: 'cpu to there, s', goal: 1.0 },
  { key: 'resident', label: 'resident memory there, MiB', goal: 1.0 },
  { key: 'toolsBytes', label: '`tools/list`, bytes' },
  { key: 'get', label: 'one `get_workflow`, warm, ms', goal: 0.7 },
  { key: 'getsASecond', label: '`get_workflow` a second, 16 in flight', goal: 2.0, most: true },
  { key: 'list', label: '`list_workflows` of 250, ms', goal: 0.5, ofList: true },
  { key: 'listBytes', label: 'reply of that list, bytes', ofList: true },
  { key: 'peak', label: 'peak memory after it, MiB', goal: 0.4, ofList: true },
];

export function table({ servers, n8n, rounds, fetched, notes }) {
  // The goals are the launcher's; without it the jar is held against them.
  const subject = servers.find((server) => !peers.includes(server));
  const head = ['figure', 'goal', ...servers.map((server) => server.name), 'best peer'];
  if (subject) head.push(`${subject.name} / best peer`, 'met');

  const rows = figures.map((figure) => {
    const best = bestPeer(figure, servers, n8n);
    const row = [figure.label, goal(figure), ...servers.map((server) => cell(figure, server, n8n)), number(best)];
    if (!subject) return row;
    const ratio = value(figure, subject) / best;
    return [...row, number(ratio), met(figure, ratio)];
  });

  const kilobytes = Math.round(n8n.small.workflowBytes / 1000);
  const megabytes = Math.round(n8n.large.pageBytes / 1e6);
  const comments = [
    `Medians of ${rounds} starts, of 300 calls one after another, of 5 lists; best of 3 times 2000 calls.`,
    `A workflow is ${kilobytes} KB, the page of 250 is ${megabytes} MB.`,
    fetched && `A plain fetch of the workflow takes ${number(fetched)} ms.`,
    `Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0].model.trim()}), load average ${busyBefore} before the run.`,
    ...(servers.some((server) => server.name === 'czlonkowski') ? caveats() : []),
    ...notes,
  ];
  const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return [...lines, '', ...comments.filter(Boolean)].join('\n');
}

export function json({ servers, n8n, rounds, fetched, notes }) {
  const results = Object.fromEntries(servers.map(({ name, samples, failed }) => [name, { samples, failed }]));
  const { workflowBytes } = n8n.small;
  const { pageBytes } = n8n.large;
  return JSON.stringify({ rounds, workflowBytes, pageBytes, fetched, notes, results }, null, 2);
}

function goal({ goal, most }) {
  return goal ? `${most ? '≥' : '≤'} ${goal.toFixed(1)}` : '';
}

function met({ goal, most }, ratio) {
  if (!goal || Number.isNaN(ratio)) return '';
  return (most ? ratio >= goal : ratio <= goal) ? 'yes' : 'no';
}

function cell(figure, server, n8n) {
  const why = server.failed[figure.key];
  if (why) return `failed: ${why.replace(/[\s|]+/g, ' ').slice(0, 80)}`;
  const shown = number(value(figure, server));
  return figure.ofList && !listsAll(server, n8n) ? `${shown} (${median(server.samples.listed)} of them)` : shown;
}

/** A peer that lists a part of the workflows has done less, so its figures of the list are not held against others. */
function bestPeer(figure, servers, n8n) {
  const values = servers
    .filter((server) => peers.includes(server) && !server.failed[figure.key])
    .filter((server) => !figure.ofList || listsAll(server, n8n))
    .map((server) => value(figure, server));
  return values.length === 0 ? NaN : figure.most ? Math.max(...values) : Math.min(...values);
}

function listsAll(server, n8n) {
  return median(server.samples.listed) === n8n.large.ids.length;
}

function value({ key }, server) {
  return server.failed[key] ? NaN : median(server.samples[key]);
}

function number(value) {
  if (Number.isNaN(value)) return '';
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
}
