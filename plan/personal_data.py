"""The check that every free text passes before anything of it is stored, drafts included.

What points to one person is refused by kind, never by value: the value stands in no sentence, log or error. Finding is
by form, so it errs on both sides; `tests/plan/test_personal_data.py` measures how often.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from data.errors import PersonalDataRefused


class PersonalData(StrEnum):
    """A kind of data that points to one person."""

    BSN = "burgerservicenummer"
    PHONE = "telefoonnummer"
    EMAIL = "e-mailadres"
    IBAN = "bankrekeningnummer"
    PLATE = "kenteken"
    ADDRESS = "postcode met huisnummer"


def tidy(text: str) -> str:
    """The text as it will be stored: composed letters, no characters that steer a screen or a printer.

    Line breaks and tabs stay. What cannot be stored at all (half a surrogate pair, a null) is left out.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(one for one in composed if one in "\n\t" or unicodedata.category(one) not in {"Cc", "Cs"})


def found_in(text: str) -> tuple[PersonalData, ...]:
    """The kinds of personal data that a text seems to hold, in the order of `PersonalData`."""
    plain = _plain(text)
    return tuple(kind for kind in PersonalData if any(_FINDERS[kind](plain)))


def refuse_personal_data(texts: Mapping[str, str]) -> None:
    """Let texts through that hold no personal data.

    Args:
        texts: What was typed, by the Dutch name of its field.

    Raises:
        PersonalDataRefused: One of them does; the sentence names field and kinds.
    """
    for field, text in texts.items():
        kinds = found_in(text)
        if kinds:
            raise PersonalDataRefused(
                f"In het veld '{field}' staat iets dat lijkt op een {' en een '.join(kinds)}. Haal dat weg: hier staat"
                " niets over personen. Er is niets opgeslagen.",
                tuple(kinds),
            )


def names_near_sensitive_words(text: str) -> bool:
    """Whether a name seems to stand near a word about health or police: a reason to warn, not to refuse.

    A name is a form of address with a capital after it, or two capitals in a row inside a sentence. Near means within
    eight words.
    """
    words = re.findall(r"[\w'-]+[.?!]?", _plain(text))
    names = {place for place in range(len(words) - 1) if _is_name(words, place)}
    charged = {place for place, word in enumerate(words) if word.lower().rstrip(".?!").startswith(_CHARGED)}
    return any(abs(name - word) <= _NEAR for name in names for word in charged)


_NEAR = 8
_ADDRESSED = frozenset({"meneer", "mevrouw", "dhr", "dhr.", "mevr", "mevr.", "mw", "mw.", "familie", "fam", "fam."})
_CHARGED = (
    "aangehouden", "alcohol", "autis", "behandel", "dader", "dealer", "dement", "depress", "detentie", "diagnose",
    "drugs", "ggz", "gearresteerd", "gedetineerd", "inbreker", "kliniek", "medicijn", "opgenomen", "psych", "schizo",
    "steelt", "suïci", "suici", "veelpleger", "veroordeeld", "verdacht", "verslaa", "verward", "zelfmoord", "ziek",
)  # fmt: skip
# Names of these are read as two capitals in a row, and are no persons.
_BODIES = frozenset(
    {"Den", "De", "Het", "Sint", "Nederlandse", "Openbaar", "Zorg-", "Raad", "Veilig", "Tweede", "Eerste", "GGZ", "GGD"}
)


def _is_name(words: list[str], place: int) -> bool:
    here, following = words[place], words[place + 1]
    if here.lower() in _ADDRESSED:
        return following[0].isupper()
    in_sentence = place > 0 and words[place - 1][-1] not in ".?!"
    both = here[0].isupper() and following[0].isupper() and here[1:].islower() and following[1:2].islower()
    return both and in_sentence and here not in _BODIES and here[-1] not in ".?!"


def _plain(text: str) -> str:
    """Without what hides a value from a pattern: full-width forms, invisible characters, other dashes and digits."""
    shown = (one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) not in {"Cf", "Mn"})
    return "".join(_plain_character(one) for one in shown)


def _plain_character(one: str) -> str:
    if unicodedata.category(one) == "Pd" or one == "\u2212":
        return "-"
    if unicodedata.category(one) in {"Zs", "Cc"}:
        return " "
    return str(unicodedata.digit(one, one))


_NINE_DIGITS = re.compile(r"(?<![\d,.\-])(?<!€ )(?<!€)\d(?:[ .-]?\d){8}(?![\d]|[.,-]\d)(?! (?:euro|inwoners))")
_EIGHT_AFTER_BSN = re.compile(
    r"\b(?:bsn|sofi(?:nummer)?|burgerservicenummer)\W{0,4}(?:is |van )?(\d{8})\b", re.IGNORECASE
)


def _bsn(text: str) -> Iterator[str]:
    """Nine digits that pass the elfproef; eight after a word that says so, for the leading zero is often dropped."""
    candidates = [re.sub(r"\D", "", hit) for hit in _NINE_DIGITS.findall(text)]
    candidates += ["0" + hit for hit in _EIGHT_AFTER_BSN.findall(text)]
    yield from (one for one in candidates if _passes_elfproef(one))


def _passes_elfproef(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total > 0 and total % 11 == 0


# Dutch numbers of ten digits, and foreign ones that begin with a plus. 0800, 0900 and 088 belong to organisations.
_PHONE = re.compile(
    r"(?<![\w.,])(?:"
    r"\(?0(?!800|900|88)[1-9]\d{0,3}\)?(?:[ ._/-]{0,3}\d){5,8}"
    r"|(?:\+|00)[1-9]\d{0,2}(?:[ .-]{0,2}\(?0?\)?)?(?:[ ._/-]{0,3}\d){7,11}"
    r")(?![\d]|[.,]\d)"
)
_DUTCH_LENGTH, _FOREIGN_LENGTHS = 10, range(9, 16)


def _phone(text: str) -> Iterator[str]:
    for hit in _PHONE.findall(text):
        digits = re.sub(r"\D", "", hit)
        foreign = hit.startswith(("+", "00"))
        if len(digits) == _DUTCH_LENGTH or (foreign and len(digits) in _FOREIGN_LENGTHS):
            yield digits


# Parts are bounded as in RFC 5321, so that no text can make the search slow.
_AT = r" ?(?:@|[\[(] ?(?:at|apenstaartje) ?[\])]) ?"
_DOT = r" ?(?:\.|[\[(] ?(?:dot|punt) ?[\])]) ?"
_EMAIL = re.compile(rf"[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,8}}{_DOT}[a-z]{{2,}}", re.IGNORECASE)


def _email(text: str) -> Iterator[str]:
    yield from _EMAIL.findall(text)


_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){11,30}")
_IBAN_LENGTHS = range(15, 35)


def _iban(text: str) -> Iterator[str]:
    """Any beginning of the run that passes mod 97 (ISO 13616): the words after it may stick to it."""
    for hit in _IBAN.findall(text):
        run = re.sub(r"[ .-]", "", hit).upper()
        yield from (run[:length] for length in _IBAN_LENGTHS if length <= len(run) and _passes_mod_97(run[:length]))


def _passes_mod_97(iban: str) -> bool:
    mostly_digits = sum(one.isdigit() for one in iban) >= len(iban) // 2
    return mostly_digits and int("".join(str(int(one, 36)) for one in iban[4:] + iban[:4])) % 97 == 1


# The fourteen series ("sidecodes") of the RDW; A stands for a letter and 9 for a digit.
_SERIES = (
    "AA-99-99", "99-99-AA", "99-AA-99", "AA-99-AA", "AA-AA-99", "99-AA-AA", "99-AAA-9",
    "9-AAA-99", "AA-999-A", "A-999-AA", "AAA-99-A", "A-99-AAA", "9-AA-999", "999-AA-9",
)  # fmt: skip
# Without dashes these two read as a postcode (1234AB) or as a code of the CBS (GM0758).
_AMBIGUOUS = ("AA-99-99", "99-99-AA")


def _series_pattern(series: str, between: str) -> str:
    forms = {"A": "[A-Za-z]", "9": r"\d", "-": between}
    return "".join(forms[one] for one in series)


_PLATE = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(
        [_series_pattern(one, "[- ]") for one in _SERIES if one not in _AMBIGUOUS]
        + [_series_pattern(one, "-") for one in _AMBIGUOUS]
        + [_series_pattern(one, "") for one in _SERIES if one not in _AMBIGUOUS]
    )
    + r")(?![\w-])"
)
_VOWELS = frozenset("aeiou")


def _plate(text: str) -> Iterator[str]:
    """Small letters count only without vowels, as in every series of today: '1-op-100' is no plate."""
    for hit in _PLATE.findall(text):
        letters = re.sub(r"[^A-Za-z]", "", hit)
        if letters.isupper() or not _VOWELS & set(letters.lower()):
            yield hit


# Small letters only where they stick to the digits: 'in 2027 de 3 doelen' holds no postcode.
_POSTCODE = r"(?<![\w-])[1-9]\d{3}(?:[ ]{0,2}(?!SA|SD|SS)[A-Z]{2}|(?!sa|sd|ss)[a-z]{2})(?![\w])"
_HOUSE = r"\d{1,5}(?:[ -]?[A-Za-z]{1,2})?(?![\w])"
_ADDRESS = re.compile(
    rf"{_POSTCODE}[ ,;:/-]{{0,3}}(?:(?:nr|nummer|no|huisnummer|huisnr)\.? ?)?{_HOUSE}"
    rf"|(?<![\w.,]){_HOUSE}[ ,;:/-]{{0,3}}(?:te |in )?{_POSTCODE}"
)


def _address(text: str) -> Iterator[str]:
    yield from _ADDRESS.findall(text)


_FINDERS: Mapping[PersonalData, Callable[[str], Iterator[str]]] = {
    PersonalData.BSN: _bsn,
    PersonalData.PHONE: _phone,
    PersonalData.EMAIL: _email,
    PersonalData.IBAN: _iban,
    PersonalData.PLATE: _plate,
    PersonalData.ADDRESS: _address,
}
