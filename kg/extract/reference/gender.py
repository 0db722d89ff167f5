"""Whether a person is spoken of as "he" or "she"."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.naming.tables import tables


def gender_of(name: str, titles: Iterable[str] = ()) -> str:
    """ "male", "female" or "": by the titles beside the name, then by the first name."""
    table = tables()
    for title in titles:
        if title in table.titles.male:
            return "male"
        if title in table.titles.female:
            return "female"
    words = name.lower().split()
    first = words[0].split("-")[0] if len(words) > 1 else ""
    if first in table.first_names.female:
        return "female"
    return "male" if first in table.first_names.male else ""
