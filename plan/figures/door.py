"""The door itself: one reader, one version of the data, every figure through the gate."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar, cast

from data.catalogue import Catalogue, Indicator, load_catalogue
from data.errors import NothingLoaded
from data.schemas import Kind, Level
from data.settings import Settings
from data.warehouse import Snapshot, open_snapshot
from metrics import wording
from metrics.comparison import StandsOut
from metrics.denominators import Denominator, allowed, warnings
from metrics.gate import Answer, Audience
from metrics.peers import Peers
from metrics.trend import SurveyChange, survey_verdict
from plan.figures import changes, measured, origins
from plan.figures.gated import asked_figure, counted_figure, level_answer, published_figure
from plan.figures.measured import MONTHS_OF, POOLED_MONTHS, Coverage, Estimate, Published
from plan.figures.model import Area, Figure, Picture
from plan.figures.outlines import Outlines, outlines_of
from plan.figures.peers import peers_of
from plan.figures.series import usual_denominator
from plan.figures.window import Window, last_whole_period, windows_up_to

_Result = TypeVar("_Result")


class Memo(Protocol):
    """Remembers what was computed before the gate, per data version."""

    def __call__(self, version: str, key: tuple[str, ...], compute: Callable[[], _Result], /) -> _Result:
        """Return the remembered result of the key, or compute it."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """How one figure of one area moved.

    Attributes:
        answer: Why it may not be shown; None where it may.
        movement: For counts: the series and its trend; None where it may not be shown.
        survey: For surveys: the last two estimates and what may be said of them; None where there are no two.

    A value that is published without a margin has neither: nothing can be said of its change.
    """

    indicator: Indicator
    area: Area
    answer: Answer | None
    movement: changes.Movement | None
    survey: tuple[Estimate, Estimate, SurveyChange] | None


def open_figures(settings: Settings, *, audience: Audience, today: date, memo: Memo) -> Figures:
    """Open the door for one reader.

    Args:
        settings: Which municipality, and where its warehouse is.
        audience: Who will read the figures.
        today: The day the product lives on.
        memo: Remembers what was computed before the gate.

    Raises:
        NothingLoaded: There are no figures for this municipality.
        WarehouseDamaged: A stored file is missing or is not ours.
    """
    snapshot = open_snapshot(settings.warehouse)
    if settings.gemeente not in snapshot.gemeenten():
        raise NothingLoaded(
            f"Voor {settings.gemeente} zijn nog geen cijfers geladen. Laad ze met: python -m data load BESTANDEN."
        )
    return Figures(snapshot, settings.gemeente, audience, today, memo)


class Figures:
    """Every figure of one municipality, as one reader may see it.

    Args:
        snapshot: The version of the warehouse; the same during the whole life of this object.
        gemeente: Code of the municipality.
        audience: Who will read.
        today: The day the product lives on.
        memo: Remembers what was computed before the gate.
    """

    def __init__(self, snapshot: Snapshot, gemeente: str, audience: Audience, today: date, memo: Memo) -> None:
        self.version = snapshot.version
        self.gemeente = gemeente
        self.audience = audience
        self.today = today
        self._snapshot = snapshot
        self._memo = memo
        self._seen: dict[tuple[str, ...], object] = {}

    def area(self, code: str) -> Area:
        """One area.

        Raises:
            KeyError: There is no such area in the newest division.
        """
        return self._areas[code]

    def areas(self, level: Level) -> tuple[Area, ...]:
        """The areas of a level, in the order of their codes."""
        return tuple(area for area in self._areas.values() if area.level is level)

    def area_codes_to_choose(self) -> tuple[str, ...]:
        """The gemeente and its wijken."""
        return tuple(area.code for area in self._areas.values() if area.level is not Level.BUURT)

    def indicators(self, theme: str | None = None) -> tuple[Indicator, ...]:
        """The indicators with figures here that this reader may see at all, what says most first."""
        whole = self.area(self.gemeente)
        return tuple(
            indicator
            for indicator in sorted(self._catalogue.indicators.values(), key=_what_says_most)
            if indicator.id in self._coverage
            and indicator.theme is not None
            and theme in (None, indicator.theme)
            and level_answer(indicator, whole, self.audience) is None
        )

    def theme_ids(self) -> tuple[str, ...]:
        """The themes that have figures here, sorted."""
        return tuple(sorted({one.theme for one in self.indicators() if one.theme is not None}))

    def coverage(self, indicator: Indicator) -> Coverage:
        """Which stretch the figures of an indicator cover."""
        return self._coverage[indicator.id]

    def windows(self) -> tuple[Window, ...]:
        """The windows of twelve months that a reader can choose, the latest first.

        Raises:
            NothingLoaded: There is no counted series of a year or longer.
        """
        spans = [self._coverage[one.id] for one in self.indicators() if one.kind is Kind.COUNT]
        offered = windows_up_to(max(span.last for span in spans), min(span.first for span in spans)) if spans else ()
        if not offered:
            raise NothingLoaded(
                f"Voor {self.gemeente} zijn er geen cijfers over een heel jaar. Laad een bestand dat een jaar beslaat."
            )
        return offered

    def figure(
        self, indicator: Indicator, area: Area, window: Window, denominator: Denominator | None = None
    ) -> Figure:
        """One figure of one area.

        Args:
            indicator: What is counted, asked or published.
            area: Where.
            window: The twelve months that "now" stands for; a yearly figure is that of the last whole year in it.
            denominator: What a count is divided by; the usual one of the indicator when left out.
        """
        if indicator.is_survey:
            return asked_figure(indicator, area, window, self.audience, self._latest(indicator, area, window))
        if indicator.kind is not Kind.COUNT:
            return published_figure(indicator, area, window, self.audience, self._published(indicator, area, window))
        own = self.own_window(indicator, window)
        per = denominator or usual_denominator(indicator)
        rates = self._rates(indicator, area.level, own, per)
        pooled = self._rates(indicator, area.level, own.over(POOLED_MONTHS), per) if per else {}
        found = counted_figure(indicator, area, own, self.audience, rates.get(area.code), pooled.get(area.code))
        return replace(found, unit=denominator.unit) if denominator else found

    def picture(
        self, indicator: Indicator, level: Level, window: Window, denominator: Denominator | None = None
    ) -> Picture:
        """One figure for all areas of a level, or of a larger one where the indicator may not be shown so small."""
        areas, reason = self.areas(level), None
        said = level_answer(indicator, areas[0], self.audience) if areas else None
        if said is not None and said.use_level is not None:
            level, reason = said.use_level, said.sentence
            areas = self.areas(level)
        shown = tuple(self.figure(indicator, area, window, denominator) for area in areas)
        unit = denominator.unit if denominator else indicator.unit
        return Picture(indicator, level, unit, reason, shown)

    def denominators(self, indicator: Indicator) -> tuple[Denominator, ...]:
        """What a reader may divide an indicator by here: the usual one first, then those that are known."""
        usual, *others = allowed(indicator.denominators, indicator.unit) or (None,)
        if usual is None:
            return ()
        known = self._remembered(("stands",), lambda: measured.known_stands(self._snapshot, self.gemeente))
        return (usual, *(one for one in others if one.column in known))

    def cautions(self, indicator: Indicator, area: Area, denominator: Denominator | None = None) -> tuple[str, ...]:
        """Why a figure of this area misleads when it is divided so, in sentences; empty for an ordinary area."""
        chosen = denominator or usual_denominator(indicator)
        if chosen is None:
            return ()
        rows = self._remembered(("area rows",), lambda: measured.area_rows(self._snapshot, self.gemeente))
        found = warnings(rows[area.code], chosen, self.denominators(indicator))
        return tuple(wording.sentence_of_denominator(one) for one in found)

    def profile(self, area: Area, window: Window, theme: str | None = None) -> tuple[Figure, ...]:
        """All figures of one area, of one theme or of all."""
        return tuple(self.figure(indicator, area, window) for indicator in self.indicators(theme))

    def change(self, indicator: Indicator, area: Area, window: Window) -> Change:
        """How one figure of one area moved up to the end of the window."""
        said = level_answer(indicator, area, self.audience)
        if said is not None:
            return Change(indicator, area, said, None, None)
        if indicator.is_survey:
            return Change(indicator, area, None, None, self._survey_change(indicator, area, window))
        if indicator.kind is not Kind.COUNT:
            return Change(indicator, area, None, None, None)
        moved = self._remembered(
            ("movement", indicator.id, area.code, window.key),
            lambda: changes.movement(self._snapshot, self.gemeente, indicator, area.code, window),
        )
        return Change(indicator, area, None, moved, None)

    def standing_out(self, window: Window, area: Area, theme: str | None = None) -> StandsOut:
        """What differs from the three years before by more than chance.

        Args:
            window: The twelve months to look at.
            area: The gemeente (then its wijken are looked at too) or one wijk.
            theme: Id of a theme, or None for all.
        """
        codes = self.area_codes_to_choose() if area.is_gemeente else (area.code,)
        indicators = tuple(
            one for one in self.indicators(theme) if level_answer(one, self.area(codes[-1]), self.audience) is None
        )
        return self._remembered(
            ("standing out", area.code, window.key, *(one.id for one in indicators)),
            lambda: changes.standing_out(self._snapshot, self.gemeente, indicators, codes, window),
        )

    def ups_and_downs(self, indicator: Indicator, level: Level, window: Window) -> dict[str, float]:
        """How much the counts of a year vary more than chance, by area code: variance over mean, at least 1.

        It says nothing about an area that its own figures do not say, and is learnt from the three years of the window.
        """
        codes = [area.code for area in self.areas(level)]
        years = self.own_window(indicator, window).over(POOLED_MONTHS)
        return self._remembered(
            ("ups and downs", indicator.id, level.value, years.key),
            lambda: changes.dispersion(self._snapshot, self.gemeente, indicator, codes, years),
        )

    def peers(self) -> tuple[Peers, dict[str, str]]:
        """The municipalities that look most like ours, and the name of every municipality by code."""
        return self._remembered(("peers",), lambda: peers_of(self._snapshot, self.gemeente))

    def figure_elsewhere(self, indicator: Indicator, gemeente: str, window: Window) -> Figure | None:
        """A counted figure of another municipality as a whole; None where it is not public or not loaded.

        Figures of others are shown only where anyone can look them up.
        """
        if not indicator.public_at_source or indicator.is_survey:
            return None
        others = Figures(self._snapshot, gemeente, Audience.PUBLIC, self.today, self._memo)
        if indicator.id not in {one.id for one in others.indicators()}:
            return None
        return others.figure(indicator, others.area(gemeente), window)

    def attributions(self, indicators: Iterable[Indicator]) -> tuple[str, ...]:
        """The lines to print under a picture of these indicators: their sources."""
        wanted = {series for indicator in indicators for series in (indicator.id, *indicator.sum_of)}
        lines = self._remembered(("attributions",), lambda: origins.attributions(self._snapshot, self.gemeente))
        return tuple(dict.fromkeys(line for indicator_id, line in lines if indicator_id in wanted))

    def outlines(self, level: Level) -> Outlines | None:
        """The outlines of a level as text, and where a map of them looks; None where there are none."""
        return self._remembered(("outlines", level.value), lambda: outlines_of(self._snapshot, self.gemeente, level))

    @property
    def _catalogue(self) -> Catalogue:
        return load_catalogue()

    @cached_property
    def _areas(self) -> dict[str, Area]:
        return self._remembered(("areas",), lambda: measured.areas(self._snapshot, self.gemeente))

    @cached_property
    def _coverage(self) -> dict[str, Coverage]:
        indicators = self._catalogue.indicators.values()
        return self._remembered(("coverage",), lambda: measured.coverage(self._snapshot, self.gemeente, indicators))

    def _rates(
        self, indicator: Indicator, level: Level, window: Window, per: Denominator | None
    ) -> dict[str, measured.Rate]:
        return self._remembered(
            ("rates", indicator.id, level.value, window.key, per.unit if per else ""),
            lambda: measured.counts_of_level(self._snapshot, self.gemeente, indicator, level, window, per),
        )

    def own_window(self, indicator: Indicator, window: Window) -> Window:
        """The last window of twelve months up to this one that the periods of the indicator fill exactly."""
        months = MONTHS_OF.get(self._coverage[indicator.id].resolution, 1)
        return Window(window.end if months == 1 else last_whole_period(window.end, months), window.months)

    def _published(self, indicator: Indicator, area: Area, window: Window) -> Published | None:
        values = self._remembered(
            ("published", indicator.id),
            lambda: measured.published_values(self._snapshot, self.gemeente, indicator),
        )
        found = [one for one in values if one.area_code == area.code and one.last_month <= window.end]
        return found[-1] if found else None

    def _estimates(self, indicator: Indicator) -> tuple[Estimate, ...]:
        return self._remembered(
            ("estimates", indicator.id), lambda: measured.estimates(self._snapshot, self.gemeente, indicator)
        )

    def _remembered(self, key: tuple[str, ...], compute: Callable[[], _Result]) -> _Result:
        """Ask the shared memory once per key: a map asks for the same table sixty times."""
        if key not in self._seen:
            self._seen[key] = self._memo(self.version, (self.gemeente, *key), compute)
        return cast("_Result", self._seen[key])

    def _until(self, indicator: Indicator, area: Area, window: Window) -> list[Estimate]:
        return [
            one for one in self._estimates(indicator) if one.area_code == area.code and one.period_start <= window.end
        ]

    def _latest(self, indicator: Indicator, area: Area, window: Window) -> Estimate | None:
        found = self._until(indicator, area, window)
        return found[-1] if found else None

    def _survey_change(
        self, indicator: Indicator, area: Area, window: Window
    ) -> tuple[Estimate, Estimate, SurveyChange] | None:
        shown = [
            one
            for one in self._until(indicator, area, window)
            if asked_figure(indicator, area, window, self.audience, one).is_shown
        ]
        if len(shown) < 2:
            return None
        earlier, later = shown[-2:]
        found = survey_verdict(earlier.as_estimate(), later.as_estimate(), indicator.direction)
        return earlier, later, found


def _what_says_most(indicator: Indicator) -> tuple[bool, int]:
    """Figures that stand on their own before totals and sums, and the most harmful first."""
    return changes.repeats_others(indicator), -(indicator.harm or 0)
