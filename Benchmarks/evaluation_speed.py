#!/usr/bin/env python3
"""Times `attune evaluate` on a million generated rows: seconds and peak memory.

    python3 Benchmarks/evaluation_speed.py --work FOLDER [--attune .build/release/attune]

Generates prediction tables of seven classes with logits, probabilities and the input policy on every
line (about 550 MB each): one turn a conversation, four turns, and one to nine. Runs the whole
command on each, intervals of 10,000 resamples and figures included. Needs no package.
"""

import argparse
import json
import math
import os
import random
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CLASSES = "happy surprised angry fear sad disgusted contempt".split()
SHARES = [0.23, 0.07, 0.08, 0.06, 0.52, 0.02, 0.02]
POLICY = {"context": True, "dialogue": True, "response": False, "profiles": True,
          "profile_id": False, "topic": True, "rationale": False}


def answers(generator, count=5000):
    """What a model says: label, logits and probabilities, as JSON, to draw lines from."""
    drawn = []
    for _ in range(count):
        label = generator.choices(range(7), SHARES)[0]
        logits = [generator.gauss(3 if index == label else 1 if index == 4 else 0, 1.6)
                  for index in range(7)]
        total = sum(map(math.exp, logits))
        probabilities = [math.exp(value) / total for value in logits]
        drawn.append((CLASSES[label], "[" + ",".join(f"{v:.8g}" for v in logits) + "]",
                      "[" + ",".join(f"{v:.9g}" for v in probabilities) + "]"))
    return drawn


def write(path, num_rows, turns):
    """Writes a table whose conversations have as many turns as `turns` draws."""
    if path.exists():
        return
    generator = random.Random(42)
    drawn = answers(generator)
    classes = json.dumps(CLASSES, separators=(",", ":"))
    tail = (f'"modalities":["audio","text","metadata"],"model":"audio","split":"test",'
            f'"run":"audio","inputs":{json.dumps(POLICY, separators=(",", ":"))}}}\n')
    row, conversation = 0, 0
    with open(path.with_suffix(".part"), "w") as file:
        while row < num_rows:
            for turn in range(min(turns(generator), num_rows - row)):
                label, logits, probabilities = generator.choice(drawn)
                file.write(f'{{"conversation":"{conversation:07}","turn":"{turn}",'
                           f'"label":"{label}","classes":{classes},"logits":{logits},'
                           f'"probabilities":{probabilities},{tail}')
                row += 1
            conversation += 1
    path.with_suffix(".part").rename(path)


def measure(command):
    """Seconds and peak memory in MiB of a command."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--attune", type=Path, default=ROOT / ".build/release/attune")
    parser.add_argument("--work", type=Path, required=True, help="where the tables are kept")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--resamples", type=int, default=10_000)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    cases = {"one": lambda _: 1, "four": lambda _: 4, "various": lambda g: g.randint(1, 9)}
    print(f"{'turns':8}  {'seconds':>7}  {'of CPU':>7}  {'MiB':>5}")
    for name, turns in cases.items():
        table = arguments.work / f"{name}-{arguments.rows}.jsonl"
        write(table, arguments.rows, turns)
        seconds, busy, memory = measure([
            arguments.attune, "evaluate", "--predictions", table, "--resamples",
            str(arguments.resamples), "--out", arguments.work / f"evaluation-{name}"])
        print(f"{name:8}  {seconds:7.2f}  {busy:7.2f}  {memory:5.0f}", flush=True)


if __name__ == "__main__":
    main()
