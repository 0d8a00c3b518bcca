"""What is particular to crime as CBS counts it (83648NED), whatever the form of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.sources.counts import Count

CBS_CRIME = "83648NED"
TOTAL, TOTAL_LABEL = "T001161", "misdrijven, totaal"


def without_absent_years(counts: Sequence[Count]) -> list[Count]:
    """The same counts, with no value where CBS writes that a gemeente had no crime at all in a year.

    CBS lists every gemeente in every year, with zeros for the years in which it did not exist. No gemeente of the
    country has a year without any crime, so that zero is no count.
    """
    return [replace(count, value=None) if count.key == TOTAL and count.value == 0 else count for count in counts]
