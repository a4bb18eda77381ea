#!/usr/bin/env bash
# Checks the shell scripts: their syntax always, and their habits where shellcheck is installed.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts=(Scripts/*.sh .ci/run)
for script in "${scripts[@]}"; do bash -n "$script"; done
if command -v shellcheck >/dev/null; then shellcheck "${scripts[@]}"; fi
echo "shell: ${#scripts[@]} scripts parse"
