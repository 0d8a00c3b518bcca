"""What was put into the figures on purpose, so that pages can show a lesson and say that it is made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.modelgemeente.places import code_of

_LAST_YEAR = (date(2025, 10, 1), date(2026, 9, 1))


class Lesson(StrEnum):
    """What a story teaches."""

    REAL_WORSENING = "echte verslechtering"
    REAL_IMPROVEMENT = "echte verbetering"
    POLICE_ACTION = "meer politiewerk"
    FEW_CALLERS = "een of enkele melders"
    FEW_RESIDENTS = "te weinig bewoners"
    MISSING_MONTH = "maand ontbreekt"
    FEELING_APART = "gevoel en cijfer lopen uiteen"


@dataclass(frozen=True)
class Story:
    """One seeded event.

    Attributes:
        first: First month it touches.
        last: Last month it touches.
        factor: By how much the expected number is multiplied.
        extra_a_month: What is added to the expected number of the area, per month.
        sentence: The story as a reader may see it: Dutch, level B1, and said to be fictional.
    """

    lesson: Lesson
    indicator_id: str
    area_code: str
    first: date
    last: date
    sentence: str
    factor: float = 1.0
    extra_a_month: float = 0.0

    def touches(self, area_code: str) -> bool:
        """Whether a buurt is the story's area or lies in it."""
        return area_code[2:].startswith(self.area_code[2:])


STORIES: tuple[Story, ...] = (
    Story(
        Lesson.REAL_WORSENING,
        "vernieling",
        code_of("Sterrenkwartier"),
        *_LAST_YEAR,
        "Fictief verhaal: in het Sterrenkwartier zijn sinds oktober 2025 echt meer vernielingen, in alle buurten.",
        factor=2.1,
    ),
    Story(
        Lesson.REAL_IMPROVEMENT,
        "diefstal_fiets",
        code_of("Stationskwartier"),
        *_LAST_YEAR,
        "Fictief verhaal: sinds oktober 2025 is er een bewaakte stalling bij het station. Er worden "
        "echt minder fietsen gestolen.",
        factor=0.5,
    ),
    Story(
        Lesson.POLICE_ACTION,
        "drugshandel",
        code_of("Iependreef"),
        *_LAST_YEAR,
        "Fictief verhaal: de politie controleerde vanaf oktober 2025 veel meer in de Iependreef. Daardoor werd meer "
        "drugshandel ontdekt; of er meer is, weten we niet.",
        extra_a_month=2.5,
    ),
    Story(
        Lesson.FEW_CALLERS,
        "overlast_jeugd",
        code_of("Lisdodde"),
        date(2026, 4, 1),
        date(2026, 9, 1),
        "Fictief verhaal: in Zilverkreek kwamen van april tot en met september 2026 de meeste meldingen van "
        "een of enkele melders.",
        extra_a_month=16.0,
    ),
    Story(
        Lesson.FEW_RESIDENTS,
        "totaal_misdrijven",
        code_of("Vlonder Zuid"),
        date(2015, 1, 1),
        date(2026, 9, 1),
        "Fictief verhaal: op bedrijventerrein Vlonder Zuid wonen 60 mensen. Per 1.000 inwoners lijkt elk cijfer "
        "er hoog.",
    ),
    Story(
        Lesson.MISSING_MONTH,
        "diefstal_fiets",
        code_of("Collegebuurt"),
        date(2026, 3, 1),
        date(2026, 3, 1),
        "Fictief verhaal: van de Collegebuurt is voor maart 2026 geen cijfer over fietsdiefstal. Onbekend is niet nul.",
    ),
    Story(
        Lesson.FEELING_APART,
        "onveilig_buurt",
        code_of("Hoge Akkers"),
        date(2021, 1, 1),
        date(2026, 9, 1),
        "Fictief verhaal: in Hoge Akkers daalt het aantal misdrijven sinds 2021, maar meer mensen voelen zich er "
        "onveilig.",
    ),
    Story(
        Lesson.FEELING_APART,
        "onveilig_buurt",
        code_of("Oudermeer"),
        date(2021, 1, 1),
        date(2026, 9, 1),
        "Fictief verhaal: in Oudermeer daalt het aantal misdrijven sinds 2021, maar meer mensen voelen zich er "
        "onveilig.",
    ),
)


def stories_of(lesson: Lesson) -> tuple[Story, ...]:
    """The stories that teach one lesson."""
    return tuple(story for story in STORIES if story.lesson is lesson)
