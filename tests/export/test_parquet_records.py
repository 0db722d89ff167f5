"""Event records as Parquet hold all that the JSON Lines do."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from generate import records
from graph_dump import dump
from hypothesis import given, settings
from hypothesis import strategies as st
from shared import kg

from kg.errors import UsageError
from kg.export import parquet_records
from kg.graph.store import open_store
from kg.loading import read_all, write_records
from kg.model import Actor, ArticleRecord, Event, Mention, Place, Problem, Span, Time, When
from kg.records import read_records

_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_offset = st.integers(0, 2**40)
_days = st.dates().map(str)
_strategies = {
    "id": _words.filter(bool), "start": _offset, "end": _offset, "country": st.sampled_from([None, "IRN"]),
    "role_country": st.sampled_from([None, "IRN"]), "text": _words, "name": _words,
}  # fmt: skip


def _built(struct: type, /, **more: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    given = {name: strategy for name, strategy in _strategies.items() if name in struct.__struct_fields__}
    return st.builds(struct, **(given | more))


_mentions = _built(Mention, actor=_built(Actor, role=st.none() | _words, basis=_words))
_places = _built(Place, kind=_words, geonames_id=st.none() | _words)
_whens = _built(
    When, start=_days, end=st.none() | _days, text=st.none() | _words,
    start_char=st.none() | _offset, end_char=st.none() | _offset,
)  # fmt: skip
_events = _built(
    Event, sentence=_built(Span), trigger=_built(Span), cameo=st.sampled_from(["04", "042", "1822"]),
    mode=st.none() | _words, quad=st.integers(1, 4), source=st.lists(_mentions, max_size=2).map(tuple),
    target=st.lists(_mentions, max_size=2).map(tuple), date=st.none() | _whens, place=st.none() | _places,
    speaker=st.none() | _mentions, confidence=st.floats(0, 1), rule=_words,
    goldstein=st.none() | st.floats(-10, 10), scores=st.dictionaries(_words, st.floats(0, 1), max_size=3),
    why=st.dictionaries(_words, _words, max_size=3),
)  # fmt: skip
_records = _built(
    ArticleRecord, published=st.none() | _days, events=st.lists(_events, max_size=2).map(tuple),
    times=st.lists(_built(Time, value=_words), max_size=2).map(tuple), places=st.lists(_places, max_size=1).map(tuple),
    title=st.none() | _words, url=st.none() | _words, source=st.none() | _words, digest=_words,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(articles=st.lists(_records, max_size=3))
def test_round_trip(articles: list[ArticleRecord], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("records") / "x.parquet"
    assert write_records(path, articles, lambda: None) == len(articles)
    assert list(parquet_records.read(path)) == articles


def test_commands(tmp_path: Path) -> None:
    lines, table, again = (tmp_path / name for name in ("x.jsonl", "x.parquet", "again.jsonl"))
    articles = list(records(60))
    lines.write_bytes(b"".join(msgspec.json.encode(each) + b"\n" for each in articles))
    done = kg("export", "records", lines, "-o", table, "--json")
    assert (done.exit_code, json.loads(done.stdout)) == (0, {"articles": len(articles), "set_aside": 0})
    assert kg("export", "records", table, "-o", again).exit_code == 0
    assert list(read_records([again])) == articles
    for name in ("x.jsonl", "x.parquet"):
        assert kg("load", tmp_path / name, "--store", tmp_path / f"{name}.db").exit_code == 0
    with open_store(str(tmp_path / "x.jsonl.db")) as one, open_store(str(tmp_path / "x.parquet.db")) as other:
        assert dump(one) == dump(other)
    lines.write_bytes(lines.read_bytes() + b"{}\n")
    assert kg("export", "records", lines, "-o", again).exit_code == 1


def test_what_is_no_record(tmp_path: Path) -> None:
    (tmp_path / "text.parquet").write_text("no")
    with pytest.raises(UsageError, match="cannot read"):
        list(parquet_records.read(tmp_path / "text.parquet"))
    with pytest.raises(UsageError, match="No such file"):
        list(parquet_records.read(tmp_path / "none.parquet"))
    pq.write_table(pa.table({"id": ["a"], "published": ["2017-02-30"]}), tmp_path / "day.parquet")
    pq.write_table(pa.table({"name": ["a"]}), tmp_path / "other.parquet")
    told: list[Problem] = []
    assert list(read_all([tmp_path / "day.parquet", tmp_path / "other.parquet"], told.append)) == []
    assert [problem.line for problem in told] == [1, 1]
