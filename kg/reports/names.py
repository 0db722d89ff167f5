"""Who or what a name means: actors and places by id, name or alias, whatever case and accents. Pure, no store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.ids import slug

_AS_GOOD = 12.0
"""Names, or words of names, whose likeness of 100 is less than the best by this much are not named beside it."""


class Named(NamedTuple):
    """An actor or place of the graph. `events` is how many it takes part in, or happen there."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str | None
    country: str | None
    events: int


class Names:
    """Looks names up among actors, or among places."""

    def __init__(self, entries: Iterable[Named]) -> None:
        self.entries = sorted(entries, key=lambda entry: (-entry.events, entry.name, entry.id))
        self.by_id = {entry.id: entry for entry in self.entries}
        self._rank = {entry.id: rank for rank, entry in enumerate(self.entries)}
        self._spelt: dict[str, list[str]] = defaultdict(list)
        for entry in self.entries:
            for spelling in dict.fromkeys(map(slug, (entry.name, *entry.aliases))):
                self._spelt[spelling].append(entry.id)

    def exactly(self, words: str) -> list[str]:
        """Ids of those with this id, name or alias, most events first; case, accents and punctuation do not matter."""
        return [words] if words in self.by_id else list(self._spelt.get(slug(words), ()))

    def countries(self, code: str, kind: str) -> list[str]:
        """Ids of the entries of a kind that stand for a country: "state" among actors, "country" among places."""
        return [entry.id for entry in self.entries if entry.country == code and entry.kind == kind]

    def partly(self, words: str) -> list[str]:
        """Ids of those with a name or alias in which each of the words begins a word, most events first."""
        parts = slug(words).split("-")
        found = {
            key
            for spelling, ids in self._spelt.items()
            if parts[0] in spelling and _begin(parts, spelling.split("-"))
            for key in ids
        }
        return [entry.id for entry in self.entries if entry.id in found]

    def nearest(self, words: str, count: int = 3) -> list[str]:
        """Names that are spelt nearly so, the nearest first; of those that are as near, with most events first."""
        from rapidfuzz import fuzz, process

        heard: dict[str, str] = {}
        for spelling, ids in self._spelt.items():
            for part in {spelling, *spelling.split("-")}:
                heard[part] = min(heard.get(part, ids[0]), ids[0], key=self._rank.__getitem__)
        scored = process.extract(slug(words), list(heard), scorer=fuzz.ratio, limit=4 * count, score_cutoff=60)
        best = scored[0][1] if scored else 0.0
        near = [(-score, self._rank[heard[part]]) for part, score, _ in scored if score > best - _AS_GOOD]
        return list(dict.fromkeys(self.entries[rank].name for _, rank in sorted(near)))[:count]

    def completing(self, words: str, count: int = 10) -> Iterator[Named]:
        """Entries that what is typed so far may mean, most events first; all of them where nothing is typed."""
        keys = self.partly(words) if words.strip() else [entry.id for entry in self.entries]
        return (self.by_id[key] for key in keys[:count])


def _begin(parts: list[str], spelt: list[str]) -> bool:
    return all(any(word.startswith(part) for word in spelt) for part in parts)
