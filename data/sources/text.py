"""Text files as publishers and spreadsheets write them: encodings, separators, padded numbers, marks for 'no value'."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.errors import BrokenContent, UnreadableFile
from data.sources.files import SourceFile, printable

# How StatLine and its users write that there is no figure; none of them means zero.
MISSING_MARKS = frozenset({"", ".", "-", "x", "X"})

# More than all crimes ever registered in the country: a larger number is a mistake.
_LARGEST_COUNT = 1_000_000_000

_SEPARATORS = ";,\t"
_DIGITS = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True)
class Row:
    """One line of a table.

    Attributes:
        file: Name of the file.
        number: Number of the line in the file; the header is 1.
        cells: Text by name of the column.
    """

    file: str
    number: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """A cell without the blanks around it.

        Raises:
            BrokenContent: The cell is empty.
        """
        value = self.cells[column].strip()
        if not value:
            raise self.broken(column, "is leeg", "Vul de cel in, of haal het bestand opnieuw op.")
        return value

    def count(self, column: str) -> int | None:
        """A cell as a number of things; None where the publisher gives no figure.

        Raises:
            BrokenContent: The cell holds something else, such as a negative number, a fraction or a formula.
        """
        value = self.cells[column].strip()
        if value in MISSING_MARKS:
            return None
        if not _DIGITS.fullmatch(value) or int(value) > _LARGEST_COUNT:
            raise self.broken(
                column,
                f"is geen aantal: {printable(value)}",
                "Een aantal is 0 of een heel getal zonder punten; een punt alleen betekent dat er geen cijfer is.",
            )
        return int(value)

    def broken(self, column: str, problem: str, remedy: str) -> BrokenContent:
        """The error for a cell: names file, row and column."""
        return BrokenContent(f"{self.file}, rij {self.number}, kolom {printable(column)} {problem}. {remedy}")


@dataclass(frozen=True)
class TextTable:
    """A table in a text file: one header, and rows that are read as they are asked for."""

    file: str
    text: str
    separator: str
    header: tuple[str, ...]

    def rows(self) -> Iterator[Row]:
        """The rows below the header; blank lines are skipped.

        Raises:
            BrokenContent: A row has more or fewer cells than the header, or its quotes do not close.
        """
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.separator, strict=True)
        try:
            next(reader)
            for cells in reader:
                if not any(cell.strip() for cell in cells):
                    continue
                if len(cells) != len(self.header):
                    raise BrokenContent(
                        f"{self.file}, rij {reader.line_num} heeft {len(cells)} cellen, de kop {len(self.header)}."
                        " Waarschijnlijk is het bestand afgebroken of met de hand gewijzigd. Haal het opnieuw op."
                    )
                yield Row(self.file, reader.line_num, dict(zip(self.header, cells, strict=True)))
        except csv.Error as problem:
            raise BrokenContent(
                f"{self.file}, rij {reader.line_num} is niet te lezen: de aanhalingstekens kloppen niet of een cel is"
                " te lang. Haal het bestand opnieuw op."
            ) from problem


def decode(file: SourceFile) -> str:
    """The text of a file: UTF-8, with or without a mark in front, or the older Windows encoding (cp1252).

    Raises:
        UnreadableFile: It is no text.
    """
    if b"\0" in file.content:
        raise UnreadableFile(
            f"{file.name} is geen tekstbestand in UTF-8: er staan nultekens in. Bewaar het als CSV (UTF-8) en probeer"
            " het opnieuw."
        )
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return file.content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(
        f"{file.name} heeft een onbekende tekencodering. Bewaar het als CSV (UTF-8) en probeer het opnieuw."
    )


def read_table(file: SourceFile) -> TextTable:
    """Find the separator and the header of a text file.

    Raises:
        UnreadableFile: It is no text.
        BrokenContent: A column has no name where others have one, or two columns have the same name.
    """
    text = decode(file)
    headers = {separator: _header(text, separator) for separator in _SEPARATORS}
    separator = max(_SEPARATORS, key=lambda one: len(headers[one]))
    header = headers[separator]
    double = next((name for name in header if header.count(name) > 1), None)
    if double is not None:
        raise BrokenContent(
            f"{file.name}, rij 1: kolom {printable(double) or '(zonder naam)'} staat er twee keer in."
            " Haal het bestand opnieuw op."
        )
    return TextTable(file.name, text, separator, header)


def _header(text: str, separator: str) -> tuple[str, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return tuple(cell.strip() for cell in next(reader, []))
    except csv.Error:
        return ()
