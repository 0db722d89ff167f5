"""The made-up corpus of the reports, and one article more whose names and words try to be something else."""

from __future__ import annotations

from world import RECORDS as PLAIN
from world import Spot, actor, day, event

from kg.model import ArticleRecord

SCRIPT = "<script>alert('name')</script>"
ATTRIBUTE = "\"><img src=x onerror=alert(1)> '"
ARABIC = "\u202eعلي شمخاني & sons"
LONG = "Maximilian " * 27 + "End"
FORMULA = '=HYPERLINK("http://example.org")'
NAMES = (SCRIPT, ATTRIBUTE, ARABIC, LONG, FORMULA)
PLACE = Spot("<b>Nowhere</b>", "XKX", "999999999", 42.0, 21.0)

_WHO = [actor(name, "person", "IRN") for name in NAMES]

RECORDS = (
    *PLAIN,
    ArticleRecord(
        id="../<i>awkward</i>?id=1&x", published="2019-01-02", title="</script><script>alert('headline')</script>",
        source="<u>Wire</u>", url="javascript:alert(1)", digest="9",
        events=tuple(
            event(f"hostile-{at}", "CONSULT", "040", (one,), (other,),
                  f"{one.text} met </mark><script>alert(2)</script>.", mode="meet", date=day("2019-01-01"),
                  place=PLACE, speaker=one)
            for at, (one, other) in enumerate(zip(_WHO, [*_WHO[1:], _WHO[0]], strict=True))
        ),
    ),
)  # fmt: skip
