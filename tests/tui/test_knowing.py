"""Whom a contact knows, by keys alone: said, edited, taken back; who is met becomes a contact; organisations."""

import pytest
from textual.widgets import TextArea

from netcrm.core.changes import knowing, people
from netcrm.core.who_knows_whom import hows, who_knows_whom
from netcrm.tui.screens.contact import ContactPage
from netcrm.tui.screens.dialogs.acquaintance_form import AcquaintanceForm
from netcrm.tui.screens.organisations import OrganisationsPage
from netcrm.tui.screens.paths import PathsPage
from netcrm.tui.widgets.knows import Knows
from tests.tui.made_up import TODAY, Network, Session, five, forget, running


@pytest.fixture
def made() -> Network:
    """Bo knows Karen Holm, his sister, at Novo, and Ole at DR; he introduced Anna."""
    made = five()
    bo = made.id_of("Bo Dahl")
    for name, how, org in (("Karen Holm", "sister", "Novo"), ("Ole Lund", "", "DR")):
        known = knowing.knows(made.network, bo, name, hows=[how], values={"org": org}, today=TODAY)
        made.write(known.change)
    made.write(people.edit(made.network, made.id_of("Anna Berg"), {"via": bo}, today=TODAY))
    forget(made)
    return made


def known(made: Network, name: str = "Bo Dahl") -> list[tuple[str, tuple[str, ...]]]:
    """Return whom somebody knows, and how."""
    network = made.network
    links = who_knows_whom(network).links(made.id_of(name))
    return [(network.name_of(link.other), hows(link.relations)) for link in links]


async def bo(session: Session) -> ContactPage:
    """Open Bo's page with the focus on whom he knows."""
    await session.press("2", "G", "enter", "4")
    page = session.app.screen
    assert isinstance(page, ContactPage)
    assert isinstance(page.focused, Knows)
    return page


async def test_the_page_says_whom_somebody_knows(made) -> None:
    """And who led you to whom, on the card."""
    async with running(made, size=(120, 36)) as session:
        await bo(session)
        for words in ("Karen Holm", "sister · Novo", "2 known through them", "Anna Berg"):
            assert words in session.text
        await session.press("q", "k", "enter")
        assert "you → Bo Dahl → Anna Berg" in " ".join(session.text.split())


async def test_whom_they_know_is_said_by_plus(made) -> None:
    """A name, what they are to each other, where they work; one undo takes all of it back."""
    async with running(made) as session:
        page = await bo(session)
        await session.press("plus")
        assert isinstance(session.app.screen, AcquaintanceForm)
        await session.type("Ida Gram")
        await session.press("tab")
        await session.type("neighbour, friend")
        await session.press("tab")
        await session.type("Lego")
        await session.press("enter")
        assert known(made)[-1] == ("Ida Gram", ("neighbour", "friend"))
        assert page.knows.current_row is not None
        assert made.network.name_of(page.knows.current_row.other) == "Ida Gram"
        await session.press("u")
        assert [name for name, _how in known(made)] == ["Karen Holm", "Ole Lund"]


async def test_a_contact_of_your_own_is_known_too(made) -> None:
    """The first name will do; their own page says it too, and Enter opens it."""
    async with running(made) as session:
        await bo(session)
        await session.press("plus", *"Jan", "tab", *"old friend", "enter")
        assert known(made, "Jan Holm") == [("Bo Dahl", ("old friend",))]
        assert len(made.network.acquaintances) == 2
        await session.press("enter")
        assert isinstance(session.app.screen, ContactPage)
        assert session.app.screen.subjects() == (made.id_of("Jan Holm"),)


@pytest.mark.parametrize(
    ("typed", "says"),
    [("Bo Dahl", "themself"), ("", "needs a name"), ("  ", "needs a name")],
)
async def test_what_can_not_be_is_said(made, typed, says) -> None:
    """Nothing is written."""
    async with running(made) as session:
        await bo(session)
        await session.press("plus", *typed, "enter")
        assert says in session.text
        assert made.done == []


async def test_an_acquaintance_is_edited(made) -> None:
    """By Enter or e: all that is known of them, and what they are to each other."""
    async with running(made) as session:
        await bo(session)
        await session.press("enter")
        assert "known through Bo Dahl" in session.text
        form = session.app.screen
        await session.press("end", *" Lund", "tab", "end", *", ex-colleague", "ctrl+s")
        assert known(made)[0] == ("Karen Holm Lund", ("sister", "ex-colleague"))
        assert len(made.done) == 1
        await session.press("e")
        assert session.app.screen is not form
        session.app.screen.query_one(TextArea).text = "likes\nsailing"
        await session.press("ctrl+s")
        (karen,) = [r for r in made.network.acquaintances.values() if "Karen" in r.fields["name"]]
        assert karen.fields["note"] == "likes\nsailing"
        await session.press("e", "tab", "ctrl+u", "ctrl+s")
        assert known(made)[0] == ("Karen Holm Lund", ())


async def test_that_they_know_each_other_is_taken_back(made) -> None:
    """After asking; who is known through nobody else goes along, and u brings both back."""
    async with running(made) as session:
        await bo(session)
        await session.press("d")
        assert "gone too" in " ".join(session.text.split())
        await session.press("y")
        assert [name for name, _how in known(made)] == ["Ole Lund"]
        assert len(made.network.acquaintances) == 1
        await session.press("u")
        assert [name for name, _how in known(made)] == ["Karen Holm", "Ole Lund"]


async def test_who_is_met_becomes_a_contact_by_one_key(made) -> None:
    """Same id, via Bo; the row says so, and u takes it back."""
    async with running(made) as session:
        page = await bo(session)
        karen = page.knows.current
        await session.press("p")
        contact = made.network.contact(karen)
        assert (contact.name, contact.via) == ("Karen Holm", made.id_of("Bo Dahl"))
        assert page.knows.current == karen
        await session.press("p")
        assert "a contact already" in session.text
        await session.press("1", "p")
        assert "Choose an acquaintance" in session.text
        await session.press("u")
        assert karen in made.network.acquaintances


async def test_the_card_on_the_first_page_says_whom_they_know(made) -> None:
    """Once nobody has moved on for a moment, and at once from then on."""
    async with running(made, size=(140, 40)) as session:
        await session.press("2", "G")
        card = session.app.screen.query_one("#person")
        await session.pilot.pause(0.5)
        await session.settle()
        await session.settle()
        assert card._laid_out is made.network
        assert "Karen Holm (Novo, sister)" in " ".join(session.text.split())


async def test_the_palette_finds_acquaintances(made) -> None:
    """It opens the page of whoever knows them, with the cursor on them."""
    async with running(made) as session:
        await session.press("colon", *"ole lu", "enter")
        page = session.app.screen
        assert isinstance(page, ContactPage)
        assert page.subjects() == (made.id_of("Bo Dahl"),)
        assert made.network.name_of(page.knows.current) == "Ole Lund"


async def test_a_captured_line_says_who_knows_whom(made) -> None:
    """The preview does; an acquaintance who is met is completed with Tab, and becomes a contact."""
    async with running(made) as session:
        await session.press("c", *'Jan knows @"Ida Gram" /Lego (aunt)')
        assert "Jan Holm knows Ida Gram (new, Lego, aunt)" in " ".join(session.text.split())
        await session.press("enter")
        assert known(made, "Jan Holm") == [("Ida Gram", ("aunt",))]
        await session.press("c", *"met @Ole", "tab")
        assert "was an acquaintance" in session.text
        await session.press("enter")
        assert made.network.contact(made.id_of("Ole Lund")).via == made.id_of("Bo Dahl")


async def test_organisations_say_whom_you_know_there(made) -> None:
    """Enter chooses somebody, e joins another name, w shows the ways in."""
    async with running(made, size=(120, 36)) as session:
        await session.press("colon", *"organisations", "enter")
        page = session.app.screen
        assert isinstance(page, OrganisationsPage)
        assert page.suggested() == "DR"
        for words in ("Ida Friis", "Ole Lund · through Bo Dahl", "1 beyond"):
            assert words in session.text
        await session.press("e", *"Novo", "enter")
        assert "also Novo" in session.text
        assert "Karen Holm" in session.text
        await session.press("u", "enter", "j", "enter")
        assert isinstance(session.app.screen, ContactPage)
        await session.press("q", "w")
        assert isinstance(session.app.screen, PathsPage)


async def test_no_organisation_teaches_how_one_comes() -> None:
    """And every key says why it can't."""
    made = Network(TODAY)
    made.add("Anna Berg", "friends")
    async with running(made) as session:
        await session.press("colon", *"organisations", "enter")
        assert "No organisation yet" in session.text
        await session.press("e")
        assert "no organisation under the cursor" in session.text
        await session.press("w", "enter")
        assert isinstance(session.app.screen, OrganisationsPage)
