from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from kg.serve.guard import HEADERS

TOKEN = "secret-of-the-test"
BACKGROUND = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"}


def test_without_the_token_nothing_is_shown(locked: TestClient) -> None:
    for path in ("/", "/report/meetings", "/export/meetings.csv", "/files/kg.css", "/nowhere", "/?token=", "/?token=é"):
        answer = locked.get(path)
        assert (answer.status_code, answer.cookies) == (403, {})
        assert "Open the address that kg serve printed" in answer.text and len(answer.text) < 200
    assert locked.get("/", headers={"cookie": "kg-8474=wrong"}).status_code == 403
    assert locked.get("/", headers={"cookie": 'kg-8474="; \x01'}).status_code == 403


def test_the_token_becomes_a_cookie_that_no_other_site_can_use(locked: TestClient) -> None:
    answer = locked.get(f"/report/meetings?actor=a%26b&token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/report/meetings?actor=a%26b")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"kg-8474={TOKEN}; ")
    assert {part.strip().lower() for part in cookie.split(";")[1:]} == {"httponly", "path=/", "samesite=strict"}
    assert locked.get("/").status_code == 200


def test_a_redirect_stays_on_this_server(locked: TestClient) -> None:
    answer = locked.get(f"http://127.0.0.1:8474//example.org/?token={TOKEN}")
    assert answer.headers["location"] == "/example.org/"


@pytest.mark.parametrize(
    "host", ["example.org", "example.org:8474", "127.0.0.1", "127.0.0.1:80", "127.0.0.1.nip.io:8474", ""]
)
def test_other_names_of_this_machine_are_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "127.0.0.1:8474" in answer.text


def test_its_own_names_are_taken(client: TestClient) -> None:
    for host in ("127.0.0.1:8474", "localhost:8474", "LOCALHOST:8474"):
        assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_only_reading(client: TestClient, method: str) -> None:
    assert client.request(method, "/report/meetings").status_code == 405


def test_pages_of_other_sites_get_nothing_in_the_background(client: TestClient) -> None:
    assert client.get("/", headers=BACKGROUND).status_code == 403
    assert client.get("/", headers=BACKGROUND | {"sec-fetch-mode": "cors"}).status_code == 403
    framed = {"sec-fetch-site": "same-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}
    assert client.get("/", headers=framed).status_code == 403
    followed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client.get("/", headers=followed).status_code == 200
    assert client.get("/files/kg.css", headers={"sec-fetch-site": "same-origin"}).status_code == 200


def test_every_answer_says_what_may_be_done_with_it(client: TestClient, locked: TestClient) -> None:
    answers = [client.get(path, headers={"origin": "http://example.org"}) for path in ("/", "/nowhere", "/report/no")]
    for answer in [*answers, client.get("/", headers={"host": "example.org"}), locked.get("/")]:
        assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS)
        assert not [name for name in answer.headers if name.startswith("access-control")]
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self';" in policy and "unsafe-eval" not in policy


def test_files_are_kept_by_the_browser_and_change_their_address_with_their_content(client: TestClient) -> None:
    page = client.get("/").text
    for name in ("kg.css", "htmx.min.js", "vega.min.js", "table.js"):
        address = page[page.index(f"/files/{name}?v=") :].partition('"')[0]
        answer = client.get(address)
        assert (answer.status_code, "immutable" in answer.headers["cache-control"]) == (200, True)
    assert client.get("/files/guard.py").status_code == 404
    assert client.get("/files/..%2Fguard.py").status_code == 404
