"""Corpora in a folder of their own, coded by the quick coder."""

from __future__ import annotations

from pathlib import Path

import pytest
import quick_coder
from graph_dump import Graph, dump
from shared import kg, lines

from kg.graph.store import open_store


@pytest.fixture(autouse=True)
def _apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("KG_STORE", "KG_CORPUS", "CODER_VERSION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kg.cli_coding._coder", quick_coder.QuickCoder)
    monkeypatch.setenv("KG_WORKERS", "0")  # saves the start of a process; test_workers.py names what it wants


@pytest.fixture(scope="session")
def all_articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lines(tmp_path_factory.mktemp("articles") / "articles.jsonl", quick_coder.LINES)


@pytest.fixture(scope="session")
def undisturbed(all_articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The graph of one build of all articles."""
    folder = tmp_path_factory.mktemp("undisturbed")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("KG_CORPUS", raising=False)
        patch.setattr("kg.cli_coding._coder", quick_coder.QuickCoder)
        patch.setenv("KG_WORKERS", "0")
        assert kg("build", all_articles, "--store", folder / "kg.db").exit_code == 0
    with open_store(str(folder / "kg.db")) as store:
        return dump(store)
