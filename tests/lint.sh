#!/usr/bin/env bash
# tests/lint.sh format   every C++ file is as .clang-format wants it
# tests/lint.sh tidy     clang-tidy finds nothing in the folders it reads; files that passed are not looked
#                        at again until one of their group, a header that they include or a setting changes
# tests/lint.sh tidy deep   the same with the analyser's own limit of paths, for releases
set -euo pipefail
cd "$(dirname "$0")/.."

group_size=12 # files that are read as one: a third of the time is headers
flags=(-std=c++20 -I. -Wall -Wextra -Wconversion -fno-exceptions -fno-rtti)
# The analyser takes four fifths of the time, most of it on the last paths of few functions; its own
# limit is 225000 for each.
[ "${2:-}" = deep ] || flags+=(-Xclang -analyzer-config -Xclang max-nodes=20000)

sources() { find core wasm tests -type f \( "$@" \) | sort; }

# tidy_group GROUP FILE ...: clang-tidy on the files written one behind the other. Not included from one:
# the analyser goes through functions of the main file only.
tidy_group() {
  local group=build/tidy/$1.cc stamp found status=0
  shift
  cat "$@" >"$group"
  stamp=build/tidy/$(
    { clang++-14 -MM "${flags[@]}" "$group" | tr -s ' \\' '\n\n' | grep -E '\.(cc|h|def)$' | xargs cat .clang-tidy
      echo "${flags[@]}"; clang-tidy --version; } | sha256sum | cut -c 1-32
  )
  [ ! -e "$stamp" ] || return 0
  found=$(clang-tidy --quiet "$group" -- "${flags[@]}" 2>/dev/null) || status=$?
  if [ "$status" = 0 ]; then touch "$stamp"; fi
  # Lines as the reader finds them.
  awk -v group="$PWD/$group" -v files="$*" '
    BEGIN {
      count = split(files, names, " ")
      for (n = 1; n <= count; ++n) {
        start[n] = total
        while ((getline line < names[n]) > 0) ++total
      }
    }
    index($0, group ":") == 1 {
      split(substr($0, length(group) + 2), parts, ":")
      for (n = count; n > 1 && start[n] >= parts[1]; --n);
      sub(/^[^:]*:[0-9]+/, names[n] ":" (parts[1] - start[n]))
    }
    { print }' <<<"$found"
  return "$status"
}

tidy() {
  mkdir -p build/tidy
  export -f tidy_group
  export flags_line="${flags[*]}"
  for folder in core/* tests/dump; do
    [ -d "$folder" ] || continue
    find "$folder" -name '*.cc' | sort | xargs -r -n "$group_size" | awk -v name="${folder//\//-}" '{ print name "-" NR, $0 }'
  done | xargs -P "$(nproc)" -L 1 bash -c 'set -euo pipefail; read -ra flags <<<"$flags_line"; tidy_group "$@"' _
}

case ${1:-} in
  format)
    sources -name '*.cc' -o -name '*.h' | xargs clang-format --dry-run --Werror
    ;;
  tidy)
    tidy
    ;;
  *)
    sed -n '2,5p' "$0"
    exit 2
    ;;
esac
