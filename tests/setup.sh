# Sourced by tests/run.sh and web/serve.sh: installs what a fresh Debian 12 lacks, by package name, and
# nothing that is there already, wherever it came from. Needs root or sudo only when something is missing.

node_wanted=20.19      # what vite asks for
node_installed=22.23.3 # the npm packages that stand in for an older one
npm_installed=10.9.9
tools=$project/build/tools

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Runs a command and shows what it printed only when it failed.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  [ "$status" = 0 ] || { echo "Failed: $*" >&2; cat "$log" >&2; }
  rm -f "$log"
  return "$status"
}

# ensure WHAT:PACKAGE ...: WHAT is a command, or a path when it begins with a slash.
ensure() {
  local entry what missing=()
  for entry in "$@"; do
    what=${entry%%:*}
    case $what in
      /*) [ -e "$what" ] || missing+=("${entry#*:}") ;;
      *) command -v "$what" >/dev/null || missing+=("${entry#*:}") ;;
    esac
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "Installing ${missing[*]} ..."
  quietly as_root apt-get update &&
    quietly as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends "${missing[@]}"
}

ensure_test_packages() {
  ensure cmake:cmake ninja:ninja-build c++:g++ python3:python3 git:git \
    clang-format:clang-format clang-tidy:clang-tidy chromium-headless-shell:chromium-headless-shell \
    firefox-esr:firefox-esr WebKitWebDriver:webkit2gtk-driver Xvfb:xvfb \
    clang++-14:clang-14 "/usr/lib/llvm-14/lib/clang/14.0.6/lib/linux/libclang_rt.fuzzer-$(uname -m).a:libclang-rt-14-dev" \
    /usr/include/gtest/gtest.h:libgtest-dev /usr/include/gmock/gmock.h:libgmock-dev \
    /usr/src/googletest/CMakeLists.txt:googletest
}

ensure_emscripten() {
  if [ -n "${EMSDK:-}" ]; then
    PATH=$EMSDK/upstream/emscripten:$PATH
  else
    ensure emcc:emscripten
  fi
}

node_is_new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null &&
    printf '%s\n' "$node_wanted" "$(node --version | tr -d v)" | sort --version-sort --check=quiet
}

# Puts a node that the web tools accept on PATH: the machine's own when it is new enough. The build of
# the page in one file compresses it with xz.
ensure_node() {
  ensure xz:xz-utils || return
  node_is_new_enough && return
  PATH=$tools/node_modules/.bin:$PATH
  node_is_new_enough && return
  ensure node:nodejs npm:npm || return
  echo "Installing node $node_installed in ${tools#"$project"/} ..."
  quietly npm install --no-fund --no-audit --prefix "$tools" "node@$node_installed" "npm@$npm_installed" || return
  hash -r
  node_is_new_enough || { echo "node $node_wanted or later is needed; here is $(node --version)" >&2; return 1; }
}

# npm ci, but only when the lock file is another one than last time.
ensure_node_modules() {
  local stamp=$project/web/node_modules/.installed-lock
  cmp -s "$project/web/package-lock.json" "$stamp" && return
  quietly npm --prefix "$project/web" ci --no-fund --no-audit &&
    cp "$project/web/package-lock.json" "$stamp"
}

# The blogs that a browser test puts a ladder into. The npm packages build without their install scripts.
ensure_blogs() {
  ensure hugo:hugo jekyll:jekyll /usr/share/doc/jekyll-theme-minima:jekyll-theme-minima || return
  local blog=$project/tests/blogs/hexo
  cmp -s "$blog/package-lock.json" "$blog/node_modules/.installed-lock" && return
  quietly npm --prefix "$blog" ci --ignore-scripts --no-fund --no-audit &&
    cp "$blog/package-lock.json" "$blog/node_modules/.installed-lock"
}

build_wasm() {
  (cd "$project" && cmake --preset wasm && cmake --build --preset wasm "$@")
}
