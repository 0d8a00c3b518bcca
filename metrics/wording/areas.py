"""Sentences that hold areas against each other: never a league table, and never surer than the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from metrics.denominators import Setting, Warned
from metrics.funnel import Funnel, Position
from metrics.perception import Quadrant, Side, Standing
from metrics.ties import Ranking
from metrics.wording.numbers import join_list, number

# More names than this make a list, not a sentence.
_MOST_NAMES = 5

_OUTSIDE = {
    Position.FAR_ABOVE: "Boven de buitenste lijn",
    Position.ABOVE: "Boven de binnenste lijn",
    Position.BELOW: "Onder de binnenste lijn",
    Position.FAR_BELOW: "Onder de buitenste lijn",
}
_QUADRANTS = {
    Quadrant.BOTH: "er wordt meer geregistreerd dan in de hele gemeente, en mensen voelen zich er minder veilig.",
    Quadrant.REGISTER: "er wordt meer geregistreerd dan in de hele gemeente, en toch voelen mensen zich er veiliger.",
    Quadrant.PERCEPTION: (
        "er wordt minder geregistreerd dan in de hele gemeente, en toch voelen mensen zich er minder veilig."
    ),
    Quadrant.NEITHER: "er wordt minder geregistreerd dan in de hele gemeente, en mensen voelen zich er veiliger.",
}
_REGISTER = {
    Side.HIGHER: "Er wordt meer geregistreerd dan in de hele gemeente.",
    Side.LOWER: "Er wordt minder geregistreerd dan in de hele gemeente.",
    Side.SAME: "Wat er wordt geregistreerd, verschilt niet aantoonbaar van de hele gemeente.",
}
_FEELING = {
    Side.HIGHER: "Mensen voelen zich er veiliger.",
    Side.LOWER: "Mensen voelen zich er minder veilig.",
    Side.SAME: "Hoe veilig mensen zich voelen, verschilt niet aantoonbaar van de hele gemeente.",
}
_SETTINGS = {
    Setting.STATION: "Hier is een station. Veel mensen die hier komen, wonen of werken er niet.",
    Setting.NIGHTLIFE: "Dit is een uitgaansgebied. Veel mensen die hier komen, wonen of werken er niet.",
    Setting.INSTITUTION: "Hier ligt een instelling, zoals een ziekenhuis of een campus. Wie er is, woont er vaak niet.",
    Setting.BUSINESS_PARK: "Dit is een bedrijventerrein. Er werken veel mensen, maar er wonen er weinig.",
    Setting.CROWD: "Hier werken of komen veel meer mensen dan er wonen.",
}


def sentence_of_funnel(*, what: str, areas: str, funnel: Funnel | None, names: Mapping[str, str]) -> str:
    """Which areas differ from all areas together.

    Args:
        what: Name of the indicator.
        areas: What the areas are called together, such as "buurten".
        funnel: What `metrics.funnel.funnel` found; None where there was too little.
        names: Name per area code.
    """
    if funnel is None:
        return f"{what}: er zijn te weinig {areas} of te weinig voorvallen om ze met elkaar te vergelijken."
    outside = [place for place in funnel.places if place.position.is_outside]
    wider = f"De {areas} verschillen meer van elkaar dan door toeval alleen. Daarom liggen de lijnen verder uit elkaar."
    parts = [_heart_of_funnel(what, areas, len(outside), len(funnel.places))]
    for position, start in _OUTSIDE.items():
        codes = [place.area_code for place in funnel.at(position)]
        parts += [f"{start}: {_named(codes, names)}."] if codes else []
    if outside:
        expected = max(1, round(funnel.outside_by_chance))
        lie = "ligt" if expected == 1 else "liggen"
        parts.append(f"Ook zonder iets bijzonders {lie} er ongeveer {number(expected)} buiten de binnenste lijnen.")
    return " ".join([*parts, wider] if funnel.dispersion > 1 else parts)


def sentence_of_ties(*, what: str, areas: str, ranking: Ranking, names: Mapping[str, str]) -> str:
    """Which order can be given, and how much of it cannot.

    Args:
        what: Name of the indicator.
        areas: What the areas are called together.
        ranking: What `metrics.ties` found.
        names: Name per area code.
    """
    if not ranking.pairs:
        return f"{what}: er zijn geen twee {areas} met een cijfer om te vergelijken."
    if ranking.says_nothing:
        return f"{what}: van geen twee {areas} staat vast welke hoger ligt. Een volgorde is er niet."
    last = len(ranking.places)
    top = [place.area_code for place in ranking.places if place.best == 1]
    bottom = [place.area_code for place in ranking.places if place.worst == last]
    apart = f"{'is' if ranking.pairs_told_apart == 1 else 'zijn'} er {number(ranking.pairs_told_apart)}"
    return (
        f"{what}. Het hoogste cijfer {_belongs(top, areas, last, names)}. "
        f"Het laagste cijfer {_belongs(bottom, areas, last, names)}. "
        f"Van de {number(ranking.pairs)} paren {areas} {apart} uit elkaar te houden."
    )


def sentence_of_quadrant(*, where: str, standing: Standing) -> str:
    """What is registered in a wijk beside what people feel there."""
    if standing.quadrant is Quadrant.UNKNOWN:
        return f"{where}: hier is geen vergelijking te maken. Een van de twee cijfers ontbreekt of is anders gemeten."
    if standing.quadrant is Quadrant.SAME:
        return f"{where}: niet te onderscheiden. {_REGISTER[standing.register]} {_FEELING[standing.feels_safe]}"
    return f"{where}: {_QUADRANTS[standing.quadrant]} Het ene cijfer verklaart het andere niet."


def sentence_of_denominator(warned: Warned) -> str:
    """Why a rate misleads in an area, and what to look at instead.

    >>> from metrics.denominators import allowed
    >>> inhabitants, businesses = allowed(["inhabitants", "businesses"])
    >>> sentence_of_denominator(Warned(Setting.CROWD, inhabitants, (businesses,))).split(". ")[-1]
    'Kijk ook naar het cijfer per 100 vestigingen.'
    """
    why = f"{_SETTINGS[warned.setting]} Een cijfer {warned.denominator.unit} valt dan hoog uit."
    if not warned.instead:
        return f"{why} Kijk ook naar het aantal, en vergelijk niet zomaar met een woonbuurt."
    return f"{why} Kijk ook naar het cijfer {' of '.join(one.unit for one in warned.instead)}."


def _heart_of_funnel(what: str, areas: str, outside: int, total: int) -> str:
    if not outside:
        return f"{what}: alle {number(total)} {areas} liggen tussen de lijnen. Geen ervan valt op."
    lie = "ligt" if outside == 1 else "liggen"
    return f"{what}: {number(outside)} van de {number(total)} {areas} {lie} buiten de lijnen."


def _belongs(codes: Sequence[str], areas: str, total: int, names: Mapping[str, str]) -> str:
    if len(codes) == 1:
        return f"heeft {names[codes[0]]}"
    if len(codes) > _MOST_NAMES:
        return f"kan bij {number(len(codes))} van de {number(total)} {areas} horen"
    *others, last = [names[code] for code in codes]
    return f"kan bij {', '.join(others)} of {last} horen"


def _named(codes: Sequence[str], names: Mapping[str, str]) -> str:
    shown = [names[code] for code in codes[:_MOST_NAMES]]
    more = len(codes) - len(shown)
    return join_list([*shown, f"nog {number(more)}"] if more else shown)
