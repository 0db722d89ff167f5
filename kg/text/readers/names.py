"""What the name of a file says: the date in it, and what its article is called after."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath

_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_.]?)(\d{2})\2(\d{2})(?!\d)")


def date_in_name(name: str) -> str | None:
    """The ISO date in a file name ("2017-09-06", "20170906"), or None.

    >>> date_in_name("irna-2017-09-06-shamkhani")
    '2017-09-06'
    """
    for year, _, month, day in _DATE.findall(name):
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue
    return None


def without_suffix(path: PurePath) -> str:
    """The path as the name of an article: no extension, unless what follows the dot is a number.

    >>> without_suffix(PurePath("b/APW19980807.0261"))
    'b/APW19980807.0261'
    """
    return (path if path.suffix[1:].isdigit() or not path.name else path.with_suffix("")).as_posix()


def inner_path(name: str) -> PurePath:
    """The path of a member of an archive, which never leads out of it: nothing is written anywhere, but articles are
    called after it.

    >>> inner_path("../../etc/./passwd.txt").as_posix()
    'etc/passwd.txt'
    """
    printable = "".join(c if c.isprintable() else "_" for c in name.replace("\\", "/"))
    parts = [part for part in printable.split("/") if part not in ("", ".", "..") and not part.endswith(":")]
    return PurePath(*parts[-12:]) if parts else PurePath("unnamed")
