"""What happens in the Modelgemeente: every type of crime and nuisance, how often, when and where.

Levels of 2025 and the indices follow published national figures (CBS news 2024/51, *Langdurige daling criminaliteit ten
einde* 2025; police tables 47018NED and 47022NED), brought to a municipality of this size. Spread between kinds of buurt
follows the well-known concentration of crime in centres and around stations.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.modelgemeente.places import Kind

# Per year 2015 to 2026, the level against 2025.
INDICES: dict[str, tuple[float, ...]] = {
    "cyber": (0.33, 0.40, 0.50, 0.62, 0.75, 0.92, 1.00, 1.00, 1.00, 1.00, 1.00, 1.00),
    "drugs": (1.08, 1.08, 1.05, 1.02, 0.98, 1.05, 1.02, 0.98, 1.00, 1.00, 1.00, 1.00),
    "fiets": (1.62, 1.50, 1.34, 1.26, 1.27, 1.38, 1.36, 1.22, 1.09, 1.03, 1.00, 0.99),
    "geweld": (1.28, 1.23, 1.16, 1.12, 1.14, 1.07, 1.02, 1.07, 1.00, 1.00, 1.00, 1.00),
    "inbraak": (2.86, 2.44, 2.15, 1.86, 1.71, 1.31, 1.00, 1.03, 0.98, 0.98, 1.00, 1.00),
    "jeugd": (0.92, 0.94, 0.97, 1.03, 1.20, 1.90, 1.45, 1.12, 1.02, 1.00, 1.00, 1.00),
    "uit_auto": (2.09, 1.96, 1.61, 1.34, 1.21, 1.11, 0.95, 1.05, 1.04, 1.02, 1.00, 0.99),
    "verkeer": (0.93, 0.93, 0.90, 0.95, 1.00, 0.90, 0.95, 1.08, 1.03, 1.00, 1.00, 1.00),
    "vermogen": (1.60, 1.48, 1.28, 1.13, 1.12, 1.05, 0.90, 0.97, 1.00, 1.00, 1.00, 1.00),
    "vernieling": (1.26, 1.17, 1.03, 0.97, 1.02, 1.09, 1.05, 1.03, 1.00, 1.00, 1.00, 1.00),
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
        base: Column of the areas table that it goes with, or ``presence``: inhabitants and a part of the jobs.
        factors: How much more often in a kind of buurt, for the same base.
        sigma: Standard deviation of the logarithm of what else sets one buurt apart from another.
    """

    base: str
    factors: dict[Kind, float]
    sigma: float


def _factors(*values: float) -> dict[Kind, float]:
    """Factors in the order centre, station, flats, vinex, village, business, campus, recreation."""
    return dict(zip(Kind, values, strict=True))


SPREADS: dict[str, Spread] = {
    "auto": Spread("presence", _factors(2.4, 2.0, 1.5, 0.7, 0.5, 1.2, 1.2, 1.5), 0.50),
    "bedrijf": Spread("businesses", _factors(1.0, 1.1, 1.2, 0.8, 0.8, 1.3, 1.0, 1.2), 0.45),
    "fiets": Spread("presence", _factors(4.0, 5.0, 1.0, 0.6, 0.3, 0.2, 2.2, 0.5), 0.40),
    "jeugd": Spread("inhabitants", _factors(2.2, 2.4, 1.7, 0.8, 0.6, 0.3, 0.8, 1.5), 0.60),
    "online": Spread("inhabitants", _factors(1.1, 1.1, 1.1, 1.0, 0.9, 1.0, 1.0, 1.0), 0.12),
    "straat": Spread("presence", _factors(7.0, 4.5, 1.9, 0.6, 0.4, 0.4, 0.9, 0.8), 0.65),
    "uitgaan": Spread("presence", _factors(15.0, 6.0, 1.0, 0.4, 0.2, 0.1, 0.6, 0.5), 0.50),
    "verkeer": Spread("presence", _factors(2.2, 1.8, 1.1, 0.7, 0.9, 1.4, 1.0, 1.2), 0.45),
    "winkel": Spread("presence", _factors(12.0, 3.0, 1.2, 0.6, 0.4, 0.2, 0.4, 0.2), 0.60),
    "woning": Spread("dwellings", _factors(1.3, 1.3, 1.6, 0.8, 0.6, 1.0, 1.0, 0.8), 0.45),
}


@dataclass(frozen=True)
class CrimeType:
    """One type: its level in 2025 per 1,000 inhabitants, and the names of its index, season and spread.

    Attributes:
        indicator_id: The indicator of the catalogue that it is, or None where it only counts in the total.
        is_crime: Whether it counts in the total; a report of nuisance does not.
    """

    name: str
    level: float
    index: str
    season: str
    spread: str
    indicator_id: str | None = None
    is_crime: bool = True


CRIME_TYPES: tuple[CrimeType, ...] = (
    CrimeType("fietsdiefstal", 4.5, "fiets", "fiets", "fiets", "diefstal_fiets"),
    CrimeType("diefstal uit auto", 2.2, "uit_auto", "donker", "auto"),
    CrimeType("woninginbraak", 1.2, "inbraak", "donker", "woning", "inbraak_woning"),
    CrimeType("inbraak in schuur", 0.5, "inbraak", "donker", "woning"),
    CrimeType("winkeldiefstal", 2.8, "winkel", "kerst", "winkel", "diefstal_winkel"),
    CrimeType("inbraak bij bedrijven", 0.8, "vermogen", "donker", "bedrijf"),
    CrimeType("horizontale fraude", 4.5, "cyber", "vlak", "online", "fraude_horizontaal"),
    CrimeType("diefstal van auto", 0.5, "vermogen", "vlak", "auto"),
    CrimeType("zakkenrollerij", 0.6, "zakken", "kerst", "uitgaan"),
    CrimeType("diefstal overige voertuigen", 0.3, "vermogen", "zomer", "auto"),
    CrimeType("overige vermogensdelicten", 5.6, "vermogen", "vlak", "straat"),
    CrimeType("overige fraude", 1.0, "cyber", "vlak", "online"),
    CrimeType("verkeersmisdrijven", 7.0, "verkeer", "vlak", "verkeer"),
    CrimeType("vernieling", 4.4, "vernieling", "vuurwerk", "straat", "vernieling"),
    CrimeType("mishandeling", 2.2, "geweld", "zomer", "straat", "mishandeling"),
    CrimeType("bedreiging", 1.2, "geweld", "vlak", "straat"),
    CrimeType("zedenmisdrijf", 0.6, "geweld", "vlak", "straat"),
    CrimeType("straatroof", 0.10, "inbraak", "donker", "uitgaan"),
    CrimeType("overval", 0.03, "inbraak", "donker", "bedrijf"),
    CrimeType("openlijk geweld", 0.07, "geweld", "zomer", "uitgaan"),
    CrimeType("openbare orde", 1.3, "vernieling", "vuurwerk", "straat"),
    CrimeType("drugshandel", 0.8, "drugs", "vlak", "straat", "drugshandel"),
    CrimeType("wapens", 0.35, "wapens", "vlak", "straat"),
    CrimeType("cybercrime", 0.7, "cyber", "vlak", "online", "cybercrime"),
    CrimeType("overig", 0.6, "vernieling", "vlak", "straat"),
    CrimeType("jeugdoverlast", 6.5, "jeugd", "zomer", "jeugd", "overlast_jeugd", is_crime=False),
)
