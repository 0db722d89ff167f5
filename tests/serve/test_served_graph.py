from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from conftest import site
from hostile_names import RECORDS

from kg.errors import StoreError, TooLongError
from kg.graph.store import open_store
from kg.serve.graph import Graph

_ARTICLES = "MATCH (a:Article) RETURN count(a) AS n"
_LONG = "MATCH (a), (b), (c), (d), (e), (f) WHERE a.id + b.id + c.id + d.id + e.id + f.id = '' RETURN count(*) AS n"


def test_it_cannot_be_written(graph_file: Path) -> None:
    before = graph_file.read_bytes()
    reader = Graph(str(graph_file)).reader(10)
    for write in (lambda: reader.load(RECORDS), reader.prepare):
        with pytest.raises(StoreError, match="reading only"):
            write()
    reader.close()
    assert reader.read(_ARTICLES, {}).rows == [(len(RECORDS),)]
    assert graph_file.read_bytes() == before


def test_all_queries_of_a_page_share_its_time(graph_file: Path) -> None:
    reader = Graph(str(graph_file)).reader(0.3)
    for _ in range(2):  # the second finds that nothing is left
        with pytest.raises(TooLongError, match=r"took longer than 0\.3 s and were ended; .* --timeout"):
            reader.read(_LONG, {})


def test_a_page_that_takes_too_long_says_so(graph_file: Path) -> None:
    graph = Graph(str(graph_file))
    answer = site(graph, None, seconds=1e-9).get("/report/contacts")
    assert answer.status_code == 504
    assert "took longer than 1e-09 s and were ended" in answer.text and 'name="actor"' in answer.text
    graph.close()


def test_a_file_that_was_loaded_into_is_read_anew_once_it_has_settled(tmp_path: Path) -> None:
    path = tmp_path / "kg.db"
    with open_store(str(path), create=True) as store:
        store.load(RECORDS[:2])
    graph = Graph(str(path))
    earlier = graph.reader(10)
    report = site(graph, None)
    assert report.get("/report/coverage").text == report.get("/report/coverage").text  # to the millisecond: it was kept
    assert earlier.kept is not None and earlier.kept.get(("report", "coverage"))
    with open_store(str(path), create=True) as store:
        store.load(RECORDS[2:])
    assert graph.reader(10).read(_ARTICLES, {}).rows == [(2,)]  # just written: perhaps not for the last time
    then = path.stat().st_mtime - 10
    os.utime(path, (then, then))
    assert graph.reader(10).read(_ARTICLES, {}).rows == [(len(RECORDS),)]
    anew = graph.reader(10).kept
    assert anew is not None and not anew.get(("coverage",))
    assert earlier.read(_ARTICLES, {}).rows == [(2,)]
    shutil.rmtree(tmp_path)
    assert graph.reader(10).read(_ARTICLES, {}).rows == [(len(RECORDS),)]


def test_a_broken_file_leaves_what_was_read(tmp_path: Path, graph_file: Path) -> None:
    path = Path(shutil.copy(graph_file, tmp_path / "kg.db"))
    graph = Graph(str(path))
    path.write_bytes(b"half a graph")
    os.utime(path, (1, 1))
    assert graph.reader(10).read(_ARTICLES, {}).rows == [(len(RECORDS),)]
