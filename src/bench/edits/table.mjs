// The results as a Markdown table: what each server's model writes and reads, with ratios to this server.
import { markdown } from '../report.mjs';

export function table(tasks, contestants, workflowBytes) {
  const notes = [];
  const [subject, ...peers] = contestants;
  const rows = tasks.map((task) => [
    task.label,
    ...contestants.map(({ results }) => cell(results[task.key], notes)),
    ...best(task, subject, peers),
  ]);
  const eight = tasks.filter(({ key }) => key !== 'copy');
  const sums = contestants.map(({ results }) => {
    const done = eight.map(({ key }) => results[key]).filter((result) => result?.written);
    const all = figures({
      written: sum(done, 'written'),
      read: sum(done, 'read'),
      requests: done.flatMap((one) => one.requests ?? []),
    });
    return done.length === eight.length ? all : `${all} (${done.length} of ${eight.length})`;
  });
  const right = contestants.map(({ results }) => eight.filter(({ key }) => results[key]?.right).length);
  const head = [
    'task: bytes written / bytes read / requests to n8n',
    ...contestants.map(({ name }) => name),
    'written, to best',
    'read, to best',
  ];
  const lines = [
    head,
    ...rows,
    ['sum of the eight', ...sums, ...bestOfAll(eight, subject, peers)],
    ['right, of the eight', ...right, '', ''],
    ['`tools/list`, bytes read', ...contestants.map(({ toolsBytes }) => toolsBytes ?? ''), '', ''],
    [
      `written, ${subject.name} to it, where both are right`,
      '',
      ...peers.map((peer) => ratios(eight, subject, peer).written),
      '',
      '',
    ],
    ['read with `tools/list`, likewise', '', ...peers.map((peer) => ratios(eight, subject, peer).read), '', ''],
  ];
  const comments = [
    `One workflow of 44 nodes and ${(workflowBytes / 1000).toFixed(1)} KB.`,
    'Written: the arguments as JSON; read: the text of the answers.',
    ...notes.map((note, i) => `${i + 1}: ${note}`),
  ];
  return [markdown(lines), '', comments.join('\n\n')].join('\n');
}

function cell(result, notes) {
  if (!result) return 'cannot';
  if (result.unsupported) return 'not supported';
  if (result.failed) return `failed${footnote(result.failed, notes)}`;
  return result.right ? figures(result) : `${figures(result)}, **wrong**${footnote(result.why, notes)}`;
}

function figures({ written, read, requests }) {
  return [written, read, ...(requests?.length > 0 ? [requests.length] : [])].join(' / ');
}

function footnote(text, notes) {
  const line = text.replace(/\s+/g, ' ').slice(0, 300);
  if (!notes.includes(line)) notes.push(line);
  return ` (${notes.indexOf(line) + 1})`;
}

/** The ratio to the least that a peer which is right needs. */
function best(task, subject, peers) {
  return bestOfAll([task], subject, peers);
}

function bestOfAll(tasks, subject, peers) {
  const rights = ({ key }) => peers.map(({ results }) => results[key]).filter((result) => result?.right);
  const both = tasks.filter((task) => subject.results[task.key]?.right && rights(task).length > 0);
  if (both.length === 0) return ['', ''];
  return ['written', 'read'].map((what) => {
    const mine = sum(
      both.map(({ key }) => subject.results[key]),
      what,
    );
    const least = both.map((task) => Math.min(...rights(task).map((one) => one[what])));
    return (mine / least.reduce((total, one) => total + one)).toFixed(2);
  });
}

function ratios(tasks, subject, peer) {
  const both = tasks.filter(({ key }) => subject.results[key]?.right && peer.results[key]?.right);
  if (both.length === 0) return { written: '', read: '' };
  const of = ({ results }, what) =>
    sum(
      both.map(({ key }) => results[key]),
      what,
    );
  return {
    written: (of(subject, 'written') / of(peer, 'written')).toFixed(2),
    read: ((of(subject, 'read') + subject.toolsBytes) / (of(peer, 'read') + peer.toolsBytes)).toFixed(2),
  };
}

function sum(results, what) {
  return results.reduce((total, result) => total + result[what], 0);
}
