"""What holds for every answer of the gate; the rules themselves stand in tests/spec/test_gate.py."""

import itertools
import re

import pytest

from data.catalogue import Subject, load_catalogue
from data.schemas import Level
from metrics.gate import Audience, Request, Rule, State, answer

ORDER = [Level.GEMEENTE, Level.WIJK, Level.BUURT]

EVERY_REQUEST = [
    Request(*values)
    for values in itertools.product(
        Level,
        Subject,
        ("open", "intern", "gevoelig"),
        (True, False),
        (True, False),
        Level,
        Audience,
        (True, False),
        (None, 100.0, 300.0, 5000.0),
        (12, 36),
        (None, 99, 100),
        (True, False),
    )
]


def test_every_answer_says_why_in_whole_sentences():
    for sentence in {answer(request).sentence for request in EVERY_REQUEST}:
        assert re.fullmatch(r"[A-Z].{30,220}\.", sentence)
        assert "None" not in sentence


def test_every_rule_is_reached():
    assert {answer(request).rule for request in EVERY_REQUEST} == set(Rule)


def test_only_a_coarser_answer_tells_what_to_ask_instead():
    for given in map(answer, EVERY_REQUEST):
        advice = (given.use_level is not None) + (given.use_months is not None)
        assert advice == (given.state is State.COARSER)
        assert given.is_open == (given.state is State.OPEN) == (given.rule is Rule.NOTHING_AGAINST)


def test_following_the_advice_always_comes_to_an_end():
    for request in EVERY_REQUEST:
        current, steps = request, 0
        while (given := answer(current)).state is State.COARSER:
            level = given.use_level or current.level
            assert ORDER.index(level) <= ORDER.index(current.level)
            current = current._replace(level=level, months=given.use_months or current.months)
            steps += 1
            assert steps <= 6


def test_a_smaller_audience_never_sees_less():
    for request in EVERY_REQUEST:
        opened = [answer(request._replace(audience=audience)).is_open for audience in Audience]
        assert opened == sorted(opened)


def test_a_smaller_place_is_never_easier_to_open():
    for request in EVERY_REQUEST:
        opened = [answer(request._replace(level=level)).is_open for level in ORDER]
        assert opened == sorted(opened, reverse=True)


def test_an_unknown_sensitivity_opens_nothing():
    with pytest.raises(KeyError):
        answer(EVERY_REQUEST[0]._replace(sensitivity="geheim"))


def test_every_sensitivity_of_the_catalogue_is_known():
    for indicator in load_catalogue().indicators.values():
        answer(EVERY_REQUEST[0]._replace(sensitivity=indicator.sensitivity))
