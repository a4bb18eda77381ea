#!/usr/bin/env bash
# Fills the disk under a training run: it must end with one clear line, and go on from its last good
# state once there is room again, with the weights of a run that never met a full disk.
#
#   Scripts/check-full-disk.sh [--attune .build/release/attune] [--corpus demo/corpus]
#
# Where this user may mount one, the disk is a small tmpfs; else the size of a file is limited, which
# makes the same writes fail.
set -euo pipefail
cd "$(dirname "$0")/.."
attune=.build/release/attune
corpus=demo/corpus
while [ $# -gt 0 ]; do
  case "$1" in
    --attune) attune="$2"; shift 2 ;;
    --corpus) corpus="$2"; shift 2 ;;
    *) echo "check-full-disk: error: unknown argument $1" >&2; exit 64 ;;
  esac
done
work="$(mktemp -d)"
mounted=""
cleanup() {
  if [ -n "$mounted" ]; then umount "$mounted" || true; fi
  rm -rf "$work"
}
trap cleanup EXIT
fail() { echo "check-full-disk: error: $*" >&2; exit 1; }

train=("$attune" train audio --data "$corpus" --cache "$work/cache")
settings=(--set training.epochs=2 --set training.batch_size=2 --set training.checkpoint_every_steps=1
  --set media.audio.maximum_seconds=1)
"${train[@]}" --out "$work/whole" "${settings[@]}" >/dev/null 2>"$work/whole.log" ||
  fail "the run with room failed: $(tail -n 1 "$work/whole.log")"
state="$(stat -c %s "$work/whole/checkpoints/last.safetensors")"

disk="$work/disk"
mkdir "$disk"
# Room for two states and what else a run writes, not for the best weights and a third state.
if mount -t tmpfs -o "size=$((state * 5 / 2))" tmpfs "$disk" 2>/dev/null; then
  mounted="$disk"
  echo "a disk of $((state * 5 / 2)) bytes for states of $state bytes each"
  run() { "${train[@]}" --out "$disk/run" "$@"; }
  make_room() { mount -o "remount,size=$((state * 20))" "$disk"; }
else
  echo "no right to mount: files of at most $((state * 9 / 10)) bytes for states of $state bytes"
  limit=$((state * 9 / 10 / 1024))  # in units of 1,024 bytes
  run() { (ulimit -f "$limit"; trap '' XFSZ; exec "${train[@]}" --out "$disk/run" "$@"); }
  make_room() { limit=unlimited; }
fi

status=0
run "${settings[@]}" >/dev/null 2>"$work/full.log" || status=$?
[ "$status" = 1 ] || fail "status $status where the disk is full: $(tail -n 3 "$work/full.log")"
message="$(tail -n 1 "$work/full.log")"
echo "told: $message"
case "$message" in
  *"cannot be saved: "*" the last good state is "* | *"cannot be saved: "*"no state was saved yet"*) ;;
  *) fail "the message does not say what happened and what is left" ;;
esac
if compgen -G "$disk/run/checkpoints/.*.partial" >/dev/null; then
  fail "half a file was left on the full disk"
fi

make_room
run --resume >/dev/null 2>"$work/resumed.log" ||
  fail "with room again it could not go on: $(tail -n 1 "$work/resumed.log")"
python3 - "$work/whole" "$disk/run" <<'PYTHON'
import json, struct, sys
def parts(folder, name):
    data = open(f"{folder}/checkpoints/{name}.safetensors", "rb").read()
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + size])
    header.pop("__metadata__", None)
    return header, data[8 + size:]
for name in ("best", "last"):
    if parts(sys.argv[1], name) != parts(sys.argv[2], name):
        sys.exit(f"check-full-disk: error: {name}.safetensors differs")
PYTHON
echo "with room again the run went on; its weights are those of a run that never met a full disk"

# A state that was cut short, as by a failing disk: the one before it is used, in a note.
cp -r "$work/whole" "$work/cut"
[ -e "$work/cut/checkpoints/previous.safetensors" ] || fail "no previous state is kept"
truncate -s -100 "$work/cut/checkpoints/last.safetensors"
"${train[@]}" --out "$work/cut" --resume >/dev/null 2>"$work/cut.log" ||
  fail "a cut state ended the run: $(tail -n 1 "$work/cut.log")"
grep -m 1 "going on from previous.safetensors" "$work/cut.log" ||
  fail "nothing was told about the state that was cut short"
cmp -s "$work/whole/checkpoints/best.safetensors" "$work/cut/checkpoints/best.safetensors" ||
  fail "the best weights differ after a state was cut short"
echo "a state that was cut short is passed over, and the best weights are the same"
