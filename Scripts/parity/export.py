#!/usr/bin/env python3
"""Trains small runs of models A and B, exports them, and recomputes their predictions in PyTorch.

    python Scripts/parity/export.py [--attune .build/release/attune] [--work FOLDER]

Needs torch, transformers, safetensors and numpy. Three comparisons, each the largest difference of
a logit: the exported examples against PyTorch on the same inputs; the run's own prediction table
against PyTorch on the same inputs; and, for model A, the table against PyTorch that reads the
corpus itself: words, 16 kHz sound and profiles.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import torch

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Examples/pytorch"))
from attune_inputs import Inputs  # noqa: E402
from attune_model import Turn, Utterance, load  # noqa: E402
from check import turns  # noqa: E402

TOLERANCE = 1e-4
RUNS = {
    "audio": ["audio"],
    "audio_reference": ["audio", "--set", "inputs=reference"],
    "video": ["video"],
    "video_divided": [
        "video", "--set", "inputs=reference", "--set", "model.video.encoder.attention=divided"],
}


def table(run):
    """The logits of the test split's prediction table."""
    lines = (run / "predictions/test.jsonl").read_text().splitlines()
    rows = map(json.loads, lines)
    return {(row["conversation"], row["turn"]): torch.tensor(row["logits"]) for row in rows}


def from_corpus(corpus, config, inputs):
    """The turns of a synthetic corpus as model A gets them, without Attune."""
    for record in json.loads((corpus / "train.json").read_text()):
        raw = record["turns"][-1]
        rationale = raw["chain_of_empathy"]
        lines = [(line["index"], line["role"], line["utterance"])
                 for line in raw["dialogue_history"]]
        if config["inputs"]["response"]:
            lines.append((lines[-1][0] + 1, "listener_response", raw["response"]))
        utterances = []
        for index, role, text in lines:
            name = f"dia{record['conversation_id']}utt{index}_*.wav"
            [sound] = (corpus / "audio_v5_0").glob(name)
            utterances.append(Utterance(
                config["roles"].index(role), inputs.utterance_ids(text), inputs.waveform(sound)))
        context = inputs.context_ids(raw["context"]) if config["inputs"]["context"] else None
        metadata = inputs.metadata(
            record["speaker_profile"], record["listener_profile"], topic=record["topic"],
            **{key: rationale[key] for key in ("event_scenario", "emotion_cause",
                                               "goal_to_response")})
        yield (record["conversation_id"], raw["turn_id"]), Turn(utterances, context, metadata)


def compare(run, exported, corpus):
    config, model = load(exported)
    rows = table(run)
    described = json.loads((exported / "examples.json").read_text())
    worst = {"examples": 0.0, "table": 0.0}
    for (turn, logits), words in zip(turns(exported), described):
        computed = model(turn)
        row = rows[words["conversation"], words["turn"]]
        worst["examples"] = max(worst["examples"], float((computed - logits).abs().max()))
        worst["table"] = max(worst["table"], float((computed - row).abs().max()))
    if config["model_type"] == "attune_audio":
        inputs = Inputs(exported, config)
        found = {key: turn for key, turn in from_corpus(corpus, config, inputs) if key in rows}
        assert found.keys() == rows.keys()
        worst["corpus"] = max(
            float((model(turn) - rows[key]).abs().max()) for key, turn in found.items())
    # A model that answers every turn alike would agree with anything.
    spread = torch.stack(list(rows.values())).std(0).mean()
    print(f"{run.name}: {len(rows)} turns, whose logits deviate by {spread:.3f}; differences "
          + ", ".join(f"{name} {value:.1e}" for name, value in worst.items()), flush=True)
    return max(worst.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--attune", default=ROOT / ".build/release/attune")
    parser.add_argument("--work", help="keep what is made here, and use what is there")
    arguments = parser.parse_args()
    torch.set_grad_enabled(False)

    def attune(*words):
        subprocess.run([arguments.attune, *map(str, words)], check=True,
                       stdout=subprocess.DEVNULL)

    with tempfile.TemporaryDirectory() as temporary:
        work = Path(arguments.work or temporary)
        work.mkdir(parents=True, exist_ok=True)
        corpus = work / "corpus"
        if not corpus.exists():
            attune("synth", "--out", corpus, "--conversations", 30)
        worst = 0.0
        for name, settings in RUNS.items():
            run, exported = work / name, work / f"{name}_exported"
            if not (run / "predictions/test.jsonl").exists():
                attune("train", *settings, "--data", corpus, "--out", run, "--preset", "small",
                       "--set", "training.epochs=2", "--set", "training.warmup_steps=1", "--set", "training.learning_rate=0.002",
                       "--cache", work / "cache")
            if not exported.exists():
                attune("export", "--run", run, "--out", exported, "--data", corpus)
            worst = max(worst, compare(run, exported, corpus))
    if worst > TOLERANCE:
        print(f"export: a logit differs by {worst:.1e}, more than {TOLERANCE}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
