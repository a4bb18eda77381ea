#!/usr/bin/env bash
# What each remedy for rare classes does: trains a cheap text model with each of them over several
# seeds, on real conversations drawn so that the classes are as frequent as in the reference's splits
# (disgusted and contempt 2 % each), and prints the scores on the test split as a table.
#
#   Scripts/rare-classes.sh --data ../shared/data/text-track/train.json [--out rare-classes]
#                           [--attune .build/release/attune] [--seeds "1 2 3"] [--epochs 4]
#                           [--train 4000] [--test 3000] [--set key=value …] [--table]
#
# Runs that are done are not trained again, and interrupted ones go on; --table only prints what is
# there. The drawn corpus depends on nothing but the data, the sizes and a fixed seed.
set -euo pipefail
cd "$(dirname "$0")/.."
attune=.build/release/attune
data=""
out=rare-classes
seeds="1 2 3"
epochs=4
train=4000
test=3000
only_table=""
extra=()
while [ $# -gt 0 ]; do
  case "$1" in
    --attune) attune="$2"; shift 2 ;;
    --data) data="$2"; shift 2 ;;
    --out) out="$2"; shift 2 ;;
    --seeds) seeds="$2"; shift 2 ;;
    --epochs) epochs="$2"; shift 2 ;;
    --train) train="$2"; shift 2 ;;
    --test) test="$2"; shift 2 ;;
    --set) extra+=(--set "$2"); shift 2 ;;
    --table) only_table=1; shift ;;
    *) echo "rare-classes: error: unknown argument $1" >&2; exit 64 ;;
  esac
done
fail() { echo "rare-classes: error: $*" >&2; exit 1; }

# The remedies: a name, and what it sets.
remedies=(
  "none|training.loss=cross_entropy"
  "label smoothing 0.1|training.label_smoothing=0.1"
  "weights, balanced|training.class_weights=balanced"
  "weights, square root|training.class_weights=square_root"
  "weights, effective number|training.class_weights=effective_number"
  "focal, gamma 2|training.loss=focal"
  "focal, gamma 2, weights balanced|training.loss=focal training.class_weights=balanced"
  "logit adjustment, tau 0.5|training.logit_adjustment=0.5"
  "logit adjustment, tau 1|training.logit_adjustment=1"
  "sampling, balanced|training.sampling=balanced"
  "sampling, square root|training.sampling=square_root"
  "sampling, square root, logit adjustment 0.5|training.sampling=square_root training.logit_adjustment=0.5"
  "mixup 0.2|training.mixup=0.2"
  "R-Drop 1|training.r_drop=1"
)
# The same model for all: all-MiniLM-L6-v2 with its lower half frozen, nothing against imbalance.
base=(--preset small --set "training.epochs=$epochs" --set training.patience=100
  --set training.batch_size=16 --set training.bucketing=true
  --set training.learning_rate=5e-4 --set training.text_learning_rate=1e-4
  --set training.warmup_ratio=0.1 --set training.schedule=linear
  --set training.label_smoothing=0 --set training.class_weights=none
  --set training.sampling=shuffled --set model.text.frozen_layers=3
  --set training.checkpoint_every_steps=0 "${extra[@]}")

folder() { echo "$out/$(tr -c 'a-z0-9.\n' '-' <<<"$1" | tr -s '-')-seed$2"; }

if [ -z "$only_table" ]; then
  [ -x "$attune" ] || fail "no program $attune; run 'make build'"
  if [ ! -e "$out/corpus/test.json" ]; then
    [ -e "$data" ] || fail "--data names no file of raw conversations: '$data'"
    mkdir -p "$out/corpus"
    python3 - "$data" "$out/corpus" "$train" "$test" <<'PYTHON'
import json, random, sys
from collections import Counter
data, out, train, test = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
CLASSES = {
    "happy": "anticipating caring confident content excited faithful grateful hopeful joyful"
    " prepared proud trusting",
    "surprised": "surprised impressed devastated",
    "angry": "angry annoyed furious",
    "fear": "afraid apprehensive terrified",
    "sad": "sad anxious ashamed disappointed embarrassed guilty lonely nostalgic sentimental",
    "disgusted": "disgusted",
    "contempt": "jealous",
}
# The reference's training split: 14,817 conversations.
COUNTS = {"happy": 3449, "surprised": 1055, "angry": 1239, "fear": 850, "sad": 7605,
          "disgusted": 299, "contempt": 320}
of_word = {word: name for name, words in CLASSES.items() for word in words.split()}
by_class = {name: [] for name in CLASSES}
seen = set()
for record in json.load(open(data, encoding="utf-8")):
    turns = record["turns"]
    word = turns and turns[-1]["chain_of_empathy"]["speaker_emotion"]
    # Several conversations may be about one situation; no situation stands in two splits.
    situation = turns and (turns[-1].get("context") or "").strip().lower()
    if word in of_word and situation not in seen:
        seen.add(situation)
        by_class[of_word[word]].append(record)
total = sum(COUNTS.values())
random.seed(42)
splits = {"train": [], "val": [], "test": []}
for name, records in by_class.items():
    random.shuffle(records)
    for split, size in (("train", train), ("val", test // 2), ("test", test)):
        count = max(1, round(size * COUNTS[name] / total))
        if count > len(records):
            sys.exit(f"rare-classes: error: too few conversations of {name}; lower --train or --test")
        splits[split] += records[:count]
        del records[:count]
for split, records in splits.items():
    random.shuffle(records)
    json.dump(records, open(f"{out}/{split}.json", "w", encoding="utf-8"), ensure_ascii=False)
    counts = Counter(of_word[r["turns"][-1]["chain_of_empathy"]["speaker_emotion"]] for r in records)
    print(f"{split}: {len(records)}: {dict(counts.most_common())}", file=sys.stderr)
PYTHON
  fi
  for seed in $seeds; do
    for remedy in "${remedies[@]}"; do
      name="${remedy%%|*}"
      run="$(folder "$name" "$seed")"
      if [ -e "$run/evaluation/test/evaluation.json" ] && [ -e "$run/done" ]; then continue; fi
      arguments=("${base[@]}" --set "seed=$seed")
      for setting in ${remedy#*|}; do arguments+=(--set "$setting"); done
      if [ -e "$run/run.yaml" ]; then arguments=(--resume); fi
      echo "== seed $seed: $name" >&2
      "$attune" train text --data "$out/corpus" --out "$run" "${arguments[@]}" >"$run.txt"
      touch "$run/done"
    done
  done
fi

for remedy in "${remedies[@]}"; do
  name="${remedy%%|*}"
  for seed in $seeds; do
    run="$(folder "$name" "$seed")"
    if [ -e "$run/done" ]; then printf '%s\t%s\n' "$name" "$run"; fi
  done
done | python3 -c '
import json, statistics, sys
from collections import defaultdict
runs = defaultdict(list)
for line in sys.stdin:
    name, run = line.rstrip("\n").split("\t")
    table = json.load(open(f"{run}/evaluation/test/evaluation.json"))
    classes = {row["emotion"]: row for row in table["per_class"]}
    runs[name].append([table["macro_f1"], table["accuracy"], table["unweighted_average_recall"],
                       classes["disgusted"]["f1"], classes["contempt"]["f1"]])
if not runs:
    sys.exit("rare-classes: error: no run is done yet")
def cell(values):
    mean = statistics.mean(values)
    spread = f" ± {statistics.stdev(values):.3f}" if len(values) > 1 else ""
    return f"{mean:.3f}{spread}".replace("0.", ".")
print("| remedy | seeds | macro-F1 | accuracy | UAR | F1 disgusted | F1 contempt |")
print("|---|---|---|---|---|---|---|")
for name, rows in runs.items():
    print(f"| {name} | {len(rows)} | " + " | ".join(cell(column) for column in zip(*rows)) + " |")
'
