#!/usr/bin/env python3
"""Compares the float32 loss curves of Attune and PyTorch from the same weights, without dropout.

    python Benchmarks/loss_curve.py --encoders FOLDER --work FOLDER [--kind video]

Trains model A (or B) with Attune for some steps, exports its initial weights and its training turns
as the network gets them, and trains PyTorch's modules on them in the same order. Prints both curves
and the largest relative difference of a step's loss; exits 1 if it is above the tolerance.
"""

import argparse
import json
import math
import shutil
import sys

import workbench

TOLERANCE = 0.01


def curves(arguments, steps, batch_size=6, learning_rate=None, text_learning_rate=None,
           overrides=()):
    """Losses of so many steps, Attune's and PyTorch's."""
    # Those of the reference, and for model A higher ones, so that the curve falls in 50 steps.
    audio = arguments.kind == "audio"
    learning_rate = learning_rate or (1e-4 if audio else 2e-5)
    text_learning_rate = text_learning_rate or (2e-5 if audio else 2e-6)

    export = workbench.initial_weights(arguments, dropout=False)
    turns = len(json.loads((export / "examples.json").read_text()))
    epochs = math.ceil(steps / math.ceil(turns / batch_size))
    out = arguments.work / f"curve-{arguments.kind}-{arguments.preset}"
    shutil.rmtree(out, ignore_errors=True)
    lines = workbench.train(arguments, out, workbench.settings(arguments, dropout=False) + [
        f"training.epochs={epochs}", f"training.patience={epochs + 1}",
        f"training.batch_size={batch_size}", "training.gradient_accumulation_steps=1",
        f"training.learning_rate={learning_rate}",
        f"training.text_learning_rate={text_learning_rate}",
        "training.schedule=constant", "training.warmup_steps=0", *workbench.recipe(arguments),
        *overrides])
    ours = [line["loss"] for line in lines if line["event"] == "step"][:steps]
    theirs = workbench.peer(arguments, export, [
        "--style", "exact", "--epochs", epochs, "--steps", steps, "--batch-size", batch_size,
        "--accumulation", 1, "--learning-rate", learning_rate,
        "--text-learning-rate", text_learning_rate])["losses"]
    if not len(ours) == steps == len(theirs):
        sys.exit(f"{steps} steps wanted, Attune did {len(ours)} and PyTorch {len(theirs)}")
    return ours, theirs


def differences(ours, theirs):
    """How far the losses of each step are apart, relative to PyTorch's."""
    return [abs(one - other) / abs(other) for one, other in zip(ours, theirs)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    workbench.add_arguments(parser)
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--batch-size", type=int, default=6)
    parser.add_argument("--learning-rate", type=float, help="default: 1e-4; 2e-5 for model B")
    parser.add_argument("--text-learning-rate", type=float,
                        help="default: 2e-5; 2e-6 for model B")
    parser.add_argument("--set", dest="overrides", action="append", default=[],
                        metavar="KEY=VALUE", help="more of Attune's configuration, as the cache's")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    workbench.skip_without(arguments)

    ours, theirs = curves(arguments, arguments.steps, arguments.batch_size, arguments.learning_rate,
                          arguments.text_learning_rate, arguments.overrides)
    apart = differences(ours, theirs)
    if arguments.json:
        print(json.dumps({"attune": ours, "pytorch": theirs, "largest_difference": max(apart)}))
    else:
        print("step    Attune   PyTorch  difference")
        for step, row in enumerate(zip(ours, theirs, apart), 1):
            print("{:4d}  {:8.5f}  {:8.5f}  {:9.1e}".format(step, *row))
        print(f"largest relative difference over {len(ours)} steps: {max(apart):.1e}")
    return 0 if max(apart) <= TOLERANCE else 1


if __name__ == "__main__":
    sys.exit(main())
