#!/usr/bin/env node
// Starts the server in the file beside this one. A Node that can (22.15 and newer) gives its process away to it; an
// older one, and any on Windows, stays: it passes signals on and ends as the server ends.
'use strict';

const { spawn, spawnSync } = require('node:child_process');
const { existsSync, mkdirSync } = require('node:fs');
const { join } = require('node:path');

const onWindows = process.platform === 'win32';
const server = join(__dirname, 'n8n-workflows-mcp');
const options = process.argv.slice(2);

if (onWindows) {
  run(...java(), '-jar', server, ...options);
} else {
  process.execve?.('/bin/sh', ['sh', server, ...options]);
  run('/bin/sh', server, ...options);
}

function run(command, ...args) {
  const child = spawn(command, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // On Windows the console tells the server itself, and to kill it would be more than to tell it.
    process.on(signal, () => onWindows || child.kill(signal));
  }
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

// What the launcher, a shell script, cannot do on Windows: finds a Java new enough, and the flags for it.
function java() {
  const ofHome = join(process.env.JAVA_HOME ?? '', 'bin', 'java.exe');
  const command = process.env.JAVA_HOME && existsSync(ofHome) ? ofHome : 'java.exe';
  const told = spawnSync(command, ['-version'], { encoding: 'utf8' }).stderr ?? '';
  const [, version, major] = / version "((\d+)[^"]*)"/.exec(told) ?? [, 'unknown', '0'];
  if (Number(major) < 17) {
    const found = told && `; ${command} is version ${version}`;
    console.error(
      `n8n-workflows-mcp needs Java 17 or newer${found}. Install one (https://adoptium.net), or set JAVA_HOME to one.`,
    );
    process.exit(1);
  }
  return [
    command,
    ...['-XX:+DisplayVMOutputToStderr', '-Xlog:disable', '-Xlog:all=error:stderr', '-XX:-UsePerfData'],
    ...['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:CompileThresholdScaling=0.5'],
    ...['-Xms32m', '-XX:NewSize=16m', '-Xmx1g'],
    ...(Number(major) < 19 ? [] : archive(version)),
  ];
}

// From Java 19 on it keeps a class-data archive by itself, and starts without where it cannot.
function archive(version) {
  const cache = process.env.LOCALAPPDATA && join(process.env.LOCALAPPDATA, 'n8n-workflows-mcp');
  if (!cache) return [];
  try {
    mkdirSync(cache, { recursive: true });
  } catch {
    return [];
  }
  return ['-XX:+AutoCreateSharedArchive', `-XX:SharedArchiveFile=${join(cache, `npm-@version@-${version}.jsa`)}`];
}
