"""What happens in the Modelgemeente: every type of crime and nuisance, how often, when and where.

Levels of 2025 and the indices follow published national figures (CBS news 2024/51, *Langdurige daling criminaliteit ten
einde* 2025; police tables 47018NED, 47022NED and 47024NED), brought to a municipality of this size. Spread between
kinds of buurt follows the well-known concentration of crime in centres and around stations.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.modelgemeente.places import Kind

# Per year 2015 to 2026, the level against 2025.
INDICES: dict[str, tuple[float, ...]] = {
    "cyber": (0.33, 0.40, 0.50, 0.62, 0.75, 0.92, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00),
    "drugs": (1.08, 1.08, 1.05, 1.02, 0.98, 1.05, 1.02, 0.98, 1.00, 1.00, 1.00, 1.00),
    "explosie": (0.60, 0.58, 0.55, 0.54, 0.54, 0.54, 0.54, 0.68, 0.80, 0.94, 1.00, 1.00),
    "fiets": (1.62, 1.50, 1.34, 1.26, 1.27, 1.38, 1.36, 1.22, 1.09, 1.03, 1.00, 0.99),
    "geweld": (1.28, 1.23, 1.16, 1.12, 1.14, 1.07, 1.02, 1.07, 1.00, 1.00, 1.00, 1.00),
    "inbraak": (2.86, 2.44, 2.15, 1.86, 1.71, 1.31, 1.00, 1.03, 0.98, 0.98, 1.00, 1.00),
    "jeugd": (0.92, 0.94, 0.97, 1.03, 1.20, 1.90, 1.45, 1.12, 1.02, 1.00, 1.00, 1.00),
    "meldapp": (0.50, 0.58, 0.66, 0.75, 0.82, 0.92, 0.98, 1.00, 1.00, 1.00, 1.00, 1.00),
    "onbegrepen": (0.45, 0.54, 0.61, 0.68, 0.77, 0.88, 0.97, 1.00, 1.00, 1.00, 1.00, 1.00),
    "uit_auto": (2.09, 1.96, 1.61, 1.34, 1.21, 1.11, 0.95, 1.05, 1.04, 1.02, 1.00, 0.99),
    "verkeer": (0.93, 0.93, 0.90, 0.95, 1.00, 0.90, 0.95, 1.08, 1.03, 1.00, 1.00, 1.00),
    "vermogen": (1.60, 1.48, 1.28, 1.13, 1.12, 1.05, 0.90, 0.97, 1.00, 1.00, 1.00, 1.00),
    "vernieling": (1.26, 1.17, 1.03, 0.97, 1.02, 1.09, 1.05, 1.03, 1.00, 1.00, 1.00, 1.00),
    "vlak": (1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00),
    "wapens": (0.80, 0.82, 0.85, 0.90, 0.95, 1.00, 0.98, 1.00, 1.00, 1.00, 1.00, 1.00),
    "winkel": (0.92, 0.90, 0.88, 0.86, 0.86, 0.78, 0.74, 0.82, 0.90, 0.96, 1.00, 1.04),
    "zakken": (2.62, 2.25, 1.86, 1.32, 1.13, 0.59, 0.48, 0.87, 1.03, 1.01, 1.00, 0.99),
}

# Per month January to December; brought to a mean of one where they are used.
SEASONS: dict[str, tuple[float, ...]] = {
    "vlak": (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0),
    "donker": (1.30, 1.12, 1.00, 0.85, 0.80, 0.76, 0.82, 0.84, 0.88, 1.02, 1.28, 1.34),
    "fiets": (0.74, 0.74, 0.86, 0.95, 1.04, 1.08, 1.00, 1.05, 1.32, 1.32, 1.02, 0.86),
    "kerst": (0.94, 0.92, 0.96, 0.97, 0.99, 1.00, 1.00, 0.98, 0.98, 1.02, 1.08, 1.20),
    "vuurwerk": (1.28, 0.88, 0.92, 0.94, 0.98, 0.98, 0.96, 0.95, 0.97, 1.00, 1.00, 1.26),
    "zomer": (0.72, 0.74, 0.88, 1.00, 1.18, 1.24, 1.20, 1.18, 1.12, 0.98, 0.80, 0.72),
}


@dataclass(frozen=True)
class Spread:
    """Where it happens.

    Attributes:
        base: Column of the areas table that it goes with, or ``presence``: inhabitants and a part of the jobs. A flag
            as base means that it is counted in the buurten with that flag only.
        factors: How much more often in a kind of buurt, for the same base.
        sigma: Standard deviation of the logarithm of what else sets one buurt apart from another.
    """

    base: str
    factors: dict[Kind, float]
    sigma: float

    @property
    def is_counted_at_a_flag(self) -> bool:
        """Whether only buurten with a flag are counted; elsewhere nothing is known."""
        return self.base.startswith("is_")


def _factors(*values: float) -> dict[Kind, float]:
    """Factors in the order centre, station, flats, vinex, village, business, campus, recreation."""
    return dict(zip(Kind, values, strict=True))


SPREADS: dict[str, Spread] = {
    "auto": Spread("presence", _factors(2.4, 2.0, 1.5, 0.7, 0.5, 1.2, 1.2, 1.5), 0.50),
    "bedrijf": Spread("businesses", _factors(1.0, 1.1, 1.2, 0.8, 0.8, 1.3, 1.0, 1.2), 0.45),
    "fiets": Spread("presence", _factors(4.0, 5.0, 1.0, 0.6, 0.3, 0.2, 2.2, 0.5), 0.40),
    "jeugd": Spread("inhabitants", _factors(2.2, 2.4, 1.7, 0.8, 0.6, 0.3, 0.8, 1.5), 0.60),
    "melding": Spread("inhabitants", _factors(1.8, 1.6, 1.3, 0.9, 0.7, 0.8, 0.9, 1.3), 0.35),
    "online": Spread("inhabitants", _factors(1.1, 1.1, 1.1, 1.0, 0.9, 1.0, 1.0, 1.0), 0.12),
    "straat": Spread("presence", _factors(7.0, 4.5, 1.9, 0.6, 0.4, 0.4, 0.9, 0.8), 0.65),
    "uitgaan": Spread("presence", _factors(15.0, 6.0, 1.0, 0.4, 0.2, 0.1, 0.6, 0.5), 0.50),
    "uitgaansgebied": Spread("is_uitgaansgebied", _factors(1, 1, 1, 1, 1, 1, 1, 1), 0.0),
    "verkeer": Spread("presence", _factors(2.2, 1.8, 1.1, 0.7, 0.9, 1.4, 1.0, 1.2), 0.45),
    "water": Spread("inhabitants", _factors(2.0, 0.5, 0.2, 0.8, 0.6, 0.5, 0.2, 30.0), 0.30),
    "winkel": Spread("presence", _factors(12.0, 3.0, 1.2, 0.6, 0.4, 0.2, 0.4, 0.2), 0.60),
    "woning": Spread("dwellings", _factors(1.3, 1.3, 1.6, 0.8, 0.6, 1.0, 1.0, 0.8), 0.45),
    "zorg": Spread("inhabitants", _factors(2.4, 2.6, 1.5, 0.6, 0.5, 0.8, 1.6, 0.8), 0.40),
}


@dataclass(frozen=True)
class CrimeType:
    """One type: its level in 2025 per 1,000 inhabitants, and the names of its index, season and spread.

    Attributes:
        key: Key of the catalogue's police types; for own counts the id of the indicator.
        since: First year that is counted.
    """

    key: str
    level: float
    index: str
    season: str
    spread: str
    since: int = 2015


# Every type of the police; together they are the total. Sorted by key.
CRIME_TYPES: tuple[CrimeType, ...] = (
    CrimeType("1.1.1", 1.2, "inbraak", "donker", "woning"),
    CrimeType("1.1.2", 0.5, "inbraak", "donker", "woning"),
    CrimeType("1.2.1", 2.2, "uit_auto", "donker", "auto"),
    CrimeType("1.2.2", 0.5, "vermogen", "vlak", "auto"),
    CrimeType("1.2.3", 4.5, "fiets", "fiets", "fiets"),
    CrimeType("1.2.4", 0.6, "zakken", "kerst", "uitgaan"),
    CrimeType("1.2.5", 0.3, "vermogen", "zomer", "auto"),
    CrimeType("1.3.1", 4.2, "verkeer", "vlak", "verkeer"),
    CrimeType("1.4.1", 0.6, "geweld", "vlak", "straat"),
    CrimeType("1.4.2", 0.06, "geweld", "vlak", "straat"),
    CrimeType("1.4.3", 0.07, "geweld", "zomer", "uitgaan"),
    CrimeType("1.4.4", 1.18, "geweld", "vlak", "straat"),
    CrimeType("1.4.5", 2.14, "geweld", "zomer", "straat"),
    CrimeType("1.4.6", 0.10, "inbraak", "donker", "uitgaan"),
    CrimeType("1.4.7", 0.03, "inbraak", "donker", "bedrijf"),
    CrimeType("1.5.2", 0.03, "vermogen", "zomer", "water"),
    CrimeType("1.6.1", 0.26, "explosie", "vuurwerk", "melding"),
    CrimeType("1.6.2", 5.57, "vermogen", "vlak", "straat"),
    CrimeType("1.6.3", 0.02, "vlak", "vlak", "straat"),
    CrimeType("2.1.1", 0.06, "drugs", "vlak", "straat"),
    CrimeType("2.2.1", 4.14, "vernieling", "vuurwerk", "straat"),
    CrimeType("2.4.1", 0.03, "vlak", "vlak", "woning"),
    CrimeType("2.4.2", 0.30, "geweld", "vlak", "woning"),
    CrimeType("2.5.1", 0.8, "vermogen", "donker", "bedrijf"),
    CrimeType("2.5.2", 2.8, "winkel", "kerst", "winkel"),
    CrimeType("2.6.1", 0.01, "vlak", "vlak", "bedrijf"),
    CrimeType("2.6.2", 0.005, "vlak", "vlak", "bedrijf"),
    CrimeType("2.6.3", 0.005, "vlak", "vlak", "bedrijf"),
    CrimeType("2.6.4", 0.03, "vlak", "vlak", "bedrijf"),
    CrimeType("2.6.5", 0.002, "vlak", "vlak", "bedrijf"),
    CrimeType("2.6.7", 0.003, "vlak", "vlak", "bedrijf"),
    CrimeType("2.6.8", 0.015, "vlak", "vlak", "bedrijf"),
    CrimeType("2.6.9", 0.035, "vlak", "vuurwerk", "melding"),
    CrimeType("2.6.10", 0.002, "vlak", "vlak", "bedrijf"),
    CrimeType("2.6.11", 0.008, "vlak", "zomer", "melding"),
    CrimeType("2.6.12", 0.003, "vlak", "vlak", "bedrijf"),
    CrimeType("2.6.13", 0.02, "vlak", "vlak", "melding"),
    CrimeType("2.6.14", 0.002, "vlak", "vlak", "bedrijf"),
    CrimeType("2.7.2", 0.25, "vlak", "vlak", "verkeer"),
    CrimeType("2.7.3", 0.12, "vlak", "vlak", "winkel"),
    CrimeType("3.1.1", 0.74, "drugs", "vlak", "straat"),
    CrimeType("3.1.2", 0.02, "vlak", "vlak", "straat"),
    CrimeType("3.1.3", 0.35, "wapens", "vlak", "straat"),
    CrimeType("3.2.1", 0.06, "vlak", "vlak", "online"),
    CrimeType("3.2.2", 0.005, "vlak", "vlak", "online"),
    CrimeType("3.3.2", 0.001, "vlak", "vlak", "verkeer"),
    CrimeType("3.3.5", 0.005, "vlak", "zomer", "verkeer"),
    CrimeType("3.4.2", 0.01, "vlak", "zomer", "water"),
    CrimeType("3.5.2", 2.1, "verkeer", "vlak", "verkeer"),
    CrimeType("3.5.5", 0.684, "verkeer", "vlak", "verkeer"),
    CrimeType("3.6.4", 0.80, "vernieling", "vuurwerk", "straat"),
    CrimeType("3.7.1", 0.05, "vlak", "vlak", "straat"),
    CrimeType("3.7.2", 0.025, "vlak", "vlak", "straat"),
    CrimeType("3.7.3", 0.10, "vlak", "vlak", "straat"),
    CrimeType("3.7.4", 0.7, "cyber", "vlak", "online"),
    CrimeType("3.9.1", 4.5, "cyber", "vlak", "online"),
    CrimeType("3.9.2", 0.02, "vlak", "vlak", "online"),
    CrimeType("3.9.3", 0.98, "cyber", "vlak", "online"),
)

# Every type of nuisance that the police register; together they are their total. Sorted by key.
NUISANCE_TYPES: tuple[CrimeType, ...] = (
    CrimeType("geluid-evenement", 0.5, "vlak", "zomer", "uitgaan"),
    CrimeType("geluid-horeca", 0.7, "vlak", "zomer", "uitgaan"),
    CrimeType("geluid-overig", 5.0, "vlak", "zomer", "melding"),
    CrimeType("openbare-dronkenschap", 0.4, "geweld", "zomer", "uitgaan"),
    CrimeType("overlast-alcohol-drugs", 2.2, "drugs", "zomer", "straat"),
    CrimeType("overlast-jeugd", 6.5, "jeugd", "zomer", "jeugd"),
    CrimeType("overlast-verward-persoon", 7.6, "onbegrepen", "vlak", "zorg"),
    CrimeType("overlast-zwervers", 0.9, "onbegrepen", "vlak", "straat"),
)

# What the gemeente and its partners count themselves, place by place. Sorted by id.
OWN_COUNTS: tuple[CrimeType, ...] = (
    CrimeType("geweld_uitgaan", 0.60, "geweld", "zomer", "uitgaansgebied", since=2019),
    CrimeType("meldingen_openbare_ruimte", 62.0, "meldapp", "vlak", "melding", since=2018),
    CrimeType("verkeersongevallen_letsel", 1.05, "vlak", "vlak", "verkeer"),
    CrimeType("woningbrand", 0.33, "vlak", "donker", "woning"),
    CrimeType("woonoverlast_casussen", 1.50, "vlak", "vlak", "woning", since=2019),
)
