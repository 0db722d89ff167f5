"""Results that outlast a stop."""

from __future__ import annotations

from pathlib import Path

from kg.train.notation import Marked
from kg.train.results import Result, Results, key_of

ONE = Result(key="a", name="fold 1", sentences=3, seconds=1.5, figures={"type": 0.5})
TWO = Result(key="b", name="fold 2", sentences=3, seconds=1.5, figures={"type": 0.6})


def test_what_is_done_is_known_the_next_time(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "results.jsonl"
    assert Results(file).get("a") is None
    Results(file).add(ONE)
    later = Results(file)
    later.add(TWO)
    assert (later.get("a"), Results(file).get("b")) == (ONE, TWO)


def test_a_line_that_was_cut_off_is_left_out_and_the_next_one_kept(tmp_path: Path) -> None:
    file = tmp_path / "results.jsonl"
    Results(file).add(ONE)
    file.write_bytes(file.read_bytes() * 2)
    file.write_bytes(file.read_bytes()[:-9])
    Results(file).add(TWO)
    assert (Results(file).get("a"), Results(file).get("b")) == (ONE, TWO)


def test_a_key_is_of_all_that_decides_a_run() -> None:
    texts = [Marked("It rained.", ())]
    assert key_of(7, texts) == key_of(7, list(texts))
    assert len({key_of(7, texts), key_of(8, texts), key_of(7, [Marked("It snowed.", ())])}) == 3
