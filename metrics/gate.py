"""The rule that lets a figure through: open, coarser or closed, always with a sentence that says why.

It is pure and cheap: all it needs comes in with the request, so it can be asked for every area of a map. Whoever asks
is `plan.figures`; a page or document never decides by itself. The rules are tried in a fixed order: who may see it,
how small a place may be, whether the figure is there, and whether it is sure enough.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from data.catalogue import Subject
from data.schemas import Level

# Person-years in the window below which a rate says more about chance than about the place.
MINIMUM_PERSON_YEARS = 500
# Respondents below which a survey figure of a wijk or buurt is not shown.
MINIMUM_RESPONDENTS = 100
# Months that are pooled where twelve hold too few person-years.
POOLED_MONTHS = 36


class Audience(StrEnum):
    """Who will read the figure."""

    PUBLIC = "openbaar"
    COUNCIL = "raad"
    INTERNAL = "intern"
    SENSITIVE = "gevoelig"


class State(StrEnum):
    """What the gate answers."""

    OPEN = "open"
    COARSER = "grover"
    CLOSED = "gesloten"


class Rule(StrEnum):
    """Which rule decided."""

    SENSITIVITY = "gevoeligheid"
    GRAVE_SUBJECT = "zwaar onderwerp"
    PERSON_SUBJECT = "onderwerp over mensen"
    LOWEST_LEVEL = "kleinste gebied"
    NO_FIGURE = "geen cijfer"
    NO_MARGIN = "geen marge"
    FEW_RESPONDENTS = "weinig antwoorden"
    FEW_INHABITANTS = "weinig inwoners"
    NOTHING_AGAINST = "geen bezwaar"


class Request(NamedTuple):
    """A figure that somebody wants to show.

    Attributes:
        lowest_level: The smallest areas at which the indicator may be shown.
        subject: What the figure sticks to.
        sensitivity: "open", "intern" or "gevoelig".
        public_at_source: Whether anyone can look the figure up at its publisher.
        is_survey: Whether it is an estimate from a survey.
        level: Level that is asked for.
        audience: Who will read it.
        has_figure: Whether the count or estimate of the whole window is known.
        inhabitants: People who live in the area; None is unknown. Only used for a rate.
        months: Length of the window. Only used for a rate.
        respondents: How many people answered; None is unknown. Only used for a survey.
        has_margin: Whether the estimate has a margin. Only used for a survey.
        is_rate: Whether it is divided by people, so that it needs enough of them; a plain count or a published value is
            not. Not used for a survey.
    """

    lowest_level: Level
    subject: Subject
    sensitivity: str
    public_at_source: bool
    is_survey: bool
    level: Level
    audience: Audience
    has_figure: bool
    inhabitants: float | None = None
    months: int = 12
    respondents: int | None = None
    has_margin: bool = False
    is_rate: bool = True


class Answer(NamedTuple):
    """What may be shown.

    Attributes:
        state: OPEN: show it. COARSER: not this; ask again with ``use_level`` or ``use_months``. CLOSED: show nothing.
        rule: The rule that decided.
        sentence: Why, in Dutch, for the reader.
        use_level: A larger kind of area that may do.
        use_months: A longer window that will do.
    """

    state: State
    rule: Rule
    sentence: str
    use_level: Level | None = None
    use_months: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether the figure may be shown as asked."""
        return self.state is State.OPEN


_FINENESS = {Level.GEMEENTE: 0, Level.WIJK: 1, Level.BUURT: 2}
_NEXT_LEVEL = {Level.BUURT: Level.WIJK, Level.WIJK: Level.GEMEENTE}
_HERE = {Level.GEMEENTE: "deze gemeente", Level.WIJK: "deze wijk", Level.BUURT: "deze buurt"}
_WHOLE = {Level.GEMEENTE: "de hele gemeente", Level.WIJK: "de wijk", Level.BUURT: "de buurt"}
_MAY_SEE = {
    "open": frozenset(Audience),
    "intern": frozenset({Audience.INTERNAL, Audience.SENSITIVE}),
    "gevoelig": frozenset({Audience.SENSITIVE}),
}
_COARSEST_OF_SUBJECT = {
    Subject.PLACE: (Level.BUURT, Rule.LOWEST_LEVEL),
    Subject.PERSON: (Level.WIJK, Rule.PERSON_SUBJECT),
    Subject.GRAVE: (Level.GEMEENTE, Rule.GRAVE_SUBJECT),
}
_WHY_COARSER = {
    Rule.GRAVE_SUBJECT: "Dit onderwerp is zwaar en raakt enkele mensen.",
    Rule.PERSON_SUBJECT: "Dit onderwerp gaat over mensen. In een klein gebied zijn zij soms te herkennen.",
    Rule.LOWEST_LEVEL: "Dit cijfer is niet gemaakt voor een kleiner gebied.",
}


def answer(request: Request) -> Answer:
    """Decide whether a figure may be shown.

    Raises:
        KeyError: The sensitivity is not one of "open", "intern" and "gevoelig"; an unknown word never opens anything.
    """
    if request.audience not in _MAY_SEE[request.sensitivity]:
        return _closed_for_audience(request.sensitivity)
    finest, rule = _COARSEST_OF_SUBJECT[request.subject]
    if _FINENESS[request.lowest_level] < _FINENESS[finest]:
        finest, rule = request.lowest_level, Rule.LOWEST_LEVEL
    if _FINENESS[request.level] > _FINENESS[finest]:
        sentence = f"{_WHY_COARSER[rule]} Daarom tonen we het alleen voor {_WHOLE[finest]}."
        return Answer(State.COARSER, rule, sentence, use_level=finest)
    if not request.has_figure:
        return _NO_FIGURE
    if request.is_survey:
        return _survey(request)
    return _rate(request) if request.is_rate else _OPEN_AS_PUBLISHED


def _survey(request: Request) -> Answer:
    if not request.has_margin:
        return _NO_MARGIN
    if request.level is not Level.GEMEENTE and (request.respondents or 0) < MINIMUM_RESPONDENTS:
        return _FEW_RESPONDENTS[request.level]
    return _OPEN_SURVEY


def _rate(request: Request) -> Answer:
    inhabitants = request.inhabitants or 0
    if inhabitants * request.months >= MINIMUM_PERSON_YEARS * 12:
        return _OPEN_PUBLIC if request.public_at_source else _OPEN
    pooled_is_enough = inhabitants * POOLED_MONTHS >= MINIMUM_PERSON_YEARS * 12
    if request.months < POOLED_MONTHS and pooled_is_enough:
        sentence = (
            f"In {_HERE[request.level]} wonen te weinig mensen voor een cijfer over {request.months} maanden. "
            f"Over {POOLED_MONTHS} maanden kan het wel."
        )
        return Answer(State.COARSER, Rule.FEW_INHABITANTS, sentence, use_months=POOLED_MONTHS)
    return _FEW_INHABITANTS[request.level]


def _closed_for_audience(sensitivity: str) -> Answer:
    return _INTERNAL_ONLY if sensitivity == "intern" else _SENSITIVE_ONLY


def _too_few(rule: Rule, reason: str, larger: Level | None) -> Answer:
    start = f"Te weinig om te zeggen: {reason}"
    if larger is None:
        return Answer(State.CLOSED, rule, f"{start} Een groter gebied om naar te kijken is er niet.")
    return Answer(State.COARSER, rule, f"{start} Kijk naar het cijfer van {_WHOLE[larger]}.", use_level=larger)


# Answers without a number of their own are made once: the gate is asked for every area of a map.
_INTERNAL_ONLY = Answer(
    State.CLOSED,
    Rule.SENSITIVITY,
    "Dit cijfer is alleen voor intern gebruik. Vraag de adviseur veiligheid wat hij u erover kan vertellen.",
)
_SENSITIVE_ONLY = Answer(
    State.CLOSED,
    Rule.SENSITIVITY,
    "Dit cijfer is gevoelig. Alleen mensen die er toestemming voor hebben, kunnen het zien.",
)
_NO_FIGURE = Answer(
    State.CLOSED, Rule.NO_FIGURE, "Er is geen volledig cijfer over deze periode. Onbekend is niet hetzelfde als nul."
)
_NO_MARGIN = Answer(
    State.CLOSED,
    Rule.NO_MARGIN,
    "Bij deze uitkomst van een enquête ontbreekt de marge. Zonder marge tonen we haar niet.",
)
_FEW_RESPONDENTS = {
    level: _too_few(
        Rule.FEW_RESPONDENTS,
        f"in {_HERE[level]} vulden minder dan {MINIMUM_RESPONDENTS} mensen de enquête in, "
        "of het is niet bekend hoeveel het er waren.",
        Level.GEMEENTE,
    )
    for level in (Level.WIJK, Level.BUURT)
}
_FEW_INHABITANTS = {
    level: _too_few(
        Rule.FEW_INHABITANTS,
        f"in {_HERE[level]} wonen te weinig mensen voor een betrouwbaar cijfer, of het aantal inwoners is niet bekend.",
        _NEXT_LEVEL.get(level),
    )
    for level in Level
}
_OPEN_SURVEY = Answer(
    State.OPEN, Rule.NOTHING_AGAINST, "Dit is een schatting uit een enquête. We tonen haar met de marge."
)
_OPEN_AS_PUBLISHED = Answer(State.OPEN, Rule.NOTHING_AGAINST, "Dit is het getal zoals het is geteld of gepubliceerd.")
_OPEN = Answer(State.OPEN, Rule.NOTHING_AGAINST, "Er zijn genoeg inwoners voor dit cijfer. We tonen het met de marge.")
_OPEN_PUBLIC = Answer(
    State.OPEN,
    Rule.NOTHING_AGAINST,
    "Dit cijfer is ook bij de bron openbaar, en er zijn genoeg inwoners voor. We tonen het met de marge.",
)
