"""The hand-made part of the Modelgemeente: its wijken and buurten, their names, places and numbers of inhabitants.

Every name is made up. Coordinates are metres from the south-west corner of the sheet (see `landscape`); inhabitants are
those of 1 January 2026 and add up to 100,400.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

GEMEENTE = "GM0000"
GEMEENTE_NAME = "Modelgemeente"


class Kind(StrEnum):
    """What sort of place a buurt is; drives its population, its crime and its survey answers."""

    CENTRE = "centrum"
    STATION = "station"
    FLATS = "flats"
    VINEX = "vinex"
    VILLAGE = "dorp"
    BUSINESS = "bedrijventerrein"
    CAMPUS = "campus"
    RECREATION = "recreatie"


@dataclass(frozen=True)
class Buurt:
    """A buurt as drawn by hand.

    Attributes:
        x: Metres east of the sheet's corner, a point that certainly lies in the buurt.
        y: Metres north of the sheet's corner.
        reach: How far the buurt pushes its borders against its neighbours; 1 is usual.
        inhabitants: On 1 January 2026.
        flag: Name of the areas column that is true here, if any.
        pull: How many more people come here than to others of its kind: shops, nightlife, trains; 1 is usual.
    """

    name: str
    x: float
    y: float
    reach: float
    inhabitants: int
    flag: str | None = None
    pull: float = 1.0


@dataclass(frozen=True)
class Wijk:
    """A wijk and its buurten, in the order of their codes."""

    name: str
    kind: Kind
    buurten: tuple[Buurt, ...]


WIJKEN: tuple[Wijk, ...] = (
    Wijk(
        "Binnenstad",
        Kind.CENTRE,
        (
            Buurt("Marktbuurt", 4900, 6000, 0.9, 1320, pull=2.4),
            Buurt("Zoutkade", 5130, 6480, 0.8, 980, "is_uitgaansgebied", pull=2.2),
            Buurt("Havenbuurt", 4800, 6900, 1.0, 1690, pull=0.8),
            Buurt("Kloosterbuurt", 4480, 6380, 0.9, 1610, pull=0.7),
            Buurt("Oosterwal", 5330, 5620, 0.9, 1750, pull=0.6),
            Buurt("Westerwal", 4380, 5720, 0.9, 1550, pull=0.7),
        ),
    ),
    Wijk(
        "Stationskwartier",
        Kind.STATION,
        (
            Buurt("Stationsplein", 4950, 5130, 0.9, 1150, "is_station", pull=3.0),
            Buurt("Spoorzicht", 4200, 5120, 0.9, 1980, pull=0.8),
            Buurt("Zuiderperron", 4980, 4480, 0.9, 1690),
            Buurt("Wilgenpark", 5650, 4250, 1.0, 2120, pull=0.6),
            Buurt("Rangeerhof", 4080, 4330, 1.0, 1360, pull=0.6),
        ),
    ),
    Wijk(
        "Populierenveld",
        Kind.FLATS,
        (
            Buurt("Iependreef", 3600, 5450, 0.9, 2240),
            Buurt("Lindendreef", 3650, 6250, 0.9, 2380),
            Buurt("Kastanjedreef", 3650, 7080, 1.0, 1930, pull=0.8),
            Buurt("Essendreef", 2620, 7050, 1.0, 2150),
            Buurt("Beukendreef", 2500, 6260, 1.0, 2390),
            Buurt("Winkelhart Populier", 2560, 5560, 0.9, 1720, pull=2.0),
            Buurt("Berkendreef", 2450, 4960, 0.9, 2090),
        ),
    ),
    Wijk(
        "Sterrenkwartier",
        Kind.FLATS,
        (
            Buurt("Sterrenhof", 6280, 5400, 0.9, 2330),
            Buurt("Planetenlaan", 6850, 5900, 1.0, 2510),
            Buurt("Kometenhof", 7080, 5320, 0.9, 2060),
            Buurt("Poolsterplein", 7750, 5800, 1.0, 2270, pull=1.7),
            Buurt("Maanlaan", 6550, 4350, 1.0, 2240),
            Buurt("Ringbaan", 7500, 4480, 1.0, 1890),
        ),
    ),
    Wijk(
        "Zilverkreek",
        Kind.VINEX,
        (
            Buurt("Kreekoever", 6120, 6560, 1.0, 2070),
            Buurt("Zilverstrand", 6650, 7320, 1.0, 1780),
            Buurt("Rietkraag", 7250, 6800, 1.0, 2430),
            Buurt("Lisdodde", 7560, 7850, 1.0, 2210),
            Buurt("Waterlelie", 8250, 7250, 1.0, 2560),
            Buurt("IJsvogel", 8620, 8120, 1.0, 1870),
            Buurt("De Aanleg", 9350, 7250, 1.1, 1880),
        ),
    ),
    Wijk(
        "Hoge Akkers",
        Kind.VINEX,
        (
            Buurt("Korenveld", 2120, 3900, 1.0, 2260),
            Buurt("Boekweit", 3000, 4080, 1.0, 2390),
            Buurt("Klaverland", 2480, 3050, 1.0, 2140),
            Buurt("Haverhoek", 3420, 3250, 1.0, 2330),
            Buurt("Vlasakker", 4320, 3600, 0.9, 2480),
            Buurt("Gerstehof", 4700, 2950, 0.9, 1910),
            Buurt("Akkerpoort", 5750, 3350, 1.1, 2090),
        ),
    ),
    Wijk(
        "Oudermeer",
        Kind.VILLAGE,
        (
            Buurt("Oudermeer Dorp", 1080, 5300, 0.8, 3080),
            Buurt("Meerdijk", 1560, 6150, 1.1, 1590),
            Buurt("Spoorweide", 1000, 4620, 0.8, 1010),
            Buurt("Oudermeer Polder", 950, 3400, 1.3, 520),
        ),
    ),
    Wijk(
        "Zandvelde",
        Kind.VILLAGE,
        (
            Buurt("Zandvelde Dorp", 2550, 1500, 0.7, 2710),
            Buurt("Brinkakker", 3200, 1830, 0.6, 1480),
            Buurt("Zandvelde West", 1300, 1750, 1.2, 640),
            Buurt("Zandvelder Esch", 3900, 1050, 1.3, 470),
        ),
    ),
    Wijk(
        "Lutjewerf",
        Kind.VILLAGE,
        (
            Buurt("Lutjewerf Dorp", 8700, 1850, 0.7, 2420),
            Buurt("Werfpolder", 7900, 1350, 1.3, 690),
            Buurt("Lutjewerf Buiten", 9750, 1850, 1.2, 690),
        ),
    ),
    Wijk(
        "De Vlonder",
        Kind.BUSINESS,
        (
            Buurt("Vlonder Noord", 8750, 4700, 1.0, 170, "is_bedrijventerrein"),
            Buurt("Transportpark", 7900, 3500, 1.0, 90, "is_bedrijventerrein"),
            Buurt("Vlonder Zuid", 9250, 3550, 1.0, 60, "is_bedrijventerrein"),
            Buurt("Vlonder Oost", 9950, 4450, 1.1, 140, "is_bedrijventerrein"),
        ),
    ),
    Wijk(
        "Gasthuisveld",
        Kind.CAMPUS,
        (
            Buurt("Collegebuurt", 8450, 6150, 1.0, 2780),
            Buurt("Gasthuisterrein", 9130, 5800, 1.0, 840, "is_instelling"),
            Buurt("Campushof", 9900, 6150, 1.0, 1930, "is_instelling"),
            Buurt("Oostertuin", 8400, 5550, 0.9, 2350),
        ),
    ),
    Wijk(
        "Sluisplas",
        Kind.RECREATION,
        (
            Buurt("Plasoever", 5000, 1900, 1.0, 410),
            Buurt("Vakantiepark Sluisplas", 6500, 1900, 1.0, 330),
            Buurt("Plassenbos", 5650, 800, 1.0, 200),
        ),
    ),
)


def wijk_code(wijk: int) -> str:
    """CBS-like code of a wijk by its number."""
    return f"WK0000{wijk:02d}"


def buurt_code(wijk: int, buurt: int) -> str:
    """CBS-like code of a buurt by the number of its wijk and its own number within it."""
    return f"BU0000{wijk:02d}{buurt:02d}"


def all_buurten() -> Iterator[tuple[str, Wijk, Buurt]]:
    """Every buurt with its code and its wijk, in the order of the codes."""
    for wijk_number, wijk in enumerate(WIJKEN):
        for buurt_number, buurt in enumerate(wijk.buurten):
            yield buurt_code(wijk_number, buurt_number), wijk, buurt


def code_of(name: str) -> str:
    """Code of the wijk or buurt with this name; names are unique.

    Raises:
        KeyError: No wijk or buurt is called so.
    """
    codes = {wijk.name: wijk_code(number) for number, wijk in enumerate(WIJKEN)}
    return (codes | {buurt.name: code for code, _, buurt in all_buurten()})[name]
