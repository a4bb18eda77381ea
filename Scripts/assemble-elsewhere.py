#!/usr/bin/env python3
"""Writes conversations of other data sets in AvaMERG's raw schema, to test a text model away from home.

DailyDialog comes as RECCON's original annotation (github.com/declare-lab/RECCON,
data/original_annotation/dailydialog_*.json: everyday dialogues of two, CC BY-NC-SA), MELD as
test_sent_emo.csv (github.com/declare-lab/MELD, data/MELD: dialogues of a television series, GPL). Fetch
them yourself; nothing of them is kept here. Whoever says something that is not neutral becomes the
speaker of a conversation, all others its listener; each such utterance is a turn with all that was said
before it. There is no situation and no class contempt.

    Scripts/assemble-elsewhere.py --dailydialog dailydialog_*.json --meld test_sent_emo.csv --out elsewhere
    attune predict --run runs/text --data elsewhere/dailydialog --out elsewhere/dailydialog.jsonl
    attune evaluate --predictions elsewhere/dailydialog.jsonl --out elsewhere/evaluation
"""

import argparse
import csv
import json
import pathlib
import sys
from collections import Counter, defaultdict

# Both data sets' labels, with the slips of the pen that RECCON's annotation has.
WORD_OF = {
    "happiness": "joyful", "happines": "joyful", "happy": "joyful", "joy": "joyful",
    "excited": "excited", "surprise": "surprised", "surprised": "surprised", "anger": "angry",
    "angry": "angry", "sadness": "sad", "sad": "sad", "disgust": "disgusted", "fear": "afraid",
}


def dailydialog(paths):
    """(name, [(person, utterance, label)]) of each dialogue."""
    for path in paths:
        for name, (utterances,) in json.loads(path.read_text()).items():
            yield name, [(u["speaker"], u["utterance"], u["emotion"]) for u in utterances]


def meld(paths):
    for path in paths:
        dialogues = defaultdict(list)
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                dialogues[row["Dialogue_ID"]].append(
                    (row["Speaker"], row["Utterance"], row["Emotion"]))
        yield from dialogues.items()


def conversations(dialogues):
    for name, utterances in dialogues:
        for number, person in enumerate(dict.fromkeys(person for person, _, _ in utterances)):
            turns = []
            for place, (who, _, label) in enumerate(utterances):
                if who != person or label == "neutral":
                    continue
                history = [
                    {"index": index, "role": "speaker" if other == person else "listener",
                     "utterance": words}
                    for index, (other, words, _) in enumerate(utterances[: place + 1])
                ]
                turns.append({
                    "turn_id": str(len(turns)), "context": "", "dialogue_history": history,
                    "response": "", "chain_of_empathy": {"speaker_emotion": WORD_OF[label]},
                })
            if turns:
                yield {"conversation_id": f"{name}-{number}", "turns": turns}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dailydialog", nargs="*", type=pathlib.Path, default=[])
    parser.add_argument("--meld", nargs="*", type=pathlib.Path, default=[])
    parser.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args()
    for name, dialogues in [
        ("dailydialog", dailydialog(options.dailydialog)), ("meld", meld(options.meld)),
    ]:
        made = list(conversations(dialogues))
        if not made:
            continue
        folder = options.out / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "test.json").write_text(json.dumps(made, ensure_ascii=False, indent=1))
        words = Counter(t["chain_of_empathy"]["speaker_emotion"] for c in made for t in c["turns"])
        print(f"{name}: {len(made)} conversations, {sum(words.values())} turns: "
              + ", ".join(f"{word} {count}" for word, count in words.most_common()),
              file=sys.stderr)


main()
