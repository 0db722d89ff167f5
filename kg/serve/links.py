"""Where the pages of the server lead. Names of actors and places lead to their pages, ids of events to their words."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from kg.graph.store import Store, Value
from kg.reports.entities import names_of
from kg.reports.escape import readable
from kg.reports.names import Names
from kg.reports.page.links import Links
from kg.reports.words import words

_PLACES = ("place", "places")
_NO_NAMES = (
    "sentence", "outlet", "headline", "url", "trigger", "rule", "kind", "type", "types", "mode", "modality", "part",
    "granularity", "date_basis", "cameo", "country", "countries", "role", "roles", "name", "first_sentence", "unknown",
)  # fmt: skip
"""Columns whose words are no names of actors, though some actor may be called so."""

_by_name: WeakKeyDictionary[Names, dict[str, str]] = WeakKeyDictionary()


def report(name: str, given: Mapping[str, Value] | None = None) -> str:
    """Address of a report, with values for its parameters."""
    return _address(f"/report/{name}", {key: words(value) for key, value in (given or {}).items()})


def export(name: str, form: str, given: Mapping[str, str]) -> str:
    """Address of a report's rows as a file."""
    return _address(f"/export/{name}.{form}", given)


def page(kind: str, key: str) -> str:
    """Address of an actor, place, event or article (`kind`) with that id."""
    return _address(f"/{kind}", {"id": key})


class ServedLinks(Links):
    """Links out of a report's rows, by the names that the graph has now."""

    def __init__(self, store: Store) -> None:
        self._names = {kind: names_of(store, kind) for kind in ("actor", "place")}

    def report(self, name: str) -> str | None:
        return report(name)

    def value(self, column: str, value: str) -> str | None:
        if column in ("event", "of_events") or column.endswith("_event"):
            return page("event", value)
        if column in ("article", "article_ids"):
            return page("article", value)
        if column in _NO_NAMES:
            return None
        for kind in ("place",) if column in _PLACES else ("actor", "place"):
            if key := ids_by_name(self._names[kind]).get(value):
                return page(kind, key)
        return None


def ids_by_name(names: Names) -> dict[str, str]:
    """The id for a name as pages write it, of several the one with most events; and for the id itself."""
    if names not in _by_name:
        known = {readable(entry.name): entry.id for entry in reversed(names.entries)}
        _by_name[names] = {key: key for key in names.by_id} | known
    return _by_name[names]


def _address(path: str, query: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
