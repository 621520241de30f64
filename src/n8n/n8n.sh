#!/usr/bin/env bash
# A real n8n on this machine, for trying things out and for the tests.
#
#   n8n.sh install [VERSION]                        install it from npm into the user's cache folder
#   n8n.sh start   [VERSION] [--dir D] [--port P]   install if need be, start on loopback, write D/.config.json
#   n8n.sh stop    [VERSION] [--dir D]              stop it; its database stays in D
#
# VERSION is 1.82.3 unless told. D, where its database, log and .config.json live, is a folder of the user's
# cache unless told. Needs bash, curl, Node and npm; a Node that suits the n8n comes from npm if this one does not.
# What it says goes to stderr; `start` prints the path of the .config.json, alone, on stdout.
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
case $version in *[!0-9.]* | '') fail "'$version' is no n8n version; give one such as 1.82.3" ;; esac
for tool in node npm curl; do
  command -v "$tool" > /dev/null || fail "$tool is missing; install it and run this again"
done

cache=${XDG_CACHE_HOME:-$HOME/.cache}/n8n-workflows-mcp
home=$cache/n8n-$version
dir=${dir:-$cache/run-$version}
mkdir -p "$cache" "$dir"
dir=$(cd "$dir" && pwd)
quiet=(--no-audit --no-fund --no-package-lock --loglevel=error)

# Puts a Node on PATH that the n8n's package.json ("engines") accepts: this machine's, or one from npm.
choose_node() {
  local wanted file=$home/engines
  if [ ! -s "$file" ]; then
    mkdir -p "$home"
    npm view "n8n@$version" engines.node 2> /dev/null > "$file.new" || fail "npm knows no n8n $version, or is out of reach"
    mv "$file.new" "$file"
  fi
  wanted=$(cat "$file")
  if node_suits "$wanted"; then return; fi
  local major=24 bin
  case $wanted in *'<='*22* | *'<='*20*) major=20 ;; esac
  bin=$cache/node-$major/node_modules/node/bin
  if [ ! -x "$bin/node" ]; then
    say "n8n $version wants Node $wanted, this is $(node --version): installing Node $major from npm"
    mkdir -p "$cache/node-$major"
    echo '{"private":true}' > "$cache/node-$major/package.json"
    npm install --prefix "$cache/node-$major" "${quiet[@]}" "node@$major" >&2
  fi
  PATH=$bin:$PATH
  node_suits "$wanted" || fail "no Node found that n8n $version accepts ($wanted)"
}

# Whether the node on PATH lies in a range such as ">=18.17 <= 22" (an upper bound of one number means that major).
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

# Prints the folder whose include/node has the C headers of the Node in use, or nothing: they lie beside that Node or, if
# it came from npm, in the package with its binary. Without them node-gyp downloads them, which needs the network.
node_headers() {
  local root folder
  root=$(node -p 'require("path").resolve(process.execPath, "../..")')
  for folder in "$root" "$root"/node_modules/node-* "$root"/../node-*; do
    if grep -qs "NODE_MAJOR_VERSION $(node -p 'process.versions.node.split(".")[0]')\$" \
      "$folder/include/node/node_version.h"; then
      echo "$folder"
      return
    fi
  done
}

install() {
  choose_node
  [ -f "$home/installed" ] && return
  say "installing n8n $version into $home: several minutes and up to 3 GB, once"
  # Two of n8n's dependencies are declared at addresses outside the npm registry; these stand in for them.
  cat > "$home/package.json" << JSON
{"private":true,"dependencies":{"n8n":"$version"},"overrides":{"xlsx":"0.18.5","cssomnom":"npm:cssom@0.5.0"}}
JSON
  # Install scripts of 1700 packages are not run but those of the two that n8n cannot do without.
  (cd "$home" && npm install --ignore-scripts --omit=dev "${quiet[@]}" > install.log 2>&1) \
    || fail "npm install failed; see $home/install.log"
  say "building its SQLite"
  local headers native=(sqlite3)
  if [ -d "$home/node_modules/isolated-vm" ]; then native+=(isolated-vm); fi
  headers=$(node_headers)
  if [ -n "$headers" ]; then export npm_config_nodedir=$headers; fi
  (cd "$home" && npm rebuild "${native[@]}" --loglevel=error >> install.log 2>&1) \
    || fail "npm rebuild failed; see $home/install.log"
  touch "$home/installed"
}

# The first command of `curl` for all of n8n's own calls: quiet, but fails on an HTTP error, and keeps the cookie.
rest() { curl --silent --show-error --fail-with-body --cookie "$dir/cookies" --cookie-jar "$dir/cookies" \
  --header 'Content-Type: application/json' "$@"; }

running() { [ -f "$dir/pid" ] && kill -0 "$(cat "$dir/pid")" 2> /dev/null; }

# n8n serves its health page long before the rest: its API is up when a call without a key is refused as JSON,
# and the calls that make owner and key when its settings are given.
ready() {
  curl --silent "$url/api/v1/workflows" 2> /dev/null | grep -q '^{"message"' \
    && curl --silent "$url/rest/settings" 2> /dev/null | grep -q '^{"data"'
}

start() {
  install
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
    # A session of its own, so that an interrupt at the terminal ends this script and not n8n.
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
    running || fail "n8n ended at once; see $dir/n8n.log"
    sleep 1
  done
  ready || fail "n8n did not come up within three minutes; see $dir/n8n.log"
  if [ ! -f "$dir/.config.json" ] || ! grep -q "\"$url\"" "$dir/.config.json"; then configure; fi
  say "n8n $version is up at $url (editor: owner@example.com, password Passw0rd1)"
  echo "$dir/.config.json"
}

# Makes owner and API key where there are none yet, and writes the server's configuration.
configure() {
  local login='{"emailOrLdapLoginId":"owner@example.com","email":"owner@example.com","password":"Passw0rd1"}'
  if [ ! -f "$dir/key" ]; then
    rm -f "$dir/cookies"
    rest "$url/rest/owner/setup" --output /dev/null --data \
      '{"email":"owner@example.com","firstName":"Olive","lastName":"Owner","password":"Passw0rd1"}' \
      || rest "$url/rest/login" --output /dev/null --data "$login" \
      || fail "n8n let no owner in; remove $dir and start again"
    # From 1.94 on a key has scopes, which must be named; before that the list does not exist.
    local scopes answer
    scopes=$(rest "$url/rest/api-keys/scopes" 2> /dev/null | sed -n 's/^{"data":\(\[.*\]\)}$/,"scopes":\1/p') || scopes=
    answer=$(rest "$url/rest/api-keys" --data "{\"label\":\"n8n-workflows-mcp\",\"expiresAt\":null$scopes}") \
      || fail "n8n made no API key: $answer"
    (umask 077; sed -n 's/.*"rawApiKey":"\([^"]*\)".*/\1/p' <<< "$answer" > "$dir/key")
    [ -s "$dir/key" ] || { rm -f "$dir/key"; fail "n8n gave no API key"; }
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
  say "n8n $version is stopped"
}

free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => {
    console.log(s.address().port); s.close(); });'
}

case $action in
  install | start | stop) "$action" ;;
  *) usage ;;
esac
