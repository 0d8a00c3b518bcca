"""What holds for a load as a whole, in Dutch."""

from __future__ import annotations

from data.sources.areas import NamedPlaces
from data.sources.reading import Reading
from data.sources.shapes import Known
from data.warehouse.reports import whole_number


def on_load(reading: Reading, named: NamedPlaces, known: Known) -> list[str]:
    """What a reader must know of the areas in a load."""
    notes = []
    if any(outline.year is None for outline in reading.outlines):
        year = max(reading.years(), default=known.now.year)
        notes.append(
            f"Het grenzenbestand noemt geen jaar. Wij nemen de indeling van {year}: het laatste jaar van de cijfers."
        )
    if reading.outlines:
        notes.append("De oppervlakte is die van het hele vlak, water inbegrepen, waar het bestand geen land noemt.")
    if named.without_name:
        notes.append(
            f"Zonder naam in de bestanden: {whole_number(named.without_name)} van de wijken en gemeenten."
            " Zij heten naar hun code, tot een bestand met namen is geladen."
        )
    unknown = {fact.code for fact in reading.facts} - known.places.by_code.keys()
    if unknown:
        notes.append(
            f"{whole_number(len(unknown))} gebieden hebben kerncijfers maar geen naam, zoals {min(unknown)}. Die zijn"
            " weggelaten: laad eerst een bestand met hun namen of grenzen."
        )
    if any(fact.figures for fact in reading.facts):
        notes.append(
            "Inwoners zijn per buurt afgerond op 5; een wijk of gemeente zonder eigen cijfer is de som daarvan."
        )
    notes.append(
        "Of een buurt een station, uitgaansgebied, instelling of bedrijventerrein heeft, staat niet in deze bestanden."
    )
    return notes
