#!/bin/sh
# run.sh SECONDS [TARGET ...]: builds the fuzz targets and runs each for that long.
set -eu
seconds=${1:?usage: run.sh SECONDS [container|frame|engine ...]}
shift
[ $# -gt 0 ] || set -- container frame engine
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=${BUILD:-$root/build/fuzz}

if [ "$build" = "$root/build/fuzz" ]; then
  cmake -S "$root" --preset fuzz >/dev/null
fi
for target in "$@"; do
  cmake --build "$build" --target "${target}_fuzzer" -j 2
done
for target in "$@"; do
  seeds=$here/corpus/$target
  found=$build/corpus/$target
  mkdir -p "$found"
  (cd "$build" && "tests/fuzz/${target}_fuzzer" -max_total_time="$seconds" -max_len=4096 \
    -rss_limit_mb=2048 -timeout=25 -print_final_stats=1 -dict="$here/capture.dict" \
    -artifact_prefix="$build/$target-" "$found" "$seeds")
done
