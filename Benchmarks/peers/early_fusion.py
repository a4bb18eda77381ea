"""Models A and B of Examples/pytorch with whole batches, padding and dropout: what a PyTorch user
would train.

The modules, their names and so the weights are those of `attune export`; only the way through them
is written anew, for many turns at once.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "Examples/pytorch"))
import attune_model  # noqa: E402

# What the reference pads every text to, and every dialogue.
CONTEXT_TOKENS, UTTERANCE_TOKENS, UTTERANCES = 256, 128, 10
SEPARATOR, CLASSIFY = 102, 101


@dataclass
class Style:
    """How a batch is laid out."""

    # Texts and dialogues as long as the reference has them, all slots of a dialogue read; else the
    # texts that are there, padded to the longest of them.
    pads_texts: bool
    # How many sounds of similar length are heard together, padded to the longest; None for all.
    sounds_together: int | None


REFERENCE, UNPADDED, EXACT = Style(True, None), Style(False, 4), Style(False, 1)


class DroppingStack(attune_model.DenseStack):
    """A stack of dense layers with dropout behind each non-linearity."""

    def forward(self, x):
        for layer in self:
            x = layer.norm(layer.dense(x))
            if not layer.is_plain:
                x = F.dropout(self.activation(x), self.dropout, self.training)
        return x


class Batched:
    """What both models do with a batch."""

    def prepare(self, config):
        """Gives every part its dropout and freezes what the configuration freezes."""
        for module in self.modules():
            if isinstance(module, attune_model.DenseStack):
                module.__class__, module.dropout = DroppingStack, config["model"]["dropout"]
            elif isinstance(module, (nn.LSTM, nn.MultiheadAttention)):
                module.dropout = config["model"]["dropout"]
        bert = self.text_encoder
        count = config["model"]["text"]["frozen_layers"]
        for frozen in [bert.embeddings, *bert.encoder.layer[:count]]:
            frozen.requires_grad_(False)
        self.hears_frozen = config["model"].get("audio", {}).get("is_frozen", False)
        if self.hears_frozen:
            self.audio_encoder.requires_grad_(False)
        return self

    def train(self, mode=True):
        super().train(mode)
        if getattr(self, "hears_frozen", False):
            self.audio_encoder.eval()
        return self

    def read(self, texts, stand_in, tokens):
        """Texts (ids or None) as `[rows, H]`, padded to so many tokens, None for the longest."""
        present = [row for row, ids in enumerate(texts) if ids is not None]
        rows = stand_in.expand(len(texts), -1)
        if not present:
            return rows
        length = tokens or max(len(texts[row]) for row in present)
        ids = torch.zeros(len(present), length, dtype=torch.long)
        mask = torch.zeros(len(present), length, dtype=torch.long)
        for place, row in enumerate(present):
            found = texts[row][:length]
            ids[place, :len(found)] = found
            mask[place, :len(found)] = 1
        states = self.text_encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        if self.pooling == "cls":
            vectors = states[:, 0]
        else:
            weights = mask.unsqueeze(-1).to(states.dtype)
            vectors = (states * weights).sum(1) / weights.sum(1)
        return rows.index_put((torch.tensor(present),), vectors.to(rows.dtype))

    def utterance_words(self, turns, style):
        """The words of all utterances, `[N, H]`; the reference also reads the empty slots."""
        texts = [part.ids for turn in turns for part in turn.utterances]
        if not style.pads_texts:
            return self.read(texts, self.text_stand_in, None)
        empty = UTTERANCES * len(turns) - len(texts)
        nothing = torch.tensor([CLASSIFY, SEPARATOR])
        read = self.read(texts + [nothing] * empty, self.text_stand_in, UTTERANCE_TOKENS)
        return read[:len(texts)]

    def roles(self, turns):
        return self.role(torch.tensor([part.role for turn in turns for part in turn.utterances]))

    def sequence(self, module, steps, counts):
        """Reads `[N, D]` dialogue by dialogue into `[B, U, 2H]`, padded."""
        padded = pad_sequence(steps.split(counts), batch_first=True)
        lengths = torch.tensor(counts)
        packed = pack_padded_sequence(padded, lengths, batch_first=True, enforce_sorted=False)
        read = pad_packed_sequence(module.lstm(packed)[0], batch_first=True)[0]
        absent = torch.arange(read.shape[1]) >= lengths.unsqueeze(1)
        return module.attention(read, read, read, key_padding_mask=absent, need_weights=False)[0]

    def last(self, read, counts):
        return read[torch.arange(len(counts)), torch.tensor(counts) - 1]

    def tables(self, turns):
        """The metadata's vectors, `[B, width]`."""
        return torch.stack([self.metadata_tables(turn.metadata) for turn in turns])

    def around(self, dialogue, turns, style):
        parts = []
        if self.context is not None:
            texts = [turn.context_ids for turn in turns]
            tokens = CONTEXT_TOKENS if style.pads_texts else None
            parts.append(self.context(self.read(texts, self.context_stand_in, tokens)))
        parts.append(dialogue)
        if self.metadata is not None:
            parts.append(self.metadata(self.tables(turns)))
        return parts


class AudioPeer(Batched, attune_model.AudioModel):
    """Model A."""

    def heard(self, waveforms, style):
        """The means over time of the encoder's last layer, `[sounds, H]`."""
        with torch.set_grad_enabled(not self.hears_frozen):
            return self.means(waveforms, style)

    def means(self, waveforms, style):
        order = sorted(range(len(waveforms)), key=lambda index: len(waveforms[index]))
        size = style.sounds_together or len(order)
        means = [None] * len(order)
        for start in range(0, len(order), size):
            group = order[start:start + size]
            sounds = pad_sequence([waveforms[index] for index in group], batch_first=True)
            states = self.audio_encoder(sounds).last_hidden_state
            lengths = self.audio_encoder._get_feat_extract_output_lengths(
                torch.tensor([len(waveforms[index]) for index in group]))
            for index, row, length in zip(group, states, lengths):
                means[index] = row[:length].mean(0)
        return torch.stack(means)

    def sounds(self, turns, style):
        parts = [part for turn in turns for part in turn.utterances]
        rows = [row for row, part in enumerate(parts) if part.waveform is not None]
        vectors = self.audio_stand_in.expand(len(parts), -1)
        if not rows:
            return vectors
        means = [getattr(parts[row], "mean", None) for row in rows]
        if any(mean is None for mean in means):
            heard = self.heard([parts[row].waveform for row in rows], style)
        else:
            heard = torch.stack(means)
        found = self.audio_projector(heard)
        return vectors.index_put((torch.tensor(rows),), found.to(vectors.dtype))

    def batch(self, turns, style):  # -> [B, K]
        counts = [len(turn.utterances) for turn in turns]
        steps = torch.cat([self.utterance_words(turns, style), self.sounds(turns, style),
                           self.roles(turns)], 1)
        dialogue = self.last(self.sequence(self.dialogue, steps, counts), counts)
        return self.classifier(torch.cat(self.around(dialogue, turns, style), 1))


class VideoPeer(Batched, attune_model.VideoModel):
    """Model B."""

    def faces(self, turns):
        parts = [part for turn in turns for part in turn.utterances]
        rows = [row for row, part in enumerate(parts) if part.pixel_values is not None]
        vectors = self.video_stand_in.expand(len(parts), -1)
        if not rows:
            return vectors
        clips = torch.stack([parts[row].pixel_values for row in rows])
        return vectors.index_put(
            (torch.tensor(rows),), self.video_encoder(clips).to(vectors.dtype))

    def together(self, parts):
        """Situation, dialogue and metadata after they looked at each other."""
        pairs = [getattr(self.cross_modal, str(index)) for index in range(len(parts))]
        tokens = torch.stack([pair.input(part) for pair, part in zip(pairs, parts)], 1)
        found = self.cross_modal.attention(tokens, tokens, tokens, need_weights=False)[0]
        return [part + pair.output(found[:, index])
                for index, (pair, part) in enumerate(zip(pairs, parts))]

    def batch(self, turns, style):  # -> [B, K]
        counts = [len(turn.utterances) for turn in turns]
        words = torch.cat([self.utterance_words(turns, style), self.roles(turns)], 1)
        reads = [self.sequence(self.text_sequence, words, counts),
                 self.sequence(self.video_sequence, self.faces(turns), counts)]
        rows = [torch.cat([read[index, :count] for index, count in enumerate(counts)])
                for read in reads]
        if self.metadata is not None:
            step = self.metadata_step(self.tables(turns))
            rows.append(step.repeat_interleave(torch.tensor(counts), 0))
        read = self.sequence(self.dialogue, torch.cat(rows, 1), counts)
        parts = self.around(self.last(read, counts), turns, style)
        return self.classifier(torch.cat(self.together(parts), 1))


def load(folder):
    """Configuration and model of an exported folder, ready to be trained."""
    attune_model.AudioModel, attune_model.VideoModel = AudioPeer, VideoPeer
    config, model = attune_model.load(folder)
    return config, model.prepare(config).train()
