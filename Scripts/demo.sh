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
conversations=320
settings=()
while [ $# -gt 0 ]; do
  case "$1" in
    --attune) attune="$2"; shift 2 ;;
    --out) out="$2"; shift 2 ;;
    --small) conversations=16; settings=(--set training.epochs=1); shift ;;
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
run data check "$corpus" | tee "$out/data-check.txt"

for kind in audio video; do
  step "Model on $kind, text and metadata"
  run train "$kind" --data "$corpus" --out "$out/$kind" --cache "$out/cache" \
    ${settings[@]+"${settings[@]}"}
done

step "Late fusion of the two"
run fuse --runs "$out/audio" "$out/video" --out "$out/fusion" --strategy weighted >/dev/null

step "One clip"
# The last clip of the speaker of the first test conversation, with the words spoken in it.
{
  read -r clip
  read -r text
} < <(python3 - "$out" <<'PYTHON'
import glob, json, sys
out = sys.argv[1]
with open(f"{out}/fusion/predictions/test.jsonl") as table:
    wanted = json.loads(table.readline())["conversation"]
with open(f"{out}/corpus/train.json") as corpus:
    conversation = next(c for c in json.load(corpus) if c["conversation_id"] == wanted)
last = conversation["turns"][-1]["dialogue_history"][-1]
print(glob.glob(f"{out}/corpus/video_v5_0/dia{wanted}utt{last['index']}_*.mp4")[0])
print(last["utterance"])
PYTHON
)
run predict --run "$out/fusion" --video "$clip" --text "$text"
run predict --run "$out/fusion" --video "$clip" --text "$text" --json

step "Result"
run evaluate --out "$out/evaluation" --predictions \
  "$out/audio/predictions/test.jsonl" "$out/video/predictions/test.jsonl" \
  "$out/fusion/predictions/test.jsonl"
echo "Figures:"
find "$out" -name '*.png' | LC_ALL=C sort | sed 's/^/  /'
