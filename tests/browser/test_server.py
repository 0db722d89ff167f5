from __future__ import annotations

from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from kg.browser.server import serving
from kg.errors import UsageError


def test_serves_the_files_to_any_page_and_nothing_else() -> None:
    with serving({"a.html": b"<p>", "a.grass": b"node {}"}) as address:
        with urlopen(f"{address}/a.html?x=1") as answer:
            assert answer.read() == b"<p>"
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        with urlopen(Request(f"{address}/a.grass", method="HEAD")) as answer:
            assert (answer.read(), answer.headers["Content-Length"]) == (b"", "7")
        for path in ("", "b.html", "../a.html", "%2e%2e/etc/passwd"):
            with pytest.raises(HTTPError, match="404"):
                urlopen(f"{address}/{path}")
        port = int(address.rpartition(":")[2])
        with pytest.raises(UsageError, match=f"cannot listen on port {port}"), serving({}, port):
            pass
    with pytest.raises(OSError), urlopen(f"{address}/a.html"):
        pass
