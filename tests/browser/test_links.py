from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from kg.browser import links
from kg.errors import UsageError
from kg.reports import catalog


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KG_NEO4J_USER", "KG_NEO4J_PASSWORD", "KG_NEO4J_HTTP_PORT"):
        monkeypatch.delenv(name, raising=False)


def asked(link: str) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(link).query).items()}


def test_without_a_password_browser_connects_by_itself() -> None:
    link = links.connecting(links.place("neo4j://localhost:7687/news"))
    assert link.startswith("http://localhost:7474/browser/?")
    assert asked(link) == {"preselectAuthMethod": "NO_AUTH", "connectURL": "neo4j://localhost:7687", "db": "news"}


def test_a_link_never_holds_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    link = links.connecting(links.place("bolt://ann%40corp:s3cret@db.example:7687"))
    assert "s3cret" not in link
    assert asked(link) == {"connectURL": "bolt://ann%40corp@db.example:7687", "db": "neo4j"}
    monkeypatch.setenv("KG_NEO4J_PASSWORD", "s3cret")
    link = links.connecting(links.place("neo4j://localhost"))
    assert asked(link) == {"connectURL": "neo4j://neo4j@localhost", "db": "neo4j"}


def test_where_browser_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert links.place("bolt://[::1]:7687").page == "http://[::1]:7474/browser/"
    assert links.place("bolt://h", "https://h:7473/browser/").page == "https://h:7473/browser/"
    assert links.place("bolt://h", "http://h:8080").page == "http://h:8080/browser/"
    monkeypatch.setenv("KG_NEO4J_HTTP_PORT", "17474")
    assert links.place("bolt://h").page == "http://h:17474/browser/"


@pytest.mark.parametrize(
    ("store", "page", "reason"),
    [("kg.db", None, "not the file kg.db; load the records"), ("bolt://h", "h:7474", "--at takes the address")],
)
def test_what_is_no_browser(store: str, page: str | None, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        links.place(store, page)


def test_a_report_in_the_editor_has_its_values() -> None:
    report = catalog.find("meetings")
    values = {each.name: 'Jo "Q" O\'Neil & $since' for each in report.parameters}
    text = asked(links.report(links.place("bolt://h"), report, values))["arg"]
    assert text.startswith(f"// {report.title}\n")
    assert '"Jo \\"Q\\" O\'Neil & $since"' in text
    assert "$actor" not in text
