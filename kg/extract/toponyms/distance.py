"""How far apart two places are."""

from __future__ import annotations

import math

from kg.extract.gazetteer import Candidate

_FAR_KM = 2000.0
_FAR_DEGREES = _FAR_KM / 111


def km(a: Candidate, b: Candidate) -> float:
    """Great-circle distance; `_FAR_KM` where a coordinate is unknown, or the latitudes alone are that far apart."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None or abs(a.lat - b.lat) > _FAR_DEGREES:
        return _FAR_KM
    p, q = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))
