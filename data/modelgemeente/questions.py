"""What people are asked in the Modelgemeente, and what is expected of their answers, survey by survey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from data.modelgemeente.places import Kind

YEARS = (2021, 2023, 2025)

# How much more often (as a logarithm) something bothers people per kind of wijk, against an ordinary one.
_NUISANCE: dict[Kind, float] = {
    Kind.CENTRE: 0.45,
    Kind.STATION: 0.50,
    Kind.FLATS: 0.40,
    Kind.VINEX: -0.30,
    Kind.VILLAGE: -0.60,
    Kind.BUSINESS: 0.20,
    Kind.RECREATION: -0.40,
}
# How much higher or lower a mark is per kind of wijk.
_MARKS: dict[Kind, float] = {
    Kind.CENTRE: -0.15,
    Kind.STATION: -0.45,
    Kind.FLATS: -0.55,
    Kind.VINEX: 0.30,
    Kind.VILLAGE: 0.35,
    Kind.BUSINESS: -0.40,
    Kind.CAMPUS: 0.10,
    Kind.RECREATION: 0.20,
}


# Who feels unsafe in the own buurt, in percent, by hand: in two wijken the answers part from the crime figures.
_UNSAFE: dict[str, tuple[float, float, float]] = {
    "Binnenstad": (24, 24, 23),
    "Stationskwartier": (27, 26, 25),
    "Populierenveld": (22, 21, 20),
    "Sterrenkwartier": (18, 19, 19),
    "Zilverkreek": (11, 10, 10),
    "Hoge Akkers": (8, 11, 16),
    "Oudermeer": (6, 11, 19),
    "Zandvelde": (10, 10, 10),
    "Lutjewerf": (10, 10, 10),
    "De Vlonder": (15, 15, 15),
    "Gasthuisveld": (13, 13, 12),
    "Sluisplas": (11, 11, 11),
}


@dataclass(frozen=True)
class Question:
    """One question of the safety survey.

    Attributes:
        before: The answer under the old questionnaire, in 2017 and 2019; gemeente only.
        levels: The answer of the gemeente in 2021, 2023 and 2025: percent, or a mark.
        apart: How a kind of wijk differs: of a share the logarithm of the factor, of a mark the difference. Empty
            where there is no figure per wijk.
        by_hand: Answers per wijk by name, where they do not follow from the kind of wijk.
        deviation: Standard deviation of the marks that people give; None for a share.
        part_asked: Which part of the respondents gets the question, such as only those who met a crime.
    """

    indicator_id: str
    before: tuple[float, float]
    levels: tuple[float, float, float]
    apart: Mapping[Kind, float] = field(default_factory=dict)
    by_hand: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)
    deviation: float | None = None
    part_asked: float = 1.0

    @property
    def is_per_wijk(self) -> bool:
        """Whether the answers are published per wijk too."""
        return bool(self.apart or self.by_hand)


QUESTIONS: tuple[Question, ...] = (
    Question("aangiftebereidheid", (36, 34), (32, 31, 30), part_asked=0.25),
    Question("cijfer_leefbaarheid", (7.4, 7.5), (7.6, 7.5, 7.5), _MARKS, deviation=1.2),
    Question("cijfer_veiligheid", (7.1, 7.2), (7.3, 7.2, 7.2), _MARKS, deviation=1.3),
    Question("fysieke_verloedering", (19, 18), (20, 20, 20), _NUISANCE),
    Question("fysieke_voorzieningen", (6.2, 6.3), (6.4, 6.5, 6.5), _MARKS, deviation=1.5),
    Question("onveilig_algemeen", (34, 32), (33, 35, 34)),
    Question("onveilig_buurt", (17, 15), (15, 15, 16), by_hand=_UNSAFE),
    Question("politie_tevredenheid", (5.6, 5.7), (5.8, 5.7, 5.6), deviation=1.8),
    Question("respectloos_gedrag", (22, 21), (21, 22, 22)),
    Question("slachtoffer_online", (11, 13), (17, 16, 16)),
    Question("slachtoffer_traditioneel", (15, 14), (17, 20, 19)),
    Question("sociale_cohesie", (6.2, 6.3), (6.3, 6.2, 6.2), _MARKS, deviation=1.6),
    Question("sociale_overlast", (12, 12), (13, 13, 13), _NUISANCE),
    Question("verkeersoverlast", (25, 25), (26, 27, 27), _NUISANCE),
)


@dataclass(frozen=True)
class Asked:
    """A survey of its own, for the whole gemeente.

    Attributes:
        surveys: Year, expected percentage, and how many answered.
        era: Of the questionnaire.
    """

    indicator_id: str
    surveys: tuple[tuple[int, float, int], ...]
    era: str


OTHER_SURVEYS: tuple[Asked, ...] = (
    Asked("alcohol_jeugd", ((2015, 29, 1510), (2019, 26, 1460), (2023, 24, 1380)), "2015"),
    Asked("cannabis_jeugd", ((2015, 9, 1510), (2019, 8, 1460), (2023, 7, 1380)), "2015"),
    Asked("noodpakket", ((2023, 18, 890), (2024, 24, 930), (2025, 33, 910)), "2023"),
    Asked("vapen_jeugd", ((2023, 14, 1380),), "2023"),
)
