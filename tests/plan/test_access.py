"""The table of rights as people agreed on it, read as a table, against every role and every action."""

import pytest

from data.errors import NotAllowed
from plan.access import Action, Actor, Role, require, rights_table

# r raadslid, c commissielid, g griffier, b burgemeester, k college, a adviseur, p partner, e proceseigenaar, f fg,
# s ciso, h beheerder
LETTERS = dict(zip("rcgbkapefsh", Role, strict=True))
AGREED = {
    "het plan lezen": "rcgbkapefsh",
    "het plan schrijven": "a",
    "vastleggen wat de raad over het plan besluit": "g",
    "een duiding schrijven": "bap",
    "een termijn schrijven": "ga",
    "vragen en wensen lezen": "rcgbkaefsh",
    "een vraag stellen of een wens doen": "rc",
    "een vraag of wens toewijzen": "g",
    "een vraag of wens beantwoorden": "bka",
    "een eigen concept bewaren": "rcgbkapefsh",
    "het spoor van wijzigingen lezen": "efs",
    "voorstellen om tekst te schonen": "gae",
    "tekst van het plan schonen": "e",
    "tekst van een vraag of wens schonen": "g",
}


def test_the_agreed_table_names_every_action():
    assert set(AGREED) == {action.value for action in Action}


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("action", Action)
def test_a_role_may_do_what_was_agreed_and_nothing_else(letter, action):
    actor = Actor(LETTERS[letter], "p1")
    if letter in AGREED[action.value]:
        require(actor, action)
    else:
        with pytest.raises(NotAllowed, match=f"Als {actor.role} kunt u niet {action}"):
            require(actor, action)


def test_the_fg_can_open_or_erase_nothing():
    opened = {action for action in Action if "f" in AGREED[action.value]}
    assert opened == {Action.READ_PLAN, Action.READ_WISHES, Action.READ_TRAIL, Action.KEEP_DRAFT}


def test_the_table_for_the_documentation_says_the_same():
    lines = rights_table().splitlines()
    head = [cell.strip() for cell in lines[0].split("|")[2:-1]]
    assert head == [role.value for role in Role]
    for line in lines[2:]:
        action, *cells = [cell.strip() for cell in line.split("|")[1:-1]]
        allowed = {role for role, cell in zip(head, cells, strict=True) if cell == "ja"}
        assert allowed == {LETTERS[letter].value for letter in AGREED[action]}


@pytest.mark.parametrize("pseudonym", ["", "Jan Jansen", "jan@gemeente.nl", "a" * 65, "J"])
def test_a_pseudonym_is_no_name_and_no_address(pseudonym):
    with pytest.raises(ValueError, match="pseudonym"):
        Actor(Role.ADVISER, pseudonym)
