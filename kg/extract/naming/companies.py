"""Companies, clubs, universities and the like: organisations, but none whose mere saying is a political act."""

from __future__ import annotations

import re

from kg.extract.naming.phrases import head_end, owner_in, tokens
from kg.extract.naming.profile import Profile
from kg.extract.naming.tables import tables

_LAST = re.compile(r"([^\W\d_][\w.]*)\.?$")


def company(phrase: str) -> Profile | None:
    """The profile of a company that is named with its legal form ("St. Joe Minerals Corp.") or well known."""
    if not phrase[:1].isupper() or not _named(phrase):
        return None
    owner = owner_in(phrase)
    country = owner.code if owner and owner.start == 0 else None
    return Profile(
        form="organization", name=phrase, kind="organization", head=phrase.rsplit(" ", 1)[-1].lower(), country=country,
        named=True, basis="company, by its name",
    )  # fmt: skip


def is_company(words: str) -> bool:
    """Whether a mention means a company or its like: by the name, or by what it is called ("the airline")."""
    if _named(words):
        return True
    found = tokens(words)
    end = head_end(found)
    return end > 0 and found[end - 1].lower in tables().companies.heads


def _named(words: str) -> bool:
    table = tables().companies
    name = re.sub(r"^(?:[Tt]he) ", "", words.strip(" ,"))
    last = _LAST.search(name)
    return name in table.names or (" " in name and last is not None and last[1] in table.endings)
