from __future__ import annotations

import json
from pathlib import Path

import quick_coder
from shared import kg, lines

from kg.corpus.runs import Run


def test_status_says_where_a_build_stands() -> None:
    assert "there is no corpus at kg.corpus" in kg("status").stderr
    kg("build", lines(Path("articles.jsonl"), [*quick_coder.LINES[:9], b"{bad"]))
    told = json.loads(kg("status", "--json").stdout)
    assert told["articles"] == {"coded": 9}
    assert told["coders"] == {"quick": 9}
    assert told["reasons"] == {"not JSON": 1}
    assert (told["shards"], told["rows"], told["waiting"], told["building"]) == (1, 9, 0, False)
    (store,) = told["stores"]
    assert (Path(store["store"]).name, store["articles"], store["behind"]) == ("kg.db", 9, 0)
    assert (told["run"]["phase"], told["run"]["read"], told["run"]["expected"]) == ("done", 9, 10)
    said = kg("status").stdout
    assert "articles: 9 coded" in said
    assert "set aside: 1 (1 not JSON)" in said


def test_the_rate_and_the_time_left() -> None:
    run = Run(1, 0, 30, None, "reading", 100, 40, 20, 0, 10)
    assert (run.rate, run.seconds_left) == (1.0, 30.0)
    assert run._replace(expected=None).seconds_left is None
    assert run._replace(ended=30).seconds_left is None
    assert run._replace(coding_since=None).rate is None
