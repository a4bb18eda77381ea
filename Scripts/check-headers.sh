#!/usr/bin/env bash
# Compiles every public header of the C++ targets alone, as C11: a header that needs C++, or another
# header before it, fails here and not in the Swift compiler.
set -euo pipefail
cd "$(dirname "$0")/.."

# The toolchain's clang: the headers use its enum_extensibility and nullability.
swift_path="$(command -v swift)" || { echo "headers: error: no swift on PATH; see 'make'" >&2; exit 1; }
clang="$(dirname "$(readlink -f "$swift_path")")/clang"
[ -x "$clang" ] || clang=clang

count=0
for include in Sources/{CTorchShim,CFaceDetector}/include; do
  for header in "$include"/*.h; do
    [ -e "$header" ] || { echo "headers: error: no header in $include" >&2; exit 1; }
    "$clang" -std=c11 -fsyntax-only -x c -I "$include" \
      -Wall -Wextra -Werror -pedantic -Wno-nullability-extension \
      -Wno-pragma-once-outside-header "$header"
    count=$((count + 1))
  done
done
echo "headers: $count compile as C11"
