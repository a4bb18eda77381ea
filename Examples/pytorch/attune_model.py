"""Attune's models A and B in PyTorch, rebuilt from a folder that `attune export` wrote.

    from attune_model import load
    config, model = load("exported")
    logits = model(turn)                   # see Turn

For evaluation: one turn at a time, nothing padded, no dropout. BERT, wav2vec2, HuBERT and the hub's
TimeSformer are transformers' own; everything else is written out here, under the paths of the file.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file
from transformers import (
    BertConfig, BertModel, HubertConfig, HubertModel, TimesformerConfig, TimesformerModel,
    Wav2Vec2Config, Wav2Vec2Model)

from attune_log_mel import LogMelEncoder
from attune_timesformer import ReferenceTimeSformer

FORMAT = 1
# What only training needs: the vector that hides sound from it, and the head of its second loss.
TRAINING_ONLY = ("audio_encoder.masked_spec_embed", "media_head.")


@dataclass
class Utterance:
    """One utterance; what is missing is None."""

    role: int                                 # place in config["roles"]
    ids: torch.Tensor | None = None           # [T] token ids
    waveform: torch.Tensor | None = None      # [S] mono, 16 kHz, levelled as config says
    pixel_values: torch.Tensor | None = None  # [F, 3, height, width], normalised


@dataclass
class Turn:
    """What a model is asked about: a situation, a dialogue, and ids of who speaks (0: unknown)."""

    utterances: list[Utterance]
    context_ids: torch.Tensor | None = None
    metadata: dict[str, torch.Tensor] = field(default_factory=dict)


class DenseStack(nn.ModuleList):
    """Dense layers, each but a plain last one followed by a norm and a non-linearity."""

    def __init__(self, width, sizes, activation, norm=None, ends_plain=True):
        super().__init__()
        self.activation = activation
        for index, size in enumerate(sizes):
            layer = nn.Module()
            layer.dense = nn.Linear(width, size)
            layer.is_plain = ends_plain and index == len(sizes) - 1
            layer.norm = norm(size) if norm and not layer.is_plain else nn.Identity()
            self.append(layer)
            width = size
        self.output_size = width

    def forward(self, x):
        for layer in self:
            x = layer.norm(layer.dense(x))
            if not layer.is_plain:
                x = self.activation(x)
        return x


class UtteranceSequence(nn.Module):
    """Reads the utterances of a dialogue in order: a bidirectional LSTM, then self-attention."""

    def __init__(self, width, config):
        super().__init__()
        self.lstm = nn.LSTM(
            width, config["hidden_size"], config["num_layers"], batch_first=True,
            bidirectional=True)
        self.output_size = 2 * config["hidden_size"]
        self.attention = nn.MultiheadAttention(
            self.output_size, config["num_attention_heads"], batch_first=True)

    def forward(self, steps):  # [U, D] -> [U, 2H]
        read = self.lstm(steps.unsqueeze(0))[0]
        return self.attention(read, read, read, need_weights=False)[0][0]


class CrossModal(nn.Module):
    """Lets situation, dialogue and metadata look at each other."""

    def __init__(self, sizes, size, heads):
        super().__init__()
        for index, part in enumerate(sizes):
            pair = nn.Module()
            pair.input, pair.output = nn.Linear(part, size), nn.Linear(size, part)
            self.add_module(str(index), pair)
        self.attention = nn.MultiheadAttention(size, heads, batch_first=True)

    def forward(self, parts):  # each [size of the part]
        pairs = [getattr(self, str(index)) for index in range(len(parts))]
        tokens = torch.stack([pair.input(part) for pair, part in zip(pairs, parts)]).unsqueeze(0)
        found = self.attention(tokens, tokens, tokens, need_weights=False)[0][0]
        return [part + pair.output(row) for pair, part, row in zip(pairs, parts, found)]


class Metadata(nn.Module):
    """One table a field; speaker and listener share those of age, gender and timbre."""

    def __init__(self, inputs, sizes, fields):
        super().__init__()
        self.lookups = []  # (table, field, person or None)
        if inputs["profiles"]:
            for name in ("age", "gender", "timbre"):
                self.add_table(name, len(fields[name]), sizes[f"{name}_size"])
            self.lookups += [(name, name, person) for person in range(2)
                             for name in ("age", "gender", "timbre")]
            if inputs["profile_id"]:
                for person, name in enumerate(("speaker_id", "listener_id")):
                    self.add_table(name, sizes["num_profile_ids"], sizes["profile_id_size"])
                    self.lookups.append((name, "profile_id", person))
        rationale = ("event_scenario", "emotion_cause", "goal_to_response")
        for name in ("topic",) * inputs["topic"] + rationale * inputs["rationale"]:
            self.add_table(name, len(fields[name]), sizes["field_size"])
            self.lookups.append((name, name, None))
        self.output_size = sum(getattr(self, name).embedding_dim for name, _, _ in self.lookups)

    def add_table(self, name, count, size):
        self.add_module(name, nn.Embedding(count + 1, size))

    def forward(self, metadata):  # -> [width]
        vectors = []
        for table, name, person in self.lookups:
            ids = metadata[name][person or 0]
            vectors.append(getattr(self, table)(ids) * (ids > 0))
        return torch.cat(vectors)


class Model(nn.Module):
    """What models A and B share: words, roles, situation and metadata."""

    def __init__(self, config, activation, context_norm, metadata_norm, metadata_ends_plain):
        super().__init__()
        sizes, inputs = config["model"], config["inputs"]
        text = dict(sizes["text"]["encoder"])
        self.pooling = sizes["text"]["pooling"]
        self.text_encoder = BertModel(BertConfig(**text), add_pooling_layer=False)
        self.text_size = text["hidden_size"]
        self.text_stand_in = nn.Parameter(torch.zeros(self.text_size))
        self.role = nn.Embedding(len(config["roles"]), sizes["role_size"])
        if inputs["context"]:
            self.context_stand_in = nn.Parameter(torch.zeros(self.text_size))
            self.context = DenseStack(
                self.text_size, sizes["context_sizes"], activation, context_norm)
        else:
            self.context = None
        tables = Metadata(inputs, sizes["metadata"], config["fields"])
        self.metadata_tables = tables if tables.lookups else None
        self.metadata = self.metadata_tables and DenseStack(
            tables.output_size, sizes["metadata"]["sizes"], activation, metadata_norm,
            metadata_ends_plain)

    def words(self, ids, stand_in):  # [T] -> [H]
        if ids is None:
            return stand_in
        states = self.text_encoder(input_ids=ids.unsqueeze(0)).last_hidden_state[0]
        return states[0] if self.pooling == "cls" else states.mean(0)

    def situation(self, turn):  # -> [context]
        return self.context(self.words(turn.context_ids, self.context_stand_in).unsqueeze(0))[0]

    def parts_around(self, dialogue, turn):
        """Situation, dialogue and metadata, as far as the policy lets them in."""
        parts = [self.situation(turn)] if self.context is not None else []
        parts.append(dialogue)
        if self.metadata is not None:
            parts.append(self.metadata(self.metadata_tables(turn.metadata).unsqueeze(0))[0])
        return parts

    def part_sizes(self):
        stacks = [self.context, self.dialogue, self.metadata]
        return [stack.output_size for stack in stacks if stack is not None]


class AudioModel(Model):
    """Model A: words, sound and role of each utterance; situation, dialogue, metadata of a turn."""

    def __init__(self, config):
        super().__init__(config, F.relu, None, None, metadata_ends_plain=True)
        sizes, audio = config["model"], config["model"]["audio"]
        encoder = audio["encoder"]
        self.audio_encoder = audio_encoder(encoder)
        self.audio_layer_weights = None
        if audio.get("layers") == "weighted":
            self.audio_layer_weights = nn.Parameter(
                torch.zeros(encoder["num_hidden_layers"] + 1))
        self.audio_projector = DenseStack(
            self.audio_encoder.config.hidden_size, audio["projector_sizes"], F.relu,
            ends_plain=False)
        self.audio_stand_in = nn.Parameter(torch.zeros(self.audio_projector.output_size))
        self.dialogue = UtteranceSequence(
            self.text_size + self.audio_projector.output_size + sizes["role_size"],
            sizes["dialogue"])
        self.classifier = DenseStack(
            sum(self.part_sizes()), sizes["classifier_sizes"] + [len(sizes["classes"])], F.relu)

    def sound(self, waveform):  # [S] -> [projected]
        if waveform is None:
            return self.audio_stand_in
        if isinstance(self.audio_encoder, LogMelEncoder):
            return self.audio_projector(self.audio_encoder(waveform).unsqueeze(0))[0]
        mixes = self.audio_layer_weights is not None
        output = self.audio_encoder(waveform.unsqueeze(0), output_hidden_states=mixes)
        if mixes:
            # transformers 5 lists the last layer without the large style's final norm.
            states = [*output.hidden_states[:-1], output.last_hidden_state]
            layers = torch.stack([state.mean(1) for state in states])  # [L, 1, H]
            mean = (layers * self.audio_layer_weights.softmax(0)[:, None, None]).sum(0)
        else:
            mean = output.last_hidden_state.mean(1)
        return self.audio_projector(mean)[0]

    def forward(self, turn):  # -> [K]
        steps = [
            torch.cat([
                self.words(utterance.ids, self.text_stand_in), self.sound(utterance.waveform),
                self.role.weight[utterance.role]])
            for utterance in turn.utterances]
        dialogue = self.dialogue(torch.stack(steps))[-1]
        return self.classifier(torch.cat(self.parts_around(dialogue, turn)).unsqueeze(0))[0]


class VideoModel(Model):
    """Model B: words and faces are read each on its own, then together with the metadata."""

    def __init__(self, config):
        super().__init__(config, F.gelu, nn.LayerNorm, nn.BatchNorm1d, metadata_ends_plain=False)
        sizes, video = config["model"], config["model"]["video"]
        self.video_encoder = video_encoder(video["encoder"])
        self.clip_pooling = video["encoder"].get("pooling", "residual")
        self.video_stand_in = nn.Parameter(torch.zeros(video["encoder"]["hidden_size"]))
        self.text_sequence = UtteranceSequence(
            self.text_size + sizes["role_size"], video["text_sequence"])
        self.video_sequence = UtteranceSequence(
            video["encoder"]["hidden_size"], video["video_sequence"])
        width = self.text_sequence.output_size + self.video_sequence.output_size
        if self.metadata is not None:
            self.metadata_step = DenseStack(
                self.metadata_tables.output_size, [video["metadata_step_size"]], F.gelu,
                nn.LayerNorm, ends_plain=False)
            width += video["metadata_step_size"]
        self.dialogue = UtteranceSequence(width, sizes["dialogue"])
        self.cross_modal = CrossModal(
            self.part_sizes(), video["cross_modal_size"], video["cross_modal_heads"])
        self.classifier = DenseStack(
            sum(self.part_sizes()), sizes["classifier_sizes"] + [len(sizes["classes"])], F.gelu,
            nn.BatchNorm1d)

    def face(self, pixel_values):  # [F, 3, height, width] -> [H]
        if pixel_values is None:
            return self.video_stand_in
        clip = pixel_values.unsqueeze(0)
        if isinstance(self.video_encoder, ReferenceTimeSformer):
            return self.video_encoder(clip)[0]
        states = self.video_encoder(clip).last_hidden_state[0]  # the class token first
        return states[0] if self.clip_pooling == "cls" else states[1:].mean(0)

    def forward(self, turn):  # -> [K]
        words = [
            torch.cat([self.words(utterance.ids, self.text_stand_in),
                       self.role.weight[utterance.role]])
            for utterance in turn.utterances]
        faces = [self.face(utterance.pixel_values) for utterance in turn.utterances]
        steps = [self.text_sequence(torch.stack(words)), self.video_sequence(torch.stack(faces))]
        if self.metadata is not None:
            step = self.metadata_step(self.metadata_tables(turn.metadata).unsqueeze(0))
            steps.append(step.expand(len(turn.utterances), -1))
        dialogue = self.dialogue(torch.cat(steps, 1))[-1]
        parts = self.cross_modal(self.parts_around(dialogue, turn))
        return self.classifier(torch.cat(parts).unsqueeze(0))[0]


def audio_encoder(config):
    """The encoder alone; `AudioModel.sound` makes one vector of what it gives."""
    kind = config.get("model_type", "wav2vec2")
    if kind == "log_mel":
        return LogMelEncoder(config)
    config = {name: value for name, value in config.items() if name != "model_type"}
    config["apply_spec_augment"] = False
    return (HubertModel(HubertConfig(**config)) if kind == "hubert"
            else Wav2Vec2Model(Wav2Vec2Config(**config)))


def video_encoder(config):
    """The encoder alone; `VideoModel.face` makes one vector of what it gives."""
    if not config.get("class_token", False):
        return ReferenceTimeSformer(config)
    kinds = {"divided": "divided_space_time", "joint": "joint_space_time", "space": "space_only"}
    return TimesformerModel(TimesformerConfig(
        **{**config, "attention_type": kinds[config["attention"]], "drop_path_rate": 0}))


def load(folder):
    """The configuration and the model of an exported folder, ready for use."""
    folder = Path(folder)
    config = json.loads((folder / "config.json").read_text())
    if config.get("attune_export") != FORMAT:
        raise ValueError(f"{folder}/config.json: this example reads attune_export {FORMAT}")
    kinds = {"attune_audio": AudioModel, "attune_video": VideoModel}
    model = kinds[config["model_type"]](config)
    tensors = load_file(folder / "model.safetensors")
    missing, unexpected = model.load_state_dict(tensors, strict=False)
    wrong = [key for key in missing + unexpected if not key.startswith(TRAINING_ONLY)]
    if wrong:
        raise ValueError(f"{folder}/model.safetensors: does not fit the network: {wrong}")
    return config, model.eval()
