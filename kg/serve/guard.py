"""Who may ask: this machine, by a name that is its own, with the token. Everything else is refused before any page.

A page of the web can make a browser send requests to a local port, and can give a name of its own this machine's
address (DNS rebinding). So the Host header is checked, nothing is answered with CORS headers, requests that another
site's page makes in the background are refused, and all but the first request need a cookie that only this origin has.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlencode

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Styles inside the page are those of the charts' tool tips and controls; scripts are this server's files alone."""

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}

TOKEN = "token"
_NO_TOKEN = "Open the address that kg serve printed when it started: it ends with ?token=…\n"


class Guard:
    """An ASGI application before another. Without a `token`, none is asked for."""

    def __init__(self, app: ASGIApp, port: int, token: str | None) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}
        self._token = token
        self._cookie = f"kg-{port}"  # cookies know no ports: another server's must not push this one's away

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        answer = self._refused(scope) or self._let_in(scope) or self._app
        await answer(scope, receive, _with_headers(send))

    def _refused(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() not in self._hosts:
            return PlainTextResponse(f"This server answers at {min(self._hosts)} only.\n", 421)
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("Only GET and HEAD are allowed here.\n", 405, {"Allow": "GET, HEAD"})
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and (
            headers.get("sec-fetch-mode") != "navigate" or headers.get("sec-fetch-dest") != "document"
        ):
            return PlainTextResponse("Other sites may not ask for this.\n", 403)
        return None

    def _let_in(self, scope: Scope) -> Response | None:
        """The token of the query becomes a cookie; without either, a refusal."""
        if self._token is None:
            return None
        query = QueryParams(scope["query_string"])
        if TOKEN in query:
            if not _same(query[TOKEN], self._token):
                return PlainTextResponse(_NO_TOKEN, 403)
            rest = urlencode([item for item in query.multi_items() if item[0] != TOKEN])
            path = "/" + scope["path"].lstrip("/")  # two slashes would begin the name of another host
            into = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
            into.set_cookie(self._cookie, self._token, httponly=True, samesite="strict", path="/")
            return into
        if not _same(_cookie(Headers(scope=scope), self._cookie), self._token):
            return PlainTextResponse(_NO_TOKEN, 403)
        return None


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _same(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode(), token.encode())


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
