#!/usr/bin/env node
// Starts the launcher beside this file: the shell script, or on Windows the .cmd. Both find Java and its options.
'use strict';

const { spawn } = require('node:child_process');
const { join } = require('node:path');

const onWindows = process.platform === 'win32';
const launcher = join(__dirname, 'n8n-workflows-mcp');
const args = process.argv.slice(2);

if (onWindows) {
  // Node starts a .cmd through cmd.exe only, and wants the whole line in one piece.
  run([`${launcher}.cmd`, ...args].map((part) => `"${part}"`).join(' '), [], { shell: true });
} else {
  // From Node 22.15 on, the launcher takes over this process, so that Node costs no memory.
  process.execve?.('/bin/sh', ['sh', launcher, ...args]);
  run('/bin/sh', [launcher, ...args]);
}

// Runs the command as a child, passes signals on to it, and ends in the same way as it.
function run(command, args, options) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // On Windows the console sends the signal to the server as well, and child.kill would end it at once.
    process.on(signal, () => onWindows || child.kill(signal));
  }
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
