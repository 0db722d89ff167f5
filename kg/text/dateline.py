"""The dateline: where, when and by which agency a report was written, before its first sentence.

Styles: "TEHRAN, Sept 5 (IRNA) -", "WASHINGTON (AP) _", "MOSCOW, April 3 /TASS/.", "Tehran, March 15, IRNA -",
"Baghdad/Beirut:", "Raipur, India -", "(Reuters) -", "EghtesadOnline:", "May 1, 2013 --".
"""

from __future__ import annotations

import re
import unicodedata

from kg.text.document import Dateline
from kg.text.lexicon import agencies, page_lines

LONGEST = 120
"""No dateline has more characters than this."""

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)(?![A-Za-z])\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?!\d)"
_CAPITALS = r"(?:[A-Z][a-z]?[A-Z'.]|St\. [A-Z])[A-Z.']*(?:(?:[ /-]| and )(?!-)[A-Z][A-Z.']+){0,4}(?![a-z])"
_NAME = r"[A-Z][A-Za-z'.]+(?:(?: (?:al|el|an|ar|as)-|[ /-](?:(?:of|the|de|and) )?)[A-Z][A-Za-z'.]+){0,3}"

_PLACE = re.compile(rf"(?P<capitals>{_CAPITALS})|{_NAME}")
_REGION = re.compile(rf", (?!{_MONTH})([A-Z][A-Za-z.']*(?:[ -](?:and |of )?[A-Z][A-Za-z.']+){{0,3}})")
_DATE = re.compile(
    r",? ?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    rf"(?P<date>{_MONTH} {_DAY}(?:,? \d{{4}}(?!\d))?|{_DAY} {_MONTH}(?:,? \d{{4}}(?!\d))?)"
)
_BRACKETS = re.compile(r",? ?(?:\((?P<round>[^()]{1,40})\)|\[(?P<square>[^\[\]]{1,40})\]|/(?P<slash>[^/]{2,40})/)")
_BARE_AGENCY = re.compile(r", ?([A-Z][A-Za-z/-]{1,14})(?=\s*(?:-|_|—|:|$))")
_MARK = re.compile(r"\s*(-{2,3}|_{1,2}|—)\s*|\s+(-)\s+|\s?(:)\s|(\.)\s|\s+(\")\s|(\s\s)(?=[A-Z])")
_SPLIT_NAME = re.compile(r"(?:De|Du|La|Le|Mac|Mc|O')[A-Z]")
_OPENER = re.compile(r"\s*[\"'(\[]?[A-Z\d]")
_SPACES = re.compile(r"\s*")


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline at the head of the paragraph `text[start:end]` (straightened text), or None.

    `Dateline.end` is where the first sentence begins, or `end` if the paragraph holds nothing else; `place` is None
    where only an agency or a date stands.
    """
    head = _without_accents(text[start : min(end, start + LONGEST)].replace("\n", " "))
    place_start, place_end, in_capitals = _place(head)
    position, date, agency = _date_and_agency(head, place_end)
    mark = _MARK.match(head, position)
    sign = "" if mark is None else next(group for group in mark.groups() if group)
    if mark is not None:
        position = mark.end()
    rest = head[position:]
    if (rest.strip() and not _OPENER.match(rest)) or (not rest.strip() and end - start > LONGEST):
        return None
    if in_capitals and head[place_start:place_end].endswith(".") and not _REGION.search(head, place_start, place_end):
        place_end -= 1
    name = head[place_start:place_end]
    if name and not {name.upper(), name.upper().rsplit(None, 1)[-1]}.isdisjoint(page_lines().labels):
        return None
    if name and not date and not agency and _is_agency(name):
        name = ""
        if sign not in (":", "-", "--", "—", "_"):
            return None
    elif not _is_dateline(name, in_capitals, date is not None, agency, sign, followed=bool(rest.strip())):
        return None
    stop = _SPACES.match(text, start + position, end)
    return Dateline(
        place=(start + place_start, start + place_end) if name else None,
        date=None if date is None else (start + date[0], start + date[1]),
        start=start,
        end=stop.end() if stop else start + position,
    )


def _without_accents(head: str) -> str:
    """The same number of characters, every letter a plain Latin one of the same case ("LOMÉ", "Łódź")."""
    if head.isascii():
        return head
    bases = (unicodedata.normalize("NFKD", character)[0] for character in head)
    return "".join(c if c.isascii() or not c.isalpha() else ("X" if c.isupper() else "x") for c in bases)


def _place(head: str) -> tuple[int, int, bool]:
    """Start and end of the words that may name the place, and whether they are in capitals; empty if there are none."""
    if _DATE.match(head):
        return 0, 0, False
    start = 0
    first = head.split(" ", 1)[0]
    if first in agencies().names and re.match(r"[A-Z]{3}", head[len(first) + 1 :]):
        start = len(first) + 1
    match = _PLACE.match(head, start)
    if match is None:
        return start, start, False
    end = match.end()
    for _ in range(2):
        region = _REGION.match(head, end)
        if region is not None and region[1] not in agencies().names:
            end = region.end()
    return start, end, match["capitals"] is not None


def _date_and_agency(head: str, position: int) -> tuple[int, tuple[int, int] | None, str]:
    """Where both end, the offsets of the date, and the agency's name ("" if there is none), in either order."""
    date: tuple[int, int] | None = None
    agency = ""
    for _ in range(3):
        if date is None and (match := _DATE.match(head, position)):
            date = match.span("date")
        elif match := _BRACKETS.match(head, position):
            agency = agency or match[match.lastgroup or 0].strip()
        elif not agency and (match := _BARE_AGENCY.match(head, position)):
            agency = match[1]
        else:
            break
        position = match.end()
    return position, date, agency


def _is_dateline(name: str, in_capitals: bool, dated: bool, agency: str, sign: str, *, followed: bool) -> bool:
    """Whether the pieces make a dateline; `followed` says that a sentence comes after them."""
    dash = sign.strip("-_—") == "" and sign.strip() != ""
    if not name:
        return (dated and (dash or (bool(agency) and followed))) or (_is_agency(agency) and bool(sign))
    if agency:
        # "SEATTLE (AP)  Police", "Delhi, April 13 (IANS) Under": the dash was lost. "Mr. Lee (D) Monday" is none.
        return bool(sign) or not followed or in_capitals or dated
    if dated or not followed:
        return dash or (dated and sign == ":")
    if in_capitals:
        return dash or sign == '"' or (len(name) > 3 and sign in (":", "  "))
    return dash or (sign == ":" and "." not in name)


def _is_agency(name: str) -> bool:
    """A listed name, a name in camel case ("EghtesadOnline"), or two words with a listed ending ("Gulf News")."""
    if not name:
        return False
    last = name.rsplit(None, 1)[-1]
    humps = last.isalpha() and last[1:2].islower() and not last[1:].islower() and not _SPLIT_NAME.match(last)
    return name in agencies().names or humps or (last in agencies().endings and last != name)
