# Sourced by tests/run.sh: runs named steps, keeps what they print, counts their tests and times them.
#
# A step is a command and a COUNTER, a function that is given the log and the exit status and prints how
# many tests passed and how many failed; none is a failure, but where may_be_empty is set. Lanes are lists of steps that run side by side.

results=$project/tests/results
table=$results/steps.tsv

begin_steps() {
  mkdir -p "$results"
  rm -rf "$results"/*.log "$results"/*.json "$results"/*.ended "$table"
  : >"$table"
}

# in_lanes LANE ...: each function in a shell of its own, at once.
in_lanes() {
  local lane
  for lane in "$@"; do ("$lane") & done
  wait
}

# step NAME COUNTER COMMAND ...: shows the log when something failed.
step() {
  local name=$1 counter=$2 log=$results/$1.log status wall cpu good bad
  shift 2
  local TIMEFORMAT='%R %U %S' times=$results/$name.times
  { time "$@" >"$log" 2>&1; } 2>"$times"
  status=$?
  read -r wall cpu < <(awk 'END { printf "%.0f %.0f\n", $1, $2 + $3 }' "$times")
  rm -f "$times"
  read -r good bad < <("$counter" "$log" "$status")
  if [ "$status" != 0 ] && [ "$bad" = 0 ]; then bad=1; fi
  if [ "$status" = 0 ] && [ "$good" = 0 ] && [ -z "${may_be_empty:-}" ]; then bad=1; echo "No test was found." >>"$log"; fi
  printf '%s\t%s\t%s\t%s\t%s\n' "$name" "$good" "$bad" "$wall" "$cpu" >>"$table"
  {
    flock 9
    printf '%-16s %5d passed %3d failed %4d s\n' "$name" "$good" "$bad" "$wall"
    [ "$bad" = 0 ] || { echo "----- $name: the last of $log"; tail -n 200 "$log"; echo "-----"; }
  } 9>"$results/.lock"
  : >"$results/$name.ended"
  [ "$bad" = 0 ]
}

# after NAME: waits for a step of another lane, and succeeds where it did.
after() {
  until [ -e "$results/$1.ended" ]; do sleep 0.2; done
  awk -F '\t' -v name="$1" '$1 == name && $3 == 0 { found = 1 } END { exit !found }' "$table"
}

# The table, skipped tests and the sums. Fails when a step did.
end_steps() {
  rm -f "$results"/*.ended "$results/.lock"
  printf '\n%-16s %7s %7s %9s %9s\n' step passed failed seconds CPU
  awk -F '\t' '{ printf "%-16s %7d %7d %9d %9d\n", $1, $2, $3, $4, $5; cpu += $5 }
    END { printf "%-16s %7s %7s %9s %9d\n", "", "", "", "", cpu }' "$table"
  printf 'in all %d s\n' "$SECONDS"
  grep -hE '^ *[0-9]+/[0-9]+ .*\*\*\*Skipped' "$results"/ctest-*.log 2>/dev/null |
    sed -E 's/.*Test +#[0-9]+: ([^ ]+).*/skipped: \1/' | sort -u
  awk -F '\t' '{ passed += $2; failed += $3 } END { printf "%d passed, %d failed\n", passed, failed; exit failed > 0 }' "$table"
}

count_one() {
  [ "$2" = 0 ] && echo 1 0 || echo 0 1
}

# Tests that ctest started and that are no GoogleTest programs; one that was skipped counts for neither.
count_ctest() {
  echo "$(grep -cE '^ *[0-9]+/[0-9]+ Test +#[0-9]+: [^ ]+\.[^ ]+ .* Passed ' "$1")" \
    "$(grep -cE '^ *[0-9]+/[0-9]+ Test +#[0-9]+: [^ ]+\.[^ ]+ .*\*\*\*(Failed|Timeout|Exception|Not Run)' "$1")"
}

# Those, and the cases of GoogleTest programs.
count_ctest_cases() {
  local good bad
  read -r good bad < <(count_ctest "$1")
  echo "$((good + $(grep -cE '\[ +OK \]' "$1")))" "$((bad + $(grep -cE '\[ +FAILED +\].*\([0-9]+ ms\)' "$1")))"
}

count_vitest() {
  node -p "const r = require('${1%.log}.json'); r.numPassedTests + ' ' + r.numFailedTests" || echo 0 1
}

count_playwright() {
  node -p "const s = require('$results/playwright.json').stats; s.expected + ' ' + (s.unexpected + s.flaky)" ||
    echo 0 1
}

# Each target that came to its end without a finding.
count_fuzz_targets() {
  echo "$(grep -c '^stat::number_of_executed_units' "$1")" "$([ "$2" = 0 ] && echo 0 || echo 1)"
}
