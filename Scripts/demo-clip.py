#!/usr/bin/env python3
"""Chooses a clip of a conversation that no model of the demo has trained on.

    python3 Scripts/demo-clip.py CORPUS PREDICTIONS.jsonl

Prints four lines: the clip, what is said in it, the situation, and the emotion it was made with.
"""

import json
import sys
from pathlib import Path


def main():
    corpus, predictions = Path(sys.argv[1]), Path(sys.argv[2])
    conversations = {c["conversation_id"]: c for c in json.loads(
        (corpus / "train.json").read_text())}
    for line in predictions.read_text().splitlines():
        row = json.loads(line)
        conversation = conversations.get(row["conversation"])
        if conversation is None or not conversation["turns"]:
            continue
        # The last thing that the speaker says: by then the emotion has come out.
        turn = conversation["turns"][-1]
        spoken = turn["dialogue_history"][-1]
        clips = sorted(corpus.glob(
            f"video_v5_0/dia{conversation['conversation_id']}utt{spoken['index']}_*.mp4"))
        if clips:
            print(clips[0], spoken["utterance"], turn["context"], row["label"], sep="\n")
            return
    sys.exit("demo: error: no conversation of the test split has a clip")


if __name__ == "__main__":
    main()
