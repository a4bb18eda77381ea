"""The video transformer of the reference system: no class token, the mean over all tokens."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class Attention(nn.Module):
    def __init__(self, size, heads):
        super().__init__()
        self.heads = heads
        self.attention = nn.Module()
        self.attention.qkv = nn.Linear(size, 3 * size)
        self.output = nn.Module()
        self.output.dense = nn.Linear(size, size)

    def forward(self, x):  # [..., T, H], attends over T
        query, key, value = (
            part.unflatten(-1, (self.heads, -1)).transpose(-2, -3)
            for part in self.attention.qkv(x).chunk(3, -1))
        read = F.scaled_dot_product_attention(query, key, value)
        return self.output.dense(read.transpose(-2, -3).flatten(-2))


class Layer(nn.Module):
    """Pre-norm: attention over all patches of all frames, or over time and then over space."""

    def __init__(self, config):
        super().__init__()
        size, heads = config["hidden_size"], config["num_attention_heads"]
        eps = config.get("layer_norm_eps", 1e-5)
        self.kind = config["attention"]
        if self.kind == "divided":
            self.temporal_layernorm = nn.LayerNorm(size, eps)
            self.temporal_attention = Attention(size, heads)
            self.temporal_dense = nn.Linear(size, size)
        self.layernorm_before = nn.LayerNorm(size, eps)
        self.attention = Attention(size, heads)
        self.layernorm_after = nn.LayerNorm(size, eps)
        self.intermediate = nn.Module()
        self.intermediate.dense = nn.Linear(size, config["intermediate_size"])
        self.output = nn.Module()
        self.output.dense = nn.Linear(config["intermediate_size"], size)

    def forward(self, x):  # [B, F, P, H]
        if self.kind == "divided":
            over_time = self.temporal_attention(self.temporal_layernorm(x).transpose(1, 2))
            x = x + self.temporal_dense(over_time).transpose(1, 2)
        if self.kind == "joint":
            tokens = self.layernorm_before(x).flatten(1, 2)
            x = x + self.attention(tokens).unflatten(1, x.shape[1:3])
        else:
            x = x + self.attention(self.layernorm_before(x))
        return x + self.output.dense(F.gelu(self.intermediate.dense(self.layernorm_after(x))))


class ReferenceTimeSformer(nn.Module):
    """One vector a clip: the mean over all tokens, and what two layers add to it."""

    def __init__(self, config):
        super().__init__()
        size, patch = config["hidden_size"], config["patch_size"]
        patches = (config["image_size"] // patch) ** 2
        self.embeddings = nn.Module()
        self.embeddings.patch_embeddings = nn.Module()
        self.embeddings.patch_embeddings.projection = nn.Conv2d(3, size, patch, patch)
        self.embeddings.position_embeddings = nn.Parameter(torch.zeros(1, patches, size))
        self.embeddings.time_embeddings = nn.Parameter(
            torch.zeros(1, config["num_frames"], size))
        self.encoder = nn.Module()
        self.encoder.layer = nn.ModuleList(
            Layer(config) for _ in range(config["num_hidden_layers"]))
        self.layernorm = nn.LayerNorm(size, config.get("layer_norm_eps", 1e-5))
        self.pooling = config.get("pooling", "residual")
        if self.pooling == "residual":
            self.pooler = nn.Module()
            self.pooler.dense1, self.pooler.dense2 = nn.Linear(size, size), nn.Linear(size, size)

    def forward(self, pixel_values):  # [B, F, 3, height, width] -> [B, H]
        batch, frames = pixel_values.shape[:2]
        patches = self.embeddings.patch_embeddings.projection(pixel_values.flatten(0, 1))
        x = patches.flatten(2).transpose(1, 2).unflatten(0, (batch, frames))  # [B, F, P, H]
        x = x + self.embeddings.position_embeddings.unsqueeze(1)
        x = x + self.embeddings.time_embeddings.unsqueeze(2)
        for layer in self.encoder.layer:
            x = layer(x)
        mean = self.layernorm(x).mean((1, 2))
        if self.pooling != "residual":
            return mean
        return mean + self.pooler.dense2(F.gelu(self.pooler.dense1(mean)))
