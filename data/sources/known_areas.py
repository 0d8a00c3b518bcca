"""Which areas of a file with codes can be stored, and what to tell of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from data.errors import UnknownArea
from data.sources.files import printable
from data.sources.shapes import Known
from data.warehouse.reports import whole_number

_CODES_SHOWN = 3


def gemeente_of(area_code: str) -> str:
    """The code of the gemeente that an area lies in."""
    return f"GM{area_code[2:6]}"


def known_areas(file: str, codes: Iterable[str], known: Known) -> tuple[frozenset[str], list[str]]:
    """The areas that can be stored, and notes on the others.

    A gemeente of which nothing is loaded is left out. An area that a loaded gemeente does not have is a mistake: the
    file and the loaded areas are of different years.

    Args:
        file: Name of the file.
        codes: The areas that the file speaks of.
        known: What is loaded, and whether one gemeente was asked for.

    Raises:
        UnknownArea: None of the gemeenten is loaded, or a loaded gemeente does not have the area.
    """
    wanted = {code for code in codes if known.wants(code)}
    loaded = {place.code for place in known.places.all if place.code.startswith("GM")}
    here = {code for code in wanted if gemeente_of(code) in loaded}
    others = sorted({gemeente_of(code) for code in wanted - here})
    if not here:
        raise UnknownArea(_none_loaded(file, others, known))
    levels = {(gemeente_of(place.code), place.code[:2]) for place in known.places.all}
    for code in sorted(here - known.places.by_code.keys()):
        if (gemeente_of(code), code[:2]) in levels:
            town = known.places.by_code[gemeente_of(code)].name
            raise UnknownArea(
                f"{file} heeft cijfers van {code}, maar {printable(town)} heeft dat gebied niet. Waarschijnlijk horen"
                " cijfers en grenzen bij verschillende jaren. Laad ze van hetzelfde jaar."
            )
    stored = frozenset(here & known.places.by_code.keys())
    return stored, [*note_on_gemeenten(len(others)), *_notes_on_levels(here - stored)]


def note_on_gemeenten(number: int) -> list[str]:
    """What to tell of gemeenten that are not loaded."""
    if not number:
        return []
    which = "1 gemeente is" if number == 1 else f"{whole_number(number)} gemeenten zijn"
    return [f"{which} weggelaten: daarvan is niets geladen."]


def note_on_regions_elsewhere(rows: int) -> list[str]:
    """What to tell of rows about the country, provinces and the like."""
    if not rows:
        return []
    return [f"{whole_number(rows)} rijen gaan over het land, een provincie of een andere streek en zijn weggelaten."]


def note_on_missing(values: int) -> list[str]:
    """What to tell of cells without a value."""
    if not values:
        return []
    return [f"Bij {whole_number(values)} cijfers geeft de uitgever geen waarde. Die blijven leeg, niet nul."]


def _none_loaded(file: str, others: Sequence[str], known: Known) -> str:
    if not others:
        where = f" van {known.gemeente}" if known.gemeente else " van een gemeente, wijk of buurt"
        return f"{file} heeft geen cijfers{where}. Kies bij de uitgever gemeenten, wijken of buurten."
    shown = ", ".join(others[:_CODES_SHOWN]) + (" en meer" if len(others) > _CODES_SHOWN else "")
    return (
        f"{file} gaat over {shown}, en daarvan zijn nog geen gebieden bekend."
        " Laad eerst de grenzen of kerncijfers van de gemeente."
    )


def _notes_on_levels(codes: Iterable[str]) -> list[str]:
    names = {"WK": "wijken", "BU": "buurten"}
    counted = Counter(code[:2] for code in codes)
    return [
        f"{whole_number(number)} {names[letters]} zijn weggelaten: die gemeenten hebben nog geen {names[letters]}."
        for letters, number in sorted(counted.items(), reverse=True)
    ]
