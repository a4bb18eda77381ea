"""Attune's log-mel audio encoder in PyTorch, one sound at a time."""

from types import SimpleNamespace

import torch
import torch.nn as nn
import torch.nn.functional as F
from transformers.audio_utils import mel_filter_bank

FRAME, HOP, TRANSFORM = 400, 160, 512  # samples at 16 kHz


def pooled(states, kinds):  # [C, T] -> [kinds · C]
    change = states.diff(dim=1).abs().mean(1) if states.shape[1] > 1 else 0 * states[:, 0]
    statistics = {"mean": states.mean(1), "change": change,
                  "std": (states.var(1, unbiased=False) + 1e-5).sqrt()}
    return torch.cat([statistics[kind] for kind in kinds])


class LogMelEncoder(nn.Module):
    """Log-mel energies, convolutions over them, and statistics of both over time."""

    def __init__(self, config):
        super().__init__()
        self.kinds, self.floor = config["statistics"], config["floor"]
        triangles = torch.from_numpy(mel_filter_bank(
            TRANSFORM // 2 + 1, config["num_bands"], config["minimum_frequency"],
            config["maximum_frequency"], 16000, norm=None, mel_scale="htk"))
        self.register_buffer(
            "triangles", (triangles / triangles.sum(0)).float(), persistent=False)
        self.register_buffer("window", torch.hann_window(FRAME), persistent=False)
        widths, kernel = [config["num_bands"], *config["channels"]], config["kernel_frames"]
        self.encoder = nn.Module()
        self.encoder.layers = nn.ModuleList()
        for inputs, outputs in zip(widths, config["channels"]):
            layer = nn.Module()
            layer.convolution = nn.Conv1d(
                inputs, outputs, kernel, config["stride_frames"], kernel // 2)
            layer.layer_norm = nn.LayerNorm(outputs)
            self.encoder.layers.append(layer)
        width = widths[0] + (widths[-1] if config["channels"] else 0)
        self.layer_norm = nn.LayerNorm(len(self.kinds) * width)
        self.config = SimpleNamespace(hidden_size=len(self.kinds) * width)

    def energies(self, waveform):  # [S] -> [bands, F]
        waveform = F.pad(waveform, (0, max(0, FRAME - len(waveform))))
        frames = waveform.unfold(0, FRAME, HOP) * self.window
        power = torch.fft.rfft(frames, TRANSFORM).abs() ** 2 / self.window.square().sum()
        return (1 + power @ self.triangles / self.floor).log().T

    def forward(self, waveform):  # [S] -> [H]
        states = self.energies(waveform)
        parts = [pooled(states, self.kinds)]
        for layer in self.encoder.layers:
            states = F.gelu(layer.layer_norm(layer.convolution(states[None])[0].T).T)
        if len(self.encoder.layers):
            parts.append(pooled(states, self.kinds))
        return self.layer_norm(torch.cat(parts))
