// What is measured: this project's server in its two forms, and the npm peers; how each is started and told of n8n.
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const KEY = 'benchmark-key';

export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-workflows-mcp', 'peers');

const target = fileURLToPath(new URL('../../target/', import.meta.url));
const call = (name) => (args) => ({ name, arguments: args });
const update = call('update_workflow');
const asked = {
  configured: true,
  get: (id) => ({ name: 'get_workflow', arguments: { id } }),
  list: { name: 'list_workflows', arguments: { limit: 250 } },
  session: {
    rename: ({ id, name }) => update({ id, name }),
    // Not the shortest way, but one that every version of this server understands, so that two can be compared.
    edit: ({ id, nodes, connections }) => update({ id, nodes, connections }),
    activate: ({ id }) => call('activate_workflow')({ id }),
    execute: ({ id, data }) => call('execute_workflow')({ id, data }),
    deactivate: ({ id }) => call('deactivate_workflow')({ id }),
  },
};

/** The launchers, each on each Java, and the jar of this build. A launcher is `PATH` or `NAME=PATH`. */
export function ours(launchers = [], javas = []) {
  const homes = [javaHome(), ...javas.map((home) => resolve(home))];
  const named = launchers.length > 0 ? launchers.map(nameAndFile) : [['launcher', join(target, 'n8n-workflows-mcp')]];
  const all = named.flatMap(([name, file]) =>
    homes.map((java, i) => ({
      ...asked,
      name: i === 0 ? name : `${name}, Java ${javaVersion(java)}`,
      build: name,
      java,
      file,
      command: [file],
      makesArchive: true,
    })),
  );
  const jar = join(target, 'n8n-workflows-mcp.jar');
  const command = [homes[0] ? join(homes[0], 'bin', 'java') : 'java', '-jar', jar];
  return launchers.length > 0
    ? all
    : [...all, { ...asked, name: 'jar', build: 'jar', java: homes[0], file: jar, command }];
}

function nameAndFile(launcher, i) {
  const [, name = i === 0 ? 'launcher' : `launcher ${i + 1}`, file] = /^(?:([^=/]+)=)?(.+)$/.exec(launcher);
  return [name, resolve(file)];
}

/** The Java that the launcher would take without being told. */
export function javaHome() {
  if (process.env.JAVA_HOME) return process.env.JAVA_HOME;
  const onPath = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'java'));
  const java = onPath.find((file) => existsSync(file));
  return java && dirname(dirname(realpathSync(java)));
}

export function javaVersion(home) {
  const release = join(home ?? '', 'release');
  const [, version] = (existsSync(release) && /^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, 'utf8'))) || [];
  return version ?? home;
}

/**
 * How to start a server for an n8n: in a home of its own, with little of the user's environment.
 *
 * @param config what its configuration file holds, if it has one
 */
export function commandLine(server, url, key = KEY, config = { n8n_host: url, n8n_api_key: key }) {
  const { PATH, LANG } = process.env;
  const home = server.home;
  const own = { HOME: home, XDG_CACHE_HOME: join(home, '.cache'), XDG_CONFIG_HOME: join(home, '.config') };
  const env = { PATH, LANG, ...(server.java && { JAVA_HOME: server.java }), ...own, ...server.env?.(url, key) };
  mkdirSync(own.XDG_CACHE_HOME, { recursive: true });
  // A peer is started by `node` itself, which is quicker than npx.
  let line = server.command ?? [process.execPath, join(cache, 'node_modules', server.package, server.bin)];
  if (server.configured) {
    const file = join(home, 'config.json');
    writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
    line = [...line, '--config', file];
  }
  return { command: line[0], args: line.slice(1), cwd: home, env };
}
