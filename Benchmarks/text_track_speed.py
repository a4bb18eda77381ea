#!/usr/bin/env python3
"""Measures an epoch of the text track: Attune beside its PyTorch peer, in one run.

    python Benchmarks/text_track_speed.py --encoder MINILM --work FOLDER [--every 10]

Both see every tenth conversation for two epochs; the second one's seconds are compared, training
alone. The peer's settings are those of its published figures, Attune's those of its configuration.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import workbench

PEER = workbench.ROOT / "Benchmarks/peers/text_track.py"
CONFIGURATION = workbench.ROOT / "configs/text-track.yaml"


def thinned(data, folder, every):
    """A text track of every so-many-th conversation."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("train.json", "val.json"):
        kept = json.loads((data / name).read_text())[::every]
        (folder / name).write_text(json.dumps(kept, ensure_ascii=False))
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--attune", type=Path, default=workbench.ROOT / ".build/release/attune")
    parser.add_argument("--data", type=Path,
                        default=workbench.ROOT / "../shared/data/text-track")
    parser.add_argument("--encoder", type=Path, required=True,
                        help="folder of all-MiniLM-L6-v2, for the peer")
    parser.add_argument("--config", type=Path, default=CONFIGURATION)
    parser.add_argument("--set", dest="overrides", action="append", default=[],
                        metavar="KEY=VALUE")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--every", type=int, default=10)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    arguments = parser.parse_args()
    for path in (arguments.data / "train.json", arguments.encoder / "config.json"):
        if not path.exists():
            print(f"skipped: {path} is absent", file=sys.stderr)
            return 0
    data = thinned(arguments.data, arguments.work / f"every-{arguments.every}", arguments.every)
    out, cache = arguments.work / "text-run", arguments.work / "text-cache"
    for folder in (out, cache):
        shutil.rmtree(folder, ignore_errors=True)

    lines = workbench.run(
        [sys.executable, PEER, "--data", data, "--encoder", arguments.encoder, "--epochs", 2,
         "--threads", arguments.threads], arguments, stdout=subprocess.PIPE).stdout.splitlines()
    theirs = json.loads(lines[-1])["train_seconds"]
    command = [arguments.attune, "train", "text", "--config", arguments.config, "--data", data,
               "--out", out, "--cache", cache, "--set", "training.epochs=2", "--set",
               "logging.figures=none"]
    for value in arguments.overrides:
        command += ["--set", value]
    workbench.run(command, arguments, stdout=sys.stderr)
    steps = [line for line in map(json.loads, (out / "metrics.jsonl").read_text().splitlines())
             if line["event"] == "step" and line["epoch"] == 2]
    ours, turns = (sum(line[key] for line in steps) for key in ("seconds", "turns"))
    print(f"{turns} conversations, {arguments.threads} threads, second epoch of two")
    for name, seconds in (("PyTorch peer", theirs), ("Attune", ours)):
        print(f"{name:13} {seconds:8.1f} s  {turns / seconds:8.1f} conversations/s  "
              f"{seconds * arguments.every:8.0f} s for all")
    print(f"Attune takes {ours / theirs:.2f} of the peer's time")
    return 0


if __name__ == "__main__":
    sys.exit(main())
