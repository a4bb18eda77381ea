#!/usr/bin/env python3
"""Compares `attune features` and `attune tokenize` with transformers, one input at a time.

    python3 Scripts/parity/compare.py --attune .build/release/attune
    python3 Scripts/parity/compare.py --models bert minilm --formats safetensors

Encoders of the published sizes get random weights, are written by transformers in each file format
and read by both sides; all-MiniLM-L6-v2 has its real weights. The table shows the largest absolute
difference over all hidden states. The exit status is 1 if one exceeds its limit, or a token id
differs. It needs torch, transformers and safetensors, a vocabulary (--vocabulary), about 2 GB of
memory, and as much room in --work as the encoders take; no network.
"""

import argparse
import json
import struct
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import numpy as np
import torch
import transformers
from safetensors import safe_open

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fixtures"))
from tokenizer import NASTY, random_texts  # noqa: E402

EMBEDDED = "/usr/local/share/attune/models/all-MiniLM-L6-v2"
LIMITS = {"bert": 1e-4, "minilm": 1e-4, "wav2vec2": 5e-4, "timesformer": 5e-4}
FORMATS = ["safetensors", "sharded", "bin", "untidy"]
MEAN, STD = [0.45, 0.45, 0.45], [0.225, 0.225, 0.225]


# ---------------------------------------------------------------------------------------- inputs


def text_lines():
    """The nasty texts as lines: what would end a line becomes a space."""
    texts = NASTY + list(random_texts()) + ["word " * 700]
    return [text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ") for text in texts]


def write_wave(path, seconds, seed):
    """Noise and a tone, 16 bits at 16 kHz, so that both sides read the same numbers."""
    generator = np.random.default_rng(seed)
    time = np.arange(int(16000 * seconds)) / 16000
    sound = 0.3 * np.sin(2 * np.pi * (200 + 70 * seed) * time) * np.sin(3 * time)
    samples = (32767 * (sound + 0.05 * generator.standard_normal(len(time)))).clip(-32768, 32767)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(samples.astype("<i2").tobytes())
    return samples.astype("<i2").astype(np.float32) / 32768


def write_movie(path, frames, size, seed):
    """Uncompressed RGB in an AVI file, which every decoder gives back bit by bit."""
    generator = np.random.default_rng(seed)
    ramp = np.linspace(0, 255, size)
    pictures = np.stack([
        np.stack([
            (ramp[None, :] + 20 * frame) % 256 + 0 * ramp[:, None],
            (ramp[:, None] + 31 * seed) % 256 + 0 * ramp[None, :],
            generator.integers(0, 256, (size, size)),
        ], -1)
        for frame in range(frames)
    ]).astype(np.uint8)

    def chunk(name, data):
        return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)

    bytes_a_frame = size * size * 3
    main = struct.pack(
        "<14I", 40000, bytes_a_frame * 25, 0, 0x10, frames, 0, 1, bytes_a_frame, size, size,
        0, 0, 0, 0)
    stream = struct.pack(
        "<4s4sIHHIIIIIIiI4H", b"vids", b"DIB ", 0, 0, 0, 0, 1, 25, 0, frames, bytes_a_frame,
        -1, 0, 0, 0, size, size)
    picture = struct.pack("<IiiHHIIiiII", 40, size, size, 1, 24, 0, bytes_a_frame, 0, 0, 0, 0)
    headers = chunk(b"LIST", b"hdrl" + chunk(b"avih", main) + chunk(
        b"LIST", b"strl" + chunk(b"strh", stream) + chunk(b"strf", picture)))
    # Rows from the bottom, blue first.
    data = [chunk(b"00db", picture[::-1, :, ::-1].tobytes()) for picture in pictures]
    index = b"".join(
        struct.pack("<4sIII", b"00db", 0x10, 4 + number * len(data[0]), bytes_a_frame)
        for number in range(frames))
    body = b"AVI " + headers + chunk(b"LIST", b"movi" + b"".join(data)) + chunk(b"idx1", index)
    path.write_bytes(chunk(b"RIFF", body))
    return pictures


# -------------------------------------------------------------------------------------- encoders


def write_encoder(model, folder, form):
    """Writes an encoder as transformers, older versions of it, or pre-training wrote it."""
    folder.mkdir(parents=True, exist_ok=True)
    if form in ("safetensors", "sharded"):
        model.save_pretrained(folder, max_shard_size="100MB" if form == "sharded" else "100GB")
        return
    model.config.architectures = [type(model).__name__]
    model.config.save_pretrained(folder)
    state = {name: value.contiguous() for name, value in model.state_dict().items()}
    if form == "bin":
        torch.save(state, folder / "pytorch_model.bin")
        return
    from safetensors.torch import save_file

    prefix = model.base_model_prefix
    state = {f"{prefix}.{name}": value for name, value in state.items()}
    if prefix == "bert":
        state = {
            name.replace("LayerNorm.weight", "LayerNorm.gamma")
            .replace("LayerNorm.bias", "LayerNorm.beta"): value
            for name, value in state.items()
        }
        state["bert.embeddings.position_ids"] = torch.arange(512).unsqueeze(0)
        state["cls.predictions.bias"] = torch.zeros(model.config.vocab_size)
        state["cls.seq_relationship.weight"] = torch.zeros(2, model.config.hidden_size)
    elif prefix == "wav2vec2":
        state = {
            name.replace("parametrizations.weight.original0", "weight_g")
            .replace("parametrizations.weight.original1", "weight_v"): value
            for name, value in state.items()
        }
        state["quantizer.codevectors"] = torch.zeros(1, 640, 128)
        state["project_q.weight"] = torch.zeros(256, 256)
    else:
        state["classifier.weight"] = torch.zeros(400, model.config.hidden_size)
        state["classifier.bias"] = torch.zeros(400)
    save_file(state, folder / "model.safetensors")


def make_encoder(kind):
    torch.manual_seed(1)
    if kind == "bert":
        model = transformers.BertModel(transformers.BertConfig())
    elif kind == "wav2vec2":
        model = transformers.Wav2Vec2Model(transformers.Wav2Vec2Config(
            feat_extract_norm="group", do_stable_layer_norm=False))
    else:
        model = transformers.TimesformerModel(transformers.TimesformerConfig())
    with torch.no_grad():
        # Fresh norms and biases are ones and zeros, which would hide a mistake.
        for name, value in model.named_parameters():
            if value.dim() == 1:
                value.add_(0.05 * torch.randn_like(value))
    return model.eval()


class Case:
    """One encoder: its inputs as files, as tensors, and what transformers makes of them."""

    def __init__(self, kind, work, vocabulary):
        self.kind, self.work = kind, work
        self.vocabulary = vocabulary
        self.arguments, self.inputs = getattr(self, f"{self.modality}_inputs")()

    @property
    def modality(self):
        return {"wav2vec2": "audio", "timesformer": "video"}.get(self.kind, "text")

    def text_inputs(self):
        path = self.work / "texts.txt"
        path.write_text("".join(line + "\n" for line in text_lines()), newline="\n")
        tokenizer = transformers.BertTokenizer.from_pretrained(self.vocabulary)
        tokenizer.backend_tokenizer.no_truncation()
        inputs = []
        for line in text_lines():
            ids = tokenizer(line)["input_ids"]
            ids = ids[:511] + ids[-1:] if len(ids) > 512 else ids
            inputs.append({"input_ids": torch.tensor([ids])})
        return ["--texts", str(path)], inputs

    def audio_inputs(self):
        paths, inputs = [], []
        for number, seconds in enumerate([0.4, 1.0, 1.7, 3.0]):
            paths.append(self.work / f"{number}.wav")
            sound = write_wave(paths[-1], seconds, number)
            sound = (sound - sound.mean()) / np.sqrt(sound.var() + 1e-7)
            inputs.append({"input_values": torch.tensor(sound)[None]})
        return ["--audio", *map(str, paths)], inputs

    def video_inputs(self):
        paths, inputs = [], []
        for number in range(2):
            paths.append(self.work / f"{number}.avi")
            pictures = torch.tensor(write_movie(paths[-1], 8, 224, number))
            values = (pictures.float() / 255 - torch.tensor(MEAN)) / torch.tensor(STD)
            inputs.append({"pixel_values": values.permute(0, 3, 1, 2)[None].contiguous()})
        return ["--video", *map(str, paths)], inputs

    def write_files_beside(self, folder):
        """What a folder holds besides weights and configuration."""
        if self.modality == "text":
            for name in ["vocab.txt", "tokenizer_config.json"]:
                (folder / name).write_bytes((Path(self.vocabulary) / name).read_bytes())
        elif self.modality == "audio":
            (folder / "preprocessor_config.json").write_text(json.dumps({
                "do_normalize": True, "feature_size": 1, "padding_side": "right",
                "padding_value": 0.0, "return_attention_mask": False, "sampling_rate": 16000}))
        else:
            (folder / "preprocessor_config.json").write_text(json.dumps({
                "crop_size": {"height": 224, "width": 224}, "do_center_crop": True,
                "do_normalize": True, "do_rescale": True, "do_resize": True, "image_mean": MEAN,
                "image_std": STD, "resample": 2, "rescale_factor": 1 / 255,
                "size": {"shortest_edge": 224}}))

    def expected(self, model):
        """The states of each input, run alone."""
        with torch.no_grad():
            for inputs in self.inputs:
                result = model(**inputs)
                states = result.last_hidden_state[0]
                yield states, pooled(self.kind, result, states)


def pooled(kind, result, states):
    if kind in ("bert", "minilm"):
        return result.pooler_output[0]
    return states.mean(0) if kind == "wav2vec2" else states[0]


# ------------------------------------------------------------------------------------ comparison


def run(command):
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        lines = result.stderr.strip().splitlines()
        raise RuntimeError(lines[-1] if lines else f"exit status {result.returncode}")
    return result.stdout


def differences(attune, folder, case, expected):
    """The largest absolute differences of the states and of the pooled vectors."""
    out = case.work / "features.safetensors"
    run([attune, "features", "--encoder", str(folder), *case.arguments, "--out", str(out),
         "--batch-size", "1"])
    worst = [0.0, 0.0]
    with safe_open(out, "pt") as file:
        assert len(file.keys()) == 2 * len(expected), "another number of tensors"
        for index, tensors in enumerate(expected):
            for part, (name, tensor) in enumerate(zip(("last_hidden_state", "pooled"), tensors)):
                actual = file.get_tensor(f"{index}/{name}")
                assert actual.shape == tensor.shape, f"{index}/{name}: {tuple(actual.shape)}"
                assert actual.dtype == torch.float32
                assert actual.isfinite().all(), f"{index}/{name} is not finite"
                worst[part] = max(worst[part], (actual - tensor).abs().max().item())
    return worst


def compare_encoder(kind, forms, attune, work, vocabulary):
    case = Case(kind, work, vocabulary)
    if kind == "minilm":
        model = transformers.BertModel.from_pretrained(vocabulary).eval()
        folders = {"published": Path(vocabulary)}
    else:
        model = make_encoder(kind)
        folders = {form: work / kind / form for form in forms}
    expected = [tuple(part.clone() for part in parts) for parts in case.expected(model)]
    ok = True
    for form, folder in folders.items():
        if kind != "minilm":
            write_encoder(model, folder, form)
            case.write_files_beside(folder)
        try:
            states, vectors = differences(attune, folder, case, expected)
        except (RuntimeError, AssertionError) as error:
            print(f"{kind:12} {form:12} FAILED: {error}")
            ok = False
            continue
        fits = max(states, vectors) <= LIMITS[kind]
        ok &= fits
        print(f"{kind:12} {form:12} {len(expected):4} inputs   states {states:.1e}   "
              f"pooled {vectors:.1e}   limit {LIMITS[kind]:.0e}   {'ok' if fits else 'TOO FAR'}",
              flush=True)
        if kind != "minilm":
            for file in folder.iterdir():
                file.unlink()
    return ok


def compare_tokens(attune, work, vocabulary):
    """Token ids on the nasty texts, for each way in which a folder can describe its tokenizer."""
    path = work / "texts.txt"
    path.write_text("".join(line + "\n" for line in text_lines()), newline="\n")
    words = Path(vocabulary) / "vocab.txt"
    ok = True
    for name, settings in {
        "uncased": {"do_lower_case": True},
        "cased": {"do_lower_case": False},
        "multilingual": {"do_lower_case": False, "strip_accents": None,
                         "tokenize_chinese_chars": True},
        "accents kept": {"do_lower_case": True, "strip_accents": False},
        "accents cut": {"do_lower_case": False, "strip_accents": True},
        "CJK joined": {"do_lower_case": True, "tokenize_chinese_chars": False},
    }.items():
        for form in ("vocab.txt", "tokenizer.json", "both"):
            folder = work / "tokenizer" / f"{name} {form}"
            folder.mkdir(parents=True, exist_ok=True)
            tokenizer = transformers.BertTokenizer(vocab=str(words), **settings)
            if form != "vocab.txt":
                tokenizer.save_pretrained(folder)
            if form != "tokenizer.json":
                (folder / "vocab.txt").write_bytes(words.read_bytes())
                (folder / "tokenizer_config.json").write_text(
                    json.dumps({"tokenizer_class": "BertTokenizer", **settings}))
            judge = transformers.AutoTokenizer.from_pretrained(folder)
            lines = run([attune, "tokenize", "--encoder", str(folder), "--texts", str(path),
                         "--json"]).splitlines()
            wrong = [
                number for number, (line, text) in enumerate(zip(lines, text_lines()))
                if json.loads(line)["ids"] != judge(text)["input_ids"]
            ]
            fits = not wrong and len(lines) == len(text_lines())
            ok &= fits
            print(f"tokens       {name:12} {form:14} {len(lines):4} texts    "
                  f"{'identical' if fits else f'DIFFERENT in {wrong[:10]}'}", flush=True)
    return ok


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--attune", default=".build/release/attune", help="the command")
    parser.add_argument("--models", nargs="*", default=[*LIMITS, "tokens"],
                        choices=[*LIMITS, "tokens"])
    parser.add_argument("--formats", nargs="*", default=FORMATS, choices=FORMATS)
    parser.add_argument("--vocabulary", default=EMBEDDED, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--work", help="where encoders are written; a temporary folder by default")
    options = parser.parse_args()
    transformers.logging.set_verbosity_error()
    ok = True
    with tempfile.TemporaryDirectory(dir=options.work) as work:
        for kind in options.models:
            if kind == "tokens":
                ok &= compare_tokens(options.attune, Path(work), options.vocabulary)
            else:
                ok &= compare_encoder(
                    kind, options.formats, options.attune, Path(work), options.vocabulary)
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
