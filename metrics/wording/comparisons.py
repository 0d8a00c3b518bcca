"""Sentences that hold other things against each other: two periods, two weighings, and our gemeente and others."""

from __future__ import annotations

from collections.abc import Mapping

from data.catalogue import Registration
from metrics.harm import LABEL, OrderChange
from metrics.peers import Peers
from metrics.periods import PeriodChange
from metrics.trend import MINIMUM_EVENTS, Verdict
from metrics.wording.numbers import interval, join_list, number, percentage
from metrics.wording.sentences import what_it_need_not_mean, why_too_little

# More examples than this are left to the table below the sentence.
_MOST_EXAMPLES = 3


def sentence_of_periods(
    *,
    what: str,
    where: str,
    periods: tuple[str, str],
    change: PeriodChange,
    registration: Registration,
    per: str = "inwoner",
) -> str:
    """How a figure changed between two periods.

    Args:
        what: Name of the indicator.
        where: Name of the area.
        periods: The earlier and the later period in words, as `metrics.wording.period` writes them.
        change: What `metrics.periods.compare_windows` found.
        registration: How the figure comes about.
        per: One of what the rate is divided by, such as "inwoner" or "woning".
    """
    earlier, later = periods
    start = f"{what} in {where}: {number(change.earlier)} in {earlier} en {number(change.later)} in {later}."
    if change.verdict is Verdict.TOO_LITTLE:
        reason = f" {why_too_little(change.lack)}" if change.lack else ""
        return f"{start} Te weinig om te zeggen over het verschil.{reason}"
    parts = [start, _heart_of_change(change, per), what_it_need_not_mean(change.verdict, registration)]
    return " ".join(part for part in parts if part)


def sentence_of_order(*, things: str, sets: tuple[str, str], change: OrderChange, names: Mapping[str, str]) -> str:
    """Whether the order depends on how harm is weighed.

    Args:
        things: What was ordered, such as "thema's".
        sets: Names of the two sets of weights.
        change: What `metrics.harm.compare_orders` found.
        names: Name per group.
    """
    start = LABEL.capitalize()
    if not change.pairs:
        return f"{start}: er zijn geen twee {things} met bekende cijfers om te vergelijken."
    if change.is_same_order:
        return f"{start}: met beide wegingen staan de {things} in dezelfde volgorde."
    first, second = sets
    turned = sorted(change.swaps, key=lambda swap: not swap.beyond_margins)[:_MOST_EXAMPLES]
    examples = " ".join(
        f"Volgens {first} weegt {names[swap.above]} zwaarder dan {names[swap.below]}, volgens {second} juist lichter."
        for swap in turned
    )
    turn = "draait" if len(change.swaps) == 1 else "draaien"
    pairs = f"Van {number(change.pairs)} paren {things} {turn} er {number(len(change.swaps))} om."
    apart = sum(swap.beyond_margins for swap in change.swaps)
    certain = "Bij geen daarvan" if not apart else f"Bij {number(apart)} daarvan"
    return (
        f"{start}: de volgorde van de {things} hangt af van de weging. {pairs} "
        f"{certain} is het verschil met beide wegingen groter dan de marge. {examples}"
    )


def sentence_of_peers(*, where: str, peers: Peers, names: Mapping[str, str]) -> str:
    """Which municipalities look like ours, and how firm that is.

    Args:
        where: Name of our own municipality.
        peers: What `metrics.peers.comparable` found.
        names: Name per code of a municipality.
    """
    if not peers.nearest:
        return f"Er is geen andere gemeente met alle kenmerken om {where} mee te vergelijken."
    listed = join_list([names[peer.code] for peer in peers.nearest])
    start = f"Op {len(peers.variables)} kenmerken lijken deze gemeenten het meest op {where}: {listed}."
    wavering = [names[peer.code] for peer in peers.nearest if peer.code not in peers.firm]
    firmness = "Die lijst blijft dezelfde, welk kenmerk ook niet meetelt."
    if wavering:
        can = "kan" if len(wavering) == 1 else "kunnen"
        firmness = f"{join_list(wavering)} {can} uit de lijst vallen als één kenmerk niet meetelt."
    return " ".join([start, firmness, *_left_out(len(peers.left_out))])


def _heart_of_change(change: PeriodChange, per: str) -> str:
    percent, lower, upper = change.change_pct, change.lower, change.upper
    if percent is None or lower is None or upper is None:
        few = f"Bij minder dan {MINIMUM_EVENTS} voorvallen in de eerste periode noemen we geen percentage."
        if change.verdict is Verdict.NO_CHANGE:
            return f"Het verschil past bij toeval: geen aantoonbare verandering. {few}"
        return f"Dat is {change.verdict}: het verschil is groter dan toeval kan verklaren. {few}"
    if change.verdict is Verdict.NO_CHANGE:
        limits = [percentage(abs(one)) + (" minder" if one < 0 else " meer") for one in (lower, upper)]
        return f"Per {per} geen aantoonbare verandering: ergens tussen {limits[0]} en {limits[1]}."
    word = "meer" if percent > 0 else "minder"
    small, large = sorted((abs(lower), abs(upper)))
    heart = f"Per {per} is dat {percentage(abs(percent))} {word} (marge: {interval(small, large, unit='%')})."
    return f"{heart} Dat is {change.verdict}."


def _left_out(number_left_out: int) -> list[str]:
    if not number_left_out:
        return []
    if number_left_out == 1:
        return ["1 gemeente deed niet mee, omdat er een kenmerk ontbreekt."]
    return [f"{number(number_left_out)} gemeenten deden niet mee, omdat er een kenmerk ontbreekt."]
