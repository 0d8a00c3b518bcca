"""StatLine's two other CSV exports, unfolded to the plain one: a column per dimension and per topic.

wide    a title, a line of labels per dimension, a line per topic, and a closing line with the source
long    two lines of headings (topics, then units below them) and a line per combination of labels
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from data.errors import BrokenContent
from data.sources.files import SourceFile, printable
from data.sources.text import Row, TextTable, decode

_TOPIC = "Onderwerp"
_SOURCE = "Bron:"
_SEPARATOR = ";"

# Headings stand in the first lines, or nowhere; of a wide export those lines are long.
_LINES_OF_HEADINGS = 12
_BEGINNING = 500_000

_Line = tuple[int, list[str]]


@dataclass(frozen=True)
class UnfoldedTable(TextTable):
    """A table whose rows were put together from another form; they know where they stood."""

    unfolded: tuple[Row, ...] = ()

    def rows(self) -> Iterator[Row]:
        """The rows."""
        return iter(self.unfolded)


def unfold(file: SourceFile) -> UnfoldedTable | None:
    """The plain table in a wide or a long export; None where the file is neither.

    Raises:
        UnreadableFile: It is no text.
        BrokenContent: It is such an export, but its lines do not fit together.
    """
    text = decode(file)
    if _TOPIC not in "\n".join(text[:_BEGINNING].splitlines()[:_LINES_OF_HEADINGS]):
        return None
    lines = _lines(file.name, text)
    headings = next((at for at, (_, cells) in enumerate(lines[:_LINES_OF_HEADINGS]) if _TOPIC in cells), None)
    if headings is None:
        return None
    if lines[headings][1][0] == _TOPIC:
        return _wide(file.name, lines, headings)
    return _long(file.name, lines, headings)


def _lines(file: str, text: str) -> list[_Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_SEPARATOR, strict=True)
    try:
        return [(reader.line_num, stripped) for cells in reader if any(stripped := [cell.strip() for cell in cells])]
    except csv.Error as problem:
        raise BrokenContent(
            f"{file}, rij {reader.line_num} is niet te lezen: de aanhalingstekens kloppen niet of een cel is te lang."
            " Haal het bestand opnieuw op."
        ) from problem


def _wide(file: str, lines: Sequence[_Line], headings: int) -> UnfoldedTable:
    """Each column of cells becomes a row: its labels, and its figure for every topic."""
    above = [cells for _, cells in lines[: headings + 1] if len(cells) > 2]
    dimensions = [cells[1] for cells in above]
    topics = [line for line in lines[headings + 1 :] if not line[1][0].startswith(_SOURCE)]
    width = len(above[-1]) if above else 0
    if not topics or not any(cells[0].startswith(_SOURCE) for _, cells in lines[headings + 1 :]):
        raise BrokenContent(
            f"{file} eindigt niet met een regel 'Bron:'. Het bestand is afgebroken; haal het opnieuw op."
        )
    for number, cells in [*enumerate(above, start=1), *topics]:
        if len(cells) != width:
            raise _does_not_fit(file, number, len(cells), width)
    names = [_name(cells[0], cells[1]) for _, cells in topics]
    rows = tuple(
        Row(
            f"{file}, {at + 1}e cel",
            topics[0][0],
            {
                **{name: labels[at] for name, labels in zip(dimensions, above, strict=True)},
                **{name: cells[at] for name, (_, cells) in zip(names, topics, strict=True)},
            },
        )
        for at in range(2, width)
    )
    return _table(file, [*dimensions, *names], rows)


def _long(file: str, lines: Sequence[_Line], headings: int) -> UnfoldedTable:
    """The two lines of headings become one."""
    if len(lines) < headings + 3:
        raise BrokenContent(f"{file} heeft een kop maar geen rijen. Haal het bestand opnieuw op.")
    (_, above), (_, below) = lines[headings], lines[headings + 1]
    first = above.index(_TOPIC) + 1
    # Each line closes with a separator; in the first one the source stands behind it.
    width = len(above) - 1 if not above[-1] or above[-1].startswith(_SOURCE) else len(above)
    names = [
        *below[:first],
        *(_name(topic, unit) for topic, unit in zip(above[first:width], below[first:], strict=False)),
    ]
    rows = []
    for number, cells in lines[headings + 2 :]:
        if cells[0].startswith(_SOURCE):
            continue
        if len(cells) != len(above):
            raise _does_not_fit(file, number, len(cells), len(above))
        rows.append(Row(file, number, dict(zip(names, cells, strict=False))))
    return _table(file, names, tuple(rows))


def _name(topic: str, unit: str) -> str:
    return f"{topic} ({unit})" if unit else topic


def _table(file: str, names: Sequence[str], rows: tuple[Row, ...]) -> UnfoldedTable:
    double = next((name for name in names if not name or names.count(name) > 1), None)
    if double is not None:
        raise BrokenContent(
            f"{file}: kolom {printable(double) or '(zonder naam)'} staat er twee keer in. Haal het bestand opnieuw op."
        )
    return UnfoldedTable(file, "", _SEPARATOR, tuple(names), rows)


def _does_not_fit(file: str, number: int, found: int, expected: int) -> BrokenContent:
    return BrokenContent(
        f"{file}, rij {number} heeft {found} cellen, de kop {expected}."
        " Waarschijnlijk is het bestand afgebroken of met de hand gewijzigd. Haal het opnieuw op."
    )
