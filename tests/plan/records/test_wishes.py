"""A question or wish of the raad, from its number to its answer; a duiding beside another; an answer of the region."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from data.errors import NotAllowed, RecordRefused
from plan.records import duiding, takeovers, wishes
from plan.records.duiding import Certainty, Duiding
from plan.records.takeovers import RegionalPlan, TakenOver, Takeover
from plan.records.wishes import Outcome, Wish, WishKind
from tests.plan.records import people


def _question(**changes):
    said = {
        "kind": WishKind.QUESTION,
        "text": "Hoeveel uur kost dit?",
        "made_as": "beheerder",
        "made_on": date(2026, 11, 2),
    }
    return Wish(**said | changes)


def _make(records, actor=people.MEMBER, **changes):
    with records.writing(actor, now=people.NOW) as writing:
        return wishes.make(writing, _question(**changes), "gesteld bij het veiligheidsbeeld")


def test_wishes_get_the_next_number_and_the_role_of_who_made_them(records):
    made = [_make(records), _make(records, people.EVERY_ROLE["commissielid"]), _make(records)]
    assert [(one.number, one.made_as) for one in made] == [(1, "raadslid"), (2, "commissielid"), (3, "raadslid")]


def test_wishes_that_are_made_at_the_same_moment_all_get_a_number_of_their_own(records):
    with ThreadPoolExecutor(8) as threads:
        numbers = sorted(one.number for one in threads.map(lambda _: _make(records), range(24)))
    assert numbers == list(range(1, 25))
    assert records.verify().lines == 24


def test_a_wish_is_assigned_answered_and_settled_by_those_who_may(records):
    wish = _make(records)
    with records.writing(people.CLERK, now=people.NOW) as writing:
        wish = wishes.assign(writing, wish, "college", date(2026, 11, 30), "volgens het reglement")
    with records.reading(people.OTHER_MEMBER) as reading:
        assert [one.id for one in wishes.find_unanswered(reading)] == [wish.id]
    with pytest.raises(RecordRefused, match="Beantwoord"), records.writing(people.ADVISER, now=people.NOW) as writing:
        wishes.settle(writing, wish, Outcome.PARTLY, "deels", "reden")
    with records.writing(people.ADVISER, now=people.NOW) as writing:
        wish = wishes.answer(writing, wish, "Ongeveer 400 uur per jaar.", date(2026, 11, 9), "uitgezocht")
    with pytest.raises(RecordRefused, match="waarom"), records.writing(people.ADVISER, now=people.NOW) as writing:
        wishes.settle(writing, wish, Outcome.PARTLY, "  ", "reden")
    with records.writing(people.ADVISER, now=people.NOW) as writing:
        wishes.settle(writing, wish, Outcome.PARTLY, "Voor een deel ligt het bij de politie.", "verwerkt")
    with records.reading(people.OTHER_MEMBER) as reading:
        seen = wishes.get(reading, wish.id)
        assert (seen.answer, seen.outcome, seen.owner) == ("Ongeveer 400 uur per jaar.", Outcome.PARTLY, "college")
        assert wishes.find_unanswered(reading) == []


def test_a_wish_does_not_come_with_its_own_answer(records):
    with pytest.raises(RecordRefused):
        _make(records, answer="Ja hoor.")


@pytest.mark.parametrize("actor", [people.ADVISER, people.CLERK, people.MAYOR])
def test_only_members_make_wishes(records, actor):
    with pytest.raises(NotAllowed):
        _make(records, actor)


def test_two_people_may_disagree_about_what_goes_on(records):
    said = {
        "theme": "V1.3",
        "indicator": "woninginbraak",
        "since": date(2026, 3, 1),
        "disproved_by": "als het in andere wijken net zo stijgt",
    }
    with records.writing(people.ADVISER, now=people.NOW) as writing:
        duiding.add(
            writing,
            Duiding(
                story="Een groep van buiten.",
                said_as="adviseur",
                organisation="gemeente",
                certainty=Certainty.SUSPECTED,
                **said,
            ),
            "gehoord in het overleg",
        )
    with records.writing(people.EVERY_ROLE["partner"], now=people.NOW) as writing:
        other = Duiding(
            story="Er staan meer woningen leeg.",
            said_as="wijkbeheerder",
            organisation="corporatie",
            certainty=Certainty.LIKELY,
            **said,
        )
        duiding.add(writing, other, "gezien op straat")
    with records.writing(people.ADVISER, now=people.LATER) as writing:
        first, second = duiding.of_theme(writing, "V1.3")
        assert (first.certainty, second.organisation) == (Certainty.SUSPECTED, "corporatie")
        duiding.withdraw(writing, first, "bleek niet zo")
        assert [one.id for one in duiding.of_indicator(writing, "woninginbraak")] == [second.id]
        with pytest.raises(RecordRefused, match="niet klopt"):
            duiding.change(writing, second, replace(second, disproved_by=" "), "korter")


def test_what_the_region_took_over_can_change_from_no_to_partly(records):
    priority = people.with_priority(records)
    first = Takeover(
        priority_id=priority.id,
        regional_plan=RegionalPlan.SAFETY_REGION,
        taken_over=TakenOver.NO,
        known_on=date(2027, 2, 1),
    )
    with records.writing(people.ADVISER, now=people.NOW) as writing:
        takeovers.add(writing, first, "brief van de regio")
    with records.writing(people.ADVISER, now=people.LATER) as writing:
        known = takeovers.of_priority(writing, priority.id)[0]
        takeovers.change(
            writing, known, replace(known, taken_over=TakenOver.PARTLY, location="hoofdstuk 3"), "nieuw plan"
        )
    with records.reading(people.MEMBER) as reading:
        assert [one.taken_over for one in takeovers.of_priority(reading, priority.id)] == [TakenOver.PARTLY]
