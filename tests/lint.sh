#!/usr/bin/env bash
# tests/lint.sh format   every C++ file is as .clang-format wants it
# tests/lint.sh tidy     clang-tidy finds nothing (build/native must be configured); a file that passed is
#                        not looked at again until it, a header or a setting changes
set -euo pipefail
cd "$(dirname "$0")/.."

sources() { find core wasm tests -type f \( "$@" \) | sort; }

case ${1:-} in
  format)
    sources -name '*.cc' -o -name '*.h' | xargs clang-format --dry-run --Werror
    ;;
  tidy)
    mkdir -p build/tidy
    { cat .clang-tidy; sources -name '*.h' -o -name '*.def' | xargs cat; } > build/tidy/common
    find core tests/dump -name '*.cc' | sort | xargs -P "$(nproc)" -n 1 bash -c '
      stamp=build/tidy/$(cat build/tidy/common "$0" | sha256sum | cut -c 1-32)
      [ -e "$stamp" ] && exit
      clang-tidy -p build/native --quiet "$0" 2>/dev/null && touch "$stamp"'
    ;;
  *)
    sed -n '2,4p' "$0"
    exit 2
    ;;
esac
