#!/usr/bin/env bash
# Kills a training run at random moments, again and again: its weights must end as those of a run that
# was never killed, bit for bit, dropout and the whole recipe included.
#
#   Scripts/check-resume.sh [--attune .build/release/attune] [--corpus demo/corpus]
#                           [--kills 20] [--seed 1] [--set training.precision=bfloat16 …]
#
# Each kill is a SIGKILL after a random share of the time that the uninterrupted run took, so it may
# hit a step, a checkpoint, the validation, the best weights or the final predictions. Every second
# kill waits longer, until a checkpoint is half written. Whatever goes on after a kill does so with
# another number of data workers; a run that reached its end is compared and begun anew.
set -euo pipefail
cd "$(dirname "$0")/.."
attune=.build/release/attune
corpus=demo/corpus
kills=3
seed=1
extra=()
while [ $# -gt 0 ]; do
  case "$1" in
    --attune) attune="$2"; shift 2 ;;
    --corpus) corpus="$2"; shift 2 ;;
    --kills) kills="$2"; shift 2 ;;
    --seed) seed="$2"; shift 2 ;;
    --set) extra+=(--set "$2"); shift 2 ;;
    *) echo "check-resume: error: unknown argument $1" >&2; exit 64 ;;
  esac
done
work="$(mktemp -d)"
killed="$work/killed"
process=""
trap '[ -z "$process" ] || kill -9 "$process" 2>/dev/null || true; rm -rf "$work"' EXIT
fail() { echo "check-resume: error: $*" >&2; exit 1; }

train=("$attune" train audio --data "$corpus" --cache "$work/cache")
settings=(--set training.epochs=3 --set training.batch_size=2 --set training.checkpoint_every_steps=1
  --set media.audio.maximum_seconds=1 --set training.averaging=ema --set training.ema_decay=0.9
  --set model.text.frozen_layers=5 --set training.text_layer_decay=0.9
  --set training.pretrained_share=0.2 --set training.mixup=0.2 --set training.r_drop=0.5
  --set training.sampling=square_root --set training.bucketing=true
  --set training.class_weights=effective_number --set training.logit_adjustment=0.5
  --set training.gradient_accumulation_steps=2 --set training.warmup_ratio=0.1 "${extra[@]}")

# What is half written at the moment.
partials() { (cd "$killed/checkpoints" 2>/dev/null && compgen -G '.*.partial') || true; }
now() { date +%s.%N; }
# Milliseconds of a share of a number of seconds.
part() { awk -v share="$1" -v seconds="$2" 'BEGIN { printf "%d", 1000 * share * seconds }'; }

"${train[@]}" --out "$work/whole" "${settings[@]}" >/dev/null 2>"$work/whole.log" ||
  fail "the uninterrupted run failed: $(tail -n 1 "$work/whole.log")"
# Timed once more with the media cached, as the runs that are killed have them.
start="$(now)"
"${train[@]}" --out "$work/again" "${settings[@]}" >/dev/null 2>&1
seconds="$(awk -v a="$start" -v b="$(now)" 'BEGIN { print b - a }')"
echo "a whole run takes $seconds s; $kills kills, seed $seed"

mapfile -t shares < <(python3 -c "
import random, sys
random.seed(int(sys.argv[1]))
for _ in range(100 * int(sys.argv[2])):
    print(f'{random.random():.4f}')" "$seed" "$kills")

done_kills=0
for index in "${!shares[@]}"; do
  if [ "$done_kills" = "$kills" ]; then break; fi
  # A run that came to its end before the kill, or was killed before it stood, begins anew.
  if [ ! -e "$killed/run.yaml" ]; then
    rm -rf "$killed"
    arguments=("${settings[@]}")
  else
    arguments=(--resume --set "training.data_workers=$((1 + index % 4))")
  fi
  "${train[@]}" --out "$killed" "${arguments[@]}" >/dev/null 2>"$work/killed.log" &
  process=$!
  wait_ms="$(part "${shares[$index]}" "$seconds")"
  sleep "$(awk -v ms="$wait_ms" 'BEGIN { print ms / 1000 }')"
  how="after $wait_ms ms"
  if [ $((index % 2)) = 1 ]; then
    # What an earlier kill left half written is no write of this process.
    before="$(partials)"
    while kill -0 "$process" 2>/dev/null; do
      half="$(partials)"
      if [ -n "$half" ] && [ "$half" != "$before" ]; then
        how="$how and then in a write"
        break
      fi
    done
  fi
  kill -9 "$process" 2>/dev/null || true
  status=0
  wait "$process" 2>/dev/null || status=$?
  process=""
  last="$(tail -n 1 "$killed/metrics.jsonl" 2>/dev/null | grep -o '"step":[0-9]*' || true)"
  case "$status" in
    137)
      done_kills=$((done_kills + 1))
      echo "kill $done_kills: $how; ${last:-before the first step}; left: $(
        find "$killed/checkpoints" -type f -printf '%f ' 2>/dev/null || true)"
      ;;
    0)
      # It was done before; nothing would be left to interrupt.
      mv "$killed" "$work/finished-$index"
      ;;
    *) fail "after kill $done_kills the run failed: $(tail -n 1 "$work/killed.log")" ;;
  esac
done
if [ -e "$killed/run.yaml" ]; then arguments=(--resume); else arguments=("${settings[@]}"); fi
"${train[@]}" --out "$killed" "${arguments[@]}" >/dev/null 2>"$work/killed.log" ||
  fail "the killed run could not go on: $(tail -n 1 "$work/killed.log")"

compare() {
  for file in best last; do
    # Seconds stand in the header's progress, so the tensors alone are compared.
    python3 - "$work/whole/checkpoints/$file.safetensors" "$1/checkpoints/$file.safetensors" <<'PYTHON'
import json, struct, sys
def parts(path):
    data = open(path, "rb").read()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + size])
    header.pop("__metadata__", None)
    return header, data[8 + size:]
if parts(sys.argv[1]) != parts(sys.argv[2]):
    sys.exit("check-resume: error: the weights differ: " + sys.argv[2])
PYTHON
  done
  diff <(rows "$work/whole") <(rows "$1") >/dev/null || fail "the predictions differ: $1"
}
# The predictions of a run, without its name.
rows() { sed 's/"run":"[^"]*"//' "$1"/predictions/*.jsonl; }
compare "$work/again"
compare "$killed"
for finished in "$work"/finished-*; do
  if [ -d "$finished" ]; then compare "$finished"; fi
done
numruns="$(find "$work" -maxdepth 1 -name "finished-*" | wc -l)"
echo "after $done_kills kills in $((numruns + 1)) run(s) best.safetensors, last.safetensors and the predictions are bit-identical"
