import io
import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Article, Problem
from kg.text.readers import read_articles
from kg.text.readers.kinds import KINDS
from kg.text.readers.names import date_in_name

TEXT = "The envoy of Chad said on Monday that the two armies have left the border."
NO_DATE = "no publication date: relative dates stay open; give --published or a date in the file name"


def read(*paths: Path, published: str | None = None) -> tuple[list[Article], list[Problem]]:
    items = list(read_articles(paths, published))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Problem)]


def lines(folder: Path, *values: object) -> Path:
    """A JSON Lines file; bytes and strings are written as they are."""
    path = folder / "a.jsonl"
    written = [v if isinstance(v, bytes) else (v if isinstance(v, str) else json.dumps(v)).encode() for v in values]
    path.write_bytes(b"\n".join(written) + b"\n")
    return path


def one(folder: Path, **values: object) -> tuple[list[Article], list[Problem]]:
    """One article of JSON Lines, complete but for what is given."""
    return read(lines(folder, {"id": "a", "text": TEXT, "published": "2020-01-02"} | values))


def only(problems: list[Problem]) -> tuple[int | None, str, bool]:
    (problem,) = problems
    assert len(problem.reason) < 200
    return problem.line, problem.reason, problem.set_aside


# plain text


def test_plain_text_takes_id_and_date_from_its_name(tmp_path: Path) -> None:
    path = tmp_path / "chad-2020-01-02.txt"
    path.write_text(TEXT)
    assert read(path) == ([Article(id="chad-2020-01-02", text=TEXT, published="2020-01-02")], [])


def test_front_matter_goes_before_parameter_and_name(tmp_path: Path) -> None:
    path = tmp_path / "chad-2020-01-02.txt"
    text = f"---\nid: b\ntitle: Armies leave\npublished: 2020-03-04\nsource: Chad News\nurl: https://example.org/b\n---\n{TEXT}"
    path.write_text(text)
    expected = Article(
        id="b", text=text, title="Armies leave", published="2020-03-04", source="Chad News", url="https://example.org/b"
    )
    assert read(path, published="2020-02-02") == ([expected], [])


def test_the_parameter_goes_before_the_name(tmp_path: Path) -> None:
    path = tmp_path / "chad-2020-01-02.txt"
    path.write_text(TEXT)
    assert read(path, published="2020-02-02")[0][0].published == "2020-02-02"


def test_a_headline_is_the_title(tmp_path: Path) -> None:
    path = tmp_path / "chad-2020-01-02"
    path.write_text(f"Armies leave the border\n\n{TEXT}\n")
    (article,), problems = read(path)
    assert (article.title, problems) == ("Armies leave the border", [])


def test_no_date_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "chad.txt"
    path.write_text(TEXT)
    articles, problems = read(path)
    assert articles[0].published is None
    assert only(problems) == (None, NO_DATE, False)


def test_dates_in_names() -> None:
    assert date_in_name("a-2020-01-02-b") == "2020-01-02"
    assert date_in_name("APW19980807.0261") == "1998-08-07"
    assert date_in_name("a-2020-13-45") is None
    assert date_in_name("doc-123456789") is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a-2020-01-02.txt"
    path.write_text(TEXT + " “Lomé”", encoding=encoding)
    articles, problems = read(path)
    assert articles[0].text == TEXT + " “Lomé”"
    assert problems == []


def test_windows_1252_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "a-2020-01-02.txt"
    path.write_bytes(TEXT.encode() + b" \x93Lom\xe9\x94")
    articles, problems = read(path)
    assert articles[0].text == TEXT + " “Lomé”"
    assert only(problems) == (None, "not UTF-8; read as Windows-1252", False)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty: there is no text"),
        (b" \n\n", "empty: there is no text"),
        (b"---\nid: a\n---\n", "empty: there is no text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "a binary file (it holds null bytes), no text"),
        (bytes(range(1, 32)) + b"\xff\xfe\xfd", "a binary file, no text"),
        (b"\xff\xfe\x00", "a binary file, no text"),
        ("Министр сообщил, что армии отходят.".encode(), "not English: Cyrillic script"),
        (
            "Le ministre a dit que les armées sont dans la ville avec des chars.".encode(),
            "not English: reads like French",
        ),
    ],
)
def test_plain_text_that_is_set_aside(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "a-2020-01-02.txt"
    path.write_bytes(content)
    articles, (problem,) = read(path)
    assert articles == []
    assert problem.file == str(path)
    assert problem.set_aside
    assert problem.reason.startswith(reason)


# folders


def test_folders_are_read_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", ".git/x.txt", "README.md", "c.png", "APW19980807.0261"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT)
    lines(tmp_path / "b", {"id": "z", "text": TEXT})
    articles, problems = read(tmp_path, published="2020-01-02")
    assert [article.id for article in articles] == ["APW19980807.0261", "a", "b/1", "b/2", "z"]
    assert only(problems) == (None, "1 file of other kinds passed over", False)


def test_a_folder_without_articles(tmp_path: Path) -> None:
    assert only(read(tmp_path)[1]) == (None, f"a folder without articles ({KINDS})", True)


def test_what_is_not_there_or_no_article(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text(TEXT)
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "folder.jsonl").mkdir()
    good = lines(tmp_path, {"id": "a", "text": TEXT, "published": "2020-01-02"})
    paths = [tmp_path / name for name in ("gone.txt", "a.png", "link.txt", "folder.jsonl", "x" * 5000)]
    articles, problems = read(*paths, good)
    assert [article.id for article in articles] == ["a"]
    assert [(problem.file, problem.set_aside) for problem in problems] == [(str(path), True) for path in paths]
    assert [problem.reason for problem in problems[:3]] == [
        "there is no such file or folder",
        f"not a kind of file that kg reads ({KINDS})",
        "a link that leads nowhere",
    ]


def test_a_broken_link_in_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone")
    articles, problems = read(tmp_path, published="2020-01-02")
    assert [article.id for article in articles] == ["a"]
    assert only(problems) == (None, "a link that leads nowhere", True)


# JSON Lines


def test_json_lines(tmp_path: Path) -> None:
    articles, problems = one(tmp_path, title="T", url="U", source="S", published="2020-01-02T23:30:00Z", more=[1])
    assert articles == [Article(id="a", text=TEXT, title="T", url="U", source="S", published="2020-01-02")]
    assert problems == []


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = json.dumps({"id": "a", "text": TEXT}).encode() + b"\n[]\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    first, second = read_articles(["-"], "2020-01-02")
    assert first == Article(id="a", text=TEXT, published="2020-01-02")
    assert str(second) == "<stdin>:2: not a JSON object"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "a", "text": ', "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1]", "not a JSON object"),
        ({"id": "a"}, 'no "text"'),
        ({"id": "a", "text": None}, 'no "text"'),
        ({"text": TEXT}, 'no "id"'),
        ({"id": "a", "text": 5}, '"text" is not a string'),
        ({"id": 5, "text": TEXT}, '"id" is not a string'),
        ({"id": " ", "text": TEXT}, '"id" is empty'),
        ({"id": "a", "text": " "}, "empty: there is no text"),
        ({"id": "a", "text": "Министр сообщил"}, "not English: Cyrillic script"),
        (b"\x00\x01\x02\xff", "a binary file"),
        (b'{"id": "a", "text": "\\ud83d', "not JSON"),
    ],
)
def test_a_line_that_is_set_aside_and_the_rest_goes_on(tmp_path: Path, line: object, reason: str) -> None:
    good = {"id": "z", "text": TEXT, "published": "2020-01-02"}
    articles, problems = read(lines(tmp_path, "", line, good))
    number, said, set_aside = only(problems)
    assert [article.id for article in articles] == ["z"]
    assert (number, set_aside) == (2, True)
    assert said.startswith(reason)


@pytest.mark.parametrize(
    ("values", "reason", "published"),
    [
        ({"published": "2017-13-45"}, "\"published\" is not a date: '2017-13-45'; taken as unknown", None),
        ({"published": "last week"}, "\"published\" is not a date: 'last week'; taken as unknown", None),
        ({"published": None}, NO_DATE, None),
        ({"text": TEXT + "\0\0"}, "null characters in the text (2), read as spaces", "2020-01-02"),
        ({"source": [0, 5]}, '"source" is not a string, here and perhaps further on; ignored', "2020-01-02"),
    ],
)
def test_a_warning_and_the_article(
    tmp_path: Path, values: dict[str, object], reason: str, published: str | None
) -> None:
    (article,), problems = one(tmp_path, **values)
    assert (1, reason, False) in [(p.line, p.reason, p.set_aside) for p in problems]
    assert article.published == published
    assert article.text == values.get("text", TEXT)


def test_a_date_in_the_future_is_kept_with_a_warning(tmp_path: Path) -> None:
    later = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()
    (article,), problems = one(tmp_path, published=later)
    assert article.published == later
    assert only(problems) == (1, f"published in the future: {later}", False)


def test_lone_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    raw = (
        json.dumps({"id": "a", "published": "2020-01-02"})[:-1] + f', "text": "\\ud83d {TEXT} \\udc00\\ud83d\\ude00"}}'
    )
    (article,), problems = read(lines(tmp_path, raw))
    assert article.text == f"� {TEXT} �😀"
    assert json.loads(msgspec.json.encode(article))["text"] == article.text
    assert only(problems) == (1, "lone surrogates (2), each read as U+FFFD", False)


def test_a_line_in_windows_1252(tmp_path: Path) -> None:
    raw = b'{"id": "a", "published": "2020-01-02", "text": "' + TEXT.encode() + b' Lom\xe9"}'
    (article,), problems = read(lines(tmp_path, raw))
    assert article.text.endswith("Lomé")
    assert only(problems) == (1, "not UTF-8; read as Windows-1252", False)


def test_utf16_json_lines_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT}), encoding="utf-16")
    assert only(read(path)[1]) == (None, "JSON Lines in UTF-16; kg reads them in UTF-8", True)


def test_an_id_that_was_there_before(tmp_path: Path) -> None:
    path = lines(
        tmp_path, *({"id": "a", "text": text, "published": "2020-01-02"} for text in (TEXT, TEXT, TEXT + " No."))
    )
    articles, problems = read(path)
    assert len(articles) == 1
    assert [problem.reason for problem in problems] == [
        f"the id 'a' was there before with the same text: {path}:1",
        f"the id 'a' was there before with another text: {path}:1",
    ]
    assert [problem.line for problem in problems] == [2, 3]


def test_five_megabytes_in_one_line(tmp_path: Path) -> None:
    text = (TEXT + " ") * (5_000_000 // len(TEXT))
    path = tmp_path / "a-2020-01-02.txt"
    path.write_text(text)
    begin = time.process_time()
    articles, problems = read(path, lines(tmp_path, {"id": "b", "text": text, "published": "2020-01-02"}))
    assert [article.text for article in articles] == [text, text]
    assert problems == []
    assert time.process_time() - begin < 30


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.binary(max_size=60)
    | st.text(max_size=60).map(str.encode)
    | st.text(max_size=40).map(lambda t: json.dumps({"id": t, "text": t}).encode())
)
def test_no_bytes_stop_the_run_and_no_message_holds_a_text(tmp_path: Path, raw: bytes) -> None:
    for name in ("x.txt", "x.jsonl"):
        path = tmp_path / name
        path.write_bytes(raw)
        for item in read_articles([path]):
            if isinstance(item, Problem):
                item.reason.encode()
                assert len(item.reason) < 300
            else:
                item.text.encode()
                assert item.id
