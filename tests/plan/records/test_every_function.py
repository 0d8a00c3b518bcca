"""Every function of every subject asks for its right first: walked by role, from the code itself."""

import inspect
from datetime import date

import pytest

from data.errors import NotAllowed
from plan.access import ALLOWED, Action
from plan.records import (
    deadlines,
    drafts,
    duiding,
    erasures,
    goals,
    measures,
    plans,
    priorities,
    takeovers,
    tiers,
    wishes,
)
from tests.plan.records import people

SUBJECTS = (deadlines, drafts, duiding, erasures, goals, measures, plans, priorities, takeovers, tiers, wishes)
FUNCTIONS = {
    f"{subject.__name__.rpartition('.')[2]}.{name}": function
    for subject in SUBJECTS
    for name, function in inspect.getmembers(subject, inspect.isfunction)
    if function.__module__ == subject.__name__ and not name.startswith("_")
}
CONDITIONS_AND_COUNTING = {"deadlines.years_after", "plans.hold_open", "drafts.drop_expired"}
RIGHTS = {
    Action.WRITE_PLAN: {
        *(f"{subject}.add" for subject in ("goals", "measures", "plans", "priorities", "takeovers", "tiers")),
        *(f"{subject}.change" for subject in ("goals", "measures", "plans", "priorities", "takeovers", "tiers")),
        *(f"{subject}.withdraw" for subject in ("goals", "measures", "priorities")),
    },
    Action.DECIDE_PLAN: {"plans.decide", "deadlines.start_goals_term"},
    Action.WRITE_DUIDING: {"duiding.add", "duiding.change", "duiding.withdraw"},
    Action.WRITE_DEADLINE: {"deadlines.add", "deadlines.change"},
    Action.READ_WISHES: {"wishes.get", "wishes.find_all", "wishes.find_unanswered"},
    Action.MAKE_WISH: {"wishes.make"},
    Action.ASSIGN_WISH: {"wishes.assign"},
    Action.ANSWER_WISH: {"wishes.answer", "wishes.settle"},
    Action.PROPOSE_ERASURE: {"erasures.propose", "erasures.find_waiting"},
    Action.ERASE_PLAN: {"erasures.carry_out"},
    Action.READ_PLAN: {
        "deadlines.find_open", "deadlines.of_plan", "duiding.of_indicator", "duiding.of_theme", "goals.of_priority",
        "measures.of_priority", "plans.find_all", "plans.get", "priorities.get", "priorities.of_plan",
        "takeovers.of_priority", "tiers.of_plan",
    },
    Action.KEEP_DRAFT: {"drafts.keep", "drafts.find", "drafts.drop"},
}  # fmt: skip


def test_every_public_function_is_named_with_its_right():
    named = set().union(*RIGHTS.values())
    assert named | CONDITIONS_AND_COUNTING == set(FUNCTIONS)


class _Scene:
    """One of everything, so that each function can be called with what it asks for."""

    def __init__(self, records):
        self.records = records
        self.priority = people.with_priority(records)
        self.goal = people.with_goal(records, self.priority)
        with records.writing(people.ADVISER, now=people.NOW) as writing:
            self.plan = plans.get(writing, self.priority.plan_id)
            self.measure = measures.add(writing, self.new_measure(), "reden")
            self.tier = tiers.add(writing, self.new_tier("V1.1"), "reden")
            self.takeover = takeovers.add(writing, self.new_takeover("regionaal beleidsplan politie"), "reden")
            self.duiding = duiding.add(writing, self.new_duiding(), "reden")
            self.deadline = deadlines.add(writing, self.new_deadline(), "reden")
        with records.writing(people.MEMBER, now=people.NOW) as writing:
            self.wish = wishes.make(writing, self.new_wish(), "reden")
        with records.writing(people.ADVISER, now=people.NOW) as writing:
            self.wish = wishes.answer(writing, self.wish, "Antwoord.", date(2026, 11, 3), "reden")
            self.erasure = erasures.propose(writing, self.goal, "reden")

    def new_measure(self):
        return measures.Measure(priority_id=self.priority.id, title="Toezicht", hours=400)

    def new_tier(self, theme):
        return tiers.ThemeTier(plan_id=self.plan.id, theme=theme, tier=tiers.Tier.MAINTENANCE, argument="loopt goed")

    def new_takeover(self, regional_plan):
        return takeovers.Takeover(
            priority_id=self.priority.id,
            regional_plan=takeovers.RegionalPlan(regional_plan),
            taken_over=takeovers.TakenOver.YES,
            known_on=date(2027, 1, 1),
        )

    def new_duiding(self):
        return duiding.Duiding(
            theme="V1.3",
            story="Meer leegstand.",
            since=date(2026, 1, 1),
            said_as="adviseur",
            organisation="gemeente",
            certainty=duiding.Certainty.LIKELY,
            disproved_by="als leegstand daalt en inbraak niet",
        )

    def new_deadline(self):
        kind = deadlines.DeadlineKind.REPORT
        return deadlines.Deadline(
            plan_id=self.plan.id, kind=kind, due=date(2027, 5, 1), what="bericht", owner="college"
        )

    def new_wish(self):
        return wishes.Wish(
            kind=wishes.WishKind.WISH, text="Meer licht.", made_as=people.MEMBER.role, made_on=date(2026, 11, 2)
        )

    def arguments(self, name):
        """What the function gets after its transaction."""
        subject, verb = name.split(".")
        own = {"goals": "goal", "measures": "measure", "plans": "plan", "priorities": "priority", "tiers": "tier"}
        known = getattr(self, own.get(subject, subject.removesuffix("s")), None)
        new = {
            "goals": lambda: people.goal_text(self.priority),
            "measures": self.new_measure,
            "plans": people.plan_text,
            "priorities": lambda: priorities.Priority(plan_id=self.plan.id, theme="V2.1", title="Winkels"),
            "takeovers": lambda: self.new_takeover("beleidsplan veiligheidsregio"),
            "tiers": lambda: self.new_tier("V5.1"),
            "duiding": self.new_duiding,
            "deadlines": self.new_deadline,
            "wishes": self.new_wish,
        }.get(subject)
        special = {
            "plans.decide": (self.plan, plans.PlanState.OFFERED, date(2026, 12, 1), "reden"),
            "deadlines.start_goals_term": (self.plan.id, [], date(2026, 12, 1), "reden"),
            "deadlines.find_open": (date(2030, 1, 1),),
            "wishes.assign": (self.wish, "college", date(2026, 12, 1), "reden"),
            "wishes.answer": (self.wish, "Anders.", date(2026, 12, 1), "reden"),
            "wishes.settle": (self.wish, wishes.Outcome.NOT, "kan niet", "reden"),
            "wishes.get": (self.wish.id,),
            "erasures.propose": (self.measure, "reden"),
            "erasures.carry_out": (self.erasure,),
            "duiding.of_theme": ("V1.3",),
            "duiding.of_indicator": ("woninginbraak",),
            "drafts.keep": ("goals/1", {"doel": "x"}),
            "drafts.find": ("goals/1",),
            "drafts.drop": ("goals/1",),
        }
        if name in special:
            return special[name]
        if verb in ("add", "make"):
            return (new(), "reden")
        if verb == "change":
            return (known, new(), "reden")
        if verb == "withdraw":
            return (known, "reden")
        if verb == "get":
            return (known.id,)
        return (self.plan.id if verb == "of_plan" else self.priority.id,) if verb.startswith("of_") else ()


@pytest.mark.parametrize("right", RIGHTS)
def test_a_function_answers_the_roles_with_its_right_and_no_other(records, right):
    scene = _Scene(records)
    for name in sorted(RIGHTS[right]):
        for role, actor in people.EVERY_ROLE.items():
            assert _is_let_through(scene, name, actor) == (role in ALLOWED[right]), (name, role)


def _is_let_through(scene, name, actor):
    try:
        with scene.records.writing(actor, now=people.LATER) as writing:
            FUNCTIONS[name](writing, *scene.arguments(name))
            writing.session.rollback()
            writing.entries.clear()
    except NotAllowed:
        return False
    return True
