// An MCP client over stdio that takes the time at the newline of an answer and parses nothing while the clock runs.
import { spawn } from 'node:child_process';

const NEWLINE = 10;
const BRACE = 123;
const running = new Set();

/** Kills every process started here, with what it started. */
export function killAll() {
  running.forEach(kill);
}

/** Starts a command as the leader of a process group, so that it can be killed with what it starts itself. */
export function start(command, args, options) {
  const child = spawn(command, args, { detached: true, ...options });
  running.add(child);
  child.on('error', () => running.delete(child));
  child.stdin?.on('error', () => {}); // it ended, which its exit tells
  return child;
}

export function kill(child) {
  running.delete(child);
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // nothing is left of it
  }
}

/**
 * Pipes lines into a command, as a shell script does: all at once, then the end of the file. Resolves when the process
 * is gone and its output read, with the time from its start until it was gone.
 */
export function pipeThrough({ command, args, cwd, env }, messages, patience = 10_000) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = start(command, args, { cwd, env, stdio: ['pipe', 'pipe', 'ignore'] });
    const chunks = [];
    let gone;
    const timer = setTimeout(() => {
      kill(child);
      reject(new Error(`still there ${patience / 1000} s after the end of its input`));
    }, patience);
    child.on('error', reject);
    child.on('exit', () => (gone = performance.now()));
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.on('close', () => {
      clearTimeout(timer);
      kill(child);
      resolve({ lines: Buffer.concat(chunks).toString().split('\n').filter(Boolean), ms: gone - began });
    });
    child.stdin.end(messages.map((message) => JSON.stringify(message) + '\n').join(''));
  });
}

export class Server {
  #child;
  #lastId = 0;
  #line = [];
  #why;
  #ended;
  #onLine = () => {};
  #onEnd = () => {};

  constructor({ command, args, cwd, env }) {
    this.started = performance.now();
    this.#child = start(command, args, { cwd, env, stdio: ['pipe', 'pipe', 'ignore'] });
    this.pid = this.#child.pid;
    this.#ended = new Promise((resolve) => {
      const end = (why) => {
        this.#why = why;
        this.#onEnd(why);
        resolve();
      };
      this.#child.on('error', (error) => end(error.message));
      this.#child.on('exit', (code, signal) => end(`it ended with ${signal ?? code}`));
    });
    this.#child.stdout.on('data', (chunk) => this.#read(chunk));
  }

  request(method, params) {
    return { jsonrpc: '2.0', id: ++this.#lastId, method, params };
  }

  send(message) {
    this.#child.stdin.write(JSON.stringify(message) + '\n');
  }

  /** Sends the requests, `inFlight` of them unanswered at a time, and resolves with the lines that answered. */
  exchange(requests, { inFlight = 1, patience = 30_000 } = {}) {
    return new Promise((resolve, reject) => {
      if (this.#why) return reject(new Error(this.#why));
      const answers = [];
      const began = performance.now();
      let sent = 0;
      const finish = (settle, value) => {
        clearTimeout(timer);
        this.#onLine = this.#onEnd = () => {};
        settle(value);
      };
      const timer = setTimeout(() => finish(reject, new Error(`no answer within ${patience / 1000} s`)), patience);
      this.#onEnd = (why) => finish(reject, new Error(why));
      this.#onLine = (line, at) => {
        answers.push(line);
        if (answers.length === requests.length) finish(resolve, { answers, ms: at - began, at });
        else if (sent < requests.length) this.send(requests[sent++]);
      };
      while (sent < Math.min(inFlight, requests.length)) this.send(requests[sent++]);
    });
  }

  async kill() {
    kill(this.#child);
    await this.#ended;
  }

  #read(chunk) {
    let from = 0;
    for (let end; (end = chunk.indexOf(NEWLINE, from)) >= 0; from = end + 1) {
      const at = performance.now();
      this.#line.push(chunk.subarray(from, end));
      const line = this.#line.length === 1 ? this.#line[0] : Buffer.concat(this.#line);
      this.#line = [];
      // A notification is no answer; it has its method among its first words.
      if (line[0] === BRACE && !line.subarray(0, 100).includes('"method":')) this.#onLine(line, at);
    }
    if (from < chunk.length) this.#line.push(chunk.subarray(from));
  }
}
