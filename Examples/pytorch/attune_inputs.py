"""Makes the inputs of an exported model: token ids, waveforms, ids of the metadata.

Frames of video are not decoded here: take them evenly over the clip, scale them to the encoder's
size and normalise them, as config["media"] and config["model"]["video"] say.
"""

import wave
from pathlib import Path

import numpy
import torch
from transformers import BertTokenizer


class Inputs:
    """Turns words, sounds and people into what `attune_model.Turn` holds."""

    def __init__(self, folder, config):
        self.config = config
        self.tokenizer = BertTokenizer.from_pretrained(Path(folder) / "tokenizer")

    def ids(self, text, limit):
        """Token ids, or None for a text without words."""
        if text is None or not text.strip():
            return None
        ids = self.tokenizer(text, truncation=True, max_length=limit)["input_ids"]
        return torch.tensor(ids)

    def utterance_ids(self, text):
        return self.ids(text, self.config["model"]["text"]["maximum_utterance_tokens"])

    def context_ids(self, text):
        return self.ids(text, self.config["model"]["text"]["maximum_context_tokens"])

    def waveform(self, path):
        """A 16-bit wave file of the model's rate, at the level that the configuration says."""
        with wave.open(str(path)) as file:
            if file.getsampwidth() != 2 or file.getframerate() != self.config["sample_rate"]:
                rate = self.config["sample_rate"]
                raise ValueError(f"{path}: convert it to 16 bits at {rate} Hz")
            samples = numpy.frombuffer(file.readframes(file.getnframes()), "<i2")
            samples = samples.reshape(-1, file.getnchannels()).mean(1).astype(numpy.float32) / 32768
        audio = self.config["media"]["audio"]
        if audio.get("maximum_seconds"):
            samples = samples[: round(audio["maximum_seconds"] * self.config["sample_rate"])]
        if audio["normalization"] == "standard":
            samples = (samples - samples.mean(dtype=numpy.float64)) / numpy.sqrt(
                samples.var(dtype=numpy.float64) + 1e-7)
        elif audio["normalization"] == "peak" and abs(samples).max() > 0:
            samples = samples / abs(samples).max()
        return torch.tensor(samples, dtype=torch.float32)

    def metadata(self, speaker=None, listener=None, **fields):
        """Ids of two people's profiles (dicts with age, gender, timbre, ID) and of the fields."""
        known = self.config["fields"]

        def place(name, value):
            return known[name].index(value) + 1 if value in known[name] else 0

        people = [speaker or {}, listener or {}]
        numbers = [person.get("ID") for person in people]
        ids = {name: [place(name, person.get(name)) for person in people]
               for name in ("age", "gender", "timbre")}
        ids["profile_id"] = [
            number + 1 if number is not None and 0 <= number < 100 else 0 for number in numbers]
        for name in ("topic", "event_scenario", "emotion_cause", "goal_to_response"):
            ids[name] = [place(name, fields.get(name))]
        return {name: torch.tensor(values) for name, values in ids.items()}
