"""What the measurements of models A and B share: corpus, initial weights, runs of both programs."""

import csv
import json
import os
import random
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PEER = ROOT / "Benchmarks/peers/train_early_fusion.py"
ENCODERS = {"text": "bert-base-uncased", "audio": "wav2vec2-base"}
# Every utterance keeps its medium, so that both programs do the same work.
SAME_WORK = ["model.modality_dropout=0", "model.media_loss=0", "seed=42"]


def add_arguments(parser):
    parser.add_argument("--attune", type=Path, default=ROOT / ".build/release/attune")
    parser.add_argument("--data", type=Path, default=ROOT / "../shared/data",
                        help="folder with text-track/, speech/ and faces/")
    parser.add_argument("--encoders", type=Path, required=True,
                        help=f"folder that holds {' and '.join(ENCODERS.values())}, as the hub's")
    parser.add_argument("--kind", choices=["audio", "video"], default="audio")
    parser.add_argument("--preset", choices=["reference", "small"], default="reference",
                        help="small: to try the script itself; --encoders is not read then")
    parser.add_argument("--per-class", type=int, default=6,
                        help="training conversations a class; six make whole batches of six")
    parser.add_argument("--work", type=Path, required=True,
                        help="folder for corpus, runs and exports; what is there is used again")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))


def skip_without(arguments):
    """Ends with a word, and success, where something that nobody can make is absent."""
    wanted = [arguments.data / name for name in
              ("text-track/train.json", "speech/manifest.csv", "faces/manifest.csv")]
    if arguments.preset == "reference":
        wanted += [arguments.encoders / name / "config.json" for name in ENCODERS.values()]
    for path in wanted:
        if not path.exists():
            print(f"skipped: {path} is absent", file=sys.stderr)
            sys.exit(0)
    if not arguments.attune.exists():
        sys.exit(f"{arguments.attune}: no such program; run 'make build' or give --attune")


def run(command, arguments, **options):
    """Runs a program with the chosen number of threads, and shows the command."""
    words = [str(word) for word in command]
    print(f"$ {shlex.join(words)}", file=sys.stderr, flush=True)
    environment = {**os.environ, "OMP_NUM_THREADS": str(arguments.threads)}
    return subprocess.run(words, check=True, env=environment, **options)


def corpus(arguments):
    folder = arguments.work / f"corpus-{arguments.per_class}"
    if not (folder / "complete").exists():
        run([sys.executable, ROOT / "Scripts/assemble-real-corpus.py", "--data", arguments.data,
             "--out", folder, "--per-class", arguments.per_class, "--held-out-per-class", 1],
            arguments, stdout=sys.stderr)
        complete(folder, arguments.data)
        (folder / "complete").touch()
    return folder


def complete(folder, data):
    """Gives a sound and a clip to every utterance that has none, as AvaMERG's all have."""
    rng = random.Random(42)
    kinds = []
    for name, place, ending in [("speech", "audio_v5_0", "wav"), ("faces", "video_v5_0", "mp4")]:
        with open(data / name / "manifest.csv", newline="") as file:
            kinds.append((place, ending, [data / name / row["path"] for row in csv.DictReader(file)
                                          if row["path"].endswith(ending)]))
    for split in ("train", "val", "test"):
        for record in json.loads((folder / f"{split}.json").read_text()):
            for utterance in record["turns"][-1]["dialogue_history"]:
                profile = record.get(f"{utterance['role']}_profile", {}).get("ID", "")
                stem = (f"dia{int(record['conversation_id']):05d}"
                        f"utt{utterance['index']}_{profile}")
                for place, ending, files in kinds:
                    file = folder / place / f"{stem}.{ending}"
                    if not file.exists():
                        file.symlink_to(rng.choice(files).resolve())


def without_dropout(folder, work):
    """A hub folder beside the work whose configuration drops nothing; its files are linked."""
    copy = work / f"{folder.name}-without-dropout"
    copy.mkdir(parents=True, exist_ok=True)
    for file in folder.iterdir():
        if file.name != "config.json" and not (copy / file.name).exists():
            (copy / file.name).symlink_to(file.resolve())
    config = json.loads((folder / "config.json").read_text())
    for key in config:
        if "dropout" in key and isinstance(config[key], float):
            config[key] = 0.0
    (copy / "config.json").write_text(json.dumps(config))
    return copy


def settings(arguments, dropout=True):
    """The arguments that both a run and its initial weights share."""
    values = list(SAME_WORK)
    if not dropout:
        values += ["model.dropout=0", "model.text.encoder.hidden_dropout_prob=0",
                   "model.text.encoder.attention_probs_dropout_prob=0"]
        if arguments.kind == "video":
            values.append("model.video.encoder.dropout=0")
        elif arguments.preset == "small":
            values += [f"model.audio.encoder.{name}=0" for name in (
                "hidden_dropout", "attention_dropout", "activation_dropout", "feat_proj_dropout")]
    if arguments.preset == "reference":
        for part, name in ENCODERS.items():
            if part == "text" or arguments.kind == part:
                folder = arguments.encoders / name
                if not dropout:
                    folder = without_dropout(folder, arguments.work)
                values.append(f"model.{part}.pretrained={folder}")
    elif not dropout:
        values.append("model.text.pretrained=" + str(without_dropout(
            arguments.encoders / "all-MiniLM-L6-v2", arguments.work)))
    return values


def recipe(arguments):
    """What decides a loss, and how a step follows from it, as in the PyTorch loops."""
    audio = arguments.kind == "audio"
    return [f"training.loss={'focal' if audio else 'cross_entropy'}", "training.focal_gamma=2",
            f"training.class_weights={'none' if audio else 'balanced'}",
            f"training.label_smoothing={0 if audio else 0.1}", "training.gradient_clip=1",
            "training.weight_decay=0.01", "logging.figures=none"]


def train(arguments, out, values, cache=None):
    """Trains with Attune; returns the lines of metrics.jsonl."""
    words = [arguments.attune, "train", arguments.kind, "--preset", arguments.preset, "--data",
             corpus(arguments), "--out", out, "--cache", cache or arguments.work / "cache"]
    for value in values:
        words += ["--set", value]
    run(words, arguments, stdout=sys.stderr)
    return [json.loads(line) for line in (out / "metrics.jsonl").read_text().splitlines()]


def initial_weights(arguments, dropout=True):
    """An export of the weights before training, with the training set as examples.

    A learning rate of zero leaves the weights as the seed made them.
    """
    name = (f"{arguments.kind}-{arguments.preset}-{arguments.per_class}"
            + ("" if dropout else "-without-dropout"))
    out, export = arguments.work / f"initial-{name}", arguments.work / f"export-{name}"
    if not (export / "examples.safetensors").exists():
        still = ["training.learning_rate=0", "training.text_learning_rate=0", "training.epochs=1",
                 "logging.figures=none"]
        # What an interrupted call left is no run to go on with.
        for folder in (out, export):
            shutil.rmtree(folder, ignore_errors=True)
        train(arguments, out, settings(arguments, dropout) + still)
        run([arguments.attune, "export", "--run", out, "--out", export, "--data",
             corpus(arguments), "--split", "train", "--examples", 1_000_000], arguments,
            stdout=sys.stderr)
    return export


def peer(arguments, export, words):
    """Runs the PyTorch loop; returns what it printed."""
    command = [sys.executable, PEER, export, "--threads", arguments.threads, *words]
    return json.loads(run(command, arguments, stdout=subprocess.PIPE).stdout)
