"""The one HTML document of the dashboard: in Dutch, and fit to be printed.

Streamlit serves a fixed `<html lang="en">` for every address. A screen reader then reads Dutch with English sounds
(WCAG 3.1.1), and no setting changes it. So the document is translated once, and handed out in place of Streamlit's.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from data.errors import VeiligheidskompasError

_TRANSLATIONS = {
    '<html lang="en">': '<html lang="nl">',
    "<title>Streamlit</title>": "<title>Veiligheidskompas</title>",
}
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)

# Below these, HTML is somebody's content (a download, a component) and never the document.
_NOT_THE_DOCUMENT = ("/media/", "/component/", "/_stcore/", "/app/static/")

# They speak of Streamlit's own file, or of its compressed form.
_HEADERS_OF_THE_ORIGINAL = ("etag", "last-modified", "content-encoding", "accept-ranges")


def read_document(index: Path | None = None) -> str:
    """Streamlit's HTML document, translated, with our own style for paper.

    Args:
        index: The document to translate; the one of the installed Streamlit when left out.

    Raises:
        VeiligheidskompasError: The document is not the one we know, so it would stay English.
    """
    document = (index or Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    for english, dutch in _TRANSLATIONS.items():
        if document.count(english) != 1:
            raise VeiligheidskompasError(
                f"De startpagina van Streamlit heeft niet precies één keer {english}. Staat er een andere versie van "
                "Streamlit dan in requirements.txt? Installeer die versie opnieuw."
            )
        document = document.replace(english, dutch)
    paper = Path(__file__).with_name("print.css").read_text(encoding="utf-8")
    return document.replace("</head>", f'<style media="print">{paper}</style></head>', 1)


def inline_script_hashes(document: str) -> tuple[str, ...]:
    """The Content-Security-Policy sources of the scripts that stand inside a document, as ``'sha256-...'``."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(document))
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


class DutchDocument:
    """Middleware that answers with our document wherever Streamlit answers with its own.

    Args:
        app: The application inside.
        document: The HTML to hand out.
    """

    def __init__(self, app: ASGIApp, document: str) -> None:
        self._app = app
        self._body = document.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or any(part in scope["path"] for part in _NOT_THE_DOCUMENT):
            await self._app(scope, receive, send)
            return
        translated = False

        async def translate(message: Message) -> None:
            nonlocal translated
            if message["type"] == "http.response.start" and _is_document(message):
                translated = True
                await send(self._start(message))
                await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else self._body})
            elif not translated:
                await send(message)

        await self._app(scope, receive, translate)

    def _start(self, message: Message) -> Message:
        headers = MutableHeaders(raw=list(message["headers"]))
        for name in _HEADERS_OF_THE_ORIGINAL:
            del headers[name]
        headers["content-length"] = str(len(self._body))
        return {**message, "headers": headers.raw}


def _is_document(message: Message) -> bool:
    content_type = MutableHeaders(raw=message["headers"]).get("content-type", "")
    return message["status"] == 200 and content_type.startswith("text/html")
