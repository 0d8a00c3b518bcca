"""What the web server adds around the pages.

- `startup`: everything heavy is imported before the first visitor, and kept out of the garbage collector's way;
- `document`: the one HTML document, in Dutch;
- `headers`: what a browser may do with our answers;
- `health`: an answer for whoever watches the server;
- `failures`: a Dutch sentence where a page breaks.
"""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route
from streamlit import config

from data.settings import from_environment
from pages.parts.navigation import PAGES
from pages.parts.server.document import DutchDocument, inline_script_hashes, read_document
from pages.parts.server.failures import tell
from pages.parts.server.headers import SecurityHeaders, security_headers
from pages.parts.server.health import health
from pages.parts.server.startup import lifespan

__all__ = ["lifespan", "middleware", "routes", "tell"]


def routes() -> list[Route]:
    """The addresses of our own: health, and the name of the first page, which Streamlit itself only knows as `/`."""
    return [Route("/gezond", health), Route(f"/{PAGES[0].url_path}", _to_the_first_page)]


def middleware() -> list[Middleware]:
    """What every answer passes on its way out, the outermost first."""
    document = read_document()
    hosts = from_environment().hosts
    # Streamlit reads its own settings for the stream only through its command; uvicorn starts without it.
    config.set_option("server.allowedHosts", list(hosts))
    return [
        Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
        Middleware(SecurityHeaders, headers=security_headers(inline_script_hashes(document))),
        Middleware(DutchDocument, document=document),
    ]


async def _to_the_first_page(request: Request) -> RedirectResponse:
    return RedirectResponse(request.url.replace(path="/"), status_code=307)
