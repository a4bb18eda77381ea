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
    # Those of the reference, and for model A higher ones, so that the curve falls in 50 steps.
    rates = (1e-4, 2e-5) if arguments.kind == "audio" else (2e-5, 2e-6)
    arguments.learning_rate = arguments.learning_rate or rates[0]
    arguments.text_learning_rate = arguments.text_learning_rate or rates[1]

    export = workbench.initial_weights(arguments, dropout=False)
    turns = len(json.loads((export / "examples.json").read_text()))
    epochs = math.ceil(arguments.steps / math.ceil(turns / arguments.batch_size))
    out = arguments.work / f"curve-{arguments.kind}-{arguments.preset}"
    shutil.rmtree(out, ignore_errors=True)
    lines = workbench.train(arguments, out, workbench.settings(arguments, dropout=False) + [
        f"training.epochs={epochs}", f"training.patience={epochs + 1}",
        f"training.batch_size={arguments.batch_size}", "training.gradient_accumulation_steps=1",
        f"training.learning_rate={arguments.learning_rate}",
        f"training.text_learning_rate={arguments.text_learning_rate}",
        "training.schedule=constant", "training.warmup_steps=0", "training.gradient_clip=1",
        "training.weight_decay=0.01", "training.class_weights="
        + ("none" if arguments.kind == "audio" else "balanced"), "training.label_smoothing="
        + ("0" if arguments.kind == "audio" else "0.1"), "training.loss="
        + ("focal" if arguments.kind == "audio" else "cross_entropy"), "training.focal_gamma=2",
        "logging.figures=none", *arguments.overrides])
    ours = [line["loss"] for line in lines if line["event"] == "step"][:arguments.steps]
    theirs = workbench.peer(arguments, export, [
        "--style", "exact", "--epochs", epochs, "--steps", arguments.steps, "--batch-size",
        arguments.batch_size, "--accumulation", 1, "--learning-rate", arguments.learning_rate,
        "--text-learning-rate", arguments.text_learning_rate])["losses"]
    differences = [abs(one - other) / abs(other) for one, other in zip(ours, theirs)]
    worst = max(differences)
    if arguments.json:
        print(json.dumps({"attune": ours, "pytorch": theirs, "largest_difference": worst}))
    else:
        print("step    Attune   PyTorch  difference")
        for step, row in enumerate(zip(ours, theirs, differences), 1):
            print("{:4d}  {:8.5f}  {:8.5f}  {:9.1e}".format(step, *row))
        print(f"largest relative difference over {len(ours)} steps: {worst:.1e}")
    return 0 if len(ours) == arguments.steps == len(theirs) and worst <= TOLERANCE else 1


if __name__ == "__main__":
    sys.exit(main())
