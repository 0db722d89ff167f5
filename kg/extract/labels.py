"""The labels of the encoder's heads, in the order of its outputs. Shared by training and extraction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from kg.model import Modality, PloverType

NONE = "NONE"
TYPES: tuple[PloverType, ...] = get_args(PloverType)
TRIGGER_TYPES: tuple[str, ...] = (NONE, *TYPES)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
INTENDED: Mapping[PloverType, PloverType] = {
    "CONSULT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "SUPPORT": "AGREE",
    "SANCTION": "THREATEN", "COERCE": "THREATEN", "ASSAULT": "THREATEN",
}  # fmt: skip
"""Where nothing but the type can say that an act is still to come: to intend cooperation is CAMEO 03 (036: to meet), to
announce a hostile act 13."""


def meant(kind: PloverType, modality: Modality) -> PloverType:
    """The type of an act where no modality is told beside it."""
    return INTENDED.get(kind, kind) if modality == "planned" else kind


ROLES = ("source", "target", "place", "date", "speaker")
MAX_PIECES = 256
"""Word pieces that the encoder reads at once, two end marks included; a longer sentence is read in windows."""
