#!/usr/bin/env bash
# Attune from end to end on a synthetic corpus: makes conversations with speech and talking faces,
# trains the audio and the video model and one on words alone that they have to beat, fuses the two,
# evaluates all, makes a page about them and predicts one clip.
#
#   Scripts/demo.sh [--attune .build/release/attune] [--out demo] [--small]
#
# --small is the run of CI: few conversations, one epoch; it proves that the steps fit together.
set -euo pipefail
cd "$(dirname "$0")/.."

attune=.build/release/attune
out=demo
conversations=240
epochs=""
while [ $# -gt 0 ]; do
  case "$1" in
    --attune) attune="$2"; shift 2 ;;
    --out) out="$2"; shift 2 ;;
    --small) conversations=16; epochs=1; shift ;;
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

settings=(--data "$corpus" --cache "$out/cache")
if [ -n "$epochs" ]; then settings+=(--set "training.epochs=$epochs"); fi
step "The model on audio, text and metadata"
run train audio --out "$out/audio" --config configs/log-mel.yaml "${settings[@]}"
step "The model on video, text and metadata"
run train video --out "$out/video" --preset small "${settings[@]}"

step "What words and metadata alone can do"
run train text --out "$out/text" --preset small "${settings[@]}"

step "Late fusion of audio and video"
run fuse --runs "$out/audio" "$out/video" --out "$out/fusion" --strategy weighted \
  >"$out/fusion.txt"

step "Evaluation on the test split"
tables=("$out"/{audio,video,text,fusion}/predictions/test.jsonl)
run evaluate --predictions "${tables[@]}" --out "$out/evaluation" >"$out/evaluation.txt"

step "A page about all of it"
run report "$out/audio" "$out/video" "$out/text" "$out/fusion" --out "$out/report.html" >/dev/null

step "A clip of the test split, in words and in JSON"
clip="$(python3 Scripts/demo-clip.py "$corpus" "${tables[3]}")"
mapfile -t clip <<<"$clip"
echo "The clip was made to be ${clip[3]}."
run predict --run "$out/fusion" --video "${clip[0]}" --text "${clip[1]}" --context "${clip[2]}"
run predict --run "$out/fusion" --video "${clip[0]}" --text "${clip[1]}" --context "${clip[2]}" \
  --json | tee "$out/prediction.json"
python3 -m json.tool "$out/prediction.json" >/dev/null

if [ -n "$epochs" ]; then
  # The short run of CI also kills a training and resumes it, and fills the disk under another.
  step "A run that is killed ends as one that was not"
  Scripts/check-resume.sh --attune "$attune" --corpus "$corpus"
  step "A disk that fills up and a state that is cut short leave a run that goes on"
  Scripts/check-full-disk.sh --attune "$attune" --corpus "$corpus"
fi

step "Result, after $SECONDS s"
# The comparison of the models closes the report.
sed -n '/^Scores on/,$p' "$out/evaluation.txt"
echo "Report: $out/report.html"
echo "Figures:"
find "$out" \( -path "$out/evaluation/*.png" -o -name training_curves.png \) |
  LC_ALL=C sort | sed 's/^/  /'
