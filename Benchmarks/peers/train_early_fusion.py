"""Trains model A or B of an exported folder with PyTorch, as the reference system does or better.

    python Benchmarks/peers/train_early_fusion.py EXPORTED --style reference --steps 6
    python Benchmarks/peers/train_early_fusion.py EXPORTED --style unpadded --precision bfloat16

EXPORTED was written by `attune export --split train --data …`; its examples are the training set
and its weights the initial ones. Styles:

  reference  situations padded to 256 tokens, dialogues to ten utterances of 128, all sounds of a
             batch to the longest
  unpadded   texts padded to the longest of a batch of turns of similar length, sounds heard four at
             a time in the order of their length
  exact      every sound heard alone, a frozen encoder's once, so that losses can be compared

Turns come in Attune's order, but for `unpadded`. Media are decoded beforehand.

Prints one JSON line: seconds and conversations a second of each epoch, and the loss of each step.
"""

import argparse
import contextlib
import json
import random
import sys
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from early_fusion import EXACT, REFERENCE, UNPADDED, load
from epoch_order import shuffled

from check import turns as exported_turns  # of Examples/pytorch


def examples(folder, classes):
    """Turns with the place of their class."""
    described = json.loads((folder / "examples.json").read_text())
    labels = [classes.index(words["label"]) for words in described]
    return [(turn, label) for (turn, _), label in zip(exported_turns(folder), labels)]


def cost(example):
    """What decides how long a turn takes: its longest sound, then its words."""
    turn, _ = example
    sounds = [len(part.waveform) for part in turn.utterances if part.waveform is not None]
    words = [len(part.ids) for part in turn.utterances if part.ids is not None]
    return max(sounds, default=0), sum(words)


def batches_of(data, order, size, style, rng):
    """Batches of an epoch; those of the unpadded loop hold turns of similar length."""
    if style == "unpadded":
        order = sorted(order, key=lambda index: cost(data[index]))
    batches = [order[at:at + size] for at in range(0, len(order), size)]
    if style == "unpadded":
        rng.shuffle(batches)
    return [[data[index] for index in batch] for batch in batches]


def loss_function(arguments, labels, classes):
    """The recipe of the reference: focal loss for model A, balanced and smoothed for model B."""
    if arguments.loss == "focal":
        def focal(logits, targets):
            log = logits.float().log_softmax(-1).gather(1, targets.unsqueeze(1)).squeeze(1)
            return (-(1 - log.exp()).clamp(min=1e-8).pow(2) * log).mean()
        return focal
    counts = torch.bincount(torch.tensor(labels), minlength=classes).clamp(min=1)
    weights = len(labels) / (classes * counts.float())
    return lambda logits, targets: F.cross_entropy(
        logits.float(), targets, weights, label_smoothing=0.1)


def optimizer_of(model, arguments):
    groups = {}
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            key = (name.startswith("text_encoder."), parameter.dim() > 1)
            groups.setdefault(key, []).append(parameter)
    rates = {True: arguments.text_learning_rate, False: arguments.learning_rate}
    return torch.optim.AdamW([
        {"params": members, "lr": rates[is_text], "weight_decay": 0.01 if decays else 0.0}
        for (is_text, decays), members in groups.items()])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="written by attune export, with examples")
    parser.add_argument("--style", choices=["reference", "unpadded", "exact"], required=True)
    parser.add_argument("--precision", choices=["float32", "bfloat16"], default="float32")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--steps", type=int, help="end after so many steps in all")
    parser.add_argument("--batch-size", type=int, default=6)
    parser.add_argument("--accumulation", type=int, default=2)
    parser.add_argument("--learning-rate", type=float, default=1e-5)
    parser.add_argument("--text-learning-rate", type=float, default=1e-5)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--threads", type=int, help="default: as PyTorch chooses")
    arguments = parser.parse_args()
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)

    config, model = load(arguments.folder)
    classes = config["model"]["classes"]
    data = examples(arguments.folder, classes)
    arguments.loss = "focal" if config["model_type"] == "attune_audio" else "cross_entropy"
    loss_of = loss_function(arguments, [label for _, label in data], len(classes))
    optimizer = optimizer_of(model, arguments)
    style = {"reference": REFERENCE, "unpadded": UNPADDED, "exact": EXACT}[arguments.style]
    if arguments.style == "exact" and model.hears_frozen:
        for turn, _ in data:
            for part in turn.utterances:
                if part.waveform is not None:
                    part.mean = model.heard([part.waveform], EXACT)[0]
    rng = random.Random(arguments.seed)
    autocast = (torch.autocast("cpu", dtype=torch.bfloat16)
                if arguments.precision == "bfloat16" else contextlib.nullcontext())
    print(f"{config['model_type']}: {len(data)} turns, {torch.get_num_threads()} threads, "
          f"{arguments.style}, {arguments.precision}", file=sys.stderr)

    losses, epochs = [], []
    for epoch in range(arguments.epochs):
        order = shuffled(len(data), arguments.seed, epoch)
        batches = batches_of(data, order, arguments.batch_size, arguments.style, rng)
        steps = [batches[at:at + arguments.accumulation]
                 for at in range(0, len(batches), arguments.accumulation)]
        shown, start = 0, time.perf_counter()
        for step in steps:
            total = sum(map(len, step))
            optimizer.zero_grad()
            losses.append(0.0)
            for batch in step:
                turns, targets = [turn for turn, _ in batch], [label for _, label in batch]
                with autocast:
                    loss = loss_of(model.batch(turns, style), torch.tensor(targets))
                share = len(batch) / total
                (loss * share).backward()
                losses[-1] += loss.item() * share
            torch.nn.utils.clip_grad_norm_(
                [value for value in model.parameters() if value.requires_grad], 1.0)
            optimizer.step()
            shown += total
            print(f"epoch {epoch + 1}, step {len(losses)}: loss {losses[-1]:.4f}, "
                  f"{shown / (time.perf_counter() - start):.2f} conversations/s", file=sys.stderr)
            if len(losses) == arguments.steps:
                break
        seconds = time.perf_counter() - start
        epochs.append({"conversations": shown, "seconds": seconds,
                       "conversations_per_second": shown / seconds,
                       "epoch_seconds": seconds * len(data) / shown})
        if len(losses) == arguments.steps:
            break
    print(json.dumps({"style": arguments.style, "precision": arguments.precision,
                      "epochs": epochs, "losses": losses}))


if __name__ == "__main__":
    main()
