#!/usr/bin/env python3
"""Compares `attune features` with transformers on wav2vec2 and HuBERT folders of published sizes.

    python Scripts/parity/wav2vec2.py --attune .build/release/attune

Writes folders with random weights in every file format that people have, and sounds of several
lengths; runs transformers one sound at a time and attune in batches; prints the largest absolute
difference of the last hidden state, and how many texts of a recogniser differ. Fails if a difference
is above --tolerance, or a text differs. Needs torch, transformers and safetensors; no network.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from transformers import (
    HubertConfig,
    HubertModel,
    Wav2Vec2Config,
    Wav2Vec2CTCTokenizer,
    Wav2Vec2FeatureExtractor,
    Wav2Vec2ForCTC,
    Wav2Vec2ForPreTraining,
    Wav2Vec2Model,
)

LARGE_STYLE = {"conv_bias": True, "feat_extract_norm": "layer", "do_stable_layer_norm": True}
LETTERS = ["<pad>", "<s>", "</s>", "<unk>", "|", *"ETAONIHSRDLUMWCFGYPBVK'XJQZ"]
FORMATS = ["safetensors", "sharded", "bin", "sharded-bin", "float16"]


def models():
    """Base size in both styles, and HuBERT; the pre-trained one has the heads of a published file."""
    yield "wav2vec2-base", Wav2Vec2ForPreTraining(Wav2Vec2Config()), "wav2vec2", False
    yield "large style", Wav2Vec2Model(Wav2Vec2Config(**LARGE_STYLE)), "", True
    yield "hubert-base", HubertModel(HubertConfig()), "", False


def sounds(folder, seconds):
    """Noise that swells and fades, 16 bits; returns the files and what a reader gets of them."""
    files, waveforms = [], []
    for index, length in enumerate(seconds):
        count = int(16_000 * length)
        envelope = 0.2 + 0.8 * np.abs(np.sin(np.arange(count) / 3_000))
        samples = (np.random.randn(count) * envelope * 4_000).clip(-32_768, 32_767)
        samples = samples.astype("<i2")
        path = folder / f"{index}.wav"
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, 16_000, count, "NONE", ""))
            file.writeframes(samples.tobytes())
        files.append(path)
        waveforms.append(samples.astype(np.float32) / 32_768)
    return files, waveforms


def shards(state, count):
    """The tensors in `count` parts by size, as the hub shards them."""
    parts, sizes = [{} for _ in range(count)], [0] * count
    for name, tensor in state.items():
        smallest = sizes.index(min(sizes))
        parts[smallest][name] = tensor
        sizes[smallest] += tensor.numel()
    return parts


def write(folder, config, state, form, has_large_style):
    folder.mkdir()
    config.save_pretrained(folder)
    Wav2Vec2FeatureExtractor(return_attention_mask=has_large_style).save_pretrained(folder)
    if form.endswith("bin"):
        # Published `.bin` files are older than the parametrizations.
        state = {
            name.replace("parametrizations.weight.original0", "weight_g").replace(
                "parametrizations.weight.original1", "weight_v"): tensor
            for name, tensor in state.items()
        }
    stem, suffix, save = (
        ("pytorch_model", "bin", torch.save) if form.endswith("bin")
        else ("model", "safetensors", lambda part, path: save_file(part, path, {"format": "pt"})))
    parts = shards(state, 3) if form.startswith("sharded") else [state]
    if len(parts) == 1:
        save(state, folder / f"{stem}.{suffix}")
        return
    index = {"metadata": {"total_size": 0}, "weight_map": {}}
    for number, part in enumerate(parts, 1):
        name = f"{stem}-{number:05}-of-{len(parts):05}.{suffix}"
        save(part, folder / name)
        index["weight_map"].update({key: name for key in part})
    (folder / f"{stem}.{suffix}.index.json").write_text(json.dumps(index))


def expected(model, prefix, waveforms):
    encoder = getattr(model, prefix) if prefix else model
    extractor = Wav2Vec2FeatureExtractor()
    states = []
    with torch.no_grad():
        for waveform in waveforms:
            values = extractor(waveform, sampling_rate=16_000, return_tensors="pt").input_values
            states.append(encoder(values).last_hidden_state[0])
    return states


def run(command):
    """Runs a command quietly; shows what it said if it fails."""
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        sys.exit(result.stderr)
    return result.stdout


def compare(attune, folder, files, states, out, batch_size):
    command = [attune, "features", "--encoder", folder, "--batch-size", str(batch_size), "--out",
               out, "--audio", *files]
    run(command)
    features = load_file(out)
    worst = 0.0
    for index, state in enumerate(states):
        found = features[f"{index}/last_hidden_state"]
        assert found.shape == state.shape, f"{found.shape}, not {state.shape}"
        worst = max(worst, (found - state).abs().max().item())
    return worst


def compare_words(attune, folder, files, waveforms):
    """Writes a recogniser with the letters of the published ones; counts texts that differ."""
    model = Wav2Vec2ForCTC(Wav2Vec2Config(vocab_size=len(LETTERS))).eval()
    tokens = {token: index for index, token in enumerate(LETTERS)}
    extractor = Wav2Vec2FeatureExtractor()
    values = [extractor(waveform, sampling_rate=16_000, return_tensors="pt").input_values
              for waveform in waveforms]
    with torch.no_grad():
        logits = [model(value).logits[0] for value in values]
        # Fresh weights hear one letter in everything but for what the frames have in common.
        model.lm_head.bias.sub_(torch.cat(logits).mean(0))
        answers = [model(value).logits[0].argmax(-1) for value in values]
    write(folder, model.config, dict(model.state_dict()), "bin", False)
    (folder / "vocab.json").write_text(json.dumps(tokens))
    tokenizer = Wav2Vec2CTCTokenizer(folder / "vocab.json")
    tokenizer.save_pretrained(folder)
    lines = run([attune, "transcribe", "--encoder", folder, "--json", "--audio", *files])
    found = [json.loads(line)["text"] for line in lines.splitlines()]
    wanted = [tokenizer.decode(answer) for answer in answers]
    different = sum(one != other for one, other in zip(found, wanted, strict=True))
    print(f"wav2vec2-base   transcribe: {different} of {len(wanted)} texts differ, "
          f"{sum(map(len, wanted))} letters in all")
    return different


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--attune", default=".build/release/attune", help="the command")
    parser.add_argument("--formats", nargs="+", default=FORMATS, choices=FORMATS)
    parser.add_argument("--seconds", nargs="+", type=float, default=[0.1, 1.0, 2.7, 2.7, 6.3])
    parser.add_argument("--tolerance", type=float, default=5e-4)
    arguments = parser.parse_args()
    torch.manual_seed(1)
    np.random.seed(1)
    worst = 0.0
    with tempfile.TemporaryDirectory() as temporary:
        temporary = Path(temporary)
        files, waveforms = sounds(temporary, arguments.seconds)
        for name, model, prefix, has_large_style in models():
            model.eval()
            with torch.no_grad():
                # Fresh norms and biases are ones and zeros, which hide mistakes.
                for key, value in model.named_parameters():
                    if value.ndim == 1:
                        value.add_(torch.randn_like(value) * 0.1)
            whole = {key: value.clone() for key, value in model.state_dict().items()}
            states = expected(model, prefix, waveforms)
            scale = max(state.abs().max().item() for state in states)
            for form in arguments.formats:
                state, wanted = whole, states
                if form == "float16":
                    state = {key: value.half() for key, value in whole.items()}
                    model.load_state_dict({key: value.float() for key, value in state.items()})
                    wanted = expected(model, prefix, waveforms)
                folder = temporary / "encoder"
                write(folder, model.config, state, form, has_large_style)
                for batch_size in (1, 8):
                    difference = compare(
                        arguments.attune, folder, files, wanted, temporary / "out.safetensors",
                        batch_size)
                    worst = max(worst, difference)
                    print(f"{name:15} {form:12} batches of {batch_size}: {difference:.1e} "
                          f"(states up to {scale:.1f})", flush=True)
                shutil.rmtree(folder)
        different = compare_words(arguments.attune, temporary / "recogniser", files, waveforms)
    print(f"largest difference {worst:.1e}, allowed {arguments.tolerance:.0e}")
    return 1 if worst > arguments.tolerance or different else 0


if __name__ == "__main__":
    sys.exit(main())
