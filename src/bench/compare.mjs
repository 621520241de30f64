// One set of figures over another, as ratios: two builds of one run, or this run and an earlier one's JSON.
import { figures, markdown, number, typical } from './report.mjs';

/** Every build after the first over the first one, on the same Java. */
export function builds(servers) {
  const launchers = servers.filter((server) => server.makesArchive);
  const [base] = launchers;
  const pairs = launchers.flatMap((after) => {
    const before = launchers.find(({ build, java }) => build === base.build && java === after.java);
    return after.build === base.build || !before ? [] : [table(before.name, before, after.name, after)];
  });
  return pairs.join('\n\n');
}

/** What this run and the earlier one have in common. */
export function against({ results }, servers) {
  const both = servers.filter(({ name }) => results[name]);
  if (both.length === 0) return 'The earlier run has none of these servers.';
  return both.map((server) => table(`${server.name}, before`, results[server.name], 'now', server)).join('\n\n');
}

/** Medians show what is usual, minima what is possible: on a busy machine the minima move less. */
function table(beforeName, before, afterName, after) {
  const head = ['figure', beforeName, afterName, 'ratio', 'least', 'least', 'ratio'];
  const rows = figures.map((figure) => {
    const usual = [before, after].map((server) => typical(figure, server));
    const least = figure.most ? [NaN, NaN] : [before, after].map((server) => minimum(figure, server));
    return [figure.label, ...withRatio(usual), ...withRatio(least)];
  });
  return markdown([head, ...rows]);
}

function withRatio([before, after]) {
  return [number(before), number(after), Number.isNaN(after / before) ? '' : (after / before).toFixed(3)];
}

function minimum({ key }, { samples, failed }) {
  return failed[key] || !samples[key] ? NaN : Math.min(...samples[key]);
}
