"""The worked examples of docs/networks.md run as they stand, on the small graph that the page describes."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from world import GOLDSTEIN, actor, day, event

from kg.graph.store import open_store
from kg.model import ArticleRecord, Mention, PloverType

PAGE = Path(__file__).parents[2] / "docs" / "networks.md"
_CODES: dict[str, tuple[PloverType, str]] = {
    "meets": ("CONSULT", "042"), "helps": ("AID", "071"), "accuses": ("ACCUSE", "112"),
    "threatens": ("THREATEN", "138"), "punishes": ("SANCTION", "163"), "attacks": ("ASSAULT", "190"),
}  # fmt: skip
_NAMES = {
    "IRN": "Iran", "RUS": "Russia", "SYR": "Syria", "USA": "United States", "ISR": "Israel", "SAU": "Saudi Arabia",
    "TUR": "Turkey", "QAT": "Qatar",
}  # fmt: skip
_TOLD = """
2016-01-16 USA meets IRN      2016-06-07 ISR meets RUS      2016-06-08 ISR accuses IRN
2016-02-03 RUS helps SYR      2016-03-01 IRN helps SYR      2016-03-09 RUS meets IRN
2016-04-11 TUR accuses SYR    2016-05-02 TUR threatens RUS  2016-06-20 USA punishes SYR
2016-08-09 RUS meets TUR      2016-09-12 SAU accuses IRN    2016-10-01 USA meets SAU
2016-11-15 ISR meets USA      2016-12-05 SAU punishes SYR   2016-12-20 TUR meets SAU
2017-01-23 RUS meets TUR      2017-01-24 RUS meets IRN      2017-02-14 USA threatens IRN
2017-04-07 USA attacks SYR    2017-05-20 USA meets SAU      2017-06-05 SAU punishes QAT
2017-06-07 TUR helps QAT      2017-07-10 IRN helps QAT      2017-09-05 IRN meets RUS
2017-09-07 ISR attacks SYR    2017-10-04 TUR meets IRN      2017-11-22 RUS meets TUR
2018-01-20 TUR attacks SYR    2018-02-10 ISR attacks IRN    2018-03-05 SAU meets USA
2018-04-04 TUR meets IRN      2018-04-14 USA attacks SYR    2018-05-08 USA punishes IRN
2018-05-09 ISR meets RUS      2018-07-07 RUS helps SYR      2018-08-13 USA punishes TUR
2018-08-20 QAT helps TUR      2018-09-07 IRN meets TUR      2018-11-05 USA punishes RUS
"""


def _records() -> list[ArticleRecord]:
    who: dict[str, Mention] = {code: actor(name, "state", code) for code, name in _NAMES.items()}
    words = _TOLD.split()
    made = []
    for number in range(0, len(words), 4):
        date, one, act, other = words[number : number + 4]
        kind, cameo = _CODES[act]
        source, target = (who[one],), (who[other],)
        if act == "meets":
            source = target = (*source, *target)
        told = event(f"{date}-{one}", kind, cameo, source, target, f"{one} {act} {other}.", date=day(date))
        assert cameo in GOLDSTEIN
        made.append(ArticleRecord(id=told.id, published=date, source="Wire", digest=told.id, events=(told,)))
    return made


def test_worked_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store("kg.db", create=True) as store:
        store.load(_records())
    failed, tried = doctest.testfile(str(PAGE), module_relative=False)
    assert (failed, tried > 15) == (0, True)
