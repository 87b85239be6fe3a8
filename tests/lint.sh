#!/usr/bin/env bash
# tests/lint.sh format   every C++ file is as .clang-format wants it
# tests/lint.sh tidy     clang-tidy finds nothing in the folders it reads; files that passed are not looked
#                        at again until one of their group, a header that they include or a setting changes
set -euo pipefail
cd "$(dirname "$0")/.."

group_size=12 # files that are read as one: a third of the time is headers
flags=(-std=c++20 -I. -Wall -Wextra -Wconversion -fno-exceptions -fno-rtti)

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
    case $folder in core/listing | core/script | core/taps | core/text) continue ;; esac
    # Names repeat between the files of these folders: each is read alone.
    case $folder in
      core/limits | core/resets) group=1 ;;
      *) group=$group_size ;;
    esac
    find "$folder" -name '*.cc' | sort | xargs -r -n "$group" | awk -v name="${folder//\//-}" '{ print name "-" NR, $0 }'
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
    sed -n '2,4p' "$0"
    exit 2
    ;;
esac
