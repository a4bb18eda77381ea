#!/usr/bin/env bash
# Attune from end to end on a synthetic corpus: makes conversations with speech and talking faces,
# trains the audio and the video model, fuses them, evaluates all three and predicts one clip.
#
#   Scripts/demo.sh [--attune .build/release/attune] [--out demo] [--small]
#
# --small is the run of CI: few conversations, one epoch; it proves that the steps fit together.
set -euo pipefail
cd "$(dirname "$0")/.."

attune=.build/release/attune
out=demo
conversations=60
epochs=""
while [ $# -gt 0 ]; do
  case "$1" in
    --attune) attune="$2"; shift 2 ;;
    --out) out="$2"; shift 2 ;;
    --small) conversations=12; epochs=1; shift ;;
    *) echo "demo: error: unknown argument $1; see the head of Scripts/demo.sh" >&2; exit 64 ;;
  esac
done
[ -x "$attune" ] || { echo "demo: error: no program $attune; run 'make build'" >&2; exit 1; }

step() { printf '\n== %s\n' "$*" >&2; }
run() {
  echo "\$ attune $*" >&2
  "$attune" "$@"
}

rm -rf "$out"
mkdir -p "$out"
corpus="$out/corpus"

step "A corpus: $conversations conversations with speech and talking faces"
run synth --out "$corpus" --conversations "$conversations" --seed 42
run data check "$corpus" >"$out/data-check.txt"

settings=(--set model.preset=small)
if [ -n "$epochs" ]; then settings+=(--set "training.epochs=$epochs"); fi
for kind in audio video; do
  step "Model on $kind, text and metadata"
  run train "$kind" --data "$corpus" --out "$out/$kind" "${settings[@]}"
done

step "Late fusion of the two"
run fuse --runs "$out/audio" "$out/video" --out "$out/fusion" --strategy weighted

step "Evaluation on the test split"
for model in audio video fusion; do
  run evaluate --predictions "$out/$model/predictions/test.jsonl" \
    --out "$out/$model/evaluation/test" >"$out/$model/evaluation.txt"
done

step "One clip"
clip="$(find "$corpus" -name '*.mp4' | LC_ALL=C sort | head -n 1)"
text="I did not expect that."
run predict --run "$out/fusion" --video "$clip" --text "$text"
run predict --run "$out/fusion" --video "$clip" --text "$text" --json | tee "$out/prediction.json"

step "Result"
python3 Scripts/demo-table.py "$out"
