"""What a browser may do with our answers: nothing that the dashboard does not need itself.

Streamlit sends no such headers. The Content-Security-Policy lets the map (pydeck), the charts (plotly) and the tables
work, without `unsafe-eval` and without any third party: a browser then refuses an outside request even if some library
tries one. HTTPS and its headers are the work of the proxy in front.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POWERS_NOT_NEEDED = ("camera", "microphone", "geolocation", "payment", "usb", "display-capture", "browsing-topics")


def content_security_policy(inline_scripts: Sequence[str]) -> str:
    """The policy for the document.

    Args:
        inline_scripts: Sources such as ``'sha256-...'`` of the scripts that stand inside the document.
    """
    directives = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *inline_scripts]),
        # Streamlit's components write their styles while they run.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        # 'self' holds for ws: and wss: of our own host too (CSP level 3).
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "frame-src": "'none'",
        "frame-ancestors": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def security_headers(inline_scripts: Sequence[str]) -> Mapping[str, str]:
    """The headers that go with every answer, by name.

    Args:
        inline_scripts: Sources such as ``'sha256-...'`` of the scripts that stand inside the document.
    """
    return {
        "Content-Security-Policy": content_security_policy(inline_scripts),
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{power}=()" for power in _POWERS_NOT_NEEDED),
        "Cross-Origin-Opener-Policy": "same-origin",
    }


class SecurityHeaders:
    """Middleware that adds the same headers to every answer over HTTP.

    Args:
        app: The application inside.
        headers: Names and values.
    """

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def protect(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, protect)
