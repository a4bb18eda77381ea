#!/usr/bin/env bash
# Runs the tests that are built already, and keeps the runner's closing line.
#
#   Scripts/run-tests.sh             runs them
#   Scripts/run-tests.sh --summary   shows the closing line of the last run again
set -euo pipefail
cd "$(dirname "$0")/.."
log=.build/tests.log

closing_line() { grep -E 'Test run with [0-9]+ tests?' "$1" | tail -n 1; }

if [ "${1:-}" = --summary ]; then
  closing_line "$log"
  exit
fi

rm -f "$log"
# Every target uses Swift Testing; XCTest would only add that it found nothing. The thousands of
# lines of what started and passed stay in the log, so that the others are seen.
if swift test --skip-build --disable-xctest 2>&1 | tee "$log.running" |
  { grep -Ev "^◇ |^✔ (Test ([^r]|r[^u])|Suite ).* passed after|^✔ Test case |^↳ " || true; }; then
  mv "$log.running" "$log"
else
  echo "tests: error: failed or crashed; every line is in $log.running" >&2
  exit 1
fi
