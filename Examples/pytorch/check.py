"""Compares PyTorch's logits with those that `attune export --data` put beside a model.

    python check.py FOLDER [FOLDER …]

Two ways: from the very inputs that Attune's network got, and from the words, tokenised anew.
"""

import json
import sys
from pathlib import Path

import torch
from attune_inputs import Inputs
from attune_model import Turn, Utterance, load
from safetensors.torch import load_file

METADATA = ("age", "gender", "timbre", "profile_id", "topic", "event_scenario", "emotion_cause",
            "goal_to_response")


def turns(folder):
    """The turns of `examples.safetensors` with their logits."""
    tensors = load_file(Path(folder) / "examples.safetensors")
    for number in range(len(json.loads((Path(folder) / "examples.json").read_text()))):
        part = {key.split(".", 1)[1]: value for key, value in tensors.items()
                if key.startswith(f"{number}.")}
        utterances = [
            Utterance(int(role), part.get(f"{index}.ids"), part.get(f"{index}.waveform"),
                      part.get(f"{index}.pixel_values"))
            for index, role in enumerate(part["roles"])]
        metadata = {name: part[name] for name in METADATA}
        yield Turn(utterances, part.get("context_ids"), metadata), part["logits"]


def main():
    torch.set_grad_enabled(False)
    for folder in sys.argv[1:]:
        config, model = load(folder)
        inputs = Inputs(folder, config)
        words = json.loads((Path(folder) / "examples.json").read_text())
        worst, other_tokens = 0.0, 0
        for (turn, logits), described in zip(turns(folder), words):
            worst = max(worst, float((model(turn) - logits).abs().max()))
            texts = [(turn.context_ids, inputs.context_ids(described.get("context")))]
            texts += [(utterance.ids, inputs.utterance_ids(part["text"]))
                      for utterance, part in zip(turn.utterances, described["utterances"])]
            other_tokens += sum(
                (ours is None) != (theirs is None)
                or (ours is not None and ours.tolist() != theirs.tolist())
                for ours, theirs in texts)
        print(f"{folder}: {len(words)} turns, largest difference of a logit {worst:.2e}, "
              f"texts with other tokens {other_tokens}")


if __name__ == "__main__":
    main()
