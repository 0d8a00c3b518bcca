"""A visitor without a browser: speaks Streamlit's own protocol over its websocket, for load tests and benchmarks."""

import time
from dataclasses import dataclass

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

_LARGEST_MESSAGE = 64 * 1024 * 1024

# What a broken page shows: Streamlit's own report, or the message in which we tell it.
_FAILURES = {"exception", "error"}


@dataclass(frozen=True)
class Run:
    """One run of a page, as the visitor heard it.

    Attributes:
        wall: Seconds from the question to the end of the answer.
        received: Bytes that came over the wire.
        elements: Kinds of the elements on screen, such as ``plotly_chart``.
        areas: How many areas the map shows; 0 without a map.
        complete: Whether the script ran to its end, on the page that was asked for, and showed no failure.
    """

    wall: float
    received: int
    elements: frozenset
    areas: int
    complete: bool


class Visitor:
    """A session on one page; use it as an asynchronous context manager.

    Args:
        server: The server to visit.
        page: Address of the page in the register, "" for the first.
    """

    def __init__(self, server, page):
        self._page = page
        self._script_hash = ""
        self._connection = connect(
            server.stream, subprotocols=["streamlit"], max_size=_LARGEST_MESSAGE, compression=None
        )

    async def __aenter__(self):
        self._socket = await self._connection.__aenter__()
        return self

    async def __aexit__(self, *problem):
        await self._connection.__aexit__(*problem)

    async def run(self):
        """Ask for the page, and listen until the script has finished."""
        asked = time.perf_counter()
        await self._socket.send(self._question())
        received, elements, areas, shown = 0, set(), 0, ""
        while True:
            payload = await self._socket.recv()
            received += len(payload)
            message = ForwardMsg.FromString(payload)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                shown = message.navigation.page_script_hash
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                element = message.delta.new_element
                elements.add(_kind(element))
                areas += element.deck_gl_json_chart.json.count('"Feature"')
            elif kind == "script_finished":
                wall = time.perf_counter() - asked
                succeeded = message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
                stayed = self._script_hash in {"", shown}
                self._script_hash = shown
                complete = succeeded and stayed and not elements & _FAILURES
                return Run(wall, received, frozenset(elements), areas, complete)

    def _question(self):
        question = BackMsg()
        question.rerun_script.page_name = self._page
        question.rerun_script.page_script_hash = self._script_hash
        question.rerun_script.context_info.timezone = "Europe/Amsterdam"
        question.rerun_script.context_info.locale = "nl-NL"
        return question.SerializeToString()


def _kind(element):
    is_error = element.HasField("alert") and element.alert.format == Alert.ERROR
    return "error" if is_error else element.WhichOneof("type")
