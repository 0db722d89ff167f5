"""The pages that bench/cleaning.py scores: articles of ours in the furniture of news sites, twelve layouts.

    python bench/pages.py          # writes data/gold/pages/{html,text,junk}/ anew

Sixty articles: the first thirty of data/articles and thirty of data/gold/pages/articles/bodies.txt, five in each layout. `text/`
has what a reader should get, a paragraph a line apart; `junk/` the ticker and tag lines that were put between the
paragraphs. The layouts LAYOUTS[6:] were written at the same time as the others and not looked at while the cleaning was
made: bench/cleaning.py scores them apart.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parents[1]
PAGES = PROJECT / "data" / "gold" / "pages"
SEED = 20260101
LATER = {"2020-09-29-yerevan-su25", "2020-09-30-ankara-su25"}
"""Articles that came when the pages were made: with them each page would be another."""


class Story(NamedTuple):
    """`lines` are paragraphs; one that begins with `## ` is a subheading."""

    title: str
    day: str
    lines: list[str]


class Parts(NamedTuple):
    """What the layouts are filled with; `body` are the paragraphs with what was put between them, ready to be wrapped."""

    story: Story
    body: list[tuple[str, str]]
    choose: random.Random


TICKERS = (
    "BRENT 84.12 +0.8% WTI 80.45 +0.6% GOLD 1,934.20 -0.2%",
    "EUR/USD 1.0841 ▲ 0.12% GBP/USD 1.2650 ▼ 0.05% USD/JPY 147.21 ▲ 0.31%",
    "FTSE 100 7,512.3 -0.4% | DAX 15,890.1 +0.2% | CAC 40 7,310.8 +0.1%",
    "BTC 43,120.5 +2.1% ETH 2,310.4 +1.4%",
    "NDAQ 58.20 +1.15 (2.01%) JPM 171.02 -0.88 (0.51%)",
    "Nikkei 225 33,288.3 +0.24% Hang Seng 16,788.6 -0.18% S&P 500 4,783.5 +0.10%",
)
TAGS = (
    "Tags: {0}, {1}, {2}",
    "Topics: {0} | {1} | {2}",
    "Filed under: {0}, {2}",
    "#{0} #{1} #{2}",
    "Related topics: {1}, {0}",
    "Keywords: {0}; {1}; {2}",
)
INSERTED = (
    "READ ALSO: Five things to know before the vote",
    "Sign up for our morning newsletter and get the day's news in your inbox",
    "Advertisement",
    "Story continues below advertisement",
    "Read more: Who is who in the new cabinet",
    "Share this article on Facebook, Twitter or WhatsApp",
    "Follow us on Telegram for the latest updates",
    "WATCH: Highlights of the debate in two minutes",
    "Subscribe now for unlimited access from £1 a week",
    "You may also like: The long road to the summit",
)
CAPTIONS = (
    "Photo: Anna Reiter/Sample Wire",
    "A view of the square on Thursday morning. Photograph: Tom Bell/Press Pool",
    "FILE PHOTO: Police stand guard outside the ministry last year. Getty Images",
)
LINKS = (
    "Storm closes three airports", "Why bread costs more this winter", "Striker out for the season after surgery",
    "Ten gardens to see in May", "Minister denies rift with party", "Opinion: the bridge nobody asked for",
    "In charts: a year of rain", "Quiz: how well do you know the coast?", "Obituary: a life in tugboats",
    "Live: reactions to the budget", "Recipe of the week: lentil soup", "What we know about the train crash",
)  # fmt: skip
SECTIONS = ("Home", "World", "Politics", "Business", "Sport", "Culture", "Weather", "Opinion", "Video", "Podcasts")
COMMENTS = (
    "I have lived here for thirty years and never seen anything like it. Thank you for covering this.",
    "Typical. They will promise everything before the election and forget it the day after.",
    "Great article but you should have asked the other side too. @editor please fix the typo in the second line.",
)


def stories() -> list[Story]:
    """The sixty articles in their order."""
    found = []
    for file in sorted((PROJECT / "data" / "articles").glob("*.txt")):
        if file.stem in LATER:
            continue
        _, head, body = file.read_text("utf-8").split("---\n", 2)
        fields = dict(line.split(": ", 1) for line in head.strip().splitlines())
        found.append(Story(fields["title"], fields["published"], [p.strip() for p in body.split("\n\n") if p.strip()]))
    bodies = (PAGES / "articles" / "bodies.txt").read_text("utf-8").split("\n== ")[1:]
    for number, part in enumerate(bodies):
        title, _, body = part.partition("\n")
        found.append(
            Story(title, f"2024-{1 + number % 12:02}-{3 + number % 25:02}", [p for p in body.split("\n") if p])
        )
    random.Random(SEED).shuffle(found)
    return found


def furnish(story: Story, choose: random.Random) -> tuple[Parts, list[str]]:
    """The paragraphs with other lines between them; and those of them that are tickers and tag lines."""
    named = [re.sub(r"\W", "", word) for word in story.title.split() if len(word) > 4]
    words = [*named[:3], "World", "News", "Europe"]
    ticker = choose.choice(TICKERS)
    tags = choose.choice(TAGS).format(*words)
    body = [("h2", line[3:]) if line.startswith("## ") else ("p", line) for line in story.lines]
    extra = [("ticker", ticker), ("insert", choose.choice(INSERTED)), ("insert", choose.choice(INSERTED))]
    if choose.random() < 0.5:
        extra.append(("caption", choose.choice(CAPTIONS)))
    junk = [ticker, tags]
    if choose.random() < 0.4:
        second = choose.choice([one for one in TICKERS if one != ticker])
        extra.append(("ticker", second))
        junk.append(second)
    for one in extra:
        body.insert(choose.randrange(1, len(body) + 1), one)
    if choose.random() < 0.3:
        middle = choose.choice(TAGS).format(words[1], words[0], words[3])
        body.insert(choose.randrange(2, len(body)), ("tags", middle))
        junk.append(middle)
    body.append(("tags", tags))
    return Parts(story, body, choose), junk


def e(text: str) -> str:
    return html.escape(text, quote=False)


def links(parts: Parts, count: int, wrap: str = "<li>{}</li>") -> str:
    chosen = parts.choose.sample(LINKS, count)
    return "\n".join(wrap.format(f'<a href="/n/{abs(hash_of(text))}">{e(text)}</a>') for text in chosen)


def hash_of(text: str) -> int:
    return sum(ord(c) * (i + 7) for i, c in enumerate(text))


def wrapped(parts: Parts, **how: str) -> str:
    """The body, each line in the element that `how` says for its kind; p for others."""
    lines = []
    for kind, text in parts.body:
        shape = how.get(kind) or (how.get("p", "<p>{}</p>") if kind not in ("h2",) else "<h2>{}</h2>")
        shown = e(text)
        if kind == "insert" and text.startswith(("READ", "Read", "WATCH", "You")) and ":" in text:
            label, _, rest = text.partition(": ")
            shown = f'<strong>{e(label)}:</strong> <a href="/x">{e(rest)}</a>'
        if kind == "tags" and not text.startswith("#"):
            shown = re.sub(r"(?<=[:,;|] )(\w+)", r'<a href="/t/\1">\1</a>', shown)
        lines.append(shape.format(shown))
    return "\n".join(lines)


def head(parts: Parts, site: str, *more: str) -> str:
    story = parts.story
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{e(story.title)} | {site}</title>\n'
        f'<meta property="og:site_name" content="{site}"><meta property="og:type" content="article">\n'
        f'<meta property="article:published_time" content="{story.day}T08:15:00+00:00">\n' + "\n".join(more) + "</head>"
    )


def cookie() -> str:
    return (
        '<div class="cookie-consent"><p>We use cookies and similar technologies to improve your experience and to show '
        "you personalised content. You can change your settings at any time.</p><button>Accept all</button></div>"
    )


def semantic(parts: Parts) -> str:
    nav = "".join(f'<li><a href="/{s.lower()}">{s}</a></li>' for s in SECTIONS)
    return f"""{head(parts, "The Daily Beacon")}
<body><a class="skip" href="#main">Skip to content</a><header><nav><ul>{nav}</ul></nav></header>{cookie()}
<main id="main"><article><h1>{e(parts.story.title)}</h1><p class="byline">By Anna Reiter</p>
<time datetime="{parts.story.day}">{parts.story.day}</time>
<div class="share-buttons"><a href="#">Share</a> <a href="#">Tweet</a> <a href="#">Email</a></div>
{wrapped(parts, caption='<figure><img src="a.jpg"><figcaption>{}</figcaption></figure>')}
</article><aside class="related"><h3>Related stories</h3><ul>{links(parts, 5)}</ul></aside>
<section class="comments"><h3>Comments</h3>{"".join(f"<p>{c}</p>" for c in COMMENTS)}</section></main>
<footer><p>© The Daily Beacon. All rights reserved.</p><a href="/privacy">Privacy policy</a></footer></body></html>"""


def wordpress(parts: Parts) -> str:
    menu = "".join(f'<li class="menu-item"><a href="#">{s}</a></li>' for s in SECTIONS[:7])
    share = '<div class="sharedaddy sd-sharing"><h3>Share this:</h3><ul><li><a>Facebook</a></li><li><a>X</a></li></ul></div>'
    return f"""{head(parts, "Harbour Gazette")}
<body class="single post-template"><div id="page"><div id="masthead"><ul class="menu">{menu}</ul></div>
<div id="primary"><div class="post hentry"><h1 class="entry-title">{e(parts.story.title)}</h1>
<div class="entry-meta">Posted on {parts.story.day} by <a href="#">newsroom</a> | <a href="#">3 Comments</a></div>
<div class="entry-content">{wrapped(parts, caption='<div class="wp-caption"><img src="b.jpg"><p class="wp-caption-text">{}</p></div>')}
{share}</div><div class="nav-links"><a rel="prev">← Storm closes three airports</a></div>
<div id="comments"><h2>3 thoughts on “{e(parts.story.title)}”</h2>{"".join(f"<div class=comment-body><p>{c}</p></div>" for c in COMMENTS)}</div></div></div>
<div id="secondary" class="widget-area"><h2>Recent Posts</h2><ul>{links(parts, 6)}</ul>
<form><p>Enter your email address to subscribe to this blog and receive notifications of new posts.</p></form></div></div></body></html>"""


def bem(parts: Parts) -> str:
    nav = "".join(f'<a class="nav__item" href="#">{s}</a>' for s in SECTIONS)
    return f"""{head(parts, "Metro Courier")}
<body><div class="site-header"><div class="nav">{nav}</div></div><div class="breaking-ticker"><span>BREAKING</span> <a href="#">Storm closes three airports</a></div>
<div class="article article--standard"><div class="article__header"><h1 class="article__title">{e(parts.story.title)}</h1>
<div class="article__standfirst-meta">Tom Bell, {parts.story.day}</div></div>
<div class="article__body">{wrapped(parts, p='<div class="article__paragraph"><p>{}</p></div>', caption='<div class="article__image"><img src="c.jpg"><span class="article__caption">{}</span></div>')}</div>
<div class="newsletter-box"><h4>The Courier in your inbox</h4><p>The five stories that matter, every weekday at seven. No spam, unsubscribe whenever you like.</p></div>
<div class="recirculation"><h4>Most read</h4>{links(parts, 6, '<div class="recirculation__item">{}</div>')}</div></div>
<div class="site-footer">{links(parts, 4, "<span>{}</span>")}<p>Metro Courier Ltd, registered in England. Reuse this content.</p></div></body></html>"""


def divs(parts: Parts) -> str:
    return f"""{head(parts, "Plainfield Record")}
<body><div>{" | ".join(f'<a href="#">{s}</a>' for s in SECTIONS)}</div>
<div><h1>{e(parts.story.title)}</h1><div>{parts.story.day} 08:15</div>
{wrapped(parts, p="<div>{}</div>", ticker="<div>{}</div>", tags="<div>{}</div>", insert="<div>{}</div>", caption='<div><img src="d.jpg"><br><i>{}</i></div>')}</div>
<div><b>More news</b><br>{links(parts, 7, "{}<br>")}</div>
<div>Copyright Plainfield Record. Contact | About | Jobs</div></body></html>"""


def amp(parts: Parts) -> str:
    return f"""{head(parts, "Coast Today", '<script async src="v0.js"></script>')}
<body><amp-sidebar id="sidebar"><ul>{links(parts, 4)}</ul></amp-sidebar><header class="top">Coast Today</header>
<article class="amp-wp-article"><header><h1 class="amp-wp-title">{e(parts.story.title)}</h1><div class="amp-wp-meta">{parts.story.day}</div></header>
<div class="amp-wp-article-content">{wrapped(parts, caption='<amp-img src="e.jpg"></amp-img><p class="wp-caption-text">{}</p>')}</div>
<amp-social-share type="twitter"></amp-social-share></article><div class="promoted"><h3>From around the web</h3>{links(parts, 4, "<p>{}</p>")}</div>
<footer>Back to top</footer></body></html>"""


def tabloid(parts: Parts) -> str:
    first, *rest = wrapped(parts, p="<p>{}</p>").split("\n")
    middle = len(rest) // 2
    box = f'<div class="read-more-box"><p>MORE FROM THE COAST</p><ul>{links(parts, 3)}</ul></div>'
    video = '<div class="video-player"><p>Loading video… 0:00 / 1:24</p></div>'
    return f"""{head(parts, "Daily Whistle")}
<body><div class="top-nav">{links(parts, 5, "<span>{}</span>")}</div><div class="page"><h1>{e(parts.story.title)}</h1>
<ul class="author-tools"><li>By ROB LANE FOR DAILY WHISTLE</li><li>PUBLISHED: {parts.story.day}</li><li><a>47 shares</a></li></ul>
<div itemprop="articleBody">{first}{video}{"".join(rest[:middle])}{box}{"".join(rest[middle:])}</div>
<div class="poll"><p>Who is right?</p><button>Them</button><button>The others</button></div>
<div class="sidebar">{links(parts, 8, "<p>{}</p>")}</div></div></body></html>"""


def hashed(parts: Parts) -> str:
    nav = "".join(f'<a class="css-1q2w3e" href="#">{s}</a>' for s in SECTIONS)
    shape = dict.fromkeys(("p", "ticker", "tags", "insert"), '<p class="css-at9mc1 evys1bk0">{}</p>')
    return f"""{head(parts, "Capital Ledger")}
<body><div class="css-0"><div class="css-9z8y7x">{nav}</div><div class="css-k1l2m3">
<h1 class="css-8hvvyd">{e(parts.story.title)}</h1><p class="css-4anu6l">By <a href="#">Tom Bell</a></p><div class="css-233int">{parts.story.day}</div>
<div class="css-1dv1kvn">{wrapped(parts, **shape, caption='<div class="css-79elbk"><img src="f.jpg"><span class="css-jevhma">{}</span></div>')}</div>
<div class="css-13pd83m"><p class="css-x1">Get the best of the Capital Ledger straight to your inbox.</p><input><button>Go</button></div></div>
<div class="css-lmn">{links(parts, 6, '<div class="css-o">{}</div>')}</div></div></body></html>"""


def tailwind(parts: Parts) -> str:
    shape = dict.fromkeys(("p", "ticker", "tags", "insert"), '<p class="mb-4 text-lg leading-relaxed">{}</p>')
    return f"""{head(parts, "Northline")}
<body class="bg-white"><div class="flex justify-between px-4">{links(parts, 5, '<span class="px-2">{}</span>')}</div>
<div class="max-w-prose mx-auto"><h1 class="text-4xl font-bold">{e(parts.story.title)}</h1><div class="text-sm text-gray-500">{parts.story.day} · 3 min read</div>
<div class="flex gap-2"><button>Copy link</button><button>Share</button></div>
<div class="prose">{wrapped(parts, **shape, caption='<figure class="my-6"><img src="g.jpg"><p class="text-xs text-gray-400">{}</p></figure>')}</div>
<div class="border rounded p-4"><p class="font-bold">Support independent journalism</p><p class="text-sm">Northline has no owner and no paywall. If everyone who reads us gave one euro a month we could keep it so for ever.</p></div></div>
<div class="grid grid-cols-3">{links(parts, 6, '<div class="p-2">{}</div>')}</div></body></html>"""


def tables(parts: Parts) -> str:
    nav = "".join(f'<tr><td><a href="#"><font size="2">{s}</font></a></td></tr>' for s in SECTIONS)
    return f"""<html><head><title>{e(parts.story.title)} - Interior News Agency</title><meta name="date" content="{parts.story.day}"></head>
<body bgcolor="#ffffff"><table width="100%"><tr><td colspan="3"><img src="logo.gif"></td></tr>
<tr><td width="150" valign="top"><table>{nav}</table></td><td valign="top"><b>{e(parts.story.title)}</b><br><small>{parts.story.day}</small>
{wrapped(parts, p="<p><font face=arial>{}</font></p>", caption='<p><img src="h.gif"><br><small>{}</small></p>')}
<p><a href="print.html">Print this page</a> <a href="mail.html">Send to a friend</a></p></td>
<td width="150" valign="top">{links(parts, 6, "<p>{}</p>")}</td></tr></table><center><small>Copyright Interior News Agency 2004</small></center></body></html>"""


def breaks(parts: Parts) -> str:
    text = "<br><br>\n".join(f"<b>{e(t)}</b>" if kind == "h2" else e(t) for kind, t in parts.body if kind != "caption")
    return f"""{head(parts, "Valley Echo")}
<body><div id="top">{" · ".join(f'<a href="#">{s}</a>' for s in SECTIONS)}</div><div id="story"><h2>{e(parts.story.title)}</h2>
<span class="date">{parts.story.day}</span><br>{text}</div>
<div id="more"><h3>Also in the Echo</h3><ul>{links(parts, 6)}</ul></div>
<div id="foot">The Valley Echo is printed on Tuesdays. Advertise with us. Terms and conditions apply to all competitions.</div></body></html>"""


def components(parts: Parts) -> str:
    shape = dict.fromkeys(("p", "ticker", "tags", "insert"), '<div data-component="text-block"><p>{}</p></div>')
    return f"""{head(parts, "Public Broadcasting Service")}
<body><div data-component="navigation">{links(parts, 5, "<span>{}</span>")}</div><main><article>
<div data-component="headline-block"><h1>{e(parts.story.title)}</h1></div><div data-component="byline-block"><time datetime="{parts.story.day}">2 hours ago</time><span>Anna Reiter</span><span>Diplomatic correspondent</span></div>
{wrapped(parts, **shape, h2='<div data-component="subheadline-block"><h2>{}</h2></div>', caption='<div data-component="image-block"><figure><img src="i.jpg"><figcaption><span>Image caption, </span>{}</figcaption></figure></div>')}
<div data-component="links-block"><h2>More on this story</h2>{links(parts, 4, "<p>{}</p>")}</div></article></main>
<div data-component="topic-list"><ul>{links(parts, 4)}</ul></div><div role="contentinfo"><p>We are not responsible for the content of external sites. Read about our approach to external linking.</p></div></body></html>"""


def infinite(parts: Parts) -> str:
    again = parts.choose.choice(COMMENTS)
    return f"""{head(parts, "Meridian Post", '<script type="application/ld+json">{"@type": "NewsArticle"}</script>')}
<body><div id="gdpr-modal" role="dialog"><p>Your privacy matters to us. We and our 812 partners store information on your device.</p></div>
<div class="stream"><section class="story-item"><h1>{e(parts.story.title)}</h1><p class="dek-date">{parts.story.day}, 08:15 GMT</p>
<div class="story-text">{wrapped(parts, caption='<p class="img-cap">{}</p>')}</div>
<div class="toolbar-bottom"><span>0 reactions</span> <a href="#">Report a mistake</a></div></section>
<section class="up-next"><h3>Up next</h3>{links(parts, 3, "<h4>{}</h4>")}<p>{again}</p></section></div>
<noscript>Please turn on JavaScript to read this site.</noscript></body></html>"""


Layout = Callable[[Parts], str]
LAYOUTS: tuple[Layout, ...] = (
    semantic, wordpress, bem, divs, amp, tabloid, hashed, tailwind, tables, breaks, components, infinite,
)  # fmt: skip
DEVELOPED = 6
"""Layouts that the cleaning was made on."""


def write(folder: Path = PAGES) -> None:
    """Write all pages with their text and their junk lines."""
    for name in ("html", "text", "junk"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, story in enumerate(stories()):
        layout = LAYOUTS[number % len(LAYOUTS)]
        choose = random.Random(f"{SEED} {number}")
        parts, junk = furnish(story, choose)
        name = f"{number + 1:02}-{layout.__name__}"
        text = "\n\n".join(line.removeprefix("## ") for line in story.lines) + "\n"
        (folder / "html" / f"{name}.html").write_text(layout(parts) + "\n", "utf-8")
        (folder / "text" / f"{name}.txt").write_text(text, "utf-8")
        (folder / "junk" / f"{name}.txt").write_text("\n".join(junk) + "\n", "utf-8")


if __name__ == "__main__":
    write()
