#!/bin/sh
# Opens thousands of damaged files and looks that none of them crashes, hangs or eats memory.
#
#     Scripts/fuzz-files.sh [COUNT] [SEED] [--plain]
#
# Builds the readers with the address sanitizer (into .build-fuzz, apart from other builds), makes
# COUNT (2000) mutants of the tests' files, and opens each as a command would. `--plain` builds
# without the sanitizer and limits the address space instead, which the sanitizer forbids.
set -eu
cd "$(dirname "$0")/.."
count=2000
seed=42
plain=
position=0
for argument in "$@"; do
  case $argument in
    --plain) plain=yes ;;
    *)
      position=$((position + 1))
      if [ "$position" -eq 1 ]; then count=$argument; else seed=$argument; fi
      ;;
  esac
done

build=.build-fuzz
sanitize=--sanitize=address
if [ -n "$plain" ]; then
  build=.build
  sanitize=
fi
# shellcheck disable=SC2086
swift build --scratch-path "$build" $sanitize --product FileFuzzer >&2

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
checkpoints=Tests/TorchCheckpointTests/Fixtures
folders=Tests/AttuneEncodersTests/Fixtures/folders
if [ -n "$plain" ]; then ulimit -v 8000000; fi
# The sanitizer cannot follow libtorch's own start-up, which leaks by design.
export ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1
export OMP_NUM_THREADS=1
status=0
"$build/debug/FileFuzzer" "$seed" "$count" "$folder" \
  "$checkpoints/tensors.pth" "$checkpoints/training.pth" "$checkpoints/protocol5.pth" \
  "$checkpoints/sixty_four_bits.pth" "$checkpoints/tensors.safetensors" \
  "$folders/safetensors/model.safetensors" "$folders/bin/pytorch_model.bin" \
  "$folders/safetensors/config.json" "$folders/wav2vec2/config.json" \
  "$folders/timesformer/config.json" \
  "$folders/sharded/model.safetensors.index.json" \
  "$folders/sharded_bin/pytorch_model.bin.index.json" || status=$?
if [ "$status" -gt 1 ]; then
  cp -r "$folder/case" "$build/fuzz-case"
  echo "fuzz-files: the reader died with status $status; what it read is in $build/fuzz-case" >&2
fi
exit "$status"
