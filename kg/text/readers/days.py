"""Publication dates as inputs write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from kg.text.readers.words import short

_COMPACT = re.compile(r"(\d{4})[/.]?(\d{2})[/.]?(\d{2})(?!\d{3})")


def day_of(stated: str | None) -> tuple[str | None, str | None]:
    """The ISO date of a date or timestamp (ISO 8601, 2017/09/06, that of a message), and a warning if it is none or
    lies in the future."""
    if not stated or not stated.strip():
        return None, None
    day = _read(stated.strip())
    if day is None:
        return None, f'"published" is not a date: {short(stated)!r}; taken as unknown'
    # somewhere on earth it is a day later than in UTC
    if day > datetime.now(UTC).date() + timedelta(days=1):
        return day.isoformat(), f"published in the future: {day.isoformat()}"
    return day.isoformat(), None


def _read(stated: str) -> date | None:
    try:
        return date.fromisoformat(stated[:10])
    except ValueError:
        pass
    try:
        if compact := _COMPACT.match(stated):
            return date(int(compact[1]), int(compact[2]), int(compact[3]))
        if ":" in stated and len(stated) < 80:
            return parsedate_to_datetime(stated).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    return None
