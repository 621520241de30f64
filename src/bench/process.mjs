// What a process and all its living descendants have used, from Linux's /proc.
import { readdirSync, readFileSync } from 'node:fs';

const TICKS_A_SECOND = 100; // USER_HZ, the same on every Linux that Node runs on

/** CPU seconds, user and system, also those of children already waited for; resident and peak memory in MiB. */
export function usage(root) {
  const sum = { cpu: 0, resident: 0, peak: 0 };
  for (const pid of family(root)) {
    const status = read(pid, 'status');
    sum.cpu += stat(pid)?.ticks / TICKS_A_SECOND || 0;
    sum.resident += mebibytes(status, 'VmRSS');
    sum.peak += mebibytes(status, 'VmHWM');
  }
  return sum;
}

function family(root) {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parents = new Map(pids.map((pid) => [pid, stat(pid)?.parent]));
  const members = [root];
  for (const member of members) members.push(...pids.filter((pid) => parents.get(pid) === member));
  return members;
}

function stat(pid) {
  const text = read(pid, 'stat');
  // The second field, the name in parentheses, may hold anything, so count from its end.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  return text && { parent: fields[1], ticks: fields[11] + fields[12] + fields[13] + fields[14] };
}

function mebibytes(status, name) {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
}

function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return ''; // it ended meanwhile
  }
}
