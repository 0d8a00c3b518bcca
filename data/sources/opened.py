"""A file that is being looked at: what kind of content it has, parsed once for everyone who asks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from data.sources.files import SourceFile
from data.sources.json_text import parse_json
from data.sources.statline_forms import unfold
from data.sources.text import TextTable, decode, read_table


class Kind(Enum):
    """How the bytes of a file are to be read."""

    JSON = auto()
    WORKBOOK = auto()
    GEOPACKAGE = auto()
    PARQUET = auto()
    TEXT = auto()


_BEGINNINGS = {
    b"PK\x03\x04": Kind.WORKBOOK,
    b"SQLite format 3\0": Kind.GEOPACKAGE,
    b"PAR1": Kind.PARQUET,
    b"{": Kind.JSON,
    b"[": Kind.JSON,
}


@dataclass(frozen=True)
class OpenedFile:
    """One file and its content, parsed when it is first asked for.

    Attributes:
        file: The file as it came in.
    """

    file: SourceFile

    @property
    def name(self) -> str:
        """Name of the file, for sentences."""
        return self.file.name

    @cached_property
    def start(self) -> bytes:
        """The first bytes, without blanks and the mark that some editors put in front."""
        return self.file.content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()

    @cached_property
    def kind(self) -> Kind:
        """How the bytes are to be read, told from the first of them."""
        return next((kind for start, kind in _BEGINNINGS.items() if self.start.startswith(start)), Kind.TEXT)

    @cached_property
    def text(self) -> str:
        """The text of a file; see `data.sources.text.decode`."""
        return decode(self.file)

    @cached_property
    def table(self) -> TextTable:
        """The table in a text file, unfolded where StatLine wrote it wide or long; see `read_table` and `unfold`."""
        return unfold(self.file) or read_table(self.file)

    @cached_property
    def columns(self) -> frozenset[str]:
        """The names in the header of a text file; empty for any other kind."""
        return frozenset(self.table.header) if self.kind is Kind.TEXT else frozenset()

    @cached_property
    def json(self) -> object:
        """The content of a JSON file; see `data.sources.json_text.parse_json`."""
        return parse_json(self.file)

    @property
    def json_object(self) -> dict[str, object]:
        """The content of a JSON file where that is an object; empty where it is something else, or no JSON."""
        content = self.json if self.kind is Kind.JSON else None
        return content if isinstance(content, dict) else {}
