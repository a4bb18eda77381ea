#!/usr/bin/env python3
"""Trains and tests model A on real emotional speech, no speaker in two splits; prints the table.

    Scripts/speech.py --data ../shared/data/speech [--out speech] [--attune .build/release/attune]
                      [--encoders "wav2vec2 bands log_mel log_mel_trained"] [--seeds "1 2 3"] [--folds "0 1 2 3 4 5 6 7"]
                      [--cues kept] [--set key=value …] [--table]

Eight folds: every speaker is tested once, by models that heard neither him nor, in training, those
of the next fold, who choose the checkpoint. Folds that are done are not trained again, interrupted
ones go on; --table only prints what is there. docs/speech.md tells what is done to the sounds, and
why; `--cues kept` leaves them as the files have them, to show what their length and rate give away.
Only the standard library is used.
"""

import argparse
import array
import csv
import json
import math
import operator
import os
import pathlib
import statistics
import subprocess
import sys
import wave
from collections import Counter

# A word of the label map for each emotion that the folder and the seven classes share.
WORDS = {"happy": "joyful", "surprised": "surprised", "angry": "angry", "fear": "terrified",
         "sad": "sad", "disgusted": "disgusted"}
# A speaker of EMO-DB each, and with the first six an actor of RAVDESS.
FOLDS = [["emodb03", "ravdess01"], ["emodb08", "ravdess02"], ["emodb09", "ravdess03"],
         ["emodb11", "ravdess04"], ["emodb12", "ravdess05"], ["emodb13", "ravdess06"],
         ["emodb14"], ["emodb15"]]
# What is compared: laid over the configuration, which is that of log_mel.
ENCODERS = {
    "wav2vec2": ["model.audio.encoder.model_type=wav2vec2", "model.audio.is_frozen=false",
                 "training.epochs=30", "training.learning_rate=1e-3"],
    "bands": ["model.audio.encoder.channels=[]"],
    "log_mel": [],
    "log_mel_trained": [
        "model.audio.is_frozen=false", "training.epochs=60", "training.learning_rate=1e-3",
        "augmentation.audio.noise.probability=0.5", "augmentation.audio.speed.probability=0.5"],
}
RATE, SECONDS, CUTOFF = 16000, 2.0, 6500.0


def fail(message):
    sys.exit(f"speech: error: {message}")


def kernel(rate, phase):
    """A low-pass of 5 ms (Kaiser, β 6) around a place between two samples, as a list of weights."""
    half = 0.0025
    first = math.ceil(phase - half * rate)
    last = math.floor(phase + half * rate)

    def weight(offset):  # in seconds
        x = 2 * CUTOFF * offset
        sinc = math.sin(math.pi * x) / (math.pi * x) if x else 1.0
        return sinc * bessel(6 * math.sqrt(max(0.0, 1 - (offset / half) ** 2)))

    weights = [weight((index - phase) / rate) for index in range(first, last + 1)]
    total = sum(weights)
    return first, [value / total for value in weights]


def bessel(x):
    """The modified Bessel function I0."""
    term = total = 1.0
    for k in range(1, 30):
        term *= (x / (2 * k)) ** 2
        total += term
    return total


def spoken(samples, rate):
    """The samples from the first to the last 20 ms within 35 dB of the loud ones."""
    size, hop = rate // 50, rate // 100
    energies = [sum(map(operator.mul, part, part)) for part in
                (samples[start:start + size] for start in range(0, len(samples) - size, hop))]
    loud = sorted(energies)[int(0.95 * len(energies))]
    heard = [index for index, energy in enumerate(energies) if energy > loud * 10 ** -3.5]
    return samples[max(0, heard[0] - 1) * hop:(heard[-1] + 2) * hop + size]


def alike(samples, rate):
    """What is spoken, its first 2 s, below 6.5 kHz, at 16 kHz: alike for every source."""
    samples = spoken(samples, rate)[:int(SECONDS * rate)]
    count = len(samples) * RATE // rate
    common = math.gcd(rate, RATE)
    phases = [kernel(rate, step * rate % RATE / RATE) for step in range(RATE // common)]
    margin = rate // 100
    padded = [0.0] * margin + list(samples) + [0.0] * margin
    result = []
    for index in range(count):
        first, weights = phases[index % len(phases)]
        start = margin + index * rate // RATE + first
        result.append(sum(map(operator.mul, weights, padded[start:start + len(weights)])))
    peak = max(map(abs, result))
    return array.array("h", [round(29000 * value / peak) for value in result])


def read(path):
    with wave.open(str(path)) as file:
        if file.getsampwidth() != 2 or file.getnchannels() != 1:
            fail(f"{path}: expected 16 bits and one channel")
        samples = array.array("h", file.readframes(file.getnframes()))
        if sys.byteorder == "big":
            samples.byteswap()
        return samples, file.getframerate()


def write(path, samples):
    beside = path.with_suffix(".part")
    with wave.open(str(beside), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        if sys.byteorder == "big":
            samples.byteswap()
        file.writeframes(samples.tobytes())
    beside.rename(path)


def utterances(data):
    """The rows of the manifest with a class, each with a number of its own and its speaker's."""
    manifest = data / "manifest.csv"
    if not manifest.exists():
        fail(f"{manifest}: absent; --data wants the folder that holds it")
    with open(manifest, newline="") as file:
        rows = list(csv.DictReader(file))
    speakers = sorted({row["speaker"] for row in rows})
    if speakers != sorted(sum(FOLDS, [])):
        fail(f"{manifest}: its speakers are not those of the folds in this script")
    for number, row in enumerate(rows):
        row["id"] = f"{number:05d}"
        row["profile"] = speakers.index(row["speaker"])
    return [row for row in rows if row["emotion"] in WORDS]


def assemble(data, out, cues):
    """Makes the sounds, and a corpus in AvaMERG's raw layout for each fold."""
    rows = utterances(data)
    sounds = out / "audio_v5_0"
    sounds.mkdir(parents=True, exist_ok=True)
    for row in rows:
        path = sounds / f"dia{row['id']}utt0_{row['profile']}.wav"
        source = (data / row["path"]).resolve()
        if path.exists() or path.is_symlink():
            continue
        if cues == "kept":
            path.symlink_to(source)
        else:
            write(path, alike(*read(source)))
    for index, tested in enumerate(FOLDS):
        validated = FOLDS[(index + 1) % len(FOLDS)]
        fold = out / f"fold-{index}"
        fold.mkdir(exist_ok=True)
        if not (fold / "audio_v5_0").exists():
            (fold / "audio_v5_0").symlink_to("../audio_v5_0")
        splits = {"train": [], "val": [], "test": []}
        for row in rows:
            split = "test" if row["speaker"] in tested else (
                "val" if row["speaker"] in validated else "train")
            splits[split].append({
                "conversation_id": row["id"], "speaker_profile": {"ID": row["profile"]},
                "turns": [{
                    "turn_id": "0",
                    "dialogue_history": [{"index": 0, "role": "speaker", "utterance": ""}],
                    "chain_of_empathy": {"speaker_emotion": WORDS[row["emotion"]]}}]})
        for split, records in splits.items():
            (fold / f"{split}.json").write_text(json.dumps(records))


def train(attune, config, out, encoder, seed, fold, settings):
    """Trains one fold, or goes on with it; its log lies beside the run."""
    run = out / f"{encoder}-seed{seed}-fold{fold}"
    if (run / "done").exists():
        return
    command = [attune, "train", "audio", "--data", str(out / f"fold-{fold}"), "--out", str(run)]
    if (run / "run.yaml").exists():
        command.append("--resume")
    else:
        command += ["--config", str(config)]
        command += [part for setting in [f"seed={seed}"] + ENCODERS[encoder] + settings
                    for part in ("--set", setting)]
    print(f"== {encoder}, seed {seed}, fold {fold}", file=sys.stderr, flush=True)
    with open(run.with_suffix(".log"), "a") as log:
        if subprocess.run(command, stdout=log, stderr=log).returncode != 0:
            fail(f"training failed; see {run.with_suffix('.log')}")
    (run / "done").touch()
    # Predictions are what is wanted; eight folds of weights and states are not.
    for path in (run / "checkpoints").glob("*"):
        path.unlink()


def recalls(pairs):
    """The recall of each class that occurs, of pairs of truth and answer."""
    counts = Counter(truth for truth, _ in pairs)
    right = Counter(truth for truth, answer in pairs if truth == answer)
    return {name: right[name] / count for name, count in counts.items()}


def recall(pairs):
    return statistics.mean(recalls(pairs).values())


def spread(values):
    values = list(values)
    deviation = statistics.stdev(values) if len(values) > 1 else 0.0
    return f"{statistics.mean(values):.3f} ± {deviation:.3f}".replace("0.", ".")


def answers(path):
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        best = max(range(len(row["classes"])), key=row["probabilities"].__getitem__)
        yield row["conversation"], row["label"], row["classes"][best]


def table(data, out, encoders, seeds):
    """Prints what was measured: all turns of all folds together, then speaker by speaker."""
    speaker_of = {row["id"]: row["speaker"] for row in utterances(data)}
    truths = {row["id"]: row["emotion"] for row in utterances(data)}
    speakers = sorted(set(speaker_of.values()))
    results = {}
    for encoder in encoders:
        for seed in seeds:
            runs = [out / f"{encoder}-seed{seed}-fold{fold}" for fold in range(len(FOLDS))]
            if all((run / "done").exists() for run in runs):
                found = [answer for run in runs
                         for answer in answers(run / "predictions/test.jsonl")]
                assert {name: truth for name, truth, _ in found} == truths
                results.setdefault(encoder, {})[seed] = found
    commonest = Counter(truths.values()).most_common(1)[0][0]
    rows = {"always " + commonest: {0: [(n, t, commonest) for n, t in truths.items()]}}
    rows.update(results)

    print("| | seeds | UAR, 6 classes | UAR without surprised | accuracy | mean of speakers' UAR "
          "± their deviation |\n|---|---|---|---|---|---|")
    per_speaker = {}
    for name, found in rows.items():
        def of_all(score):
            return spread(score([(t, a) for _, t, a in seed]) for seed in found.values())
        per_speaker[name] = {
            speaker: statistics.mean(
                recall([(t, a) for n, t, a in seed if speaker_of[n] == speaker])
                for seed in found.values())
            for speaker in speakers}
        print(f"| {name} | {len(found)} | {of_all(recall)} | "
              + of_all(lambda pairs: recall([p for p in pairs if p[0] != "surprised"])) + " | "
              + of_all(lambda pairs: sum(t == a for t, a in pairs) / len(pairs))
              + f" | {spread(per_speaker[name].values())} |")
    if not results:
        return
    print("\n| recall | utterances | " + " | ".join(results) + " |\n|---" * 1
          + "|---" * (len(results) + 1) + "|")
    for emotion in WORDS:
        cells = [statistics.mean(recalls([(t, a) for _, t, a in seed])[emotion]
                                 for seed in found.values()) for found in results.values()]
        print(f"| {emotion} | {sum(t == emotion for t in truths.values())} | "
              + " | ".join(f"{cell:.2f}" for cell in cells) + " |")
    print("\n| UAR | utterances | " + " | ".join(results) + " |\n|---"
          + "|---" * (len(results) + 1) + "|")
    for speaker in speakers:
        count = sum(other == speaker for other in speaker_of.values())
        cells = [f"{per_speaker[name][speaker]:.2f}" for name in results]
        print(f"| {speaker} | {count} | " + " | ".join(cells) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, required=True,
                        help="folder with manifest.csv and the sounds")
    parser.add_argument("--out", type=pathlib.Path, default="speech", help="folder to make")
    parser.add_argument("--attune", default=".build/release/attune", help="the program")
    root = pathlib.Path(__file__).resolve().parents[1]
    parser.add_argument("--config", type=pathlib.Path, default=root / "configs/speech.yaml")
    parser.add_argument("--encoders", type=str.split, default=list(ENCODERS),
                        help="some of " + " ".join(ENCODERS))
    parser.add_argument("--seeds", type=str.split, default=["1", "2", "3"])
    parser.add_argument("--folds", type=str.split, default=[str(n) for n in range(len(FOLDS))])
    parser.add_argument("--cues", choices=["removed", "kept"], default="removed",
                        help="what becomes of the length and the rate of the files")
    parser.add_argument("--set", action="append", default=[], dest="settings",
                        metavar="KEY=VALUE", help="laid over the configuration")
    parser.add_argument("--table", action="store_true", help="only print what is there")
    arguments = parser.parse_args()
    for encoder in arguments.encoders:
        if encoder not in ENCODERS:
            fail(f"--encoders: '{encoder}' is none of {' '.join(ENCODERS)}")
    if not arguments.table:
        if not os.access(arguments.attune, os.X_OK):
            fail(f"no program {arguments.attune}; run 'make build'")
        assemble(arguments.data, arguments.out, arguments.cues)
        for seed in arguments.seeds:
            for encoder in arguments.encoders:
                for fold in arguments.folds:
                    train(arguments.attune, arguments.config, arguments.out, encoder, seed, fold,
                          arguments.settings)
    table(arguments.data, arguments.out, arguments.encoders, arguments.seeds)


if __name__ == "__main__":
    main()
