"""Dutch numbers. Rounding is half away from zero, as people learn it at school; unknown is a word, never a 0."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

UNKNOWN = "onbekend"

# Names that can begin the name of a figure.
_NAMES = ("Bibob", "Halt", "Leefbaarometer", "Modelgemeente")
# The unit of what is only counted: the number speaks for itself.
PLAIN_COUNT = "aantal"
MINUS = "\N{MINUS SIGN}"

_TO_DUTCH = str.maketrans({",": ".", ".": ",", "-": MINUS})
# Wide enough for the largest float, so that a strange value is written out rather than refused.
_WIDE = Context(prec=400)


def number(value: float | None, decimals: int = 0) -> str:
    """Write a number.

    Args:
        value: The number; None and NaN are unknown.
        decimals: Digits after the comma.

    >>> number(1234.5, 1), number(2.5), number(-0.04, 1), number(None)
    ('1.234,5', '3', '0,0', 'onbekend')
    """
    if value is None or math.isnan(value):
        return UNKNOWN
    return _write(_rounded(value, decimals))


def signed(value: float | None, decimals: int = 0) -> str:
    """Write a change: with a plus or a minus, and without either where it rounds to zero.

    >>> signed(3.14, 1), signed(-2), signed(0.2)
    ('+3,1', '−2', '0')
    """
    if value is None or math.isnan(value):
        return UNKNOWN
    rounded = _rounded(value, decimals)
    return f"+{_write(rounded)}" if rounded > 0 else _write(rounded)


def percentage(value: float | None, decimals: int = 0) -> str:
    """Write a value that is already in percent.

    >>> percentage(16.4, 1)
    '16,4%'
    """
    return quantity(value, "%", decimals)


def per_1000(value: float | None, decimals: int = 1) -> str:
    """Write a rate per 1,000.

    >>> per_1000(4.46)
    '4,5 per 1.000'
    """
    return quantity(value, "per 1.000", decimals)


def quantity(value: float | None, unit: str, decimals: int = 1) -> str:
    """Write a number with its unit.

    >>> quantity(16, "% van de inwoners", 0), quantity(4.5, "per 1.000 inwoners"), quantity(39, "aantal")
    ('16% van de inwoners', '4,5 per 1.000 inwoners', '39')
    """
    if unit == PLAIN_COUNT:
        return number(value)
    text = number(value, decimals)
    if text == UNKNOWN:
        return UNKNOWN
    return f"{text}{unit}" if unit.startswith("%") else f"{text} {unit}"


def interval(lower: float | None, upper: float | None, decimals: int = 0, unit: str = "") -> str:
    """Write a margin.

    Args:
        lower: Lower limit; None and NaN are unknown.
        upper: Upper limit.
        decimals: Digits after the comma.
        unit: "%" is written after both limits; leave it out for other units.

    >>> interval(3.06, 4.8, 1), interval(3, 5, unit="%"), interval(2.01, 2.04, 1)
    ('tussen 3,1 en 4,8', 'tussen 3% en 5%', 'rond 2,0')
    """
    low, high = number(lower, decimals), number(upper, decimals)
    if UNKNOWN in (low, high):
        return UNKNOWN
    if low == high:
        return f"rond {low}{unit}"
    return f"tussen {low}{unit} en {high}{unit}"


def short_number(value: float | None) -> str:
    """Write a large number briefly.

    >>> short_number(9_999), short_number(12_345), short_number(999_600), short_number(1_250_000)
    ('9.999', '12 duizend', '1 miljoen', '1,3 miljoen')
    """
    if value is None or math.isnan(value):
        return UNKNOWN
    if abs(_rounded(value, 0)) < 10_000:
        return number(value)
    if abs(_rounded(value / 1e3, 0)) < 1000:
        return f"{number(value / 1e3)} duizend"
    return f"{number(value / 1e6, 1).removesuffix(',0')} miljoen"


def join_list(words: Sequence[str]) -> str:
    """Write a list as in a sentence.

    >>> join_list(["a", "b", "c"]), join_list(["a"]), join_list([])
    ('a, b en c', 'a', '')
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} en {words[-1]}"


def lower_first(words: str) -> str:
    """Words as they stand in the middle of a sentence; a name or an abbreviation keeps its capital.

    >>> lower_first("Fietsdiefstal"), lower_first("GGD"), lower_first("Halt-verwijzingen")
    ('fietsdiefstal', 'GGD', 'Halt-verwijzingen')
    """
    keeps_capital = words[1:2].isupper() or words.startswith(_NAMES)
    return words if keeps_capital else words[:1].lower() + words[1:]


def counted(amount: int, one: str, many: str) -> str:
    """Write a number of things, with the right form of the word.

    >>> counted(1, "bron", "bronnen"), counted(1200, "bron", "bronnen")
    ('1 bron', '1.200 bronnen')
    """
    return f"{number(amount)} {one if amount == 1 else many}"


def _rounded(value: float, decimals: int) -> Decimal:
    # By way of the shortest decimal text of the float: 2,675 becomes 2,68, as the reader of 2,675 expects.
    exact = Decimal(repr(float(value)))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_WIDE)
    return _WIDE.plus(rounded)  # plus makes 0 of -0


def _write(rounded: Decimal) -> str:
    return f"{rounded:,f}".translate(_TO_DUTCH)
