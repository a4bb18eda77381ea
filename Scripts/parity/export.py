#!/usr/bin/env python3
"""Makes small runs of models A and B, exports them, and recomputes their predictions in PyTorch.

    python Scripts/parity/export.py [--attune .build/release/attune] [--work FOLDER]

Needs torch, transformers, safetensors and numpy. After a short training all weights but the text
encoder's are drawn anew, large, so that every input moves the logits and a mistake shows. Three
comparisons, each the largest difference of a logit: the exported examples against PyTorch on the
same inputs; the table of `attune predict` against PyTorch on the same inputs; and, for model A, the
table against PyTorch that reads the corpus itself: words, 16 kHz sound and profiles.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from transformers import HubertConfig, HubertModel, TimesformerConfig, TimesformerModel

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Examples/pytorch"))
from attune_inputs import Inputs  # noqa: E402
from attune_model import Turn, Utterance, load  # noqa: E402
from check import turns  # noqa: E402

TOLERANCE = 1e-4
RUNS = {
    "audio": ["audio"],
    "audio_reference": ["audio", "--set", "inputs=reference"],
    "audio_layers": ["audio", "--set", "model.audio.layers=weighted"],
    "audio_hubert": [
        "audio", "--set", "model.audio.pretrained={work}/hubert", "--set",
        "model.audio.layers=weighted"],
    "audio_log_mel": [
        "audio", "--set", "model.audio.encoder.model_type=log_mel", "--set",
        "model.audio.encoder.channels=[24, 16]"],
    "video": ["video"],
    "video_divided": [
        "video", "--set", "inputs=reference", "--set", "model.video.encoder.attention=divided"],
    "video_hub": ["video", "--set", "model.video.pretrained={work}/timesformer"],
}


def write_timesformer(folder):
    """A tiny video encoder as the hub has them, with weights of its own."""
    torch.manual_seed(1)
    TimesformerModel(TimesformerConfig(
        image_size=48, patch_size=16, num_frames=4, hidden_size=32, num_hidden_layers=2,
        num_attention_heads=4, intermediate_size=64, initializer_range=0.2,
    )).save_pretrained(folder)
    (folder / "preprocessor_config.json").write_text(json.dumps({
        "do_resize": True, "size": {"shortest_edge": 48}, "do_center_crop": True,
        "crop_size": {"height": 48, "width": 48}, "do_rescale": True, "rescale_factor": 1 / 255,
        "do_normalize": True, "image_mean": [0.45] * 3, "image_std": [0.225] * 3}))


def write_hubert(folder):
    """A tiny audio encoder as the hub has them, in the style of the large ones."""
    torch.manual_seed(1)
    HubertModel(HubertConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64,
        conv_dim=[16] * 4, conv_kernel=[20, 8, 4, 3], conv_stride=[16, 8, 2, 2], conv_bias=True,
        num_feat_extract_layers=4, feat_extract_norm="layer", do_stable_layer_norm=True,
        num_conv_pos_embeddings=16, num_conv_pos_embedding_groups=4,
    )).save_pretrained(folder)
    (folder / "preprocessor_config.json").write_text(json.dumps({
        "do_normalize": True, "feature_size": 1, "padding_side": "right", "padding_value": 0.0,
        "return_attention_mask": True, "sampling_rate": 16000}))


def redraw(run, redrawn):
    """A copy of a run with other weights, under which no part of the network is idle."""
    for name in ("run.yaml", "vocabulary.json"):
        redrawn.mkdir(parents=True, exist_ok=True)
        shutil.copy(run / name, redrawn / name)
    shutil.copytree(run / "tokenizer", redrawn / "tokenizer", dirs_exist_ok=True)
    torch.manual_seed(2)
    tensors = {}
    with safe_open(run / "checkpoints/best.safetensors", "pt") as file:
        for name in file.keys():
            value = file.get_tensor(name)
            if value.is_floating_point() and not name.startswith("text_encoder."):
                if name.endswith("running_var"):
                    value = torch.rand_like(value) + 0.5
                elif value.dim() > 1 and "original0" not in name:
                    value = 1.5 * torch.randn_like(value) / value[0].numel() ** 0.5
                else:
                    is_scale = "norm" in name and name.endswith("weight") or "original0" in name
                    value = 0.3 * torch.randn_like(value) + is_scale
            tensors[name] = value
        metadata = file.metadata()
    (redrawn / "checkpoints").mkdir(exist_ok=True)
    save_file(tensors, redrawn / "checkpoints/best.safetensors", metadata)


def table(path):
    """The logits of a prediction table."""
    rows = map(json.loads, path.read_text().splitlines())
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


def compare(name, predictions, exported, corpus):
    config, model = load(exported)
    rows = table(predictions)
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
    print(f"{name}: {len(rows)} turns, whose logits deviate by {spread:.2f}; differences "
          + ", ".join(f"{name} {value:.1e}" for name, value in worst.items()), flush=True)
    return max(worst.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--attune", default=ROOT / ".build/release/attune")
    parser.add_argument("--work", help="keep what is made here, and use what is there")
    arguments = parser.parse_args()
    torch.set_grad_enabled(False)

    def attune(*words):
        words = [str(word).format(work=work) for word in words]
        subprocess.run([arguments.attune, *words], check=True, stdout=subprocess.DEVNULL)

    with tempfile.TemporaryDirectory() as temporary:
        work = Path(arguments.work or temporary)
        work.mkdir(parents=True, exist_ok=True)
        corpus = work / "corpus"
        if not corpus.exists():
            attune("synth", "--out", corpus, "--conversations", 30)
        for write, folder in ((write_hubert, "hubert"), (write_timesformer, "timesformer")):
            if not (work / folder).exists():
                write(work / folder)
        worst = 0.0
        for name, settings in RUNS.items():
            run, redrawn = work / name, work / f"{name}_redrawn"
            predictions, exported = work / f"{name}.jsonl", work / f"{name}_exported"
            if not (run / "predictions/test.jsonl").exists():
                attune("train", *settings, "--data", corpus, "--out", run, "--preset", "small",
                       "--set", "training.epochs=1", "--cache", work / "cache")
            redraw(run, redrawn)
            attune("predict", "--run", redrawn, "--data", corpus, "--out", predictions)
            shutil.rmtree(exported, ignore_errors=True)
            attune("export", "--run", redrawn, "--out", exported, "--data", corpus)
            worst = max(worst, compare(name, predictions, exported, corpus))
    if worst > TOLERANCE:
        print(f"export: a logit differs by {worst:.1e}, more than {TOLERANCE}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
