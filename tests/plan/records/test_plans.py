"""The way of a plan through the raad, and the four years of Politiewet 38b that begin there."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import NotAllowed, RecordRefused
from plan.records import deadlines, goals, plans, priorities
from plan.records.deadlines import Deadline, DeadlineKind, years_after
from plan.records.plans import PlanState
from tests.plan.records import people

DRAFT, OFFERED, ADOPTED, ENDED = PlanState
ALLOWED = {(DRAFT, OFFERED), (OFFERED, DRAFT), (OFFERED, ADOPTED), (ADOPTED, DRAFT), (ADOPTED, ENDED)}
WAY_TO = {DRAFT: [], OFFERED: [OFFERED], ADOPTED: [OFFERED, ADOPTED], ENDED: [OFFERED, ADOPTED, ENDED]}


@pytest.mark.parametrize("present", PlanState)
def test_a_plan_goes_only_to_a_state_that_follows_on_the_present_one(records, present):
    for following in PlanState:
        plan = people.decide(records, people.with_plan(records), *WAY_TO[present])
        if (present, following) in ALLOWED:
            assert people.decide(records, plan, following).state is following
        else:
            with pytest.raises(RecordRefused, match="kan niet"):
                people.decide(records, plan, following)


def test_only_the_clerk_writes_down_what_the_council_decides(records):
    plan = people.with_plan(records)
    with pytest.raises(NotAllowed), records.writing(people.ADVISER, now=people.NOW) as writing:
        plans.decide(writing, plan, OFFERED, date(2026, 12, 1), "naar de raad")


def test_the_state_does_not_change_behind_the_back_of_the_council(records):
    plan = people.with_plan(records)
    with (
        pytest.raises(RecordRefused, match="alleen met een besluit"),
        records.writing(people.ADVISER, now=people.NOW) as writing,
    ):
        plans.change(writing, plan, replace(plan, state=ADOPTED), "toch")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"ends_on": date(2026, 12, 31)}, "laatste dag"),
        ({"gemeenten": []}, "ten minste één gemeente"),
        ({"gemeenten": ["Breda"]}, "'gemeenten'"),
        ({"state": ADOPTED}, "begint als concept"),
    ],
)
def test_a_plan_that_does_not_fit_is_refused(records, changes, told):
    with pytest.raises(RecordRefused, match=told):
        people.with_plan(records, **changes)


def test_gemeenten_that_plan_together_are_kept_sorted_and_once(records):
    assert people.with_plan(records, gemeenten=["GM0758", "GM0363", "GM0758"]).gemeenten == ["GM0363", "GM0758"]


@pytest.mark.parametrize("state", [OFFERED, ADOPTED, ENDED])
def test_what_the_council_sets_lies_fast_once_it_has_the_plan(records, state):
    priority = people.with_priority(records)
    goal = people.with_goal(records, priority)
    with records.reading(people.ADVISER) as reading:
        plan = plans.get(reading, priority.plan_id)
    people.decide(records, plan, *WAY_TO[state])
    attempts = [
        lambda writing: goals.change(writing, goal, replace(goal, statement="Minder ambitie."), "stil"),
        lambda writing: goals.withdraw(writing, goal, "stil"),
        lambda writing: goals.add(writing, people.goal_text(priority), "stil"),
        lambda writing: priorities.withdraw(writing, priority, "stil"),
        lambda writing: priorities.change(writing, priority, replace(priority, title="Anders"), "stil"),
    ]
    for attempt in attempts:
        with (
            pytest.raises(RecordRefused, match="liggen vast"),
            records.writing(people.ADVISER, now=people.NOW) as writing,
        ):
            attempt(writing)


def test_a_change_waits_for_a_decision_that_is_being_written_down_and_is_then_refused(records):
    goal = people.with_goal(records)
    with ThreadPoolExecutor(1) as elsewhere:

        def change():
            with records.writing(people.ADVISER, now=people.NOW) as writing:
                goals.change(writing, goal, replace(goal, statement="Nog gauw even."), "snel")

        with records.writing(people.CLERK, now=people.NOW) as writing:
            plans.decide(writing, plans.find_all(writing)[0], OFFERED, date(2026, 12, 1), "naar de raad")
            waiting = elsewhere.submit(change)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
        with pytest.raises(RecordRefused, match="liggen vast"):
            waiting.result(timeout=20)


def _goal_terms(records):
    with records.reading(people.CLERK) as reading:
        found = [one for plan in plans.find_all(reading) for one in deadlines.of_plan(reading, plan.id)]
    return {(one.plan_id, one.due, one.done_on) for one in found if one.kind is DeadlineKind.GOALS}


def test_adopting_a_plan_starts_the_four_years_of_the_law(records):
    plan = people.decide(records, people.with_plan(records), OFFERED, ADOPTED, on=date(2026, 12, 10))
    assert plan.adopted_on == date(2026, 12, 10)
    assert _goal_terms(records) == {(plan.id, date(2030, 12, 10), None)}


def test_a_following_plan_meets_the_term_of_the_one_before_and_starts_its_own(records):
    """The years are those of the rekenkamercommissie Albrandswaard: December 2012, and then March 2017 was too late."""
    first = people.decide(records, people.with_plan(records), OFFERED, ADOPTED, on=date(2012, 12, 17))
    elsewhere = people.with_plan(records, gemeenten=["GM0363"])
    people.decide(records, elsewhere, OFFERED, ADOPTED, on=date(2013, 1, 1))
    second = people.decide(records, people.with_plan(records), OFFERED, ADOPTED, on=date(2017, 3, 6))
    terms = _goal_terms(records)
    assert (first.id, date(2016, 12, 17), date(2017, 3, 6)) in terms
    assert (second.id, date(2021, 3, 6), None) in terms
    assert (elsewhere.id, date(2017, 1, 1), None) in terms


def test_a_revised_plan_has_one_open_term(records):
    plan = people.decide(records, people.with_plan(records), OFFERED, ADOPTED, on=date(2026, 12, 10))
    people.decide(records, plan, DRAFT, OFFERED, ADOPTED, on=date(2028, 6, 1))
    open_terms = [due for _, due, done_on in _goal_terms(records) if done_on is None]
    assert open_terms == [date(2032, 6, 1)]


def test_the_term_of_the_law_cannot_be_written_by_hand(records):
    plan = people.with_plan(records)
    by_hand = Deadline(
        plan_id=plan.id, kind=DeadlineKind.GOALS, due=date(2099, 1, 1), what="later", owner="gemeenteraad"
    )
    with pytest.raises(RecordRefused), records.writing(people.CLERK, now=people.NOW) as writing:
        deadlines.add(writing, by_hand, "uitstel")


def test_open_terms_come_nearest_first_and_done_ones_not_at_all(records):
    plan = people.with_plan(records)
    with records.writing(people.CLERK, now=people.NOW) as writing:
        for day in (20, 5, 12):
            deadline = Deadline(
                plan_id=plan.id, kind=DeadlineKind.COUNCIL, due=date(2027, 1, day), what="sessie", owner="griffier"
            )
            deadlines.add(writing, deadline, "jaarplanning")
    with records.writing(people.CLERK, now=people.NOW) as writing:
        nearest = deadlines.find_open(writing, date(2027, 12, 31))[0]
        deadlines.change(writing, nearest, replace(nearest, done_on=date(2027, 1, 4)), "gehouden")
    with records.reading(people.MEMBER) as reading:
        assert [one.due.day for one in deadlines.find_open(reading, date(2027, 1, 15))] == [12]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 8))
def test_years_later_is_the_same_day_or_the_last_of_february(day, years):
    later = years_after(day, years)
    assert later.year == day.year + years
    assert later.strftime("%m-%d") == day.strftime("%m-%d") or (day.day, later.day, later.month) == (29, 28, 2)
