#!/usr/bin/env bash
# web/serve.sh [PORT]: installs what is missing, builds the engine and the page, and serves web/dist/ on
# http://localhost:8080 (or PORT) until it is interrupted.
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
. "$project/tests/setup.sh"
port=${1:-${PORT:-8080}}

ensure cmake:cmake ninja:ninja-build python3:python3
ensure_emscripten
ensure_node
ensure_node_modules
echo "Building the engine and the page ..."
quietly build_wasm --target tcpladder-engine
quietly npm --prefix "$project/web" run build
echo "TCP Ladder is served on http://localhost:$port (Ctrl-C ends it)"
exec python3 -m http.server "$port" --bind 127.0.0.1 --directory "$project/web/dist"
