#!/usr/bin/env bash
# Kills a training run in mid-epoch and resumes it: the weights must be those of a run that was never
# killed, bit for bit, dropout included.
#
#   Scripts/check-resume.sh [--attune .build/release/attune] [--corpus demo/corpus]
set -euo pipefail
cd "$(dirname "$0")/.."
attune=.build/release/attune
corpus=demo/corpus
while [ $# -gt 0 ]; do
  case "$1" in
    --attune) attune="$2"; shift 2 ;;
    --corpus) corpus="$2"; shift 2 ;;
    *) echo "check-resume: error: unknown argument $1" >&2; exit 64 ;;
  esac
done
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
train=("$attune" train audio --data "$corpus" --cache "$work/cache")
settings=(--set training.epochs=2 --set training.batch_size=2
  --set training.checkpoint_every_steps=1 --set media.audio.maximum_seconds=1)

"${train[@]}" --out "$work/whole" "${settings[@]}" >/dev/null 2>&1
"${train[@]}" --out "$work/killed" "${settings[@]}" >/dev/null 2>&1 &
process=$!
until grep -q '"step":2[,}]' "$work/killed/metrics.jsonl" 2>/dev/null; do
  kill -0 "$process" 2>/dev/null || { echo "check-resume: error: the run ended early" >&2; exit 1; }
  sleep 0.02
done
kill -9 "$process"
wait "$process" 2>/dev/null || true
echo "killed after: $(tail -n 1 "$work/killed/metrics.jsonl" | cut -c1-80)"
"${train[@]}" --out "$work/killed" --resume >/dev/null 2>&1
for file in best last; do
  # Seconds stand in the header's progress, so the tensors alone are compared.
  python3 - "$work/whole/checkpoints/$file.safetensors" \
    "$work/killed/checkpoints/$file.safetensors" <<'PYTHON'
import json, struct, sys
def parts(path):
    data = open(path, "rb").read()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + size])
    header.pop("__metadata__", None)
    return header, data[8 + size:]
if parts(sys.argv[1]) != parts(sys.argv[2]):
    sys.exit("check-resume: error: the weights differ")
PYTHON
  echo "$file.safetensors: bit-identical"
done
