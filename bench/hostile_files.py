"""Makes hostile and broken files of every format that kg reads, the same for the same seed."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

TITLE = "Officials of both republics meet at the border"
SENTENCES = (
    "Officials of both republics met at the border on Monday to talk about the return of families, a spokesman said.",
    "They agreed to open two crossings before the end of the month and to send doctors to the camps.",
    "The army accused armed groups of spreading rumours, and it denied that any of its troops had crossed the line.",
    "A visitor from the United Nations praised the talks and promised to come back in the spring with more money.",
)
BODY = "\n\n".join(SENTENCES)
PAGE = (
    f'<!DOCTYPE html><html lang="en"><head><title>{TITLE}</title><meta name="date" content="2021-03-09"></head><body>'
    f"<nav><a href=/>Home</a></nav><article><h1>{TITLE}</h1>" + "".join(f"<p>{s}</p>" for s in SENTENCES)
    + "</article></body></html>"
)  # fmt: skip
ARTICLE = {"text": BODY, "title": TITLE, "published": "2021-03-09"}
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12))
    + "]>"
)
Made = Iterator[tuple[str, bytes, int | None]]
"""A name, the bytes, and how many articles there are to account for, if that is known."""


def make(folder: Path, count: int, seed: int) -> dict[Path, int | None]:
    """Write `count` files; what each holds. Each attack comes once, the rest are valid files that were damaged."""
    folder.mkdir(parents=True, exist_ok=True)
    choose = random.Random(seed)
    made: dict[Path, int | None] = {}
    everything = [*(one for attack in ATTACKS for one in attack())]
    for number in range(count):
        if number < len(everything):
            name, raw, holds = everything[number]
        else:
            name, raw, holds = damaged(choose)
        path = folder / f"{number:04}-{name}"
        path.write_bytes(raw)
        made[path] = holds
    return made


def zipped(*members: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these members."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", how) as archive:
        for name, raw in members:
            archive.writestr(zipfile.ZipInfo(name), raw, how)
    return into.getvalue()


def zstd(raw: bytes) -> bytes:
    """Compressed by Zstandard."""
    import zstandard

    return zstandard.compress(raw)


def warc(*pages: bytes, head: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n") -> bytes:
    """A crawl of these pages."""
    records = []
    for number, page in enumerate(pages):
        http = head + page
        about = b"WARC-Target-URI: https://example.org/%d\r\nWARC-Date: 2021-03-10T00:00:00Z\r\n" % number
        about += b"WARC-Record-ID: <urn:uuid:%032x>\r\nContent-Length: %d\r\n" % (number, len(http))
        kind = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
        records.append(kind + about + b"\r\n" + http + b"\r\n\r\n")
    return b"".join(records)


def feed(*texts: str) -> bytes:
    """An RSS file with an entry for each text."""
    items = "".join(
        f"<item><title>{TITLE}</title><guid>{n}</guid><pubDate>Tue, 09 Mar 2021 10:00:00 GMT</pubDate>"
        f"<description>{text}</description></item>" for n, text in enumerate(texts)
    )  # fmt: skip
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'.encode()


def mail(body: str = BODY) -> bytes:
    """A message."""
    head = f"From: Desk <desk@example.org>\nSubject: {TITLE}\nDate: Tue, 09 Mar 2021 10:00:00 +0000\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\n\n{body}\n".encode()


def pdf(content: bytes, *, pages: bytes = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", previous: bytes = b"") -> bytes:
    """A PDF of one page, its content stream compressed."""
    packed = zlib.compress(content)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        pages,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources "
        b"<< /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 6 0 R >> >> /Length 4 >>\n"
        b"stream\n/X Do\nendstream",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    extra = previous.replace(b"SELF", str(table).encode())
    return out + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, extra, table)


def lines_of_pdf(text: str = BODY) -> bytes:
    """A content stream that shows the text."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in text.replace("(", "").replace(")", "").split("\n") if line)
    return f"BT /F1 12 Tf 40 700 Td {shown} ET".encode()


def parquet() -> bytes:
    """A table of three articles."""
    import pyarrow
    from pyarrow import parquet as written

    into = io.BytesIO()
    written.write_table(pyarrow.table({"title": [TITLE] * 3, "body": [f"{n} {BODY}" for n in range(3)]}), into)
    return into.getvalue()


def bombs() -> Made:
    """What grows when it is opened."""
    zeros = bytes(300_000_000)
    packed = gzip.compress(zeros, 6)
    yield "bomb.zip", zipped(("bomb.txt", zeros)), None
    yield "bomb-page.zip", zipped(("bomb.html", b"<html>" + zeros)), None
    yield "bomb.txt.gz", packed, 1
    yield "bomb.html.gz", gzip.compress(b"<html><body><p>" + zeros), 1
    yield "bomb.jsonl.gz", gzip.compress(b'{"id": "' + zeros), 1
    yield "bomb.csv.gz", gzip.compress(b"text\n" + zeros), None
    yield "bomb.json.gz", gzip.compress(b'[{"text": "' + zeros), None
    yield "bomb.txt.zst", zstd(zeros), 1
    yield "bomb.warc.gz", gzip.compress(warc(zeros)), None  # the record, and what may follow it
    yield "twice.txt.gz", gzip.compress(packed), 1
    inner = zipped(("a.txt", BODY.encode()))
    for depth in range(8):
        inner = zipped((f"{depth}.zip", inner))
    yield "matryoshka.zip", inner, 1
    many = zipped(*((f"{n}.zip", zipped(("a.html", zeros[:20_000_000]))) for n in range(30)))
    yield "wide.zip", many, None
    response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    yield "inside.warc", warc(packed, PAGE.encode(), head=response), 2
    yield "bomb.pdf", pdf(b"BT " + b"(a) Tj " * 20_000_000 + b"ET"), 1
    yield "long.html", b"<html><body><p>" + b"word " * 40_000_000, 1
    yield "long.txt", b"word " * 20_000_000, 1
    yield "laughs.xml", (LAUGHS + "<rss><channel><item><title>&m;</title></item></channel></rss>").encode(), 1
    yield "laughs.rss", (LAUGHS + "<rss version='2.0'><channel><title>&m;</title></channel></rss>").encode("utf-16"), 1
    yield "laughs.html", (LAUGHS + f"<html><body>{'&m;' * 100}</body></html>").encode(), 1
    yield "laughs.eml", mail(LAUGHS + "&m;"), 1


def escapes() -> Made:
    """What would lead out of its archive, or to another machine."""
    names = (
        "../../../../tmp/escaped.txt",
        "/etc/cron.d/escaped.txt",
        "C:\\escaped.txt",
        "..\\..\\escaped.txt",
        "a/../../b.txt",
    )
    yield "escapes.zip", zipped(*((name, f"{name} {BODY}".encode()) for name in names)), len(names)
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    yield "link.zip", into.getvalue(), 1
    external = (
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;'
    )
    yield "external.rss", (external + "</title></item></channel></rss>").encode(), 1
    remote = '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">'
    yield "remote.rss", remote.encode() + feed(BODY).partition(b"?>")[2], 1
    framed = PAGE.replace(
        "<nav>", '<base href="http://127.0.0.1:9/"><link rel=stylesheet href=a.css><iframe src="/x"></iframe><nav>'
    )
    yield "framed.html", framed.encode(), 1
    yield "include.html", PAGE.replace("<nav>", '<xi:include href="file:///etc/passwd"/><nav>').encode(), 1
    yield "url.rss", b"http://127.0.0.1:9/feed.rss", 1
    yield "path.rss", b"/etc/passwd", 1


def deep() -> Made:
    """What is nested, or repeated, as nobody would write it."""
    yield "deep.html", (PAGE[:-14] + "<div>" * 200_000 + "deep").encode(), 1
    yield "deep-lists.html", b"<html><body>" + b"<ul><li>a" * 100_000, 1
    yield "links.html", b"<html><body>" + b"<a href=x>link</a> " * 200_000, 1
    yield "attributes.html", b"<html><body><p " + b" ".join(b"a%d=b" % n for n in range(300_000)) + b">x", 1
    yield "comments.html", b"<!-- " * 500_000 + PAGE.encode(), 1
    yield "unclosed.html", PAGE.replace("<h1>", "<script><h1>").encode(), 1
    yield "tags.html", b"<html><body>" + b"<" * 2_000_000, 1
    yield "dates.html", b"<html><body><p>" + b"2020-01-01-" * 300_000, 1
    yield "digits.html", b"<html><body><p>" + b"1" * 3_000_000, 1
    yield "word.html", b"<html><body><p>" + b"a" * 5_000_000, 1
    yield "spaces.html", b"<html><body><p>" + b" \n\t" * 2_000_000, 1
    yield "styles.html", PAGE.replace("<h1>", "<h1 style='" + "display:" * 200_000 + "'>").encode(), 1
    yield (
        "json-ld.html",
        PAGE.replace("<nav>", "<script type='application/ld+json'>" + "[" * 500_000 + "</script><nav>").encode(),
        1,
    )
    yield "deep.json", b"[" * 500_000, 1
    yield "deep-objects.json", b'{"a":' * 500_000, 1
    yield "deep.jsonl", b"[" * 500_000 + b"\n" + json.dumps({"id": "a", **ARTICLE}).encode(), 2
    yield "number.json", b'[{"text": ' + b"9" * 5_000_000 + b"}]", 1
    yield "columns.csv", b",".join(b"c%d" % n for n in range(300_000)) + b"\n" + b"," * 299_999, 1
    yield "quote.csv", b'text,title\n"' + b"never closed, " * 1_000_000, None
    yield "commas.tsv", b"text\n" + b"\t" * 3_000_000, 1
    yield "deep.eml", _nested_mail(3_000), 1
    yield "header.eml", b"Subject: " + b"=?utf-8?q?=41?= " * 200_000 + b"\n\n" + BODY.encode(), 1
    yield "addresses.eml", b"From: " + b"(" * 300_000 + b"\nSubject: a\n\n" + BODY.encode(), 1
    yield "deep.rss", b"<rss version='2.0'><channel>" + b"<item>" * 100_000, None
    yield "entries.rss", feed(*["<b>" * 2_000 + SENTENCES[0]] * 50), None
    yield "abbreviations.txt", b"Mr. Dr. Gen. U.S. " * 100_000, 1
    yield "quotes.txt", ('"' * 500_000 + BODY).encode(), 1
    yield "brackets.txt", b"(" * 1_000_000, 1
    yield "lines.txt", b"\n" * 5_000_000, 1
    yield "marks.txt", ("a" + "\u0301" * 500_000 + BODY).encode(), 1
    yield "matter.txt", b"---\n" + b"a: b\n" * 300_000 + BODY.encode(), 1
    yield "empty-members.zip", zipped(*((f"{n}.txt", b"") for n in range(2_000))), 2_000


def _nested_mail(depth: int) -> bytes:
    out = b"From: a@example.org\nSubject: deep\n"
    for n in range(depth):
        out += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
    return out + b"Content-Type: text/plain\n\n" + BODY.encode()


def loops() -> Made:
    """PDF files that refer to themselves."""
    good = lines_of_pdf()
    yield "pages-loop.pdf", pdf(good, pages=b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"), 1
    yield "previous-loop.pdf", pdf(good, previous=b"/Prev SELF"), 1
    yield "form-loop.pdf", pdf(good + b" /X Do"), 1
    yield "count.pdf", pdf(good, pages=b"<< /Type /Pages /Kids [3 0 R] /Count 999999999 >>"), 1
    yield "many-kids.pdf", pdf(good, pages=b"<< /Type /Pages /Kids [" + b"3 0 R " * 100_000 + b"] /Count 100000 >>"), 1
    yield "length.pdf", pdf(good).replace(b"/Length", b"/Lenght"), 1
    yield "root.pdf", pdf(good).replace(b"/Root 1 0 R", b"/Root 9 0 R"), 1
    yield "empty.pdf", pdf(b""), 1


def lies() -> Made:
    """What is not what it says."""
    for name in ("a.txt", "a.html", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.parquet", "a.rss", "a.xml", "a.warc",
                 "a.eml", "a.mhtml", "a.pdf", "a.zip", "a.gz", "a.zst", "a"):  # fmt: skip
        yield f"empty-{name}", b"", 1 if not name.endswith(("jsonl", "warc")) else None
        yield f"noise-{name}", random.Random(name).randbytes(5_000), None
        yield f"nulls-{name}", bytes(5_000), None
        yield f"text-{name}", BODY.encode(), None
    encrypted = bytearray(zipped(("a.txt", BODY.encode())))
    encrypted[6] |= 1
    encrypted[encrypted.rindex(b"PK\x01\x02") + 8] |= 1
    yield "encrypted.zip", bytes(encrypted), 1
    yield (
        "checksum.zip",
        zipped(("a.txt", BODY.encode()), how=zipfile.ZIP_STORED).replace(b"republics", b"REPUBLICS"),
        1,
    )
    yield "twins.zip", zipped(("a.txt", BODY.encode()), ("a.txt", b"Other. " + BODY.encode())), 2
    yield "names.zip", zipped(("\x1b[31m\n\r.txt", BODY.encode()), ("\u202etxt.lmth.txt", BODY.encode())), 2
    yield "trailer.txt.gz", gzip.compress(BODY.encode()) + b"garbage", 1
    yield "charset.html", PAGE.replace("<title>", '<meta charset="no-such-charset"><title>').encode(), 1
    yield "utf7.html", PAGE.replace("<title>", '<meta charset="utf-7"><title>').encode(), 1
    yield "utf16.html", PAGE.encode("utf-16"), 1
    yield "utf32.html", PAGE.encode("utf-32"), 1
    yield "latin.csv", f"text\n{BODY.replace(chr(10), ' ')} Lomé é\n".encode("latin-1"), 1
    yield "surrogate.jsonl", b'{"id": "\\ud800", "text": "\\udfff ' + SENTENCES[0].encode() + b'"}', 1
    yield "keys.json", b'[{"text": {"a": 1}}, {"text": null}, 5, "a", [], {}]', 6
    yield "nan.jsonl", b'{"id": NaN, "text": Infinity}', 1
    yield "date.jsonl", json.dumps({"id": "d", **ARTICLE, "published": "9" * 10_000}).encode(), 1
    yield (
        "status.warc",
        warc(PAGE.encode(), head=b"HTTP/1.1 99999999999999999999 OK\r\nContent-Type: text/html\r\n\r\n"),
        None,
    )
    yield "length.warc", warc(PAGE.encode()).replace(b"Content-Length: ", b"Content-Length: 99999"), None
    yield "minus.warc", warc(PAGE.encode()).replace(b"Content-Length: ", b"Content-Length: -"), None


def damaged(choose: random.Random) -> tuple[str, bytes, int | None]:
    """A valid file that was cut, or some bytes of which were changed, doubled or lost; or one under another's name."""
    suffix, maker = choose.choice(SEEDS)
    raw = bytearray(maker())
    for _ in range(choose.choice((1, 1, 3, 20, 200))):
        at = choose.randrange(len(raw)) if raw else 0
        match choose.randrange(5):
            case 0:
                raw[at : at + 1] = choose.randbytes(1)
            case 1:
                del raw[at : at + choose.randrange(1, 60)]
            case 2:
                raw[at:at] = choose.randbytes(choose.randrange(1, 40))
            case 3:
                raw[at:at] = raw[at : at + 200]
            case _:
                raw[at:at] = choose.choice(
                    (b"<", b"\0", b'"', b"&#x110000;", b"\xff\xfe", b"{", b"PK\x03\x04", b"%s" * 50)
                )
    if choose.random() < 0.15:
        del raw[choose.randrange(len(raw) + 1) :]
    if choose.random() < 0.1:
        suffix = choose.choice(SEEDS)[0]
    return f"damaged{suffix}", bytes(raw), None


SEEDS: tuple[tuple[str, Callable[[], bytes]], ...] = (
    (".txt", BODY.encode),
    (".html", PAGE.encode),
    (".jsonl", lambda: b"\n".join(json.dumps({"id": str(n), **ARTICLE}).encode() for n in range(4))),
    (".json", lambda: json.dumps([ARTICLE] * 4).encode()),
    (".csv", lambda: f'title,text,date\n{TITLE},"{BODY}",2021-03-09\n'.encode() * 2),
    (".parquet", parquet),
    (".rss", lambda: feed(*SENTENCES)),
    (".warc", lambda: warc(PAGE.encode(), PAGE.encode())),
    (".warc.gz", lambda: gzip.compress(warc(PAGE.encode()))),
    (".eml", mail),
    (".mhtml", lambda: mail().replace(b"text/plain", b"text/html") + PAGE.encode()),
    (".pdf", lambda: pdf(lines_of_pdf())),
    (".zip", lambda: zipped(("a.txt", BODY.encode()), ("b.html", PAGE.encode()))),
    (".txt.gz", lambda: gzip.compress(BODY.encode())),
    (".txt.zst", lambda: zstd(BODY.encode())),
)
ATTACKS: tuple[Callable[[], Made], ...] = (bombs, escapes, deep, loops, lies)
