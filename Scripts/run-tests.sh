#!/usr/bin/env bash
# Runs the tests that are built already, and keeps the runner's closing lines.
#
#   Scripts/run-tests.sh             runs them
#   Scripts/run-tests.sh --summary   shows the closing lines of the last run again
set -euo pipefail
cd "$(dirname "$0")/.."
log=.build/tests.log

# Every target uses Swift Testing; the runner would otherwise add "0 tests" of XCTest.
if [ "${1:-}" != --summary ]; then
  rm -f "$log"
  swift test --skip-build --disable-xctest 2>&1 | tee "$log.running" |
    # Thousands of "started" and "passed" lines hide the one that matters.
    { grep -Ev '^◇ |^✔ (Test|Suite) .* passed after|^↳ ' || true; }
  mv "$log.running" "$log"
fi
grep -E 'Test run with [0-9]+ tests' "$log" | tail -n 1
