// Builds the Java beside this file against the server's jar.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };

/** The class path to run it with: all in jars, since class-data archives hold no classes of folders. */
export function built(root, java, scratch) {
  const libraries = [join(root, 'target', 'n8n-workflows-mcp.jar'), sdkBinding(root, scratch)];
  const classes = join(scratch, 'classes');
  const jar = join(scratch, 'parts.jar');
  const folder = join(root, 'src', 'bench', 'parts');
  const sources = readdirSync(folder).filter((name) => name.endsWith('.java'));
  const tool = (name, ...args) => execFileSync(join(java, 'bin', name), args, { ...quiet, cwd: folder });
  tool('javac', '--release', '17', '-d', classes, '-cp', libraries.join(delimiter), ...sources);
  tool('jar', '--create', '--file', jar, '-C', classes, '.');
  return [jar, ...libraries].join(delimiter);
}

/** The SDK's own JSON binding, which the server is shipped without: from Maven's repository, where the build has it. */
function sdkBinding(root, scratch) {
  const [, version] = /<mcp\.version>(.*?)</.exec(readFileSync(join(root, 'pom.xml'), 'utf8'));
  const name = 'mcp-json-jackson2';
  const file = `${name}-${version}.jar`;
  const inRepository = join(homedir(), '.m2/repository/io/modelcontextprotocol/sdk', name, version, file);
  if (existsSync(inRepository)) return inRepository;
  const artifact = `-Dartifact=io.modelcontextprotocol.sdk:${name}:${version}`;
  const copy = ['-B', '-q', 'dependency:copy', artifact, `-DoutputDirectory=${scratch}`];
  execFileSync('mvn', copy, { ...quiet, cwd: root });
  return join(scratch, file);
}
