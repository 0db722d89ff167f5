"""Each kind of file gives the same article, with what it says about it."""

from __future__ import annotations

import gzip
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow
import pytest
from hostile_files import BODY, PAGE, SENTENCES, TITLE, feed, lines_of_pdf, mail, parquet, pdf, warc, zipped, zstd
from pyarrow import parquet as tables

from kg.model import Article, Problem
from kg.text.readers import Limits, read_articles

ABOUT = '<meta property="og:site_name" content="Border Post"><link rel="canonical" href="https://example.org/talks">'
FULL_PAGE = PAGE.replace("</head>", f"{ABOUT}</head>")


def read(
    *paths: Path, published: str | None = None, columns: dict[str, str] | None = None
) -> tuple[list[Article], list[Problem]]:
    items = list(read_articles(paths, published, columns=columns, limits=Limits()))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Problem)]


def made(folder: Path, name: str, raw: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return path


def one(path: Path, **options: object) -> Article:
    (article,), problems = read(path, **options)  # type: ignore[arg-type]
    assert problems == []
    return article


def told(path: Path) -> str:
    articles, (problem,) = read(path)
    assert articles == []
    assert problem.set_aside
    return problem.reason


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.aspx", "a", "a.txt", "a.xml"])
def test_a_page_by_extension_or_content(tmp_path: Path, name: str) -> None:
    article = one(made(tmp_path, name, FULL_PAGE))
    assert article == Article(
        id="a",
        text=BODY,
        title=TITLE,
        published="2021-03-09",
        url="https://example.org/talks",
        source="Border Post",
        language="en",
    )


def test_an_entry_of_a_feed(tmp_path: Path) -> None:
    raw = feed(BODY, "Too short.").replace(b"<guid>0", b"<link>https://example.org/0</link><guid>0")
    articles, (short,) = read(
        made(tmp_path, "a.rss", raw.replace(b"<title>Post", b"<language>en-GB</language><title>Post"))
    )
    assert articles == [
        Article(
            id="0", text=articles[0].text, title=TITLE, published="2021-03-09", url="https://example.org/0",
            source="Post", language="en-GB",
        )
    ]  # fmt: skip
    assert " ".join(articles[0].text.split()) == " ".join(BODY.split())
    assert (short.line, short.reason) == (2, "no article: an entry without text")


def test_an_atom_feed(tmp_path: Path) -> None:
    content = "".join(f"&lt;p&gt;{sentence}&lt;/p&gt;" for sentence in SENTENCES)
    raw = (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Post</title><entry>'
        f"<id>urn:1</id><title>{TITLE}</title><updated>2021-03-09T23:00:00Z</updated>"
        f'<link href="https://example.org/1"/><content type="html">{content}</content></entry></feed>'
    )
    article = one(made(tmp_path, "a.xml", raw))
    assert (article.id, article.text, article.published) == ("urn:1", BODY, "2021-03-09")
    assert (article.url, article.source) == ("https://example.org/1", "Post")


def test_a_message(tmp_path: Path) -> None:
    article = one(made(tmp_path, "a.eml", mail()))
    assert article == Article(id="a", text=BODY, title=TITLE, published="2021-03-09", source="Desk")


def test_a_saved_page(tmp_path: Path) -> None:
    raw = (
        "From: <Saved>\nSnapshot-Content-Location: https://example.org/talks\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset=utf-8\n'
        f"Content-Location: https://example.org/talks\n\n{FULL_PAGE}\n--b\nContent-Type: text/css\n\nbody {{}}\n--b--\n"
    )
    article = one(made(tmp_path, "a.mhtml", raw))
    assert (article.text, article.title, article.source, article.published) == (
        BODY,
        TITLE,
        "Border Post",
        "2021-03-09",
    )


def test_a_pdf(tmp_path: Path) -> None:
    article = one(made(tmp_path, "a-2021-03-09.pdf", pdf(lines_of_pdf())))
    assert " ".join(article.text.split()) == " ".join(BODY.split())
    assert article.published == "2021-03-09"
    assert told(made(tmp_path, "b.pdf", pdf(b""))) == "a PDF without text (pictures of pages?)"


def test_a_crawl(tmp_path: Path) -> None:
    raw = warc(FULL_PAGE.encode(), b"<html><body><p>Page not found.</p></body></html>", FULL_PAGE.encode())
    for name, content in (("a.warc", raw), ("b.warc.gz", b"".join(gzip.compress(part) for part in (raw,)))):
        articles, (lost,) = read(made(tmp_path, name, content))
        assert [article.id for article in articles] == [f"https://example.org/{n}@2021-03-10T00:00:00Z" for n in (0, 2)]
        assert {article.text for article in articles} == {BODY}
        assert lost.line == 2
        assert lost.reason.startswith("no article")


def test_json_lists_and_objects(tmp_path: Path) -> None:
    listed = [
        {"headline": TITLE, "body": BODY, "link": "https://example.org/0", "date": "Tue, 09 Mar 2021 10:00:00 GMT"}
    ]
    expected = Article(
        id="https://example.org/0", text=BODY, title=TITLE, url="https://example.org/0", published="2021-03-09"
    )
    assert one(made(tmp_path, "a.json", json.dumps(listed))) == expected
    assert one(made(tmp_path, "b.json", json.dumps({"count": 1, "articles": listed}))) == expected
    assert one(made(tmp_path, "c.json", json.dumps(listed[0], indent=1))) == expected
    assert one(made(tmp_path, "d.json", json.dumps({"id": "d", **listed[0]}) + "\n")).id == "d"


def test_a_table_whose_columns_are_recognised_or_named(tmp_path: Path) -> None:
    row = f'"{TITLE}","{BODY}",2021/03/09,Post\n'
    article = one(made(tmp_path, "a.csv", f"Headline,Full Text,Date,Outlet\n{row}"))
    assert article == Article(id="a#1", text=BODY, title=TITLE, published="2021-03-09", source="Post")
    other = made(tmp_path, "b.tsv", f"a\tnarrative\n1\t{SENTENCES[0]}\n")
    assert told(other).startswith("no column with the text is recognised; name it, as in --columns text=body")
    assert one(other, published="2021-03-09", columns={"text": "narrative", "id": "a"}).id == "1"


def test_rows_of_a_table_that_are_wrong_are_set_aside_by_line(tmp_path: Path) -> None:
    path = made(tmp_path, "a.csv", f"id;text;date\n1;{SENTENCES[0]};2021-03-09\n2;{SENTENCES[1]}\n3;;2021-03-09\n")
    (article,), problems = read(path)
    assert article.id == "1"
    assert [(p.line, p.reason) for p in problems] == [
        (3, "a row of 2 columns where the first has 3"),
        (4, 'no "text"'),
    ]


def test_parquet_in_its_own_file_and_in_an_archive(tmp_path: Path) -> None:
    into = io.BytesIO()
    days = [date(2021, 3, 9), datetime(2021, 3, 10, 5, tzinfo=UTC).date()]
    tables.write_table(pyarrow.table({"content": [BODY, BODY + " More."], "day": days, "id": [7, 8]}), into)
    articles, problems = read(made(tmp_path, "a.parquet", into.getvalue()))
    assert problems == []
    assert [(a.id, a.published) for a in articles] == [("7", "2021-03-09"), ("8", "2021-03-10")]
    articles, _ = read(made(tmp_path, "b.zip", zipped(("in.parquet", parquet()))), published="2021-03-09")
    assert [a.id for a in articles] == ["b/in#1", "b/in#2", "b/in#3"]


def test_archives_of_anything(tmp_path: Path) -> None:
    inner = zipped(("deep/c-2021-03-09.txt", BODY.encode()))
    members = (("b.html", FULL_PAGE.encode()), ("z.zip", inner), ("pic.png", b"\x89PNG"), ("README.md", b"read me"))
    articles, (others,) = read(made(tmp_path, "a.zip", zipped(*members)))
    assert [(a.id, a.text) for a in articles] == [("a/b", BODY), ("a/z/deep/c-2021-03-09", BODY)]
    assert (others.reason, others.set_aside) == ("1 file of other kinds passed over", False)
    for name, raw in (
        ("d-2021-03-09.txt.gz", gzip.compress(BODY.encode())),
        ("e-2021-03-09.txt.zst", zstd(BODY.encode())),
    ):
        assert one(made(tmp_path, name, raw)) == Article(id=name.partition(".")[0], text=BODY, published="2021-03-09")
    line = json.dumps({"id": "f", "text": BODY, "published": "2021-03-09"})
    assert one(made(tmp_path, "f.jsonl.gz", gzip.compress(line.encode()))).id == "f"


def test_where_something_in_an_archive_went_wrong(tmp_path: Path) -> None:
    path = made(tmp_path, "a.zip", zipped(("b/c.jsonl", b'{"id": "a"}\n'), ("d.txt", b"")))
    _, problems = read(path)
    assert [str(p) for p in problems] == [f'{path}!b/c.jsonl:1: no "text"', f"{path}!d.txt: empty: there is no text"]


@pytest.mark.parametrize(
    "raw", [FULL_PAGE.encode(), gzip.compress(FULL_PAGE.encode()), zipped(("a.html", FULL_PAGE.encode()))]
)
def test_standard_input_of_any_kind(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    (article,) = read_articles(["-"])
    assert isinstance(article, Article)
    assert (article.text, article.title) == (BODY, TITLE)


def test_other_languages_are_set_aside(tmp_path: Path) -> None:
    said = (
        "Le ministre a dit que les armées sont dans la ville avec des chars et que le président ne viendra pas.",
        "Il a ajouté que les deux pays vont ouvrir la frontière dans une semaine, et que des médecins y seront.",
        "Une porte-parole de la région a nié que les soldats aient tiré sur la foule qui attendait devant la mairie.",
    )
    page = f"<html lang=fr><body><article>{''.join(f'<p>{line}</p>' for line in said)}</article></body></html>"
    assert told(made(tmp_path, "a.html", page)) == "not English: reads like French"
