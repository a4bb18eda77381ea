#!/usr/bin/env python3
"""Measures training of model A or B at reference size: Attune beside two PyTorch loops, in one run.

    python Benchmarks/training_speed.py --encoders FOLDER --work FOLDER [--kind video]

All see the same conversations with real sounds and clips. `reference` is a loop as the reference
system has it: everything padded, frozen encoders computed anew, float32. `unpadded` pads to the
longest of a batch of similar turns, under bfloat16 autocast. Attune trains some epochs; the first,
which fills caches, and the later ones are told apart. Only steps count, no validation.
"""

import argparse
import json
import shutil
import statistics
import sys

import workbench

# How Attune is used when speed is wanted.
FAST = ["training.precision=bfloat16", "training.bucketing=true"]


def attune(arguments, name, values):
    """Figures of a run's first epoch and of the later ones."""
    out = arguments.work / f"speed-{arguments.kind}-{name}"
    # A cache of its own, so that the first epoch decodes every medium and computes what is frozen.
    cache = out.with_name(f"{out.name}-cache")
    for folder in (out, cache):
        shutil.rmtree(folder, ignore_errors=True)
    lines = workbench.train(arguments, out, workbench.settings(arguments) + [
        f"training.epochs={arguments.epochs}", f"training.patience={arguments.epochs + 1}",
        "logging.figures=none", *values], cache)
    steps = [line for line in lines if line["event"] == "step"]
    epochs = [[line for line in steps if line["epoch"] == epoch]
              for epoch in range(1, arguments.epochs + 1)]
    figures = [(sum(line["turns"] for line in epoch), sum(line["seconds"] for line in epoch))
               for epoch in epochs]
    later = [turns / seconds for turns, seconds in figures[1:]]
    yield f"attune {name}, first epoch", *rates(figures[0][0], figures[0][0] / figures[0][1])
    if later:
        yield f"attune {name}, later epochs", *rates(figures[0][0], statistics.median(later))


def rates(turns, per_second):
    return per_second, turns / per_second


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    workbench.add_arguments(parser)
    parser.add_argument("--epochs", type=int, default=3, help="of Attune")
    parser.add_argument("--reference-steps", type=int, default=3,
                        help="steps of the padded loop; it takes long")
    parser.add_argument("--unpadded-epochs", type=int, default=1)
    parser.add_argument("--set", dest="overrides", action="append", metavar="KEY=VALUE",
                        help=f"Attune's configuration for speed; default: {' '.join(FAST)}")
    parser.add_argument("--float32", action="store_true",
                        help="measure Attune without any of that as well")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    workbench.skip_without(arguments)

    export = workbench.initial_weights(arguments)
    turns = len(json.loads((export / "examples.json").read_text()))
    rows = []
    for name, words in [
        ("PyTorch, as the reference",
         ["--style", "reference", "--steps", arguments.reference_steps]),
        ("PyTorch, unpadded, bfloat16",
         ["--style", "unpadded", "--precision", "bfloat16", "--epochs",
          arguments.unpadded_epochs]),
    ]:
        epoch = workbench.peer(arguments, export, words)["epochs"][-1]
        rows.append((name, *rates(turns, epoch["conversations_per_second"])))
    if arguments.float32:
        rows += attune(arguments, "float32", [])
    rows += attune(arguments, "fast", FAST if arguments.overrides is None else arguments.overrides)

    if arguments.json:
        print(json.dumps([{"name": name, "conversations_per_second": rate, "epoch_seconds": seconds}
                          for name, rate, seconds in rows]))
        return 0
    print(f"model {arguments.kind}, preset {arguments.preset}, {turns} conversations, "
          f"{arguments.threads} threads")
    print(f"{'':32} conversations/s  s/epoch  to reference  to unpadded")
    for name, rate, seconds in rows:
        print(f"{name:32} {rate:15.2f} {seconds:8.1f} {rate / rows[0][1]:12.1f}x "
              f"{rate / rows[1][1]:11.1f}x")
    return 0


if __name__ == "__main__":
    sys.exit(main())
