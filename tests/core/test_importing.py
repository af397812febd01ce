"""Bringing people in: nobody twice, nothing merged unasked, nothing lost that was changed by hand."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcrm.core.changes import organisations
from netcrm.core.changes import people as actions
from netcrm.core.changes.importing import ImportPlan, plan
from netcrm.core.contact import Contact
from netcrm.core.network import Network
from netcrm.core.person_draft import PersonDraft
from netcrm.core.record import JSON, Change, new
from netcrm.formats.detect import read
from tests.memory import Memory

TODAY = date(2026, 11, 23)
LATER = date(2027, 1, 1)


def card(name: str, id: str = "", **fields: object) -> PersonDraft:
    """Return a draft as a vCard gives it."""
    return PersonDraft(
        name=name,
        source="vcard",
        source_id=id or f"made from {name}",
        given_id=bool(id),
        **fields,  # type: ignore[arg-type]
    )


def row(name: str, profile: str, **fields: object) -> PersonDraft:
    """Return a draft as LinkedIn gives it."""
    return PersonDraft(
        name=name,
        source="linkedin",
        source_id=profile,
        given_id=True,
        urls=(f"https://www.linkedin.com/in/{profile}",),
        **fields,  # type: ignore[arg-type]
    )


@pytest.fixture
def memory() -> Memory:
    """An empty network."""
    return Memory(TODAY)


def bring(memory: Memory, *drafts: PersonDraft) -> ImportPlan:
    """Import DRAFTS and write what comes of it."""
    planned = plan(memory.network, drafts, TODAY, "people.vcf")
    if planned.change:
        memory.write(planned.change)
    return planned


def counts(planned: ImportPlan) -> tuple[int, int, int]:
    """Return how many were added, updated and unchanged."""
    return planned.added, planned.updated, planned.unchanged


def only(network: Network) -> Contact:
    """Return the one contact there is."""
    [contact] = network.people()
    return contact


def known(memory: Memory, **fields: JSON) -> None:
    """Add a contact by hand."""
    memory.write(Change("added", [new("contacts", memory.new_id(), fields)]))


def edit(memory: Memory, contact: Contact, **values: object) -> None:
    """Change a contact by hand."""
    memory.write(actions.edit(memory.network, contact.id, values, today=TODAY))  # type: ignore[arg-type]


ANNA = card(
    "Anna Berg",
    "uid-of-anna",
    nicknames=("An",),
    org="Vestas",
    title="Designer",
    emails=("anna@example.com", "a@work.example"),
    phones=("+45 12345678",),
    urls=("https://anna.example",),
    birthday="--04-16",
    note="met at the fair\nlikes tea",
    tags=("dtu",),
    known_since="2019-03-05",
)


def test_a_new_person_is_unsorted_and_has_all_that_was_told(memory: Memory) -> None:
    """Everything the draft tells is there, no circle is, and the day added is today."""
    assert counts(bring(memory, ANNA)) == (1, 0, 0)
    anna = only(memory.network)
    assert (anna.name, anna.org, anna.title) == ("Anna Berg", "Vestas", "Designer")
    assert anna.emails == ("anna@example.com", "a@work.example")
    assert (anna.nicknames, anna.phones, anna.tags) == (("An",), ("+45 12345678",), ("dtu",))
    assert (anna.urls, anna.birthday) == (("https://anna.example",), "--04-16")
    assert anna.note == "met at the fair\nlikes tea"
    assert (anna.known_since, anna.added) == (date(2019, 3, 5), TODAY)
    assert (anna.imported, anna.circles, anna.state(TODAY)) == (True, (), "unsorted")
    assert anna.record.fields["source"] == "vcard"
    assert anna.record.fields["source_id"] == "uid-of-anna"


def test_fields_without_a_value_are_not_written(memory: Memory) -> None:
    """A person known by name alone has no empty organisation."""
    bring(memory, card("Bo Dahl"))
    assert not {"org", "note", "emails", "birthday"} & only(memory.network).record.fields.keys()


def test_the_same_file_twice_changes_nothing(memory: Memory) -> None:
    """The second time nobody is added and there is no change at all."""
    drafts = (ANNA, card("Bo Dahl"), row("Cai Eg", "cai"), row("Cai Eg", "cai-2"))
    assert counts(bring(memory, *drafts)) == (4, 0, 0)
    again = plan(memory.network, drafts, LATER)
    assert again == ImportPlan(None, 0, 0, 4, ())


def test_one_entry_given_twice_in_a_file_is_one_person(memory: Memory) -> None:
    """What only the second tells is added to the first; the second counts as unchanged."""
    first = card("Anna Berg", "u-anna-1", emails=("a@x.example",), title="Boss")
    second = card("Anna Berg", "u-anna-1", emails=("b@x.example",), title="Chair", org="Vestas")
    assert counts(bring(memory, first, second)) == (1, 0, 1)
    anna = only(memory.network)
    assert (anna.emails, anna.title, anna.org) == (("a@x.example", "b@x.example"), "Boss", "Vestas")
    assert plan(memory.network, (first, second), TODAY).change is None


def test_two_people_numbered_alike_stay_two(memory: Memory) -> None:
    """A program that gives one UID to everybody loses nobody, at the second reading neither."""
    drafts = (
        card("Anna Berg", "same-for-all", emails=("a@x.example",)),
        card("Bo Dahl", "same-for-all", emails=("b@x.example",)),
    )
    assert counts(bring(memory, *drafts)) == (2, 0, 0)
    assert plan(memory.network, drafts, TODAY).change is None
    assert plan(memory.network, drafts[::-1], TODAY).change is None


def test_the_same_entry_is_the_same_person_under_another_name(memory: Memory) -> None:
    """Somebody who married is updated, not added."""
    bring(memory, ANNA)
    planned = bring(memory, card("Anna Holm", "uid-of-anna", emails=("holm@x.example",)))
    assert counts(planned) == (0, 1, 0)
    anna = only(memory.network)
    assert anna.name == "Anna Holm"
    assert anna.emails == (*ANNA.emails, "holm@x.example")


def test_name_and_mail_address_are_the_same_person(memory: Memory) -> None:
    """Also from another source, also without regard to case; what is missing is filled in."""
    bring(memory, card("Anna Berg", "uid-of-anna", emails=("anna@example.com",), title="Boss"))
    draft = row(
        "ANNA BERG", "anna", emails=("Anna@Example.com",), org="Vestas", title="Chair",
        known_since="2019-03-05",
    )  # fmt: skip
    assert counts(bring(memory, draft)) == (0, 1, 0)
    anna = only(memory.network)
    assert (anna.name, anna.org, anna.title) == ("Anna Berg", "Vestas", "Boss")
    assert anna.emails == ("anna@example.com",)
    assert anna.known_since == date(2019, 3, 5)
    assert anna.urls == ("https://www.linkedin.com/in/anna",)
    assert plan(memory.network, (draft,), TODAY).change is None


@pytest.mark.parametrize(
    "shared",
    [{"phones": ("0045 12 34 56 78",)}, {"urls": ("https://linkedin.com/in/anna?trk=1",)}],
)
def test_name_and_number_or_profile_are_the_same_person(
    memory: Memory, shared: dict[str, tuple[str, ...]]
) -> None:
    """Both name the person as surely as a mail address."""
    bring(memory, row("Anna Berg", "anna", phones=("+45 12345678",)))
    assert counts(bring(memory, card("Anna Berg", "u-of-anna", **shared))) == (0, 1, 0)


def test_a_name_alone_is_the_one_contact_of_that_name(memory: Memory) -> None:
    """Nothing speaks against it; with two of that name, or anything else told, it is another."""
    known(memory, name="Anna Berg")
    assert bring(memory, card("anna berg")).added == 0
    assert len(memory.network) == 1
    planned = bring(memory, card("Anna Berg", "uid-of-anna", org="Vestas"))
    assert (planned.added, planned.doubles) == (1, (("Anna Berg", "Anna Berg"),))
    planned = bring(memory, card("Anna Berg", "uid-of-another"))
    assert planned.added == 1


def test_nothing_is_merged_unasked_but_told(memory: Memory) -> None:
    """The same name, or an address or number of somebody else: added, and named as likely double."""
    known(memory, name="Jørgen Ø", emails=["j@x.example"], org="Vestas")
    planned = bring(
        memory,
        row("Jorgen O", "jorgen", org="Vestas"),
        row("J. Ø.", "j-o", emails=("J@x.example",)),
        row("Bo Dahl", "bo"),
    )
    assert planned.added == 3
    assert planned.doubles == (("Jorgen O", "Jørgen Ø"), ("J. Ø.", "Jørgen Ø"))


def test_namesakes_of_one_network_are_no_doubles(memory: Memory) -> None:
    """Two connections of one name have two profiles; two cards of one name may be one person."""
    assert bring(memory, row("Cai Eg", "cai"), row("Cai Eg", "cai-2")).doubles == ()
    planned = bring(memory, card("Bo Dahl", "uid-bo-1", org="A"), card("Bo Dahl", "uid-bo-2"))
    assert planned.doubles == (("Bo Dahl", "Bo Dahl"),)


def test_two_cards_with_name_and_mail_address_are_one_person(memory: Memory) -> None:
    """A telephone and its account write the same person with two keys."""
    drafts = (
        card("Bo Dahl", "uid-bo-1", emails=("bo@x.example",), title="Boss"),
        card("Bo Dahl", "uid-bo-2", emails=("bo@x.example",), title="Chair", phones=("12345678",)),
    )
    assert counts(bring(memory, *drafts)) == (1, 0, 1)
    assert only(memory.network).phones == ("12345678",)
    assert plan(memory.network, drafts, TODAY).change is None


NEWS = {"org": "Lundbeck", "title": "Chair", "birthday": "1980-04-16", "note": "x" * 200}
OLD = {"org": "Vestas", "title": "Boss", "birthday": "--04-16", "note": "y" * 200}


@pytest.mark.parametrize("field", NEWS)
def test_news_replace_what_the_import_brought(memory: Memory, field: str) -> None:
    """A field that nobody touched follows the source."""
    bring(memory, card("Anna Berg", "uid-of-anna", **{field: OLD[field]}))
    assert counts(bring(memory, card("Anna Berg", "uid-of-anna", **{field: NEWS[field]}))) == (
        0,
        1,
        0,
    )
    assert only(memory.network).record.fields[field] == NEWS[field]


def test_another_name_of_an_organisation_is_no_other_organisation(memory: Memory) -> None:
    """The name follows the source, nobody has left."""
    bring(memory, card("Anna Berg", "uid-of-anna", org="Novo Nordisk"))
    memory.write(organisations.alias(memory.network, "Novo Nordisk", "NN"))
    assert bring(memory, card("Anna Berg", "uid-of-anna", org="NN")).moved == ()
    assert (only(memory.network).org, only(memory.network).past_orgs) == ("NN", ())
    assert bring(memory, card("Anna Berg", "uid-of-anna", org="DR")).moved == (
        ("Anna Berg", "NN", "DR"),
    )


@pytest.mark.parametrize("by_hand", ["by hand", None])
@pytest.mark.parametrize("field", ["org", "title", "note"])
def test_what_was_changed_by_hand_stays(memory: Memory, field: str, by_hand: str | None) -> None:
    """Changed or cleared: neither the same file nor a newer one takes it back."""
    bring(memory, card("Anna Berg", "uid-of-anna", **{field: OLD[field]}))
    edit(memory, only(memory.network), **{field: by_hand})
    for value in (OLD[field], NEWS[field], OLD[field]):
        bring(memory, card("Anna Berg", "uid-of-anna", **{field: value}))
        assert only(memory.network).record.fields[field] == by_hand


def test_a_name_that_was_changed_by_hand_stays(memory: Memory) -> None:
    """The person is still known by the key."""
    bring(memory, row("Anna B.", "anna"))
    edit(memory, only(memory.network), name="Anna Berg")
    assert plan(memory.network, (row("Anna B.", "anna"),), TODAY).change is None
    bring(memory, row("Anna Holm", "anna"))
    assert only(memory.network).name == "Anna Berg"


def test_what_the_source_no_longer_tells_stays(memory: Memory) -> None:
    """A blank cell erases nothing."""
    bring(memory, ANNA)
    assert plan(memory.network, (card("Anna Berg", "uid-of-anna"),), TODAY).change is None


def test_sets_only_grow(memory: Memory) -> None:
    """New items come, the others stay, spelling makes none new."""
    bring(memory, ANNA)
    draft = card("Anna Berg", "uid-of-anna", emails=("ANNA@example.com", "c@x.example"))
    assert counts(bring(memory, draft)) == (0, 1, 0)
    assert only(memory.network).emails == (*ANNA.emails, "c@x.example")


def test_what_was_taken_out_by_hand_stays_out(memory: Memory) -> None:
    """An address that was removed does not come back with the next import."""
    bring(memory, ANNA)
    edit(memory, only(memory.network), emails=["anna@example.com"], tags=[])
    assert plan(memory.network, (ANNA,), TODAY).change is None


def test_a_second_source_changes_nothing_of_the_first(memory: Memory) -> None:
    """It fills what is missing; re-reading either in turn changes nothing."""
    mine = card("Anna Berg", "uid-of-anna", emails=("a@x.example",), org="Vestas")
    theirs = row("Anna Berg", "anna", emails=("a@x.example",), org="Lundbeck", title="Boss")
    bring(memory, mine)
    bring(memory, theirs)
    anna = only(memory.network)
    assert (anna.org, anna.title) == ("Vestas", "Boss")
    for draft in (mine, theirs, mine):
        assert plan(memory.network, (draft,), TODAY).change is None


def test_a_made_key_may_change_with_the_person(memory: Memory) -> None:
    """Without a UID a new number makes a new key; name and address still tell who it is."""
    bring(
        memory,
        PersonDraft(
            "Anna Berg", emails=("a@x.example",), title="Boss", source="vcard", source_id="1"
        ),
    )
    later = PersonDraft(
        "Anna Berg", emails=("a@x.example",), phones=("12345678",), title="Chair", source="vcard",
        source_id="2",
    )  # fmt: skip
    assert counts(bring(memory, later)) == (0, 1, 0)
    anna = only(memory.network)
    assert (anna.phones, anna.title) == (("12345678",), "Chair")


@pytest.mark.parametrize(
    ("before", "after", "label"),
    [
        ((), (ANNA,), "imported 1 person from people.vcf"),
        ((), (ANNA, card("Bo Dahl")), "imported 2 people from people.vcf"),
        (
            (card("Anna Berg", "uid-of-anna"),),
            (ANNA, card("Bo Dahl")),
            "imported 1 person from people.vcf (1 updated)",
        ),
        ((card("Anna Berg", "uid-of-anna"),), (ANNA,), "updated 1 person from people.vcf"),
    ],
)
def test_the_history_says_what_came(
    memory: Memory, before: tuple[PersonDraft, ...], after: tuple[PersonDraft, ...], label: str
) -> None:
    """How many people, and from where."""
    bring(memory, *before)
    planned = bring(memory, *after)
    assert planned.change is not None
    assert planned.change.what == label


def test_nobody_to_bring_in_is_no_change(memory: Memory) -> None:
    """An empty file does nothing."""
    assert plan(memory.network, (), TODAY) == ImportPlan(None, 0, 0, 0, ())


def test_foreign_values_in_the_memory_of_imports_do_no_harm(memory: Memory) -> None:
    """Another version of netcrm may have written something else there."""
    bring(memory, ANNA)
    for strange in (
        "x",
        1,
        ["a"],
        {"vcard:uid-of-anna": 3},
        {"vcard:uid-of-anna": {"emails": 1}},
        None,
    ):
        edit(memory, only(memory.network), brought=strange)
        bring(memory, ANNA)
        assert only(memory.network).emails == ANNA.emails


def test_a_file_read_and_brought_in_twice_is_known(memory: Memory) -> None:
    """From bytes to contacts: cards without UID are recognised when they come again."""
    data = (
        "BEGIN:VCARD\nFN:Åse\nTEL:12345678\nEND:VCARD\nBEGIN:VCARD\nTEL:999\nEND:VCARD\n".encode()
    )
    people = read(data, "x.vcf").people
    assert bring(memory, *people).added == 2
    again = read(data.replace(b"\n", b"\r\n"), "y.vcf").people
    assert plan(memory.network, again, TODAY).change is None


NAMES = st.sampled_from(["Anna Berg", "anna berg", "Bo Dahl", "Cai Eg"])
DRAFTS = st.builds(
    PersonDraft,
    name=NAMES,
    org=st.sampled_from(["", "A", "B"]),
    emails=st.lists(st.sampled_from(["a@x.example", "b@x.example"]), unique=True).map(tuple),
    phones=st.lists(st.sampled_from(["12345678", "87654321"]), unique=True).map(tuple),
    note=st.sampled_from(["", "n"]),
    source=st.sampled_from(["vcard", "linkedin"]),
    source_id=st.sampled_from(["1", "2", "3", "4"]),
)


@given(st.lists(DRAFTS, max_size=6), st.lists(DRAFTS, max_size=6))
@settings(deadline=None)
def test_any_file_twice_adds_nobody_and_changes_nothing(
    earlier: list[PersonDraft], drafts: list[PersonDraft]
) -> None:
    """Whatever is known before, and however muddled the file: everyone is counted exactly once."""
    memory = Memory(TODAY)
    bring(memory, *earlier)
    known = len(memory.network)
    planned = bring(memory, *drafts)
    assert sum(counts(planned)) == len(drafts)
    assert len(memory.network) == known + planned.added
    again = plan(memory.network, drafts, TODAY)
    assert (again.change, again.added, again.updated) == (None, 0, 0)
