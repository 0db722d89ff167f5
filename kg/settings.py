"""Where things are: the project's own files, and what the environment sets."""

from __future__ import annotations

import os
from pathlib import Path

from kg.errors import DataError

_PACKAGE = Path(__file__).parent


def _folder(name: str) -> Path:
    """`data/` or `cypher/`: inside the installed package (a wheel) or beside it (a checkout)."""
    for folder in (_PACKAGE / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise DataError(f"the folder {name}/ that belongs to kg is missing; reinstall kg")


def data(*parts: str) -> Path:
    """Path of one of the project's data files."""
    return _folder("data").joinpath(*parts)


def cypher(*parts: str) -> Path:
    """Path of one of the project's Cypher files."""
    return _folder("cypher").joinpath(*parts)


def default_store() -> str:
    """The store that commands use when none is given: `$KG_STORE`, else the file `kg.db` in the current folder."""
    return os.environ.get("KG_STORE") or "kg.db"


def neo4j_login() -> tuple[str, str]:
    """User and password from `$KG_NEO4J_USER` and `$KG_NEO4J_PASSWORD`; the user is `neo4j` if not set."""
    return os.environ.get("KG_NEO4J_USER") or "neo4j", os.environ.get("KG_NEO4J_PASSWORD") or ""


def cache_folder() -> Path:
    """Where kg keeps what it can work out again: `kg` in `$XDG_CACHE_HOME`, else in `~/.cache`."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kg"


def corpus_beside(store: str) -> Path:
    """The corpus folder that a store is built from: `$KG_CORPUS`, else beside an embedded store under its name
    (`kg.db` -> `kg.corpus`), else `kg.corpus` in the current folder."""
    if given := os.environ.get("KG_CORPUS"):
        return Path(given)
    return Path("kg.corpus") if "://" in store else Path(store).with_suffix(".corpus")


def train_file() -> Path:
    """The user's own marked sentences: `$KG_TRAIN_FILE`, else `kg/marked.txt` in the folder for data of the user, which
    is `$XDG_DATA_HOME` or ~/.local/share (XDG Base Directory Specification 0.8), on Windows `%LOCALAPPDATA%`."""
    if given := os.environ.get("KG_TRAIN_FILE"):
        return Path(given)
    named = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(named) if named else Path.home() / ".local" / "share") / "kg" / "marked.txt"
