"""The trail tells of every change made behind its back, line by line, on both databases."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data.errors import NotAllowed
from plan.access import ALLOWED, Action, Role
from plan.audit import AuditLine, AuditPayload
from plan.records import erasures, goals
from plan.records.database import connect
from plan.records.history import of_record
from tests.plan.records import people


@pytest.fixture
def history(records):
    """Four lines: a plan, a priority, a goal, and a change of the goal."""
    goal = people.with_goal(records)
    with records.writing(people.SECOND_ADVISER, now=people.LATER) as writing:
        goals.change(writing, goal, replace(goal, statement="Minder, en blijvend."), "na overleg")
    return records


@pytest.fixture
def tamper(address):
    """Runs statements as somebody does who has the password of the database and goes around its guards."""

    def run(*statements):
        engine = connect(address)
        with engine.begin() as connection:
            if engine.dialect.name == "sqlite":
                names = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all()
                around = [*(f"DROP TRIGGER {name}" for name in names), "PRAGMA defer_foreign_keys = ON"]
            else:
                around = ["SET LOCAL session_replication_role = replica"]
            for statement in [*around, *statements]:
                connection.exec_driver_sql(statement)
        engine.dispose()

    return run


def test_every_change_is_a_line_with_who_when_what_and_why(history):
    with history.reading(people.ADVISER) as reading:
        line = reading.session.get(AuditLine, 4)
        payload = json.loads(reading.session.get(AuditPayload, 4).payload)
    assert (line.role, line.pseudonym, line.moment) == ("adviseur", "adviseur-2", people.LATER)
    assert (line.deed, line.kind, line.version) == ("gewijzigd", "goals", 2)
    assert payload["why"] == "na overleg"
    assert payload["before"]["statement"] == "Minder woningen met een inbraak."
    assert payload["after"]["statement"] == "Minder, en blijvend."


def test_the_chain_can_be_computed_by_anyone_who_reads_the_definition(history):
    """An independent reckoning: SHA-256 over the chain before it and the line as sorted JSON without spaces."""
    names = ("number", "moment", "role", "pseudonym", "deed", "kind", "record", "version", "payload_digest")
    with history.reading(people.ADVISER) as reading:
        lines = reading.session.query(AuditLine).order_by(AuditLine.number).all()
        payloads = {one.number: one for one in reading.session.query(AuditPayload)}
    chain = "0" * 64
    for line in lines:
        said = {name: getattr(line, name) for name in names} | {"moment": line.moment.isoformat()}
        chain = hashlib.sha256((chain + json.dumps(said, sort_keys=True, separators=(",", ":"))).encode()).hexdigest()
        assert line.chain == chain
        kept = payloads[line.number]
        assert line.payload_digest == hashlib.sha256((kept.salt + kept.payload).encode()).hexdigest()
    assert history.verify().head == chain


def test_equal_content_has_another_digest_each_time(records):
    people.with_plan(records)
    people.with_plan(records)
    with records.reading(people.ADVISER) as reading:
        first, second = (reading.session.get(AuditPayload, number) for number in (1, 2))
    assert first.payload == second.payload
    assert first.salt != second.salt


TAMPERED = {
    "a payload": (
        "UPDATE audit_payloads SET payload = replace(payload, 'blijvend', 'even') WHERE number = 4",
        "inhoud van regel 4",
    ),
    "a reason": (
        "UPDATE audit_payloads SET payload = replace(payload, 'overleg', 'druk') WHERE number = 4",
        "inhoud van regel 4",
    ),
    "who did it": ("UPDATE audit_lines SET pseudonym = 'een-ander' WHERE number = 2", "Regel 2 is gewijzigd"),
    "as whom": ("UPDATE audit_lines SET role = 'burgemeester' WHERE number = 2", "Regel 2 is gewijzigd"),
    "when": ("UPDATE audit_lines SET moment = '2020-01-01 00:00:00' WHERE number = 3", "Regel 3 is gewijzigd"),
    "what": ("UPDATE audit_lines SET version = 7 WHERE number = 4", "Regel 4 is gewijzigd"),
    "a role that does not exist": ("UPDATE audit_lines SET role = 'koning' WHERE number = 2", "Regel 2 is gewijzigd"),
    "a choice that does not exist": ("UPDATE goals SET kind = 'wensdroom'", "In goals staat iets wat niet te lezen is"),
    "the chain": ("UPDATE audit_lines SET chain = 'x' WHERE number = 2", "Regel 2 is gewijzigd"),
    "a line in between": ("DELETE FROM audit_lines WHERE number = 2", "Na regel 1 komt regel 3"),
    "the last line": ("DELETE FROM audit_lines WHERE number = 4", "Record 1 van goals is niet wat het spoor zegt"),
    "a payload away": ("DELETE FROM audit_payloads WHERE number = 3", "inhoud van regel 3 ontbreekt"),
    "a payload emptied": (
        "UPDATE audit_payloads SET payload = NULL, salt = NULL WHERE number = 3",
        "zonder dat iemand",
    ),
    "a record": ("UPDATE goals SET statement = 'Niets doen.'", "Record 1 van goals is niet wat het spoor zegt"),
    "a record away": ("DELETE FROM goals", "Record 1 van goals is verdwenen"),
    "a record added": (
        """INSERT INTO goals (id, priority_id, kind, statement, version, made_at, changed_at)
        SELECT 99, priority_id, kind, 'Erbij.', 1, made_at, changed_at FROM goals""",
        "Record 99 van goals is niet wat het spoor zegt",
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_change_outside_the_product_is_found(history, tamper, what):
    statement, told = TAMPERED[what]
    assert history.verify().holds
    before = (
        []
        if what not in ("a line in between", "the last line")
        else [f"DELETE FROM audit_payloads WHERE number = {2 if what == 'a line in between' else 4}"]
    )
    tamper(*before, statement)
    found = history.verify()
    assert not found.holds
    assert any(told in fault for fault in found.faults), found.faults


def test_the_end_of_the_trail_cut_off_with_its_records_is_found_by_a_noted_head(history, tamper):
    head = history.verify()
    tamper(
        "DELETE FROM audit_payloads WHERE number > 2",
        "DELETE FROM audit_lines WHERE number > 2",
        "DELETE FROM goals",
    )
    assert history.verify().holds
    found = history.verify((head.lines, head.head))
    assert any("er zijn regels verdwenen" in fault for fault in found.faults)
    assert history.verify((2, head.head)).faults == ("Regel 2 is niet de regel die eerder is genoteerd.",)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_lines SET pseudonym = 'x'",
        "DELETE FROM audit_lines",
        "DELETE FROM audit_payloads",
        "UPDATE audit_payloads SET payload = 'x'",
        "UPDATE audit_payloads SET salt = NULL, payload = NULL",
        "TRUNCATE audit_lines CASCADE",
    ],
)
def test_the_database_itself_refuses_to_change_the_trail(history, address, statement):
    if address.startswith("sqlite") and statement.startswith("TRUNCATE"):
        pytest.skip("SQLite has no TRUNCATE")
    engine = connect(address)
    with pytest.raises(DBAPIError, match="the trail only grows"), engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
    assert history.verify().holds


def test_the_history_of_a_record_tells_who_and_why_to_those_who_may_read_it(history):
    with history.reading(people.PROCESS_OWNER) as reading:
        changes = of_record(reading, reading.session.get(goals.Goal, 1))
    assert [(one.deed, one.pseudonym, one.why) for one in changes] == [
        ("toegevoegd", "adviseur-1", "uit de startnotitie"),
        ("gewijzigd", "adviseur-2", "na overleg"),
    ]
    assert changes[0].before is None
    assert changes[1].before["statement"] == changes[0].after["statement"]


@pytest.mark.parametrize("role", [role for role in Role if role not in ALLOWED[Action.READ_TRAIL]])
def test_others_do_not_read_the_history(history, role):
    with history.reading(people.EVERY_ROLE[role]) as reading:
        goal = reading.session.get(goals.Goal, 1)
        with pytest.raises(NotAllowed):
            of_record(reading, goal)


def test_a_clock_that_runs_back_loses_nothing_and_is_told(history):
    with history.reading(people.ADVISER) as reading:
        goal = reading.session.get(goals.Goal, 1)
    with history.writing(people.ADVISER, now=people.NOW - timedelta(days=400)) as writing:
        goals.change(writing, goal, replace(goal, statement="In een ander jaar."), "klok staat terug")
    with history.writing(people.ADVISER, now=people.LATER) as writing:
        goals.change(
            writing, goals.of_priority(writing, goal.priority_id)[0], replace(goal, statement="Weer goed."), "hersteld"
        )
    found = history.verify()
    assert found.holds
    assert found.remarks == ("Bij regel 5 liep de klok achter op de regel ervoor.",)


def test_a_long_trail_with_erasures_in_it_holds(history):
    for _ in range(3):
        goal = people.with_goal(history)
        with history.writing(people.ADVISER, now=people.LATER) as writing:
            erasure = erasures.propose(writing, goal, "over één persoon")
        with history.writing(people.PROCESS_OWNER, now=people.LATER) as writing:
            erasures.carry_out(writing, erasure)
    found = history.verify()
    assert found.holds
    assert found.erased == 3
    with history.reading(people.PROCESS_OWNER) as reading:
        changes = of_record(reading, reading.session.get(goals.Goal, goal.id))
    assert [(one.deed, one.why) for one in changes] == [("toegevoegd", None), ("geschoond", "over één persoon")]
