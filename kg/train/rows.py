"""The encoder's arithmetic with one row a word piece, as it is exported: the same numbers, fewer operations.

Query, key and value are one product, and everything but attention works on rows [B·T, H], each of which can have a
scale of its own (kg/train/quantise.py).
"""

from __future__ import annotations

from torch import Tensor, cat, nn
from torch.nn import functional

from kg.train.network import HIDDEN, Encoder

_NOT_THERE = -1e4


class RowEncoder(nn.Module):
    """An `Encoder` as it runs: word pieces [B, T] and their mask -> states [B, T, 384], trigger logits [B, T, 18]."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads: int = encoder.bert.config.num_attention_heads
        self.projections = nn.ModuleList(_joined(layer.attention.self) for layer in encoder.bert.encoder.layer)

    def forward(self, pieces: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        sentences, length = pieces.shape
        absent = (1 - mask[:, None, None, :].float()) * _NOT_THERE
        rows = self.encoder.bert.embeddings(input_ids=pieces).reshape(-1, HIDDEN)
        for layer, projection in zip(self.encoder.bert.encoder.layer, self.projections, strict=True):
            parts = projection(rows).reshape(sentences, length, 3, self.heads, HIDDEN // self.heads)
            query, value = parts[:, :, 0].permute(0, 2, 1, 3), parts[:, :, 2].permute(0, 2, 1, 3)
            key = parts[:, :, 1].permute(0, 2, 3, 1)
            context = functional.softmax(query @ key + absent, -1) @ value
            own, deep = layer.attention.output, layer.output
            rows = own.LayerNorm(rows + own.dense(context.permute(0, 2, 1, 3).reshape(-1, HIDDEN)))
            rows = deep.LayerNorm(rows + deep.dense(functional.gelu(layer.intermediate.dense(rows))))
        triggers = self.encoder.trigger(rows)
        return rows.reshape(sentences, length, HIDDEN), triggers.reshape(sentences, length, triggers.shape[-1])


def _joined(attention: nn.Module) -> nn.Linear:
    """Query (with the scale of attention in it), key and value of a layer as one product."""
    query, key, value = (getattr(attention, name) for name in ("query", "key", "value"))
    scale = attention.attention_head_size**-0.5
    joined = nn.Linear(HIDDEN, 3 * HIDDEN)
    joined.weight.data = cat([query.weight * scale, key.weight, value.weight]).detach()
    joined.bias.data = cat([query.bias * scale, key.bias, value.bias]).detach()
    return joined
