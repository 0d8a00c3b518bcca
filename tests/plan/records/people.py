"""Who acts in tests, and what they write."""

from datetime import UTC, date, datetime, timedelta

from plan.access import Actor, Role
from plan.records import goals, plans, priorities
from plan.records.goals import Goal, GoalKind
from plan.records.plans import Plan
from plan.records.priorities import Priority

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)

ADVISER = Actor(Role.ADVISER, "adviseur-1")
SECOND_ADVISER = Actor(Role.ADVISER, "adviseur-2")
CLERK = Actor(Role.CLERK, "griffier-1")
MEMBER = Actor(Role.COUNCIL_MEMBER, "raadslid-1")
OTHER_MEMBER = Actor(Role.COUNCIL_MEMBER, "raadslid-2")
PROCESS_OWNER = Actor(Role.PROCESS_OWNER, "proceseigenaar-1")
MAYOR = Actor(Role.MAYOR, "burgemeester-1")
EVERY_ROLE = {role: Actor(role, f"{role}-9") for role in Role}


def plan_text(**changes):
    said = {
        "title": "Samen veilig 2027-2030",
        "gemeenten": ["GM0000"],
        "starts_on": date(2027, 1, 1),
        "ends_on": date(2030, 12, 31),
    }
    return Plan(**said | changes)


def with_plan(records, **changes):
    with records.writing(ADVISER, now=NOW) as writing:
        return plans.add(writing, plan_text(**changes), "begin")


def with_priority(records, plan=None, **changes):
    plan = plan or with_plan(records)
    said = {"plan_id": plan.id, "theme": "V1.3", "title": "Minder woninginbraken", "indicators": ["woninginbraak"]}
    with records.writing(ADVISER, now=NOW) as writing:
        return priorities.add(writing, Priority(**said | changes), "gekozen in de sessie")


def goal_text(priority, **changes):
    said = {"priority_id": priority.id, "kind": GoalKind.EFFECT, "statement": "Minder woningen met een inbraak."}
    return Goal(**said | changes)


def with_goal(records, priority=None, **changes):
    priority = priority or with_priority(records)
    with records.writing(ADVISER, now=NOW) as writing:
        return goals.add(writing, goal_text(priority, **changes), "uit de startnotitie")


def decide(records, plan, *states, on=date(2026, 12, 10)):
    for state in states:
        with records.writing(CLERK, now=NOW) as writing:
            plan = plans.decide(writing, plan, state, on, "raadsvergadering")
    return plan
