"""From names to codes: exactly, or not at all.

StatLine lists a gemeente, then each wijk followed by its buurten, and gives names without codes. A name may belong to a
wijk and to a buurt at once (Bavel in Breda). Then the order of the rows decides, and only if it leaves one reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from data.errors import BrokenContent, UnknownArea
from data.sources.files import printable
from data.sources.places import Place, Places, plain_name
from data.sources.text import Row


def codes_in_order(rows: Sequence[Row], column: str, places: Places) -> tuple[str, ...]:
    """The code of each row's area, for the rows of one type and one period in the order of the file.

    Args:
        rows: At most one row per area.
        column: The column that holds the name.
        places: The areas of the gemeente.

    Raises:
        UnknownArea: A name belongs to no area.
        BrokenContent: A name occurs more often than there are areas with it, or could mean two areas.
    """
    names = [row.text(column) for row in rows]
    options = [places.named(name) for name in names]
    for row, name, found in zip(rows, names, options, strict=True):
        if not found:
            raise unknown_area(row, column, name, places)
    _refuse_repeated_names(rows, column, names, places)
    if all(len(found) == 1 for found in options):
        return tuple(found[0].code for found in options)
    return _only_reading(rows, column, options, places)


def unknown_area(row: Row, column: str, name: str, places: Places) -> UnknownArea:
    """The error for a name that belongs to no area."""
    division = f" in de indeling van {places.year}" if places.year else ""
    if places.gemeente.name == places.gemeente.code:
        # Without its name, the row of the gemeente itself is a name of nothing.
        return UnknownArea(
            f"{row.file}, rij {row.number}, kolom {printable(column)}: {printable(name)} is geen naam die wij kennen,"
            f" en hoe {places.gemeente.code} heet ook niet. Laad eerst een bestand met de namen van gemeenten."
        )
    return UnknownArea(
        f"{row.file}, rij {row.number}, kolom {printable(column)}: {printable(name)} is geen gemeente, wijk of buurt"
        f" van {printable(places.gemeente.name)}{division}. Laad bestanden en grenzen van dezelfde gemeente en"
        " hetzelfde jaar."
    )


def _refuse_repeated_names(rows: Sequence[Row], column: str, names: Sequence[str], places: Places) -> None:
    seen: Counter[str] = Counter()
    for row, name in zip(rows, names, strict=True):
        seen[plain_name(name)] += 1
        if seen[plain_name(name)] > len(places.named(name)):
            raise row.broken(
                column,
                f"noemt {printable(name)} nog een keer voor dezelfde soort en periode",
                "Haal de dubbele rij weg, of haal het bestand opnieuw op.",
            )


def _only_reading(
    rows: Sequence[Row], column: str, options: Sequence[Sequence[Place]], places: Places
) -> tuple[str, ...]:
    """Read the rows in the order of StatLine; refuse unless that can be done in exactly one way."""
    # From the back: how many ways there are to read the rest, by the place that this row is read as.
    ways_after: list[dict[str, int]] = [{place.code: 1 for place in options[-1]}]
    for found in reversed(options[:-1]):
        later = ways_after[-1]
        ways_after.append(
            {
                place.code: sum(ways for code, ways in later.items() if places.rank[code] > places.rank[place.code])
                for place in found
            }
        )
    ways_after.reverse()
    if sum(ways_after[0].values()) != 1:
        double = next(number for number, found in enumerate(options) if len(found) > 1)
        raise _ambiguous(rows[double], column, options[double])
    codes: list[str] = []
    for here in ways_after:
        last = places.rank[codes[-1]] if codes else -1
        codes.append(next(code for code, ways in here.items() if ways and places.rank[code] > last))
    return tuple(codes)


def _ambiguous(row: Row, column: str, found: Sequence[Place]) -> BrokenContent:
    return row.broken(
        column,
        f"is niet eenduidig: {printable(found[0].name)} is de naam van {' en van '.join(place.code for place in found)}"
        ", en de volgorde van de rijen maakt niet uit welke bedoeld is",
        "Zet de rijen terug in de volgorde van StatLine: de gemeente, dan elke wijk met daarna haar buurten.",
    )
