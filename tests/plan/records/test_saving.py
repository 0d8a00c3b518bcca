"""What is saved can be read back, what conflicts is told with both texts, and what does not fit is refused whole."""

import traceback
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import text

from data.errors import EditConflict, NotAllowed, PersonalDataRefused, RecordNotFound, RecordRefused
from plan.access import Action
from plan.records import goals, measures, plans, priorities, saving, takeovers, tiers, wishes
from plan.records.base import Record, all_kinds, content, field_info
from plan.records.goals import Goal
from plan.records.measures import Measure
from plan.records.takeovers import RegionalPlan, TakenOver, Takeover
from plan.records.tiers import ThemeTier, Tier
from tests.plan.records import people


def _reread(records, kind, number):
    with records.reading(people.ADVISER) as reading:
        return saving.get(reading, Action.READ_PLAN, kind, number)


def test_what_was_saved_is_read_back_as_it_was(records):
    goal = people.with_goal(
        records,
        statement="Regel één\nmet é, “aanhalingen” en 🙂",
        indicator="woninginbraak",
        baseline=4.1,
        baseline_lower=3.9,
        baseline_upper=0.1 + 0.2,
        target_on=date(2030, 12, 31),
    )
    again = _reread(records, Goal, goal.id)
    assert again is not goal
    assert content(again) == content(goal)
    assert (again.version, again.made_at, again.withdrawn_at) == (1, people.NOW, None)


def test_moments_are_kept_in_utc_whatever_zone_they_came_in(records):
    summer = datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=2)))
    with records.writing(people.ADVISER, now=summer) as writing:
        plan = plans.add(writing, people.plan_text(), "begin")
    again = _reread(records, plans.Plan, plan.id)
    assert again.made_at == summer
    assert again.made_at.tzinfo is UTC


def test_a_change_is_the_next_version(records):
    goal = people.with_goal(records)
    with records.writing(people.SECOND_ADVISER, now=people.LATER) as writing:
        goals.change(writing, goal, replace(goal, statement="Nog minder."), "besproken met de politie")
    again = _reread(records, Goal, goal.id)
    assert (again.statement, again.version, again.made_at, again.changed_at) == (
        "Nog minder.",
        2,
        people.NOW,
        people.LATER,
    )


def test_a_second_change_of_the_same_version_loses_nothing_and_shows_both_texts(records):
    goal = people.with_goal(records, target_on=date(2028, 1, 1))
    with records.writing(people.ADVISER, now=people.LATER) as writing:
        goals.change(writing, goal, replace(goal, statement="Tekst van de een.", target_on=date(2029, 5, 1)), "een")
    held = _as_read(goal, 1)
    stale = replace(held, statement="Tekst van de ander.")
    with (
        pytest.raises(EditConflict, match="kies uw tekst") as told,
        records.writing(people.SECOND_ADVISER, now=people.LATER) as writing,
    ):
        goals.change(writing, held, stale, "ander")
    assert told.value.mine == {"doel": "Tekst van de ander.", "te bereiken op": "01-01-2028"}
    assert told.value.theirs == {"doel": "Tekst van de een.", "te bereiken op": "01-05-2029"}
    assert told.value.version == 2
    assert _reread(records, Goal, goal.id).statement == "Tekst van de een."
    assert records.verify().holds


def _as_read(goal, version):
    """The goal as a page still holds it: read before somebody else changed it."""
    held = replace(goal)
    held.id, held.version = goal.id, version
    return held


def test_after_a_conflict_the_next_attempt_starts_from_what_is_there(records):
    goal = people.with_goal(records)
    held = _as_read(goal, 1)
    with records.writing(people.ADVISER, now=people.LATER) as writing:
        goals.change(writing, goal, replace(goal, statement="Eerst."), "een")
    with records.writing(people.SECOND_ADVISER, now=people.LATER) as writing:
        now = goals.of_priority(writing, goal.priority_id)[0]
        goals.change(writing, now, replace(held, statement="Eerst, en dan."), "twee")
    assert _reread(records, Goal, goal.id).version == 3


def test_saving_what_is_there_already_leaves_no_trace(records):
    goal = people.with_goal(records)
    lines = records.verify().lines
    with records.writing(people.ADVISER, now=people.LATER) as writing:
        goals.change(writing, goal, replace(goal), "niets")
    assert records.verify().lines == lines
    assert _reread(records, Goal, goal.id).version == 1


def test_what_was_withdrawn_counts_no_more_and_cannot_be_changed(records):
    goal = people.with_goal(records)
    held = _as_read(goal, 2)
    with records.writing(people.ADVISER, now=people.LATER) as writing:
        goals.withdraw(writing, goal, "dubbel")
        assert goals.of_priority(writing, goal.priority_id) == []
    assert _reread(records, Goal, goal.id).withdrawn_at == people.LATER
    with (
        pytest.raises(RecordNotFound, match="ingetrokken"),
        records.writing(people.ADVISER, now=people.LATER) as writing,
    ):
        goals.change(writing, held, replace(held, statement="toch"), "toch")


def test_withdrawing_what_somebody_changed_is_a_conflict(records):
    goal = people.with_goal(records)
    held = _as_read(goal, 1)
    with records.writing(people.ADVISER, now=people.LATER) as writing:
        goals.change(writing, goal, replace(goal, statement="Anders."), "een")
    with pytest.raises(EditConflict), records.writing(people.ADVISER, now=people.LATER) as writing:
        goals.withdraw(writing, held, "weg")


def test_one_save_with_a_fault_in_it_saves_nothing_at_all(records):
    priority = people.with_priority(records)
    before = records.verify()

    def save_both():
        with records.writing(people.ADVISER, now=people.NOW) as writing:
            goals.add(writing, people.goal_text(priority), "goed")
            measures.add(writing, Measure(priority_id=priority.id, title="Camera's", hours=-1), "fout")

    with pytest.raises(RecordRefused):
        save_both()
    assert records.verify() == before
    with records.reading(people.ADVISER) as reading:
        assert goals.of_priority(reading, priority.id) == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"statement": "x" * 1001}, "'doel' is te lang: 1001 tekens, en er passen er 1000"),
        ({"indicator": "Robert'); DROP TABLE goals;--"}, "'cijfer'"),
        ({"indicator": "../geheim"}, "'cijfer'"),
        ({"baseline": float("nan")}, "'uitgangswaarde' kan niet zo groot"),
        ({"target": float("inf")}, "'streefwaarde' kan niet zo groot"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_field(records, changes, told):
    priority = people.with_priority(records)
    with pytest.raises(RecordRefused) as refused, records.writing(people.ADVISER, now=people.NOW) as writing:
        goals.add(writing, people.goal_text(priority, **changes), "reden")
    assert told in refused.value.sentence
    assert "niets opgeslagen" in refused.value.sentence


@pytest.mark.parametrize("why", ["", "  \n", "x" * 1001])
def test_a_change_without_a_fitting_reason_is_refused(records, why):
    priority = people.with_priority(records)
    with pytest.raises(RecordRefused), records.writing(people.ADVISER, now=people.NOW) as writing:
        goals.add(writing, people.goal_text(priority), why)


def test_a_number_that_a_database_cannot_hold_is_refused_on_both(records):
    priority = people.with_priority(records)
    with (
        pytest.raises(RecordRefused, match="'uren per jaar'"),
        records.writing(people.ADVISER, now=people.NOW) as writing,
    ):
        measures.add(writing, Measure(priority_id=priority.id, title="Veel", hours=2**31), "reden")


def test_an_error_of_the_database_repeats_no_text(records):
    priority = people.with_priority(records)
    with pytest.raises(RecordRefused) as refused, records.writing(people.ADVISER, now=people.NOW) as writing:
        goals.add(writing, people.goal_text(priority, statement=None, owner="vertrouwelijk"), "reden")
    whole = "".join(traceback.format_exception(refused.value))
    assert "Failing row" not in whole
    assert "contains (" not in whole


def test_personal_data_reach_no_table_in_text_or_reason(records, address):
    priority = people.with_priority(records)
    for statement, why in [("Bel 06-12345678.", "reden"), ("Goed.", "Volgens j.jansen@voorbeeld.nl")]:
        with pytest.raises(PersonalDataRefused), records.writing(people.ADVISER, now=people.NOW) as writing:
            goals.add(writing, people.goal_text(priority, statement=statement), why)
    assert records.verify().holds
    with records.reading(people.ADVISER) as reading:
        kept = reading.session.scalars(text("SELECT payload FROM audit_payloads")).all()
    assert not any("12345678" in one or "jansen" in one for one in kept)


def test_control_characters_are_left_out_and_line_breaks_stay(records):
    goal = people.with_goal(records, statement="eerste\x00 regel\r\ntweede\x1b[31m regel\ttab")
    assert _reread(records, Goal, goal.id).statement == "eerste regel\ntweede[31m regel\ttab"


def test_html_markdown_and_formulas_are_kept_as_the_text_they_are(records):
    nasty = "<script>alert(1)</script> [klik](javascript:x) =HYPERLINK(1) {{ 7*7 }} %s ' \" \\ $1"
    goal = people.with_goal(records, statement=nasty)
    assert _reread(records, Goal, goal.id).statement == nasty


def test_what_belongs_to_nothing_is_refused(records):
    plan = people.with_plan(records)
    with pytest.raises(RecordRefused, match="past niet"), records.writing(people.ADVISER, now=people.NOW) as writing:
        measures.add(writing, Measure(priority_id=999, title="Los"), "reden")
    with pytest.raises(RecordNotFound), records.writing(people.ADVISER, now=people.NOW) as writing:
        priorities.add(writing, priorities.Priority(plan_id=plan.id + 1, theme="V1.3", title="x"), "reden")


def test_what_may_be_there_once_is_refused_the_second_time(records):
    plan = people.with_plan(records)
    priority = people.with_priority(records, plan)
    taken = {"priority_id": priority.id, "regional_plan": RegionalPlan.POLICE, "known_on": date(2027, 3, 1)}
    twice = [
        (tiers.add, lambda: ThemeTier(plan_id=plan.id, theme="V1.3", tier=Tier.PRIORITY, argument="veel aangiften")),
        (takeovers.add, lambda: Takeover(taken_over=TakenOver.PARTLY, **taken)),
    ]
    for add, make in twice:
        with records.writing(people.ADVISER, now=people.NOW) as writing:
            add(writing, make(), "reden")
        with (
            pytest.raises(RecordRefused, match="Dit staat er al"),
            records.writing(people.ADVISER, now=people.NOW) as writing,
        ):
            add(writing, make(), "reden")


def test_nobody_reads_or_writes_without_the_right(records):
    goal = people.with_goal(records)
    with pytest.raises(NotAllowed), records.writing(people.MEMBER, now=people.NOW) as writing:
        goals.change(writing, goal, replace(goal, statement="van mij"), "reden")
    partner = people.EVERY_ROLE["partner"]
    with pytest.raises(NotAllowed), records.reading(partner) as reading:
        wishes.find_all(reading)


@pytest.mark.parametrize("kind", all_kinds().values(), ids=lambda kind: kind.__tablename__)
def test_every_field_has_a_dutch_name_of_its_own_and_every_text_a_rule(kind):
    own = [column for column in kind.__table__.columns if column.name not in Record.__annotations__]
    labels = [field_info(kind, column.name).label for column in own]
    assert len(set(labels)) == len(labels)
    texts = [column.name for column in own if str(column.type) in ("TEXT", "JSON")]
    assert [name for name in texts if not (field_info(kind, name).pattern or field_info(kind, name).at_most)] == []
