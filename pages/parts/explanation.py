"""Where a figure comes from and what it cannot say, in words."""

from __future__ import annotations

from data.catalogue import Indicator
from pages.parts.fold import Fold


def explanation(indicator: Indicator) -> Fold:
    """The definition, the caution, the kind and the source of a figure, and the changes in how it is counted."""
    return Fold(
        title=indicator.name,
        paragraphs=(
            indicator.definition,
            f"Let op. {indicator.caution}",
            f"Soort: {indicator.registration}. Eenheid: {indicator.unit}. Bron: {indicator.source}.",
            *(f"{one.text} Bron: {one.source}." for one in indicator.method_breaks),
        ),
    )
