"""Rows that name areas, types and periods by code: OData replies (JSON) and StatLine's 'CSV met statistische codes'.

Keys are padded with blanks to a fixed width, levels stand under each other, and a missing number is null, empty or a
dot.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from data.errors import BrokenContent
from data.schemas import AREA_CODE
from data.sources.files import printable
from data.sources.opened import Kind, OpenedFile
from data.sources.text import Row

REGION_COLUMNS = ("WijkenEnBuurten", "RegioS")

_AREA = re.compile(AREA_CODE)
_TABLE_IN_ADDRESS = re.compile(r"/([0-9]{5}[A-Z]{3})/\$metadata")

# Countries, parts of the country, provinces and regions, and CBS's 'abroad' and 'cannot be placed' among gemeenten.
# GM0000 is no gemeente either: CBS writes it for 'unknown', and here it is the code of the Modelgemeente.
_ELSEWHERE = re.compile(
    r"(NL|LD|PV|RE|CR|VR|AM|KK|SG|GA)[0-9A-Z]{2,4}|LDG[0-9]|(GM|WK|BU)(0000|0998|0999)[0-9A-Z]{0,4}"
)


@dataclass(frozen=True)
class CodedTable:
    """A table of coded rows.

    Attributes:
        file: Name of the file.
        table_id: Number of the table at the publisher, where the file tells.
        columns: Names of the columns.
        rows: Gives the rows, made as they are asked for; every cell is text as in a CSV.
        is_one_page: Whether the publisher says that more pages belong to it.
    """

    file: str
    table_id: str | None
    columns: frozenset[str]
    rows: Callable[[], Iterator[Row]]
    is_one_page: bool = False

    def topics(self) -> dict[str, str]:
        """The columns of figures: name of the column by key without its number (`Totaal_1` is `Totaal`).

        Raises:
            BrokenContent: Two columns have the same key but for their number.
        """
        found: dict[str, str] = {}
        for column in sorted(self.columns):
            stem = stem_of(column)
            if stem is None:
                continue
            if stem in found:
                raise BrokenContent(
                    f"{self.file}: de kolommen {printable(found[stem])} en {printable(column)} heten op hun nummer na"
                    " hetzelfde. Haal het bestand opnieuw op met één van de twee."
                )
            found[stem] = column
        return found


def stem_of(column: str) -> str | None:
    """The key of a column of figures without its number; None for a column that has none."""
    stem, _, number = column.rpartition("_")
    return stem if stem and number.isdecimal() else None


def coded_columns(opened: OpenedFile) -> frozenset[str]:
    """The columns of a file with coded rows; empty for any other file."""
    if opened.kind is Kind.TEXT:
        return opened.columns
    values = _values(opened)
    return _columns(values[0]) if values and isinstance(values[0], dict) else frozenset()


def read_coded(opened: OpenedFile) -> CodedTable:
    """The coded rows of a CSV, of an OData reply of version 3 or 4, or of the `value` of one.

    Its rows raise BrokenContent where one misses a column that others have, or a cell holds something else than text or
    a number.

    Raises:
        BrokenContent: There are no rows.
    """
    if opened.kind is Kind.TEXT:
        if next(opened.table.rows(), None) is None:
            raise BrokenContent(f"{opened.name} heeft een kop maar geen rijen. Haal het bestand opnieuw op.")
        return CodedTable(opened.name, None, opened.columns, opened.table.rows)
    wrapper = opened.json_object
    columns = coded_columns(opened)
    address = wrapper.get("odata.metadata", wrapper.get("@odata.context"))
    named = _TABLE_IN_ADDRESS.search(address) if isinstance(address, str) else None
    return CodedTable(
        file=opened.name,
        table_id=named[1] if named else None,
        columns=columns,
        rows=lambda: (_row(opened.name, number, one, columns) for number, one in enumerate(_values(opened), start=1)),
        is_one_page="odata.nextLink" in wrapper or "@odata.nextLink" in wrapper,
    )


def area_of(row: Row, column: str) -> str | None:
    """The code of a gemeente, wijk or buurt in a cell; None for a region that is none of these.

    Raises:
        BrokenContent: It is no code of CBS.
    """
    code = row.text(column)
    if _ELSEWHERE.fullmatch(code):
        return None
    if not _AREA.fullmatch(code):
        raise row.broken(
            column,
            f"is geen gebiedscode van het CBS: {printable(code)}",
            "Een code is zoals GM0758, WK075800 of BU07580001. Haal het bestand opnieuw op, met codes.",
        )
    return code


def _values(opened: OpenedFile) -> list[object]:
    content = opened.json_object.get("value") if opened.json_object else opened.json
    return content if isinstance(content, list) else []


def _columns(cells: dict[str, object]) -> frozenset[str]:
    return frozenset(name for name in cells if not name.startswith("odata."))


def _row(file: str, number: int, cells: object, columns: frozenset[str]) -> Row:
    if not isinstance(cells, dict):
        raise BrokenContent(f"{file}, rij {number} heeft geen kolommen. Haal het bestand opnieuw op.")
    if _columns(cells) != columns:
        wrong = min(_columns(cells) ^ columns)
        raise BrokenContent(
            f"{file}, rij {number}: kolom {printable(wrong)} staat niet in elke rij. Haal het bestand opnieuw op."
        )
    return Row(file, number, {name: _text(file, number, name, cells[name]) for name in columns})


def _text(file: str, number: int, column: str, value: object) -> str:
    """A JSON value as a CSV would write it: whole numbers without a fraction, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        return str(int(value)) if value == int(value) else repr(value)
    raise BrokenContent(
        f"{file}, rij {number}, kolom {printable(column)} heeft een waarde die geen tekst en geen getal is."
        " Haal het bestand opnieuw op."
    )
