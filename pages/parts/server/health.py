"""An answer for whoever watches the server: it runs, and nothing else is told."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response


async def health(_: Request) -> Response:
    """Say that the server answers."""
    return JSONResponse({"status": "goed"}, headers={"Cache-Control": "no-store"})
