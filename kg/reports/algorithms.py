"""Reports whose rows an algorithm works out: `// algorithm: NAME` in the header.

Such a report's query gives what the algorithm takes, mostly the ties between actors; run by itself, in Neo4j Browser,
it shows these. The columns of the header are those that the algorithm gives, and its parameters are those of the query
and the algorithm's options. An algorithm is a pure function: the same rows in any order, the same answer. Rows are kept
by the version of the graph that they were worked out from (`kg.reports.cache`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from msgspec import Struct

from kg.ids import digest

Row = dict[str, Any]


class Algorithm(Struct, frozen=True):
    """`takes` are the columns of the query, `gives` those of the rows, `options` the parameters that it reads itself.

    `function` is `module:name` of a function that takes the query's rows and the options as keywords; its module is
    imported when it runs, for networkx counts in a cold start.
    """

    function: str
    takes: tuple[str, ...]
    gives: tuple[str, ...]
    options: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """Of its code: what another version worked out is not an answer of this one."""
        spec = find_spec(self.function.partition(":")[0])
        assert spec and spec.origin, self.function
        return digest(Path(spec.origin).read_text(encoding="utf-8"))

    def rows(self, taken: Sequence[tuple[Any, ...]], options: dict[str, Any]) -> list[tuple[Any, ...]]:
        """What the algorithm makes of rows with the columns of `takes`."""
        module, name = self.function.split(":")
        function: Callable[..., list[tuple[Any, ...]]] = getattr(import_module(module), name)
        named: list[Row] = [dict(zip(self.takes, row, strict=True)) for row in taken]
        return function(named, **{name: options[name] for name in self.options})


_TIES = (
    "source", "source_name", "source_country", "target", "target_name", "target_country", "events", "q1", "q2",
    "q3", "q4",
)  # fmt: skip
_COUNTRY_TIES = ("source", "target", "events", "q1", "q2", "q3", "q4")
_RANKED = ("rank", "actor", "country", "score", "partners", "events", "actor_id")

ALGORITHMS = {
    "eigenvector": Algorithm("kg.reports.network:central", _TIES, _RANKED, ("top",)),
    "betweenness": Algorithm("kg.reports.network:brokers", _TIES, _RANKED, ("top",)),
    "louvain": Algorithm(
        "kg.reports.network:communities",
        _TIES,
        ("community", "size", "actor", "country", "inside", "outside", "actor_id"),
        ("min_size", "members"),
    ),
    "blocs": Algorithm(
        "kg.reports.network:blocs",
        _COUNTRY_TIES,
        ("bloc", "size", "country", "cooperation_inside", "conflict_inside", "conflict_outside", "opponents"),
        ("min_size",),
    ),
    "triads": Algorithm(
        "kg.reports.network:hostile_thirds",
        _COUNTRY_TIES,
        ("one", "other", "third", "kind", "one_and_other", "one_and_third", "other_and_third"),
        ("top",),
    ),
    "namesakes": Algorithm(
        "kg.reports.namesakes:unresolved",
        ("id", "name", "aliases", "kind", "country", "events"),
        ("actor", "kind", "country", "events", "unknown", "perhaps", "actor_id"),
        ("top",),
    ),
}
"""By the name in a header."""
