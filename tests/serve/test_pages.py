from __future__ import annotations

import csv
import html
import io
import json
import re
from urllib.parse import quote, urlencode

import pytest
from conftest import site
from hostile_names import FORMULA, LONG, NAMES, PLACE, RECORDS, SCRIPT
from starlette.testclient import TestClient

from kg.graph.store import Store, open_store
from kg.reports.catalog import load
from kg.reports.run import run
from kg.serve.graph import Graph

REPORTS = load()
PART = {"hx-request": "true"}
SHAMKHANI = "person:ali-shamkhani"


def text(client: TestClient, path: str, status: int = 200, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == status, answer.text[:2000]
    return answer.text


def data(page: str, table: str) -> dict[str, object]:
    """What the script of a table reads."""
    found = re.search(rf'id="{table}".*?<script type="application/json" class="data">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_every_report_is_shown_with_its_defaults(client: TestClient, name: str) -> None:
    page = text(client, f"/report/{name}")
    assert f"<h1>{REPORTS[name].title}</h1>" in html.unescape(page) and 'role="alert"' not in page
    part = text(client, f"/report/{name}", **PART)
    assert "<html" not in part and f'id="rows-{name}"' in part


def test_the_rows_are_those_of_the_report(client: TestClient, graph_file: str) -> None:
    page = text(client, "/report/contacts?actor=shamkh")
    with open_store(str(graph_file)) as store:
        rows = run(REPORTS["contacts"], store, {"actor": "shamkh"}).result.rows
    partners = [row[1] for row in rows]
    assert partners and f">{len(rows)} row" in page
    assert [row[1] for row in data(page, "rows-contacts")["rows"]] == partners  # type: ignore[index, attr-defined]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("actr=Iran", "no parameter &#39;actr&#39;; did you mean actor?"),
        ("latest=many", "parameter latest takes a whole number"),
        ("since=yesterday", "parameter since takes a date"),
        ("actor=Shamkhany", "did you mean Ali Shamkhani?"),
        ("actor=Iran&actor=Russia", "a value is given twice"),
        ("actor=" + "x" * 1001, "longer than 1000 characters"),
    ],
)
def test_what_does_not_fit_is_said_in_one_line_above_the_form(client: TestClient, query: str, words: str) -> None:
    page = text(client, f"/report/actor-timeline?{query}", 400)
    told = re.search(r'role="alert">(.*?)</p>', page)
    assert told and words in told[1]
    assert 'name="since"' in page and "<table" not in page
    assert words in text(client, f"/report/actor-timeline?{query}", 400, **PART)


def test_what_is_not_there(client: TestClient) -> None:
    paths = ("/report/no-such", "/actor?id=nobody", "/place", "/event?id=", "/article?id=x", "/around?id=x", "/nowhere",
             "/export/contacts.xlsx", "/export/no-such.csv", "/report/../guard.py")  # fmt: skip
    for path in paths:
        assert 'role="alert"' in text(client, path, 404)


def test_an_empty_field_is_the_default(client: TestClient) -> None:
    page = text(client, "/report/actor-timeline?actor=&types=&since=&until=&latest=")
    assert data(page, "rows-actor-timeline") == data(text(client, "/report/actor-timeline"), "rows-actor-timeline")


def test_the_form_keeps_what_was_filled_in(client: TestClient) -> None:
    page = text(client, "/report/actor-timeline?" + urlencode({"actor": "sham", "since": "2017-01-01", "latest": "7"}))
    for field in ('name="actor" type="text" value="sham"', 'type="date" value="2017-01-01"', 'type="number" value="7"'):
        assert field in page
    assert 'placeholder="' in text(client, "/report/actor-timeline")


def test_related_reports_take_the_values_along(client: TestClient) -> None:
    assert 'href="/report/contacts?actor=sham"' in text(client, "/report/actor-profile?actor=sham")


@pytest.mark.parametrize("form", ["csv", "json", "md", "html"])
def test_rows_are_kept_as_files(client: TestClient, form: str) -> None:
    answer = client.get(f"/export/contacts.{form}", params={"actor": FORMULA})
    assert answer.headers["content-disposition"] == f'attachment; filename="contacts.{form}"'
    if form == "json":
        assert {row["actor"] for row in answer.json()} == {FORMULA}
    elif form == "csv":
        assert {row["actor"] for row in csv.DictReader(io.StringIO(answer.text))} == {f"'{FORMULA}"}
    else:
        assert answer.text.startswith("<!DOCTYPE html>" if form == "html" else "# Contacts")


def test_files_that_cannot_be_made_say_why(client: TestClient) -> None:
    assert "no actor" in text(client, "/export/contacts.csv?actor=nobody", 400)


def test_names_lead_to_their_pages_and_events_to_their_words(client: TestClient) -> None:
    page = text(client, "/report/meetings?actor=Shamkhani")
    assert f"/actor?{urlencode({'id': SHAMKHANI})}" in page and "/event?id=meet-irn" in page
    actor = text(client, f"/actor?id={quote(SHAMKHANI)}")
    assert "<h1><bdi>Ali Shamkhani</bdi></h1>" in actor and "/report/actor-timeline?actor=Ali+Shamkhani" in actor
    event = text(client, "/event?id=siege")
    assert 'class="trigger"' in event and f"/actor?{urlencode({'id': SHAMKHANI})}" in event and "presstv-1" in event
    article = text(client, "/article?id=presstv-1")
    assert 'href="https://example.org/presstv-1"' in article and "/event?id=siege" in article
    place = text(client, "/place?" + urlencode({"id": PLACE.geonames_id or ""}))
    assert "&lt;b&gt;Nowhere" in place and "/report/events-at-place" in place


def test_finding(client: TestClient) -> None:
    assert client.get("/find?words=SHAMKHANI ALI").status_code == 200
    assert client.get("/find?words=ali shamkhânî").headers["location"] == f"/actor?{urlencode({'id': SHAMKHANI})}"
    assert "Alexander Lavrentiev" in text(client, "/find?words=lavr")
    assert "/report/mediators" in text(client, "/find?words=mediat")
    near = text(client, "/find?words=Shamkhany")
    assert "Did you mean" in near and "/find?words=Ali+Shamkhani" in near


def test_completing(client: TestClient) -> None:
    assert 'value="Ali Shamkhani" label="person, IRN, ' in text(client, "/complete/actor?actor=sham")
    assert 'value="Tehran"' in text(client, "/complete/place?anything=teh")
    assert 'label="IRN"' in text(client, "/complete/country?country=iran")
    assert 'value="Tehran"' in text(client, "/complete/any?words=teh")
    assert SCRIPT in html.unescape(text(client, "/complete/actor?actor=script"))
    assert len(re.findall("<option", text(client, "/complete/actor"))) == 10
    assert text(client, "/complete/sort?x=1", 404)


def test_the_neighbourhood_has_the_ties_of_the_report_on_contacts(client: TestClient) -> None:
    contacts = client.get("/export/contacts.json", params={"actor": "Iran"}).json()
    page = text(client, "/around?id=actor:iran&size=40")
    rows = data(page, "rows-around")["rows"]
    ties = {frozenset((row[0], row[1])): row[2] for row in rows}  # type: ignore[attr-defined]
    for row in contacts:
        if row["events"]:
            assert ties[frozenset((row["actor"], row["partner"]))] == row["events"]
    conflict = data(text(client, "/around?id=actor:iran&what=conflict"), "rows-around")["rows"]
    assert 0 < sum(row[2] for row in conflict) < sum(ties.values())  # type: ignore[attr-defined]
    for wrong in ("size=11", "what=all", "size=-1"):
        assert "is one of" in text(client, f"/around?id=actor:iran&{wrong}", 400)


def test_hostile_names_stay_words_on_every_page(client: TestClient) -> None:
    article = quote(RECORDS[-1].id, safe="")
    paths = ["/", "/find?words=script", "/event?id=hostile-0", f"/article?id={article}", "/complete/actor?a=s"]
    paths += [f"/report/contacts?{urlencode({'actor': name})}" for name in NAMES]
    paths += [f"/find?{urlencode({'words': name})}" for name in NAMES]
    paths += [f"/report/contacts?{urlencode({'actor': name + 'zz'})}" for name in NAMES]
    for path in paths:
        answer = client.get(path, follow_redirects=True)
        assert answer.status_code in (200, 400), path
        assert "<script>" not in answer.text and "<img" not in answer.text and "<b>N" not in answer.text, path
        assert "\u202e" not in re.sub(r'value="[^"]*"', "", answer.text), path
        assert "javascript:" not in answer.text.replace("&#", ""), path
    assert LONG in client.get("/find", params={"words": LONG}, follow_redirects=True).text


def test_both_stores_give_the_same_pages(
    client: TestClient, both_stores: tuple[Store, Store], neo4j_address: str
) -> None:
    fill(both_stores[1])
    graph = Graph(neo4j_address)
    server = site(graph, None)
    paths = ["/report/contacts", "/report/actor-timeline?actor=shamkh", f"/actor?id={SHAMKHANI}", "/event?id=siege",
             "/article?id=presstv-1", "/around?id=actor:iran", "/find?words=a", "/complete/any?words=te"]  # fmt: skip
    for path in paths:
        assert _timeless(text(server, path)) == _timeless(text(client, path)), path
    graph.close()


def fill(store: Store) -> None:
    store.read("RETURN 1 AS one", {})
    store.load(RECORDS)


def _timeless(page: str) -> str:
    return re.sub(r"\(\d+ ms\)", "", page)
