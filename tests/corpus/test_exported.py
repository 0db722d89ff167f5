"""The records of a corpus, for whoever takes them elsewhere."""

from __future__ import annotations

from pathlib import Path

import quick_coder
from shared import kg, lines

from kg.corpus.corpus import reading
from kg.export import parquet_records


def test_records_of_the_corpus_beside_the_store(tmp_path: Path) -> None:
    assert kg("build", lines(tmp_path / "x.jsonl", quick_coder.LINES), "--store", tmp_path / "kg.db").exit_code == 0
    assert kg("export", "records", "--store", tmp_path / "kg.db", "-o", tmp_path / "x.parquet").exit_code == 0
    with reading(tmp_path / "kg.corpus") as corpus:
        assert list(parquet_records.read(tmp_path / "x.parquet")) == list(corpus.records())
