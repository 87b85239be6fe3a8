#!/usr/bin/env bash
# tests/run.sh         installs what is missing, builds natively and as wasm, runs every test and check
# tests/run.sh quick   what concerns the files that differ from the main branch; before each commit
#
# C++ and web are built and tested side by side. At the end stands what took how long; the last line is
# "N passed, M failed", and the exit status is 1 when something failed.
# Needs Debian 12 (or what tests/setup.sh installs, from elsewhere) and root or sudo for the packages.
set -uo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
cd "$project" || exit 1
. tests/setup.sh
. tests/steps.sh
export CTEST_PARALLEL_LEVEL=$(nproc) CMAKE_BUILD_PARALLEL_LEVEL=$(nproc) CI=1

build_engine() { build_wasm --target tcpladder-engine; }
build_preset() { cmake --preset "$1" && cmake --build --preset "$@"; }
# vitest STEP ...: the report is named after the step.
vitest() { (cd web && npm test -- --reporter=default --reporter=json --outputFile.json="$results/$1.json" "${@:2}"); }
playwright() { (cd web && PLAYWRIGHT_JSON_OUTPUT_NAME=$results/playwright.json npm run e2e -- --reporter=list,json); }
web() { npm --prefix web run "$@"; }

# What the web side waits for comes first. From then on the browsers, which are driven with time limits,
# come before compilers.
cpp_lane() {
  step engine-wasm count_one build_engine
  renice -n 10 "$BASHPID" >/dev/null
  step clang-format count_one tests/lint.sh format
  step build-native count_one build_preset native --target tcpladder-dump tests/bench/all &&
    step ctest-native count_ctest ctest --preset native -R '^(dump|differential)\.'
  step build-sanitize count_one build_preset sanitize &&
    step ctest-sanitize count_ctest_cases ctest --preset sanitize --verbose
  step fuzz count_fuzz_targets tests/fuzz/run.sh 10
  step build-wasm count_one build_wasm && step ctest-wasm count_ctest_cases ctest --preset wasm --verbose
  step clang-tidy count_one tests/lint.sh tidy
}

web_lane() {
  step npm-ci count_one ensure_node_modules || return
  step eslint-prettier count_one web lint
  step tsc count_one web typecheck
  step spelling count_one web spelling
  step blogs count_one ensure_blogs
  after engine-wasm || return
  step vitest count_vitest vitest vitest
  step build-web count_one web build || return
  step engines count_vitest vitest engines --config vitest.engines.config.ts
  step playwright count_playwright playwright
}

# Where this branch left main.
base() { git merge-base HEAD main 2>/dev/null || git rev-parse HEAD; }

# Whether a file with such a path differs from there, committed or not.
changed() {
  { git diff --name-only "$(base)"; git ls-files --others --exclude-standard; } | grep -qE "$1"
}

quick_cpp() {
  step clang-format count_one tests/lint.sh format
  step build-native count_one build_preset native &&
    step ctest-native count_ctest_cases ctest --preset native --verbose -E '^differential\.(rules|tshark|zeek|kernel-truth)'
  step clang-tidy count_one tests/lint.sh tidy
}

quick_web() {
  step npm-ci count_one ensure_node_modules || return
  step engine-wasm count_one build_engine || return
  step prettier count_one npm --prefix web exec -- prettier --config web/.prettierrc.json --check --cache \
    --log-level warn web tests/web tests/e2e tests/engines tests/wasm
  step tsc count_one web typecheck -- --incremental --tsBuildInfoFile "$project/build/web.tsbuildinfo"
  may_be_empty=yes step vitest count_vitest vitest vitest --changed "$(base)" --passWithNoTests
  # These load the engine, of which the modules' graph does not know.
  ! changed '^(core|wasm)/' || step vitest-engine count_vitest vitest vitest-engine tests/wasm
}

case ${1:-} in
  '')
    ensure_test_packages && ensure_emscripten && ensure_node || exit 1
    begin_steps
    in_lanes cpp_lane web_lane
    ;;
  quick)
    ensure_test_packages && ensure_emscripten && ensure_node || exit 1
    begin_steps
    lanes=()
    changed '^(core|wasm|tests/(core|support|dump|differential|bench|fuzz))/|CMake' && lanes+=(quick_cpp)
    changed '^(web|wasm|core|tests/(web|wasm|e2e|engines))/' && lanes+=(quick_web)
    in_lanes "${lanes[@]}"
    ;;
  *)
    sed -n '2,3p' "$0"
    exit 2
    ;;
esac
end_steps
