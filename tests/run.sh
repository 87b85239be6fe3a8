#!/usr/bin/env bash
# Installs what is missing, builds natively and as wasm, and runs every test and check there is.
# The last line is "N passed, M failed"; the exit status is 1 when something failed.
# Needs Debian 12 (or what tests/setup.sh installs, from elsewhere) and root or sudo for the packages.
set -uo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
cd "$project" || exit 1
. tests/setup.sh
results=tests/results
mkdir -p "$results"
export CTEST_PARALLEL_LEVEL=$(nproc) CI=1
passed=0 failed=0

# run NAME COUNTER COMMAND ...: keeps the output in a log, shows it when something failed, and adds up
# what COUNTER reads from it ("passed failed").
run() {
  local name=$1 counter=$2 log=$results/$1.log status begin=$SECONDS counts good bad
  shift 2
  printf '%-22s' "$name"
  "$@" >"$log" 2>&1
  status=$?
  read -r good bad < <("$counter" "$log" "$status")
  if [ "$status" != 0 ] && [ "$bad" = 0 ]; then bad=1; fi
  if [ "$status" = 0 ] && [ "$good" = 0 ]; then bad=1; echo "No test was found." >>"$log"; fi
  passed=$((passed + good)) failed=$((failed + bad))
  printf '%5d passed %3d failed %4d s\n' "$good" "$bad" $((SECONDS - begin))
  [ "$bad" = 0 ] && return
  echo "----- $name: the last of $log"
  tail -n 200 "$log"
  echo "-----"
  return 1
}

count_one() {
  [ "$2" = 0 ] && echo 1 0 || echo 0 1
}

# Every test that ctest started; one that was skipped counts for neither.
count_ctest() {
  local bad skipped all
  bad=$(grep -oE '[0-9]+ tests? failed out of [0-9]+' "$1" | cut -d ' ' -f 1)
  all=$(grep -oE '[0-9]+ tests? failed out of [0-9]+' "$1" | grep -oE '[0-9]+$')
  skipped=$(grep -c '\*\*\*Skipped' "$1")
  echo $((${all:-0} - ${bad:-0} - skipped)) "${bad:-0}"
}

# Under Node one ctest test is a whole GoogleTest program: its cases are counted.
count_gtest_cases() {
  echo "$(grep -cE '\[ +OK \]' "$1")" "$(grep -cE '\[ +FAILED +\].*\([0-9]+ ms\)' "$1")"
}

count_vitest() {
  node -p "const r = require('$project/$results/vitest.json'); r.numPassedTests + ' ' + r.numFailedTests" ||
    echo 0 1
}

count_playwright() {
  node -p "const s = require('$project/$results/playwright.json').stats; s.expected + ' ' + (s.unexpected + s.flaky)" ||
    echo 0 1
}

# Each target that came to its end without a finding.
count_fuzz_targets() {
  echo "$(grep -c '^stat::number_of_executed_units' "$1")" "$([ "$2" = 0 ] && echo 0 || echo 1)"
}

show_skipped() {
  grep -hE '^ *[0-9]+/[0-9]+ .*\*\*\*Skipped' "$results"/ctest-*.log | sed -E 's/.*Test +#[0-9]+: ([^ ]+).*/skipped: \1/' |
    sort -u
}

native_build() { cmake --preset native && cmake --build --preset native; }
sanitize_build() { cmake --preset sanitize && cmake --build --preset sanitize; }
vitest() { (cd web && npm test -- --reporter=default --reporter=json --outputFile.json="$project/$results/vitest.json"); }
playwright() {
  (cd web && PLAYWRIGHT_JSON_OUTPUT_NAME=$project/$results/playwright.json npm run e2e -- --reporter=list,json)
}

ensure cmake:cmake ninja:ninja-build c++:g++ python3:python3 \
  clang-format:clang-format clang-tidy:clang-tidy chromium:chromium \
  clang++-14:clang-14 "/usr/lib/llvm-14/lib/clang/14.0.6/lib/linux/libclang_rt.fuzzer-$(uname -m).a:libclang-rt-14-dev" \
  /usr/include/gtest/gtest.h:libgtest-dev /usr/include/gmock/gmock.h:libgmock-dev \
  /usr/src/googletest/CMakeLists.txt:googletest || exit 1
ensure_emscripten && ensure_node || exit 1
rm -f "$results"/*.log "$results"/*.json

run npm-ci count_one ensure_node_modules && web=yes
run build-native count_one native_build && {
  run ctest-native count_ctest ctest --preset native
  run clang-tidy count_one tests/lint.sh tidy
}
run clang-format count_one tests/lint.sh format
run build-sanitize count_one sanitize_build && run ctest-sanitize count_ctest ctest --preset sanitize
run fuzz count_fuzz_targets tests/fuzz/run.sh 20
run build-wasm count_one build_wasm && {
  wasm=yes
  run ctest-wasm count_gtest_cases ctest --preset wasm --verbose
}
if [ -n "${web:-}" ]; then
  run eslint-prettier count_one npm --prefix web run lint
  run tsc count_one npm --prefix web run typecheck
  if [ -n "${wasm:-}" ]; then
    run vitest count_vitest vitest
    run blogs count_one ensure_blogs
    run build-web count_one npm --prefix web run build && run playwright count_playwright playwright
  fi
fi

show_skipped
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
