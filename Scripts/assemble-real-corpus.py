#!/usr/bin/env python3
"""Assembles a corpus in AvaMERG's raw layout from real text, real speech and real faces.

Conversations come from the text track; each utterance of the speaker gets a sound and a clip of an
actor who plays the conversation's emotion. No conversation, voice or face stands in two splits.
Nobody speaks contempt, and a missing sound would name it, so there are six classes. Sounds are made
alike as Scripts/speech.py does it, since length and bandwidth would name classes too. Only the standard
library is used; clips are linked, not copied.

    Scripts/assemble-real-corpus.py --data ../shared/data --out real-corpus
    attune data check real-corpus
"""

import argparse
import csv
import json
import pathlib
import random
import sys
from collections import defaultdict

import speech as sounds

CLASSES = {
    "happy": "anticipating caring confident content excited faithful grateful hopeful joyful "
    "prepared proud trusting",
    "surprised": "surprised impressed devastated",
    "angry": "angry annoyed furious",
    "fear": "afraid apprehensive terrified",
    "sad": "sad anxious ashamed disappointed embarrassed guilty lonely nostalgic sentimental",
    "disgusted": "disgusted",
    "contempt": "jealous",
}
SPOKEN = [name for name in CLASSES if name != "contempt"]
CLASS_OF = {word: name for name, words in CLASSES.items() for word in words.split()}

# Voices and faces of one person stay in one split.
VOICES = {
    "train": ["emodb03", "emodb08", "emodb11", "emodb13", "emodb14", "ravdess01", "ravdess02",
              "ravdess03", "ravdess04"],
    "val": ["emodb09", "emodb12", "ravdess05"],
    "test": ["emodb15", "ravdess06"],
}
FACES = {"train": ["M030"], "val": ["unknown"], "test": ["W009"]}
SPLITS = ["train", "val", "test"]


def media_by_person(manifest, person):
    """Paths by person and class."""
    table = defaultdict(lambda: defaultdict(list))
    with open(manifest, newline="") as file:
        for row in csv.DictReader(file):
            table[row[person]][row["emotion"]].append(
                (manifest.parent / row["path"], row["gender"]))
    return table


def conversations_by_class(path):
    table = defaultdict(list)
    for conversation in json.loads(path.read_text()):
        word = conversation["turns"][-1]["chain_of_empathy"]["speaker_emotion"]
        table[CLASS_OF[word]].append(conversation)
    return table


def link(source, target):
    if not target.exists():
        target.symlink_to(source.resolve())


def condition(source, target, made):
    """Writes a sound made alike once, and links every further use of it."""
    if target.exists():
        return
    if source in made:
        target.symlink_to(made[source].name)
    else:
        sounds.write(target, sounds.alike(*sounds.read(source)))
        made[source] = target


def assemble(split, source, speech, faces, identifiers, out, rng, made):
    """Makes one split's media and returns its records."""
    records = []
    for emotion in SPOKEN:
        voices = [voice for voice in VOICES[split] if speech[voice].get(emotion)]
        actors = [face for face in FACES[split] if faces[face].get(emotion)]
        for index, conversation in enumerate(source[emotion]):
            voice = voices[index % len(voices)]
            record = dict(conversation)
            record["speaker_profile"] = {
                "gender": next(iter(speech[voice].values()))[0][1], "ID": identifiers[voice]}
            last = conversation["turns"][-1]
            for utterance in last["dialogue_history"]:
                if utterance["role"] != "speaker":
                    continue
                stem = (f"dia{int(conversation['conversation_id']):05d}"
                        f"utt{utterance['index']}_{identifiers[voice]}")
                condition(rng.choice(speech[voice][emotion])[0],
                          out / "audio_v5_0" / f"{stem}.wav", made)
                if actors:
                    actor = actors[index % len(actors)]
                    link(rng.choice(faces[actor][emotion])[0],
                         out / "video_v5_0" / f"{stem}.mp4")
            records.append(record)
    rng.shuffle(records)
    return records


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, required=True,
                        help="folder with text-track/, speech/ and faces/")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder to make")
    parser.add_argument("--per-class", type=int, default=40,
                        help="training conversations a class, where there are as many")
    parser.add_argument("--held-out-per-class", type=int, default=10,
                        help="the same for each other split")
    parser.add_argument("--seed", type=int, default=42)
    arguments = parser.parse_args()
    if arguments.out.exists():
        sys.exit(f"{arguments.out}: exists; give another --out")
    for name in ["text-track/train.json", "text-track/val.json", "speech/manifest.csv",
                 "faces/manifest.csv"]:
        if not (arguments.data / name).exists():
            sys.exit(f"{arguments.data / name}: absent; --data wants the folder that holds it")

    rng = random.Random(arguments.seed)
    speech = media_by_person(arguments.data / "speech/manifest.csv", "speaker")
    faces = media_by_person(arguments.data / "faces/manifest.csv", "actor")
    identifiers = {voice: index for index, voice in enumerate(sorted(speech))}
    for folder in ["audio_v5_0", "video_v5_0"]:
        (arguments.out / folder).mkdir(parents=True)
    train = conversations_by_class(arguments.data / "text-track/train.json")
    held_out = conversations_by_class(arguments.data / "text-track/val.json")
    for table in (train, held_out):
        for emotion in SPOKEN:
            rng.shuffle(table[emotion])
    # What is too rare for both is shared out evenly.
    halves = {emotion: len(held_out[emotion]) // 2 for emotion in SPOKEN}
    sources = {
        "train": {emotion: train[emotion][:arguments.per_class] for emotion in SPOKEN},
        "val": {emotion: held_out[emotion][:half][:arguments.held_out_per_class]
                for emotion, half in halves.items()},
        "test": {emotion: held_out[emotion][half:][:arguments.held_out_per_class]
                 for emotion, half in halves.items()}}
    made = {}
    for split in SPLITS:
        records = assemble(split, sources[split], speech, faces, identifiers, arguments.out, rng,
                           made)
        (arguments.out / f"{split}.json").write_text(json.dumps(records, ensure_ascii=False))
        print(f"{split}: {len(records)} conversations")


if __name__ == "__main__":
    main()
