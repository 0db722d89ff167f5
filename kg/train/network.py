"""The network: a small BERT, and light heads over its token states."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.labels import MODALITIES, ROLES, TRIGGER_TYPES

HIDDEN = 384
WIDTH = 192
FAR = 32
"""Distances of a token from the trigger beyond this many pieces count as this many."""


class Encoder(nn.Module):
    """Word pieces [B, T] and their mask -> token states [B, T, 384] and trigger logits [B, T, 18]."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        from transformers import BertModel

        self.bert: Any = BertModel.from_pretrained(str(base), add_pooling_layer=False, attn_implementation="eager")
        self.dropout = nn.Dropout(0.1)
        self.trigger = nn.Sequential(nn.Linear(HIDDEN, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, len(TRIGGER_TYPES)))

    def forward(self, pieces: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        states = self.dropout(self.bert(input_ids=pieces, attention_mask=mask).last_hidden_state)
        return states, self.trigger(states)


def span_mean(states: Tensor, starts: Tensor, ends: Tensor) -> Tensor:
    """Mean over the pieces from `starts` to `ends` [n] of `states` [n, T, H] -> [n, H]."""
    places = torch.arange(states.shape[1], device=states.device)[None, :]
    inside = ((places >= starts[:, None]) & (places < ends[:, None])).to(states.dtype)
    return (inside.unsqueeze(-1) * states).sum(1) / inside.sum(1, keepdim=True).clamp(min=1)


class EventHead(nn.Module):
    """For each trigger: which tokens are inside and begin each role's spans, and the event's modality."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = nn.Embedding(len(TRIGGER_TYPES), 64)
        self.trigger = nn.Linear(HIDDEN + 64, WIDTH)
        self.token = nn.Linear(HIDDEN, WIDTH)
        self.distance = nn.Embedding(2 * FAR + 1, WIDTH)
        self.norm = nn.LayerNorm(2 * WIDTH)
        self.roles = nn.Sequential(nn.Linear(2 * WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, 2 * len(ROLES)))
        self.modality = nn.Sequential(nn.Linear(HIDDEN + 64, WIDTH), nn.GELU(), nn.Linear(WIDTH, len(MODALITIES)))

    def forward(
        self, states: Tensor, rows: Tensor, starts: Tensor, ends: Tensor, kinds: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """states [B, T, H]; per trigger [n] its row, first and one past its last piece, its type
        -> roles [n, T, 5, 2], modality [n, 5] (logits), and the trigger's state [n, H]."""
        own = states[rows]
        state = span_mean(own, starts, ends)
        trigger = torch.cat([state, self.kind(kinds)], -1)
        a, b = self.trigger(trigger)[:, None, :], self.token(states)[rows]
        places = torch.arange(own.shape[1], device=own.device)[None, :]
        before, after = places - starts[:, None], places - ends[:, None] + 1
        distance = torch.where(before < 0, before, torch.where(after > 0, after, torch.zeros_like(after)))
        near = self.distance(distance.clamp(-FAR, FAR) + FAR)
        mixed = self.norm(torch.cat([functional.gelu(a + b + near), a * b], -1))
        roles = self.roles(mixed).unflatten(-1, (len(ROLES), 2))
        return roles, self.modality(trigger), state


class PairHead(nn.Module):
    """What a given source does to a given target: type logits [m, 18] of each pair."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Linear(3 * HIDDEN, WIDTH)
        self.key = nn.Linear(HIDDEN, WIDTH)
        self.score = nn.Sequential(
            nn.Linear(5 * HIDDEN, HIDDEN), nn.GELU(), nn.Dropout(0.1), nn.Linear(HIDDEN, len(TRIGGER_TYPES))
        )

    def forward(self, states: Tensor, mask: Tensor, rows: Tensor, bounds: Tensor) -> Tensor:
        """states [B, T, H], mask [B, T]; per pair its row [m] and piece bounds [m, 4] of source and target."""
        own, there = states[rows], mask[rows].to(states.dtype)
        source = span_mean(own, bounds[:, 0], bounds[:, 1])
        target = span_mean(own, bounds[:, 2], bounds[:, 3])
        pair = torch.cat([source, target, source * target], -1)
        fit = (self.query(pair)[:, None, :] * self.key(own)).sum(-1) / WIDTH**0.5
        weight = torch.softmax(fit - 1e4 * (1 - there), -1)
        acting = (weight.unsqueeze(-1) * own).sum(1)
        everything = (there.unsqueeze(-1) * own).sum(1) / there.sum(1, keepdim=True)
        logits: Tensor = self.score(torch.cat([pair, acting, everything], -1))
        return logits


class Coder(nn.Module):
    """The encoder and its heads, trained together."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = Encoder(base)
        self.events = EventHead()
        self.pairs = PairHead()
