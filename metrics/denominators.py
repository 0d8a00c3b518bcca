"""By what a count is divided, and where that misleads: few people live at a station, yet many are there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

# From this many people present (jobs and visitors) per inhabitant, a rate per inhabitant tells of the crowd. Our own
# choice: half of those present by day do not even live there.
CROWD_PER_INHABITANT = 2.0


class Setting(StrEnum):
    """What makes an area special for a denominator."""

    STATION = "station"
    NIGHTLIFE = "uitgaansgebied"
    INSTITUTION = "instelling"
    BUSINESS_PARK = "bedrijventerrein"
    CROWD = "veel mensen die er niet wonen"


@dataclass(frozen=True, slots=True)
class Denominator:
    """What a count may be divided by.

    Attributes:
        column: Column of the areas table.
        per: Per how many of these the rate is written.
        unit: The unit of the rate, in Dutch.
    """

    column: str
    per: float
    unit: str


@dataclass(frozen=True, slots=True)
class Warned:
    """A denominator that misleads in an area.

    Attributes:
        setting: Why.
        denominator: The one that misleads.
        instead: Allowed denominators that do not mislead here and are known; may be empty.
    """

    setting: Setting
    denominator: Denominator
    instead: tuple[Denominator, ...]


# Businesses are few: per 100 gives numbers of the same size as the others per 1,000.
_USUAL = {
    one.column: one
    for one in (
        Denominator("inhabitants", 1000.0, "per 1.000 inwoners"),
        Denominator("households", 1000.0, "per 1.000 huishoudens"),
        Denominator("dwellings", 1000.0, "per 1.000 woningen"),
        Denominator("businesses", 100.0, "per 100 vestigingen"),
        Denominator("jobs", 1000.0, "per 1.000 banen"),
        Denominator("visitors", 1000.0, "per 1.000 bezoekers op een gewone dag"),
    )
}
_WHO_LIVE_THERE = frozenset({"inhabitants", "households"})
_MISLEADS = {
    Setting.STATION: _WHO_LIVE_THERE | {"jobs"},
    Setting.NIGHTLIFE: _WHO_LIVE_THERE | {"jobs"},
    Setting.INSTITUTION: _WHO_LIVE_THERE,
    Setting.BUSINESS_PARK: _WHO_LIVE_THERE,
    Setting.CROWD: _WHO_LIVE_THERE,
}
# Few people live there, so there are few dwellings too: no better to look at.
_NO_BETTER = {Setting.BUSINESS_PARK: frozenset({"dwellings"})}
_MARKED = {
    Setting.STATION: "is_station",
    Setting.NIGHTLIFE: "is_uitgaansgebied",
    Setting.INSTITUTION: "is_instelling",
    Setting.BUSINESS_PARK: "is_bedrijventerrein",
}
_PER = re.compile(r"per (\d{1,3}(?:\.\d{3})*|\d+) ")


def allowed(columns: Sequence[str], unit: str = "") -> tuple[Denominator, ...]:
    """The denominators between which a reader may switch; the first is the usual one.

    Args:
        columns: Denominators of the indicator, as in the catalogue.
        unit: Unit of the indicator, such as "per 10.000 woningen"; it holds for the first denominator.

    Raises:
        KeyError: A column that nothing is divided by.

    >>> [one.unit for one in allowed(["dwellings", "businesses"], "per 10.000 woningen")]
    ['per 10.000 woningen', 'per 100 vestigingen']
    """
    choices = [_USUAL[column] for column in columns]
    stated = _PER.match(unit)
    if choices and stated:
        choices[0] = Denominator(choices[0].column, float(stated[1].replace(".", "")), unit)
    return tuple(choices)


def settings_of(area: Mapping[str, object]) -> tuple[Setting, ...]:
    """What makes an area special; an ordinary area gives nothing.

    Args:
        area: A row of `data.schemas.Areas`; an unknown number of jobs or visitors counts as none.
    """
    marked = [setting for setting, column in _MARKED.items() if area.get(column) is True]
    inhabitants = _amount(area, "inhabitants")
    present = (_amount(area, "jobs") or 0) + (_amount(area, "visitors") or 0)
    if inhabitants is not None and present > CROWD_PER_INHABITANT * inhabitants:
        marked.append(Setting.CROWD)
    return tuple(marked)


def warnings(
    area: Mapping[str, object], chosen: Denominator, choices: Sequence[Denominator] = ()
) -> tuple[Warned, ...]:
    """What has to be said when a count in this area is divided so.

    Args:
        area: A row of `data.schemas.Areas`.
        chosen: The denominator that is used.
        choices: All denominators that are allowed for the indicator.

    Returns:
        One warning per reason. CROWD is left out where a more telling reason is given already.
    """
    found = settings_of(area)
    reasons = [one for one in found if chosen.column in _MISLEADS[one]]
    telling = [one for one in reasons if one is not Setting.CROWD] or reasons
    no_better = {column for one in found for column in _MISLEADS[one] | _NO_BETTER.get(one, frozenset())}
    instead = tuple(one for one in choices if one.column not in no_better and _amount(area, one.column))
    return tuple(Warned(setting, chosen, instead) for setting in telling)


def _amount(area: Mapping[str, object], column: str) -> float | None:
    value = area.get(column)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
