#!/usr/bin/env python3
"""Checks that the targets depend only inwards, and import only what they declare.

    python3 Scripts/check-layering.py        (in the package's root)

SwiftPM lets a target import any module that happens to be built before it. So each import of
Sources/<target> must be a declared dependency, and the declared ones must obey the rings of
docs/decisions/0001-rings.md. `swift package dump-package` is the only source of what is declared.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

# Ring 1 builds without libtorch; ring 3 is the command. A new target must be entered here.
RINGS = {
    1: ["AttuneCore", "AttuneCorpus", "AttuneText", "AttuneMedia", "AttuneEvaluation",
        "AttuneSynthesis", "AttuneFusion", "AttuneHTML", "AttuneReport", "AttuneDigest", "ModelHub",
        "FaceDetection", "CFaceDetector",
        "ProcessLauncher", "Safetensors", "TensorBoard", "SystemMetrics", "TorchCheckpoint",
        "Zip", "CFFmpeg", "CCairo", "CEspeak", "CZlib"],
    2: ["CLibTorch", "CTorchShim", "Torch", "TorchDistributed", "TorchNN", "AttuneEncoders",
        "AttuneModels", "AttuneTraining", "Attune",
        "AttuneSensitivity", "AttuneExplanation"],
    3: ["AttuneCommand", "FileFuzzer", "RankProgram"],
}
# Modules that come with the toolchain or the system.
PLATFORM = {"Foundation", "FoundationNetworking", "Dispatch", "Glibc", "Synchronization", "Swift",
            "Testing", "RegexBuilder", "_Concurrency"}
FORBIDDEN = re.compile(r"Utilities|Utils|Helpers?$|Common$")
IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)", re.M)
# The C++ libraries, and the one target that may include each, never in a public header.
SHIMS = {"CTorchShim": ("libtorch", re.compile(r'^\s*#\s*include\s*[<"](?:torch|ATen|c10)/', re.M)),
         "CFaceDetector": ("dlib", re.compile(r'^\s*#\s*include\s*[<"]dlib/', re.M))}


def dependencies(target):
    """The names that a target declares: targets of this package, and products of others."""
    names = set()
    for dependency in target["dependencies"]:
        for kind in ("byName", "target", "product"):
            if kind in dependency:
                names.add(dependency[kind][0])
    return names


def reach(name, graph, seen=None):
    """All that a target depends on, through others too."""
    seen = set() if seen is None else seen
    for other in graph.get(name, ()):
        if other not in seen:
            seen.add(other)
            reach(other, graph, seen)
    return seen


def check(package, root):
    problems = []
    targets = {target["name"]: target for target in package["targets"]}
    graph = {name: dependencies(target) for name, target in targets.items()}
    ring = {name: number for number, names in RINGS.items() for name in names}
    for name, target in targets.items():
        is_test = target["type"] == "test" or name.endswith("TestSupport")
        folder = root / (target.get("path") or f"{'Tests' if is_test else 'Sources'}/{name}")
        if FORBIDDEN.search(name):
            problems.append(f"Package.swift: the target {name} is named after nothing it does")
        if not is_test:
            if name not in ring:
                problems.append(f"Package.swift: the target {name} has no ring; "
                                "enter it in Scripts/check-layering.py")
                continue
            for other in sorted(reach(name, graph)):
                if ring.get(other, 0) > ring[name]:
                    problems.append(f"Package.swift: {name} (ring {ring[name]}) depends on "
                                    f"{other} (ring {ring[other]})")
        # A test may import whatever the target under test is built on.
        allowed = (reach(name, graph) if is_test else graph[name]) | PLATFORM | {name}
        for file in sorted(folder.rglob("*.swift")):
            if "Fixtures" in file.parts:
                continue
            if not is_test and FORBIDDEN.search(file.stem):
                problems.append(f"{file.relative_to(root)}: named after nothing it does")
            text = file.read_text()
            for match in IMPORT.finditer(text):
                if match[1] not in allowed:
                    line = text.count("\n", 0, match.start(1)) + 1
                    problems.append(f"{file.relative_to(root)}:{line}: imports {match[1]}, which "
                                    f"{name} does not declare as a dependency")
        if target["type"] == "system":
            continue
        for shim, (library, include) in SHIMS.items():
            # The shim's headers are C: no C++ may leak out of the one target that knows it.
            for file in sorted((folder / "include" if name == shim else folder).rglob("*.h")):
                if include.search(file.read_text()):
                    problems.append(f"{file.relative_to(root)}: {library} is for {shim} alone, and "
                                    "not for its public headers")
    for name in ring:
        if name not in targets:
            problems.append(f"Scripts/check-layering.py: no target {name} in Package.swift")
    return problems


def main():
    root = Path(__file__).resolve().parents[1]
    dump = subprocess.run(["swift", "package", "dump-package"], cwd=root, stdout=subprocess.PIPE,
                          check=True).stdout
    package = json.loads(dump)
    problems = check(package, root)
    for problem in problems:
        print(f"layering: {problem}", file=sys.stderr)
    if problems:
        return 1
    print(f"layering: {len(package['targets'])} targets, all imports declared, all inwards")
    return 0


if __name__ == "__main__":
    sys.exit(main())
