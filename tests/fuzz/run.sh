#!/usr/bin/env bash
# run.sh SECONDS [TARGET ...]: builds the fuzz targets and runs them side by side for that long.
set -eu
seconds=${1:?usage: run.sh SECONDS [container|frame|engine|taps|script|listing ...]}
shift
[ $# -gt 0 ] || set -- container frame engine taps script listing
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=${BUILD:-$root/build/sanitize}

if [ "$build" = "$root/build/sanitize" ]; then
  cmake -S "$root" --preset sanitize >/dev/null
fi
cmake --build "$build" -j "$(nproc)" --target "${@/%/_fuzzer}"

fuzz() {
  local seeds=$here/corpus/$1 found=$build/corpus/$1 words=capture.dict
  case $1 in script | listing) words=text.dict ;; esac
  mkdir -p "$found" "$seeds"
  (cd "$build" && "tests/fuzz/$1_fuzzer" -max_total_time="$seconds" -max_len=4096 \
    -rss_limit_mb=2048 -timeout=25 -print_final_stats=1 -dict="$here/$words" \
    -artifact_prefix="$build/$1-" "$found" "$seeds") >"$build/$1.log" 2>&1
}

declare -A running
for target in "$@"; do
  fuzz "$target" &
  running[$target]=$!
done
status=0
for target in "$@"; do
  wait "${running[$target]}" || status=1
  echo "== $target"
  cat "$build/$target.log"
done
exit "$status"
