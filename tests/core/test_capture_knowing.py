"""`Bo knows @"Karen Holm" /Novo`: what a line says of whom somebody knows, and what it writes."""

from datetime import date

import pytest

from netcrm.core.capture import Capture, capture, describe
from netcrm.core.changes import knowing
from netcrm.core.changes.corrections import Correction
from netcrm.core.changes.log import log
from netcrm.core.changes.second_degree import with_acquaintances
from netcrm.core.network import Network
from netcrm.core.record import Change, new
from netcrm.core.who_knows_whom import hows, who_knows_whom
from tests.memory import Memory

TODAY = date(2026, 11, 24)


@pytest.fixture
def memory() -> Memory:
    """Bo, Anna and two called Jan; Anna knows Ole at DR."""
    memory = Memory(TODAY)
    names = ("Bo Dahl", "Anna Berg", "Jan Holm", "Jan Lund")
    ops = [new("contacts", f"9{n}", {"name": name}) for n, name in enumerate(names, 1)]
    ops.append(new("acquaintances", "99", {"name": "Ole Frost", "org": "DR"}))
    ops.append(new("relations", "98", {"person": "92", "other": "99", "how": "boss"}))
    memory.write(Change("people", ops))
    return memory


def read(memory: Memory, text: str) -> Capture:
    """Return what TEXT says."""
    taken = capture(text, today=TODAY, directory=memory.network.directory)
    return with_acquaintances(taken, memory.network)


def logged(memory: Memory, text: str) -> Network:
    """Write TEXT and return the network after it."""
    taken = read(memory, text)
    assert taken.problems == ()
    done = log(
        taken,
        today=TODAY,
        new_id=memory.new_id,
        contact=memory.network.contact,
        network=lambda: memory.network,
    )
    return memory.write(done.change)


def known(network: Network, id: str) -> list[tuple[str, str | None, tuple[str, ...]]]:
    """Return whom somebody knows: the name, the organisation, how."""
    found = []
    for link in who_knows_whom(network).links(id):
        record = network.contacts.get(link.other) or network.acquaintances[link.other]
        found.append((network.name_of(link.other), record.fields.get("org"), hows(link.relations)))
    return found


@pytest.mark.parametrize(
    ("text", "org", "how"),
    [
        ('Bo knows @"Karen Holm" /Novo', "Novo", ()),
        ('@Bo knows @"Karen Holm" /Novo (sister)', "Novo", ("sister",)),
        ('@Bo kender @"Karen Holm" (søster) /"Novo Nordisk"', "Novo Nordisk", ("søster",)),
        ('Bo Dahl kender sin søster @"Karen Holm"', None, ("søster",)),
        ('bo knows his ex-boss @"Karen Holm".', None, ("ex-boss",)),
        ('yesterday: Bo Dahl knows @"Karen Holm" /Novo #jobhunt', "Novo", ()),
        ('Bo Dahl KNOWS @"Karen Holm"', None, ()),
        ('@Bo kender også @"Karen Holm" /Novo', "Novo", ()),
        ('Bo kender godt sin søster @"Karen Holm"', None, ("søster",)),
        ('Bo also knows @"Karen Holm"', None, ()),
    ],
)
def test_somebody_known_is_an_acquaintance(memory, text, org, how) -> None:
    """With organisation and how; the entry is a note about who knows them, and no touch."""
    network = logged(memory, text)
    assert known(network, "91") == [("Karen Holm", org, how)]
    assert len(network.contacts) == 4
    (entry,) = network.log()
    assert (entry.contacts, entry.medium, entry.weight) == (("91",), "note", 0)
    assert entry.text == text
    assert entry.org == ""
    assert memory.can_undo is not None
    assert "Bo Dahl knows Karen Holm" in memory.can_undo
    memory.undo()
    assert known(memory.network, "91") == []
    assert len(memory.network.acquaintances) == 1


def test_a_meeting_in_which_one_hears_of_somebody_is_a_meeting(memory) -> None:
    """He is the one who was named; what the words say of the medium counts."""
    network = logged(memory, 'frokost med @Bo, han kender @"Karen Holm" /Novo !ring til Bo fre')
    (entry,) = network.log()
    assert (entry.contacts, entry.medium) == (("91",), "met")
    assert known(network, "91") == [("Karen Holm", "Novo", ())]
    assert logged(memory, '@Bo knows @"Ida Gram" =call').newest(1)[0].medium == "call"


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ('Bo knows @"Karen Holm" /Novo (sister), and we had lunch', "met"),
        ('Bo kender sin søster @"Karen Holm", ham ringede jeg til', "call"),
        ('@Bo knows @"Karen Holm" and @"Ida Gram". He called', "call"),
        ('Bo knows @"Karen Holm" (coffee)', "note"),
        ('Bo knows his lunch-friend @"Karen Holm" (from a meeting) /Novo', "note"),
        ('@Bo, he knows @"Karen Holm" (coffee)', "note"),
        ('@Bo called, he knows @"Karen Holm" (coffee)', "call"),
        ('Bo knows @"Karen Holm" and will ask her', "note"),
        ('Bo knows @"Karen Holm" !call Bo fri', "note"),
    ],
)
def test_a_medium_beside_what_is_known_makes_it_a_touch(memory, text, medium) -> None:
    """A word for one within what says who knows whom does not."""
    network = logged(memory, text)
    (entry,) = network.log()
    assert (entry.contacts, entry.medium, entry.weight > 0) == (("91",), medium, medium != "note")
    assert known(network, "91")[0][0] == "Karen Holm"


def test_a_name_that_is_a_word_for_a_medium_is_none(memory) -> None:
    """Nor where it has no sign."""
    memory.write(Change("Call", [new("contacts", "95", {"name": "Call Beer"})]))
    (entry,) = logged(memory, 'Call Beer knows @"Karen Holm"').log()
    assert (entry.contacts, entry.medium) == (("95",), "note")


def test_several_are_known_at_once(memory) -> None:
    """Each at their own place."""
    text = 'Bo knows @"Karen Holm" /Novo (sister), @"Ida Gram" /DR and @Anna (friend)'
    network = logged(memory, text)
    assert known(network, "91") == [
        ("Karen Holm", "Novo", ("sister",)),
        ("Ida Gram", "DR", ()),
        ("Anna Berg", None, ("friend",)),
    ]
    (entry,) = network.log()
    assert entry.contacts == ("91",)


def test_an_acquaintance_gets_one_more_relation(memory) -> None:
    """However the name is spelled, unless they are at another organisation."""
    network = logged(memory, 'Bo knows @"ole frost"')
    assert known(network, "91") == [("Ole Frost", "DR", ())]
    assert len(network.acquaintances) == 1
    network = logged(memory, 'Bo knows @"Ole Frost" /Novo')
    assert len(network.acquaintances) == 2


def test_who_is_met_becomes_a_contact(memory) -> None:
    """Same id, same organisation, via through whom they were known, known since the day of the meeting."""
    taken = read(memory, 'yesterday: lunch with @"Ole Frost" and @Bo')
    assert "Ole Frost (a contact now, via Anna Berg)" in describe(taken, TODAY)
    network = logged(memory, 'yesterday: lunch with @"Ole Frost" and @Bo circle:professional')
    assert "99" not in network.acquaintances
    ole = network.contact("99")
    assert (ole.name, ole.org, ole.via) == ("Ole Frost", "DR", "92")
    assert (ole.known_since, ole.circles) == (date(2026, 11, 23), ("professional",))
    assert network.log()[0].contacts == ("99", "91")
    assert known(network, "92") == [("Ole Frost", "DR", ("boss",))]
    memory.undo()
    assert "99" in memory.network.acquaintances
    assert "99" not in memory.network.contacts


def test_via_of_the_line_counts_more(memory) -> None:
    """Bo introduced Ole in the end; and whoever is named as the one who did is a contact too."""
    assert logged(memory, '@"Ole Frost" via @Bo').contact("99").via == "91"
    memory.undo()
    network = logged(memory, 'met @"Ida Gram" via @"Ole Frost"')
    assert network.contact("99").via == "92"
    (ida,) = [c for c in network.people() if c.name == "Ida Gram"]
    assert ida.via == "99"


def test_of_two_acquaintances_of_one_name_it_is_asked_which(memory) -> None:
    """An organisation or an id decides."""
    memory.write(
        Change("another", [new("acquaintances", "97", {"name": "Ole Frost", "org": "Novo"})])
    )
    taken = read(memory, 'met @"Ole Frost"')
    assert "may mean several people" in taken.problems[0].message
    assert "id 97" in taken.problems[0].message
    assert read(memory, 'met @"Ole Frost" /novo').promoted[0].id == "97"
    assert read(memory, 'met @"97"').promoted[0].name == "Ole Frost"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Bo knows @Xerxes", 'write @"Xerxes" for somebody whom you know only through them'),
        ("Bo knows @Bo", "can’t be said to know themself"),
        ('Jan knows @"Karen Holm"', "may be Jan Holm"),
        ('@Xerxes knows @"Karen Holm"', "nobody is called “Xerxes”"),
        ('Bo knows @"Karen', "not closed"),
        ('Xerxes kender @"Karen Holm"', "nobody is called “Xerxes”"),
        ("i går: Xerxes Å. Lund knows @Anna", "nobody is called “Xerxes Å. Lund”"),
        ('Bos kone kender @"Karen Holm"', "nobody is called “Bos kone”"),
        ('Bo Dahl’s sister knows @"Karen Holm"', "nobody is called “Bo Dahl’s sister”"),
        ('min chef kender @"Karen Holm"', "nobody is called “min chef”"),
    ],
)
def test_what_is_not_clear_is_asked(memory, text, says) -> None:
    """So that the line is kept as a draft."""
    taken = read(memory, text)
    assert says in taken.problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        'nobody knows @"Karen Holm"',
        '@Bo and @Anna, he knows @"Karen Holm"',
        "who knows @Anna better",
        '@Bo !ask who knows @"Karen Holm"',
        "met @Bo who nobody knows",
        'Jeg kender @"Karen Holm" fra DR',
        'Vi kender @"Karen Holm"',
        'Nobody knows @"Karen Holm"',
        'Spurgte om Carl kender @"Karen Holm"',
        'Kaffe, Xerxes kender @"Karen Holm"',
    ],
)
def test_other_knowing_is_text(memory, text) -> None:
    """Where it is not said who knows whom, names mean whom they always mean."""
    taken = read(memory, text)
    assert taken.knows == ()
    assert not any(mention.other for mention in taken.mentions)
    assert taken.problems == ()


def test_the_preview_says_it(memory) -> None:
    """New ones are said to be new."""
    assert describe(read(memory, 'Bo knows @"Karen Holm" /Novo (sister)'), TODAY) == (
        "note (no touch) · Bo Dahl · today · Bo Dahl knows Karen Holm (new, Novo, sister)"
    )
    words = describe(read(memory, 'Bo knows @"ole FROST"'), TODAY)
    assert words.endswith("Bo Dahl knows Ole Frost")


def test_a_correction_says_it_too(memory) -> None:
    """What was said before is not said twice."""
    network = logged(memory, 'Bo knows @"Karen Holm"')
    entry = network.log()[0].id
    line = read(memory, 'Bo knows @"Karen Holm" /Novo (sister)')
    memory.write(Correction(network, entry).written(line, TODAY).change)
    assert known(memory.network, "91") == [("Karen Holm", "Novo", ("sister",))]
    assert len(memory.network.acquaintances) == 2


def test_where_a_contact_works_is_filled_in_and_never_silently_another(memory) -> None:
    """What is not written is said."""
    text = 'Bo knows @"Anna Berg" /DR'
    assert read(memory, text).notes == ()
    assert known(logged(memory, text), "91") == [("Anna Berg", "DR", ())]
    assert read(memory, 'Bo knows @"Anna Berg" /dr').notes == ()
    (note,) = read(memory, 'Bo knows @"Anna Berg" /Novo').notes
    assert note.startswith("Anna Berg is at DR, and stays so: Novo is not noted")
    assert known(logged(memory, 'Bo knows @"Anna Berg" /Novo'), "91") == [("Anna Berg", "DR", ())]


def test_a_relation_known_already_is_not_made_again(memory) -> None:
    """The note is."""
    memory.write(knowing.knows(memory.network, "91", "92", hows=["friend"], today=TODAY).change)
    network = logged(memory, "Bo knows @Anna")
    assert known(network, "91") == [("Anna Berg", None, ("friend",))]
    assert len(network.log()) == 1
