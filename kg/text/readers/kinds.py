"""What kind of file something is: by its extension, and by its first bytes where these say more."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal[
    "plain", "json_lines", "json", "html", "feed", "table", "parquet", "warc", "mail", "pdf", "zip", "gzip", "zstd"
]

KINDS = "text, HTML, JSON, CSV, Parquet, RSS, WARC, EML, PDF; ZIP, .gz or .zst of them"
"""What there is, for messages."""

_BY_SUFFIX: dict[str, Kind] = {
    **dict.fromkeys((".txt", ".text", ".md", ""), "plain"),
    **dict.fromkeys((".jsonl", ".ndjson"), "json_lines"),
    ".json": "json",
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), "html"),
    **dict.fromkeys((".xml", ".rss", ".atom", ".rdf"), "feed"),
    **dict.fromkeys((".csv", ".tsv", ".tab"), "table"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    ".warc": "warc",
    **dict.fromkeys((".eml", ".mht", ".mhtml"), "mail"),
    ".pdf": "pdf",
    ".zip": "zip",
    **dict.fromkeys((".gz", ".gzip"), "gzip"),
    **dict.fromkeys((".zst", ".zstd"), "zstd"),
}
_BY_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"%PDF-", "pdf"),
    (b"PAR1", "parquet"),
    (b"WARC/1.", "warc"),
)
_COMPRESSED = frozenset({"zip", "gzip", "zstd", "parquet"})
_OTHERS = frozenset(
    (
        ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub", ".jar", ".apk", ".whl", ".png", ".jpg",
        ".jpeg", ".gif", ".webp", ".svg", ".ico", ".mp3", ".mp4", ".mov", ".avi", ".css", ".js", ".map",
        ".woff", ".woff2", ".ttf", ".py", ".pyc", ".so", ".dll", ".exe", ".bin", ".db", ".sqlite", ".tar",
        ".tgz", ".7z", ".rar", ".bz2", ".xz", ".yaml", ".yml", ".toml", ".part", ".tmp", ".lock", ".log",
    )
)  # fmt: skip
_HTML = re.compile(rb"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S)
_FEED = re.compile(rb"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.I | re.S)
_MAIL = re.compile(
    rb"(?:(?:From|To|Subject|Date|MIME-Version|Received|Return-Path|Message-ID):? [^\n]{0,900}\r?\n){3}", re.I
)
_SPACE = b" \t\r\n\xef\xbb\xbf"


def kind_of(suffix: str, head: bytes | None = None) -> Kind | None:
    """The kind of a file, or None for one that kg does not read; `head` are its first bytes, as far as they are known.

    What the first bytes say for certain goes before the extension; and a file of an unknown extension is read if they
    do.
    """
    named = _BY_SUFFIX.get(suffix)
    if suffix in _OTHERS:
        return None
    if named is None and suffix[1:].isdigit():  # "APW19980807.0261": a number, no kind of file
        named = "plain"
    if head is None:
        return named
    for magic, kind in _BY_MAGIC:
        if head.startswith(magic):
            return kind
    begin = head.lstrip(_SPACE)[:4_000]
    if named in ("plain", "feed", "html", None):
        if _FEED.match(begin):
            return "feed"
        if _HTML.match(begin):
            return "html"
    if suffix == "" and begin.startswith((b'{"', b"{ ", b"[{")):
        return "json"
    if suffix == "" and _MAIL.match(begin):
        return "mail"
    return named


def kind_of_standard_input(head: bytes) -> Kind:
    """JSON Lines if nothing else is to be seen in its first bytes."""
    kind = kind_of("", head)
    if kind not in ("plain", "json", None):
        return kind
    begin = head.lstrip(_SPACE)
    if begin.startswith(b"["):
        return "json" if begin[1:].lstrip(_SPACE).startswith(b"{") else "json_lines"
    return "json_lines" if not begin or begin.startswith(b"{") else "plain"


def is_compressed(kind: Kind) -> bool:
    """Whether reading it may make far more of it."""
    return kind in _COMPRESSED
