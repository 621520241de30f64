#!/usr/bin/env bash
# Shows the server at work: builds it, starts a real n8n, and sends calls to n8n through the server.
#
#   src/n8n/demo.sh [N8N_VERSION]        the version of n8n; 1.82.3 by default
#
# n8n keeps running, so that you can go on; the last lines say how.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=${1:-1.82.3}
jar=target/n8n-workflows-mcp.jar

step() { printf '\n== %s\n' "$*"; }

step "Building $jar (a minute the first time, when Maven downloads what it needs)"
mvn -B -q -DskipTests package

step "Starting n8n $version (several minutes the first time, when it is installed)"
config=$(src/n8n/n8n.sh start "$version")

server() { java -jar "$jar" --config "$config"; }

# Calls a tool, prints the request and the answer, and keeps the answer in $answer.
call() {
  local request="{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"$1\",\"arguments\":$2}}"
  request=${request//$'\n'/}
  step "$1"
  echo "> $request"
  answer=$(echo "$request" | server)
  echo "< $answer"
  case $answer in *'"error"'*) echo "The call failed."; exit 1 ;; esac
}

call create_workflow '{"name":"Hello from the demo","nodes":[
  {"name":"Webhook","type":"n8n-nodes-base.webhook","typeVersion":1,"position":[250,300],
   "parameters":{"path":"demo-'$$'","httpMethod":"POST"}},
  {"name":"Nothing","type":"n8n-nodes-base.noOp","typeVersion":1,"position":[450,300]}],
 "connections":[{"source":"Webhook","target":"Nothing"}]}'
id=$(node -pe 'JSON.parse(require("fs").readFileSync(0, "utf8")).result.structuredContent.id' <<< "$answer")
call list_workflows '{"limit":5}'
call activate_workflow "{\"id\":\"$id\"}"
call get_workflow "{\"id\":\"$id\",\"detail\":\"summary\"}"
call deactivate_workflow "{\"id\":\"$id\"}"
call delete_workflow "{\"id\":\"$id\"}"

cat << END

That was create, list, activate, get, deactivate and delete on a real n8n. It is still running. Go on with:

  java -jar $jar --config $config --check
  echo '{"jsonrpc":"2.0","id":1,"method":"tools/list"}' | java -jar $jar --config $config
  src/n8n/n8n.sh stop $version
END
