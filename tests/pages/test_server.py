"""What the server adds to every answer, asked of the middleware itself with small applications inside."""

import base64
import hashlib
import sys
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse
from starlette.routing import Route
from streamlit.web.server.starlette import starlette_routes

from data.errors import NothingLoaded, VeiligheidskompasError
from pages.parts import server
from pages.parts.server import document, failures, startup
from pages.parts.server.document import DutchDocument, inline_script_hashes, read_document
from pages.parts.server.headers import SecurityHeaders, content_security_policy, security_headers
from tests import looping


@dataclass(frozen=True)
class Heard:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(app, path="/", method="GET", headers=()):
    """One request straight into an ASGI application, and the answer that comes out."""
    messages = []

    async def send(message):
        messages.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
    }
    looping.run(app(scope, receive, send))
    start, *bodies = messages
    fields = {name.decode(): value.decode() for name, value in start["headers"]}
    assert len(fields) == len(start["headers"]), "a header was sent twice"
    return Heard(start["status"], fields, b"".join(message.get("body", b"") for message in bodies))


class Reader(HTMLParser):
    """Reads a document as a browser would: its language, and the scripts that stand inside it."""

    def __init__(self, html):
        super().__init__()
        self.language, self.scripts, self._inside = None, [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "html":
            self.language = attributes["lang"]
        self._inside = tag == "script" and "src" not in attributes
        if self._inside:
            self.scripts.append("")

    def handle_endtag(self, _tag):
        self._inside = False

    def handle_data(self, text):
        if self._inside:
            self.scripts[-1] += text


def english(_):
    return HTMLResponse("<html lang='en'>" + "English " * 500, headers={"ETag": "x", "Last-Modified": "y"})


SITE = Starlette(
    routes=[
        Route("/", english),
        Route("/beeld", english),
        Route("/media/rapport.html", english),
        Route("/tekst", lambda _: PlainTextResponse("gewone tekst")),
        Route("/weg", lambda _: RedirectResponse("/beeld", headers={"content-type": "text/html"})),
        Route("/kapot", lambda _: HTMLResponse("<p>niet gevonden", status_code=404)),
    ]
)
DUTCH = "<html lang='nl'>Het document"


def test_the_document_of_the_installed_streamlit_is_read_in_dutch():
    assert Reader(read_document()).language == "nl"


def test_a_document_that_we_do_not_know_is_refused_with_a_sentence(tmp_path):
    (tmp_path / "index.html").write_text("<html lang='de'>", encoding="utf-8")
    with pytest.raises(VeiligheidskompasError, match=r"requirements\.txt"):
        read_document(tmp_path / "index.html")


@pytest.mark.parametrize("path", ["/", "/beeld"])
def test_every_page_address_answers_with_the_dutch_document(path):
    heard = ask(DutchDocument(SITE, DUTCH), path)
    assert heard.body.decode() == DUTCH
    assert int(heard.headers["content-length"]) == len(DUTCH)


def test_a_compressed_document_is_replaced_whole():
    inside = GZipMiddleware(SITE, minimum_size=10)
    assert ask(inside, headers=[("Accept-Encoding", "gzip")]).headers["content-encoding"] == "gzip"
    heard = ask(DutchDocument(inside, DUTCH), headers=[("Accept-Encoding", "gzip")])
    assert heard.body.decode() == DUTCH
    assert "content-encoding" not in heard.headers


def test_no_validator_of_the_original_lets_a_browser_keep_an_english_copy():
    assert not {"etag", "last-modified"} & set(ask(DutchDocument(SITE, DUTCH)).headers)


def test_a_head_request_gets_the_length_and_no_body():
    heard = ask(DutchDocument(SITE, DUTCH), method="HEAD")
    assert heard.body == b""
    assert int(heard.headers["content-length"]) == len(DUTCH)


@pytest.mark.parametrize("path", ["/media/rapport.html", "/tekst", "/weg", "/kapot"])
def test_what_is_not_the_document_passes_unchanged(path):
    assert ask(DutchDocument(SITE, DUTCH), path) == ask(SITE, path)


def test_the_policy_allows_exactly_the_scripts_that_stand_in_the_document():
    html = read_document()
    scripts = Reader(html).scripts
    assert scripts
    expected = {f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts}
    assert set(inline_script_hashes(html)) == expected
    script_source = dict(part.split(" ", 1) for part in content_security_policy(sorted(expected)).split("; "))[
        "script-src"
    ]
    assert set(script_source.split()) == expected | {"'self'"}


def test_the_policy_names_no_host_and_no_eval():
    policy = content_security_policy(())
    assert "http" not in policy
    assert "unsafe-eval" not in policy
    assert "*" not in policy


@pytest.mark.parametrize("path", ["/", "/tekst", "/kapot", "/onbekend"])
def test_every_answer_carries_the_security_headers(path):
    heard = ask(SecurityHeaders(SITE, security_headers(())), path)
    assert heard.headers["x-frame-options"] == "DENY"
    assert heard.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in heard.headers["content-security-policy"]
    assert heard.headers["referrer-policy"] == "same-origin"
    assert "geolocation=()" in heard.headers["permissions-policy"]


def test_a_websocket_passes_both_middlewares_untouched():
    seen = []

    async def inside(scope, receive, send):
        seen.append((scope, receive, send))

    untouched = ({"type": "websocket", "path": "/"}, object(), object())
    looping.run(SecurityHeaders(DutchDocument(inside, DUTCH), {})(*untouched))
    assert seen == [untouched]


def test_health_says_it_runs_and_nothing_more():
    heard = ask(Starlette(routes=server.routes()), "/gezond")
    assert (heard.status, heard.body) == (200, b'{"status":"goed"}')


def test_a_known_failure_is_told_in_its_own_sentence_and_an_unknown_one_without_its_values(monkeypatch):
    told = []
    monkeypatch.setattr(failures.st, "error", told.append)
    monkeypatch.setattr(failures.st, "text", told.append)
    assert failures.tell(NothingLoaded("Er zijn nog geen cijfers. Laad ze met `python -m data demo`."))
    assert told[-1].startswith("Er zijn nog geen cijfers")
    assert failures.tell(ValueError("geheim 123456782"))
    assert "geheim" not in " ".join(told)


def test_start_up_imports_our_modules_but_runs_no_script():
    names = set(startup._our_modules())
    assert {"data.settings", "pages.parts.server.headers"} <= names
    assert not any(name.endswith(("__main__", ".frame")) for name in names)
    startup.import_everything()
    assert {"polars", "geopandas", "plotly", "pydeck", "scipy.stats"} <= set(sys.modules)


def test_the_paths_that_are_no_document_are_the_ones_streamlit_reserves():
    reserved = {
        starlette_routes.BASE_ROUTE_MEDIA,
        starlette_routes.BASE_ROUTE_COMPONENT,
        starlette_routes.BASE_ROUTE_CORE,
    }
    assert {f"/{prefix}/" for prefix in reserved} <= set(document._NOT_THE_DOCUMENT)
