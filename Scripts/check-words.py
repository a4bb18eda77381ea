#!/usr/bin/env python3
"""Checks that no file of the repository names one person's machine, or grows without end.

    python3 Scripts/check-words.py

Looks at every file that git tracks or would track: no absolute path of a home or work folder, no
host from which code could be fetched other than those the documentation names, no Swift file over
400 lines. (Columns are the formatter's business.)
"""

import re
import subprocess
import sys
from pathlib import Path

# Written in pieces, so that this file passes its own check.
PATHS = re.compile(r"(?<![\w.$})/-])/(?:wo" r"rk|ro" r"ot|ho" r"me|Us" r"ers)/[\w.]")
# Servers that packages, wheels or weights come from.
HOSTS = re.compile(
    r"\b(?:[\w-]+\.)*(?:py" r"pi\.org|pythonho" r"sted\.org|de" r"bian\.org|npm" r"js\.(?:org|com)"
    r"|crat" r"es\.io|goog" r"leapis\.com|pk" r"g\.dev|huggingf" r"ace\.co|pyto" r"rch\.org)\b")
ALLOWED_HOSTS = {"download.pyto" "rch.org"}
# The one place that names the model hub: it is what the product speaks with.
HUB_HOST = "huggingf" "ace.co"
HUB_FILES = {"Sources/ModelHub/HubSettings.swift", "docs/models-fetch.md"}
LONGEST_FILE = 400
BINARY = {".safetensors", ".bin", ".pt", ".png", ".wav", ".mp4", ".ogg", ".npy", ".pth"}


def files(root):
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            cwd=root, stdout=subprocess.PIPE, check=True).stdout
    return sorted(root / name for name in listed.decode().split("\0") if name)


def problems_in(path, name):
    text = path.read_bytes().decode("utf-8", "replace")
    lines = text.split("\n")
    is_fixture = "Fixtures" in path.parts
    for number, line in enumerate(lines, 1):
        if match := PATHS.search(line):
            yield f"{name}:{number}: a path of one machine ({match[0]}…)"
        for host in HOSTS.finditer(line):
            if host[0] == HUB_HOST and str(name) in HUB_FILES:
                continue
            if host[0] not in ALLOWED_HOSTS:
                yield f"{name}:{number}: the host {host[0]}; name packages, not their servers"
    if path.suffix == ".swift" and not is_fixture and len(lines) > LONGEST_FILE + 1:
        yield f"{name}: {len(lines) - 1} lines; split it, {LONGEST_FILE} is the limit"


def main():
    root = Path(__file__).resolve().parents[1]
    found = [problem for path in files(root)
             if path.is_file() and not path.is_symlink() and path.suffix not in BINARY
             for problem in problems_in(path, path.relative_to(root))]
    for problem in found:
        print(f"words: {problem}", file=sys.stderr)
    if found:
        return 1
    print("words: no machine's paths, no undocumented hosts, no endless files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
