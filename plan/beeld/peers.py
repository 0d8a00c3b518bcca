"""Our figure beside that of municipalities like ours, chosen by a rule that is shown with it."""

from __future__ import annotations

from dataclasses import dataclass

from data.catalogue import Indicator
from metrics import wording
from metrics.peers import Peers
from plan.figures import Figure, Figures, Window
from plan.figures.window import last_whole_period


@dataclass(frozen=True, slots=True)
class PeerPicture:
    """One figure here and elsewhere.

    Attributes:
        peers: The comparable municipalities, with their distances and how firm the list is.
        names: Name per code of a municipality.
        figures: Our figure first, then theirs, the nearest first; those without a figure are left out.
        sentence: Which municipalities, by how many variables, and what drops out when one variable goes.
    """

    peers: Peers
    names: dict[str, str]
    figures: tuple[Figure, ...]
    sentence: str


def compare_with_peers(figures: Figures, indicator: Indicator, window: Window) -> PeerPicture:
    """Set a figure beside those of comparable municipalities, all over the last whole calendar year."""
    year = Window(last_whole_period(window.end, 12))
    peers, names = figures.peers()
    own = figures.figure(indicator, figures.area(figures.gemeente), year)
    elsewhere = [figures.figure_elsewhere(indicator, peer.code, year) for peer in peers.nearest]
    return PeerPicture(
        peers=peers,
        names=names,
        figures=(own, *(one for one in elsewhere if one is not None and one.is_shown)),
        sentence=wording.sentence_of_peers(where=own.area.name, peers=peers, names=names),
    )
