#!/usr/bin/env bash
# Runs a real n8n on this machine, for the tests and for trying things out.
#
#   n8n.sh install [VERSION]                        installs it from npm into the user's cache folder
#   n8n.sh start   [VERSION] [--dir D] [--port P]   installs it if needed, starts it on loopback, writes D/.config.json
#   n8n.sh stop    [VERSION] [--dir D]              stops it; its database stays in D
#
# VERSION is 1.82.3 by default. D is the folder for its database, log and .config.json; by default it is in the user's
# cache folder. Needs bash, curl, Node and npm. If n8n does not run on this Node, another one is installed from npm.
# Messages go to stderr. On stdout `start` prints the path of the .config.json and nothing else.
set -euo pipefail

say() { echo "n8n.sh: $*" >&2; }
fail() { say "$*"; exit 1; }
usage() { sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2; }

action=${1:-}; [ -n "$action" ] || usage; shift
version=1.82.3 dir= port=
while [ $# -gt 0 ]; do
  case $1 in
    --dir) dir=${2:?--dir needs a folder}; shift 2 ;;
    --port) port=${2:?--port needs a number}; shift 2 ;;
    -*) usage ;;
    *) version=$1; shift ;;
  esac
done
case $version in *[!0-9.]* | '') fail "'$version' is not a version of n8n; give one such as 1.82.3" ;; esac
for tool in node npm curl; do
  command -v "$tool" > /dev/null || fail "$tool is missing; install it and run this again"
done

cache=${XDG_CACHE_HOME:-$HOME/.cache}/n8n-workflows-mcp
home=$cache/n8n-$version
dir=${dir:-$cache/run-$version}
case $dir in /*) ;; *) dir=$PWD/$dir ;; esac
quiet=(--no-audit --no-fund --no-package-lock --loglevel=error)

# Puts a Node on PATH that n8n accepts ("engines" in its package.json): this machine's Node, or one from npm.
choose_node() {
  local wanted file=$home/engines
  if [ ! -s "$file" ]; then
    mkdir -p "$home"
    npm view "n8n@$version" engines.node 2> /dev/null > "$file.new" || fail "npm finds no n8n $version, or cannot reach its registry"
    mv "$file.new" "$file"
  fi
  wanted=$(cat "$file")
  if node_suits "$wanted"; then return; fi
  local major=24 bin
  case $wanted in *'<='*22* | *'<='*20*) major=20 ;; esac
  bin=$cache/node-$major/node_modules/node/bin
  if [ ! -x "$bin/node" ]; then
    say "n8n $version needs Node $wanted and this is $(node --version): installing Node $major from npm"
    mkdir -p "$cache/node-$major"
    echo '{"private":true}' > "$cache/node-$major/package.json"
    npm install --prefix "$cache/node-$major" "${quiet[@]}" "node@$major" >&2
  fi
  PATH=$bin:$PATH
  node_suits "$wanted" || fail "n8n $version needs Node $wanted; install one and run this again"
}

# Whether the node on PATH is in a range such as ">=18.17 <= 22". An upper bound of one number includes all of that major.
node_suits() {
  node -e '
    const here = process.versions.node.split(".").map(Number);
    const compare = (a, b) => a.reduce((sign, n, i) => sign || Math.sign(n - (b[i] ?? n)), 0);
    const ok = [...process.argv[1].matchAll(/(>=|<=)\s*([\d.]+)/g)].every(([, op, v]) => {
      const sign = compare(here, v.split(".").filter(Boolean).map(Number));
      return op === ">=" ? sign >= 0 : sign <= 0;
    });
    process.exit(ok ? 0 : 1);' "$1"
}

# Prints the folder whose include/node has the C headers of the Node in use: beside that Node or, if it came from npm, in
# the package with its binary. Prints nothing if there are none; then node-gyp downloads them, which needs the network.
node_headers() {
  local root major folder
  root=$(node -p 'require("path").resolve(process.execPath, "../..")')
  major=$(node -p 'process.versions.node.split(".")[0]')
  for folder in "$root" "$root"/node_modules/node-* "$root"/../node-*; do
    if grep -qs "NODE_MAJOR_VERSION $major\$" "$folder/include/node/node_version.h"; then
      echo "$folder"
      return
    fi
  done
}

install() {
  choose_node
  [ -f "$home/installed" ] && return
  say "installing n8n $version into $home: several minutes and up to 3 GB, once"
  # n8n loads two dependencies from outside the npm registry. These packages of the registry replace them.
  cat > "$home/package.json" << JSON
{"private":true,"dependencies":{"n8n":"$version"},"overrides":{"xlsx":"0.18.5","cssomnom":"npm:cssom@0.5.0"}}
JSON
  # Of 1700 packages only the two that n8n needs run their install scripts.
  (cd "$home" && npm install --ignore-scripts --omit=dev "${quiet[@]}" > install.log 2>&1) \
    || fail "npm install failed; see $home/install.log"
  say "building SQLite for it"
  local headers native=(sqlite3)
  if [ -d "$home/node_modules/isolated-vm" ]; then native+=(isolated-vm); fi
  headers=$(node_headers)
  if [ -n "$headers" ]; then export npm_config_nodedir=$headers; fi
  (cd "$home" && npm rebuild "${native[@]}" --loglevel=error >> install.log 2>&1) \
    || fail "npm rebuild failed; see $home/install.log"
  touch "$home/installed"
}

# Calls n8n's internal API with the session cookie. Quiet, but fails on an HTTP error.
rest() { curl --silent --show-error --fail-with-body --cookie "$dir/cookies" --cookie-jar "$dir/cookies" \
  --header 'Content-Type: application/json' "$@"; }

running() { [ -f "$dir/pid" ] && kill -0 "$(cat "$dir/pid")" 2> /dev/null; }

# The health page comes up long before the rest. The public API is up when it answers a call without a key in JSON, and
# the internal one, which makes the owner and the key, when it answers with the settings.
ready() {
  curl --silent "$url/api/v1/workflows" 2> /dev/null | grep -q '^{"message"' \
    && curl --silent "$url/rest/settings" 2> /dev/null | grep -q '^{"data"'
}

start() {
  install
  mkdir -p "$dir"
  if running; then
    url=$(cat "$dir/url")
    say "n8n $version is already running at $url"
    echo "$dir/.config.json"
    return
  fi
  if [ -z "$port" ]; then port=$(free_port); fi
  url=http://127.0.0.1:$port
  say "starting n8n $version at $url"
  (
    export N8N_USER_FOLDER=$dir N8N_PORT=$port N8N_LISTEN_ADDRESS=127.0.0.1 N8N_SECURE_COOKIE=false
    export N8N_RUNNERS_BROKER_PORT; N8N_RUNNERS_BROKER_PORT=$(free_port)
    export N8N_RUNNERS_ENABLED=false N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS=false N8N_EMAIL_MODE=
    export N8N_DIAGNOSTICS_ENABLED=false N8N_VERSION_NOTIFICATIONS_ENABLED=false N8N_TEMPLATES_ENABLED=false
    export N8N_PERSONALIZATION_ENABLED=false N8N_HIRING_BANNER_ENABLED=false
    # n8n gets a session of its own, so that Ctrl+C at the terminal ends this script and not n8n.
    exec node -e '
      const { spawn } = require("child_process"), fs = require("fs"), [bin, log, pid] = process.argv.slice(1);
      const out = fs.openSync(log, "a");
      const child = spawn(process.execPath, [bin, "start"], { detached: true, stdio: ["ignore", out, out] });
      fs.writeFileSync(pid, String(child.pid));
      child.unref();' "$home/node_modules/n8n/bin/n8n" "$dir/n8n.log" "$dir/pid"
  )
  echo "$url" > "$dir/url"
  for _ in $(seq 180); do
    if ready; then break; fi
    running || fail "n8n exited; see $dir/n8n.log"
    sleep 1
  done
  ready || fail "n8n did not start within three minutes; see $dir/n8n.log"
  if [ ! -f "$dir/.config.json" ] || ! grep -q "\"$url\"" "$dir/.config.json"; then configure; fi
  say "n8n $version is running at $url (log in as owner@example.com, password Passw0rd1)"
  echo "$dir/.config.json"
}

# Makes the owner and an API key if there are none yet, and writes the server's configuration.
configure() {
  local login='{"emailOrLdapLoginId":"owner@example.com","email":"owner@example.com","password":"Passw0rd1"}'
  if [ ! -f "$dir/key" ]; then
    rm -f "$dir/cookies"
    rest "$url/rest/owner/setup" --output /dev/null --data \
      '{"email":"owner@example.com","firstName":"Olive","lastName":"Owner","password":"Passw0rd1"}' \
      || rest "$url/rest/login" --output /dev/null --data "$login" \
      || fail "could not log in to n8n as its owner; remove $dir and start again"
    # From 1.94 on a key needs a list of scopes. Before that this request fails, and the key has none.
    local scopes answer
    scopes=$(rest "$url/rest/api-keys/scopes" 2> /dev/null | sed -n 's/^{"data":\(\[.*\]\)}$/,"scopes":\1/p') || scopes=
    answer=$(rest "$url/rest/api-keys" --data "{\"label\":\"n8n-workflows-mcp\",\"expiresAt\":null$scopes}") \
      || fail "n8n refused to make an API key: $answer"
    (umask 077; sed -n 's/.*"rawApiKey":"\([^"]*\)".*/\1/p' <<< "$answer" > "$dir/key")
    [ -s "$dir/key" ] || { rm -f "$dir/key"; fail "n8n answered without an API key"; }
  fi
  (umask 077; cat > "$dir/.config.json" << JSON
{
  "environments": {
    "development": { "n8n_host": "$url", "n8n_api_key": "$(cat "$dir/key")" }
  },
  "defaultEnv": "development"
}
JSON
  )
}

stop() {
  if ! running; then say "n8n $version is not running in $dir"; return; fi
  kill "$(cat "$dir/pid")"
  for _ in $(seq 20); do running || break; sleep 0.5; done
  if running; then kill -9 "$(cat "$dir/pid")"; fi
  rm -f "$dir/pid"
  say "n8n $version has stopped"
}

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => {
    console.log(s.address().port); s.close(); });'
}

case $action in
  install | start | stop) "$action" ;;
  *) usage ;;
esac
