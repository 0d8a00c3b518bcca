"""Workbooks of Excel (xlsx): the values on the first visible sheet, as text.

An xlsx file is a zip of XML, and both can be made to swell. So both are read here with Python's own parsers, piece by
piece, and only the columns that are asked for are kept. Readers that build a whole sheet first give it room for every
cell up to the farthest one, which a file of a few hundred bytes can place in row 1,048,576. Formulas are not worked
out: a cell has the value that was saved with it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, Any
from xml.parsers import expat

from data.errors import BrokenContent, UnreadableFile
from data.sources.files import SourceFile, printable

# All buurten of the country with every key figure take about 200 MB when unpacked.
LARGEST_UNPACKED_BYTES = 400 * 1024 * 1024
_MOST_PARTS = 1_000
_CHUNK_BYTES = 1024 * 1024
_LONGEST_CELL = 32_767

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_SHARED_STRINGS = "xl/sharedStrings.xml"

# What unpacking and parsing raise; RuntimeError covers a password and a way of packing that Python does not know.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    KeyError,
    IndexError,
    ValueError,
    RuntimeError,
    EOFError,
    OSError,
)

_LETTERS = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True)
class Sheet:
    """The sheet that was read.

    Attributes:
        name: What it is called.
        header: The names in its first row.
        rows: Number and cells of each row below it; only of the columns that were asked for, and only filled cells.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


def read_sheet(file: SourceFile, wants: Callable[[str], bool]) -> Sheet:
    """Read the first visible sheet.

    Args:
        file: The workbook.
        wants: Tells from its name in the first row whether a column is kept.

    Raises:
        UnreadableFile: It is no workbook, is damaged, or would take too much memory.
        BrokenContent: A name in the first row is there twice.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            _refuse_bomb(file, archive)
            name, part = _first_visible_sheet(archive)
            texts = _shared_texts(archive)
            cells = _Cells(texts, wants)
            with archive.open(part) as content:
                _parse(content, cells.start, cells.end, cells.text)
    except _DAMAGE as problem:
        raise _unreadable(file) from problem
    header = tuple(cells.header.values())
    double = next((one for one in header if header.count(one) > 1), None)
    if double is not None:
        raise BrokenContent(
            f"{file.name}, rij 1: kolom {printable(double)} staat er twee keer in. Haal het bestand opnieuw op."
        )
    return Sheet(name, header, tuple(cells.rows))


def _refuse_bomb(file: SourceFile, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    # Python never unpacks more of a part than the size it states, so these sizes can be relied on.
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED_BYTES:
        raise UnreadableFile(
            f"{file.name} is uitgepakt groter dan {LARGEST_UNPACKED_BYTES // 1024**2} MB. Bewaar alleen het blad met"
            " de cijfers als CSV (UTF-8)."
        )


def _unreadable(file: SourceFile) -> UnreadableFile:
    return UnreadableFile(
        f"{file.name} is geen werkmap van Excel die wij kunnen lezen: het is beschadigd, beveiligd of geen xlsx."
        " Haal het opnieuw op, of bewaar het als CSV (UTF-8)."
    )


def _first_visible_sheet(archive: zipfile.ZipFile) -> tuple[str, str]:
    sheets: list[dict[str, str]] = []
    targets: dict[str, str] = {}

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "sheet" and attributes.get("state", "visible") == "visible":
            sheets.append({_local(name): value for name, value in attributes.items()})

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            targets[attributes["Id"]] = attributes["Target"]

    for part, handler in ((_WORKBOOK, sheet), (_RELATIONS, relation)):
        with archive.open(part) as content:
            _parse(content, handler)
    first = sheets[0]
    # Relative to the folder of the workbook, or from the root of the archive.
    path = PurePosixPath("/xl") / targets[first["id"]]
    return first["name"], str(path).lstrip("/")


def _shared_texts(archive: zipfile.ZipFile) -> list[str]:
    if _SHARED_STRINGS not in archive.namelist():
        return []
    texts = _Texts()
    with archive.open(_SHARED_STRINGS) as content:
        _parse(content, texts.start, texts.end, texts.text)
    return texts.found


@dataclass
class _Texts:
    """Collects the shared texts; how a text is pronounced, in the file for Japanese, is skipped."""

    found: list[str] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _inside: bool = False
    _aside: bool = False

    def start(self, tag: str, _: dict[str, str]) -> None:
        tag = _local(tag)
        if tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._aside = True
        self._inside = tag == "t"

    def end(self, tag: str) -> None:
        tag = _local(tag)
        self._inside = False
        if tag == "si":
            self.found.append("".join(self._pieces))
        elif tag == "rPh":
            self._aside = False

    def text(self, text: str) -> None:
        if self._inside and not self._aside:
            self._pieces.append(text)


@dataclass
class _Cells:
    """Collects the cells of a sheet, row by row."""

    texts: list[str]
    wants: Callable[[str], bool]
    header: dict[str, str] = field(default_factory=dict)
    rows: list[tuple[int, Mapping[str, str]]] = field(default_factory=list)
    _number: int = 0
    _column: str = ""
    _kind: str = ""
    _pieces: list[str] = field(default_factory=list)
    _inside: bool = False
    _row: dict[str, str] = field(default_factory=dict)
    _kept: dict[str, str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = _local(tag)
        if tag == "c":
            match = _LETTERS.match(attributes["r"])
            self._column, self._kind = match[0] if match else "", attributes.get("t", "n")
            self._pieces = []
        elif tag == "row":
            self._number, self._row = int(attributes.get("r", self._number + 1)), {}
        # Only the value that was saved; <f> holds the formula.
        self._inside = tag in ("v", "t") and (self._kept is None or self._column in self._kept)

    def end(self, tag: str) -> None:
        tag = _local(tag)
        self._inside = False
        if tag == "c" and self._pieces:
            text = "".join(self._pieces)
            value = self.texts[int(text)] if self._kind == "s" else text
            if self._kind != "e" and value.strip():
                self._row[self._column] = value.strip()[:_LONGEST_CELL]
        elif tag == "row" and self._row:
            self._finish_row()

    def text(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)

    def _finish_row(self) -> None:
        if self._kept is None:
            self.header = dict(self._row)
            self._kept = {column: name for column, name in self.header.items() if self.wants(name)}
        else:
            self.rows.append((self._number, {self._kept[column]: value for column, value in self._row.items()}))


def _parse(
    content: IO[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_declarations
    while chunk := content.read(_CHUNK_BYTES):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse_declarations(*_: Any) -> None:  # noqa: ANN401 - whatever expat passes
    # A workbook has no document type; one that has may define text that swells.
    raise ValueError("document type")


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]
