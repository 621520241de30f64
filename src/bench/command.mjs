// What the three commands of this folder have in common.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { killAll } from './client.mjs';

/** The command line's options; with --help, or with one that is not known, says how to use the command and ends. */
export function readOptions(options, usage) {
  let read;
  try {
    read = parseArgs({ options: { ...options, help: { type: 'boolean' } } }).values;
  } catch (error) {
    leave(2, `${error.message}\n${usage}`);
  }
  return read.help ? leave(0, usage) : read;
}

export function leave(status, words) {
  (status === 0 ? console.log : console.error)(words);
  process.exit(status);
}

/** A folder that is gone when this process ends, as is everything that it started. */
export function scratchFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'n8n-workflows-mcp-bench-'));
  process.on('exit', () => {
    killAll();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
  return folder;
}
