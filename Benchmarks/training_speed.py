#!/usr/bin/env python3
"""Measures training of model A or B at reference size: Attune beside two PyTorch loops, in one run.

    python Benchmarks/training_speed.py --encoders FOLDER --work FOLDER [--kind video]

All see the same conversations with real sounds and clips. `reference` is a loop as the reference
system has it: everything padded, frozen encoders computed anew, float32. `unpadded` pads to the
longest of a batch of similar turns, under bfloat16 autocast. Attune trains some epochs; the first,
which fills caches, and the later ones are told apart. Only steps count, no validation. Beside each
time stands the mean loss of its steps; they drop out different things, so at the end both programs
take a few steps without dropout, in float32 from the same weights, and their losses are compared.
"""

import argparse
import json
import shutil
import statistics
import sys

import loss_curve
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
        "training.batch_size=6", "training.gradient_accumulation_steps=2",
        "training.learning_rate=1e-5", "training.text_learning_rate=1e-5",
        *workbench.recipe(arguments), *values], cache)
    steps = [line for line in lines if line["event"] == "step"]
    epochs = [[line for line in steps if line["epoch"] == epoch]
              for epoch in range(1, arguments.epochs + 1)]
    figures = [(sum(line["turns"] for line in epoch), sum(line["seconds"] for line in epoch))
               for epoch in epochs]
    losses = [statistics.mean(line["loss"] for line in epoch) for epoch in epochs]
    turns, seconds = figures[0]
    yield row(f"attune {name}, first epoch", turns, turns / seconds, losses[0])
    if figures[1:]:
        later = statistics.median(turns / seconds for turns, seconds in figures[1:])
        yield row(f"attune {name}, later epochs", turns, later, losses[-1])


def row(name, turns, per_second, loss):
    return {"name": name, "conversations_per_second": per_second,
            "epoch_seconds": turns / per_second, "loss": loss}


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
    parser.add_argument("--loss-steps", type=int, default=6,
                        help="steps whose losses are compared; 0: none")
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
        done = workbench.peer(arguments, export, words)
        rows.append(row(name, turns, done["epochs"][-1]["conversations_per_second"],
                        statistics.mean(done["losses"])))
    if arguments.float32:
        rows += attune(arguments, "float32", [])
    rows += attune(arguments, "fast", FAST if arguments.overrides is None else arguments.overrides)

    apart = None
    if arguments.loss_steps:
        apart = max(loss_curve.differences(*loss_curve.curves(arguments, arguments.loss_steps)))

    if arguments.json:
        print(json.dumps({"rows": rows, "largest_loss_difference": apart}))
    else:
        print(f"model {arguments.kind}, preset {arguments.preset}, {turns} conversations, "
              f"{arguments.threads} threads")
        print(f"{'':32} conversations/s  s/epoch  to reference  to unpadded  mean loss")
        for one in rows:
            rate = one["conversations_per_second"]
            to_reference, to_unpadded = (rate / peer["conversations_per_second"]
                                         for peer in rows[:2])
            print(f"{one['name']:32} {rate:15.2f} {one['epoch_seconds']:8.1f} "
                  f"{to_reference:12.1f}x {to_unpadded:11.1f}x {one['loss']:10.4f}")
        if apart is not None:
            print(f"losses of {arguments.loss_steps} steps in float32 without dropout: "
                  f"at most {apart:.1e} apart")
    return 1 if apart is not None and apart > loss_curve.TOLERANCE else 0


if __name__ == "__main__":
    sys.exit(main())
