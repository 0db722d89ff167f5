"""Fine-tuning: marked sentences -> a trained network. Resumable: an epoch that is done is not done again."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, get_args

import numpy as np
import torch
from msgspec import Struct
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.labels import ROLES, TRIGGER_TYPES
from kg.train.examples import Example
from kg.train.network import Coder

Head = Literal["roles", "modality", "pairs"]

START = 7
"""Seed of the heads' first weights, the same in every run: the mean of runs with other first weights codes nothing."""


class Recipe(Struct, frozen=True):
    """Settings of a training run; the defaults are what the shipped weights were made with. Heads that are `apart`
    learn from the encoder's states as they are: the encoder learns nothing for them. `smoothing` of labels is for
    modality and pairs; triggers have none, since with weights it asks for a chance of .23 of an event everywhere."""

    epochs: int = 6
    batch: int = 16
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    smoothing: float = 0.05
    trigger_weight: float = 3.0
    masked: float = 0.06
    average: float = 0.985
    average_every: int = 8
    seed: int = 7
    apart: tuple[Head, ...] = ()


class Batch(Struct):
    """Examples padded to one length; `rows` say which sentence an event or a pair belongs to."""

    pieces: Tensor
    mask: Tensor
    trigger_labels: Tensor
    rows: Tensor
    triggers: Tensor
    types: Tensor
    modalities: Tensor
    roles: Tensor
    pair_rows: Tensor
    pairs: Tensor
    pair_types: Tensor


def collate(examples: Sequence[Example]) -> Batch:
    """One batch; padding has mask 0 and trigger label -100, which the loss leaves out."""
    width = max(len(e.pieces) for e in examples)
    count = len(examples)
    pieces, mask = np.zeros((count, width), np.int64), np.zeros((count, width), np.int64)
    labels = np.full((count, width), -100, np.int64)
    rows, pair_rows, roles = [], [], []
    for row, e in enumerate(examples):
        n = len(e.pieces)
        pieces[row, :n], mask[row, :n], labels[row, :n] = e.pieces, 1, e.trigger_labels
        rows += [row] * len(e.types)
        pair_rows += [row] * len(e.pair_types)
        roles.append(np.pad(e.roles, ((0, 0), (0, width - n), (0, 0), (0, 0))))

    def join(name: str) -> Tensor:
        return torch.from_numpy(np.concatenate([getattr(e, name) for e in examples]))

    return Batch(
        pieces=torch.from_numpy(pieces), mask=torch.from_numpy(mask), trigger_labels=torch.from_numpy(labels),
        rows=torch.tensor(rows, dtype=torch.long), triggers=join("triggers"), types=join("types"),
        modalities=join("modalities"), roles=torch.from_numpy(np.concatenate(roles)),
        pair_rows=torch.tensor(pair_rows, dtype=torch.long), pairs=join("pairs"), pair_types=join("pair_types"),
    )  # fmt: skip


def batches(examples: Sequence[Example], size: int, seed: int) -> Iterator[Batch]:
    """All examples in random order, sentences of like length together so that little is padding."""
    random = np.random.default_rng(seed)
    order = random.permutation(len(examples))
    pools = [
        sorted(order[i : i + 40 * size], key=lambda k: len(examples[k].pieces)) for i in range(0, len(order), 40 * size)
    ]
    groups = [pool[i : i + size] for pool in pools for i in range(0, len(pool), size)]
    for k in random.permutation(len(groups)):
        yield collate([examples[i] for i in groups[k]])


def loss(coder: Coder, batch: Batch, recipe: Recipe) -> Tensor:
    """Sum of the heads' losses on one batch."""
    states, trigger = coder.encoder(batch.pieces, batch.mask)
    weights = torch.full((len(TRIGGER_TYPES),), recipe.trigger_weight)
    weights[0] = 1.0
    still = states.detach()
    seen = {head: still if head in recipe.apart else states for head in get_args(Head)}
    total = functional.cross_entropy(
        trigger.float().flatten(0, 1), batch.trigger_labels.flatten(), weights, ignore_index=-100
    )
    if len(batch.types):
        asked = batch.rows, batch.triggers[:, 0], batch.triggers[:, 1], batch.types
        roles, modality, _ = coder.events(seen["roles"], *asked)
        if seen["modality"] is not seen["roles"]:
            _, modality, _ = coder.events(seen["modality"], *asked)
        there = batch.mask[batch.rows].float()[:, :, None, None]
        each = functional.binary_cross_entropy_with_logits(
            roles.float(), batch.roles, reduction="none", pos_weight=torch.tensor(2.0)
        )
        total = total + 10 * (each * there).sum() / (there.sum() * 2 * len(ROLES))
        total = total + 0.5 * functional.cross_entropy(
            modality.float(), batch.modalities, label_smoothing=recipe.smoothing
        )
    if len(batch.pair_types):
        logits = coder.pairs(seen["pairs"], batch.mask, batch.pair_rows, batch.pairs)
        total = total + 0.5 * functional.cross_entropy(
            logits.float(), batch.pair_types, label_smoothing=recipe.smoothing
        )
    return total


def fit(
    examples: Sequence[Example], base: Path, mask_id: int, recipe: Recipe, checkpoint: Path,
    progress: Callable[[int, int, float], None],
) -> Coder:  # fmt: skip
    """Train on `examples` from the weights in the folder `base`; returns the running average of the weights.

    `checkpoint` is a file that holds the state after each epoch; a run that was stopped goes on from it.
    """
    torch.manual_seed(START)
    coder = Coder(base)
    torch.manual_seed(recipe.seed)
    groups = [
        {"params": coder.encoder.bert.parameters(), "lr": recipe.encoder_rate},
        {
            "params": [p for n, p in coder.named_parameters() if not n.startswith("encoder.bert")],
            "lr": recipe.head_rate,
        },
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)  # the unfused one takes a third of the time
    steps = recipe.epochs * math.ceil(len(examples) / recipe.batch)
    warm = max(1, round(recipe.warmup * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(s / warm, max(0.0, (steps - s) / (steps - warm)))
    )
    average = torch.optim.swa_utils.AveragedModel(
        coder, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(recipe.average)
    )
    first, step = 0, 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        for name, part in (("coder", coder), ("optimizer", optimizer), ("schedule", schedule), ("average", average)):
            part.load_state_dict(saved[name])
        first, step = saved["epoch"], saved["step"]
    for epoch in range(first, recipe.epochs):
        coder.train()
        torch.manual_seed(recipe.seed + epoch)
        for batch in batches(examples, recipe.batch, recipe.seed + epoch):
            hide = (torch.rand(batch.pieces.shape) < recipe.masked) & (batch.trigger_labels == 0) & (batch.mask == 1)
            batch.pieces = batch.pieces.masked_fill(hide, mask_id)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                value = loss(coder, batch, recipe)
            optimizer.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(coder.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % recipe.average_every == 0:
                average.update_parameters(coder)
            progress(epoch, step, float(value.detach()))
        state = {"coder": coder.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(),
                 "average": average.state_dict(), "epoch": epoch + 1, "step": step}  # fmt: skip
        torch.save(state, checkpoint.with_suffix(".part"))
        checkpoint.with_suffix(".part").replace(checkpoint)
    result = average.module
    assert isinstance(result, Coder)
    return result.eval()
