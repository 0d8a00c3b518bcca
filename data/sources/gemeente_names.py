"""From the names that StatLine gives regions to gemeenten that are loaded.

'Groningen (PV)' is a province, 'Groningen (gemeente)' the gemeente and 'Bergen (NH.)' one of two with that name. Names
of the country and of parts of it stand between those of gemeenten, and so do gemeenten that no longer exist.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from data.errors import BrokenContent
from data.schemas import Level
from data.sources.files import printable
from data.sources.places import Place, Places, plain_name

_LARGER = re.compile(r"nederland|.+ \((pv|ld|cr|re|vr|am|kk|sg|ga)\)", re.IGNORECASE)
_PROVINCES = frozenset(
    "groningen fryslân friesland drenthe overijssel flevoland gelderland utrecht noord-holland zuid-holland zeeland"  # noqa: SIM905 - reads as a list
    " noord-brabant limburg".split()
)
_SUFFIX = re.compile(r" \([^)]*\)$")


def is_larger_than_a_gemeente(name: str) -> bool:
    """Whether a region is the country, a part of it, a province or another group of gemeenten."""
    return _LARGER.fullmatch(plain_name(name)) is not None


def all_larger_than_a_gemeente(names: Iterable[str]) -> bool:
    """Whether regions are provinces and larger only, also where nothing is written behind their names."""
    return all(is_larger_than_a_gemeente(name) or plain_name(name) in _PROVINCES for name in names)


def gemeenten_by_name(file: str, names: Iterable[str], places: Places) -> dict[str, Place]:
    """The gemeente that each name stands for; names of none that is loaded are not in the answer.

    A name must fit exactly, or else without accents and without what stands between brackets behind it; and then it
    must be the only one.

    Raises:
        BrokenContent: Two names stand for one gemeente.
    """
    exact = {plain_name(place.name): place for place in places.at(Level.GEMEENTE)}
    bare: dict[str, list[Place]] = {}
    for place in places.at(Level.GEMEENTE):
        bare.setdefault(_bare(place.name), []).append(place)
    found: dict[str, Place] = {}
    names_of: dict[str, str] = {}
    for name in sorted(set(names)):
        options = [exact[plain_name(name)]] if plain_name(name) in exact else bare.get(_bare(name), [])
        if len(options) != 1 or is_larger_than_a_gemeente(name):
            continue
        other = names_of.setdefault(options[0].code, name)
        if other != name:
            raise BrokenContent(
                f"{file}: {printable(other)} en {printable(name)} lijken allebei {options[0].code} te zijn."
                " Gebruik een bestand met codes."
            )
        found[name] = options[0]
    return found


def _bare(name: str) -> str:
    letters = unicodedata.normalize("NFD", _SUFFIX.sub("", plain_name(name)))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
