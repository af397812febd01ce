"""`netcrm add`, `edit`, `rm`, `unrm`, `list`, `show` and the states."""

import pytest

from tests.cli.conftest import Shell


def test_a_contact_is_shown_as_it_was_added(network: Shell) -> None:
    """Every field given comes back in JSON under its name of the contract."""
    shown = network.ok("show", "anna", "--json").json
    expected = {
        "name": "Anna Berg",
        "circles": ["friends"],
        "tags": ["dtu"],
        "org": "Vestas",
        "title": None,
        "emails": ["anna@example.com"],
        "phones": [],
        "birthday": "1980-11-27",
        "known_since": "2025-01-01",
        "state": "active",
        "cadence_days": 45,
        "snoozed_until": None,
    }
    assert {key: shown[key] for key in expected} == expected
    assert set(shown) >= {
        "id",
        "heat",
        "band",
        "silence_days",
        "last",
        "reasons",
        "log",
        "follow_ups",
        "notes",
    }
    assert shown["silence_days"] == 54
    assert shown["heat"] == 54 / 45
    assert shown["band"] == "due"


def test_a_list_is_edited_item_by_item(network: Shell) -> None:
    """`+=` adds, `-=` takes away, `=` replaces."""
    network.ok(
        "edit",
        "Anna",
        "tag+=sailing",
        "email=a@example.com,b@example.com",
        "circle+=family",
        "every=6w",
    )
    shown = network.ok("show", "Anna", "--json").json
    assert shown["tags"] == ["dtu", "sailing"]
    assert shown["emails"] == ["a@example.com", "b@example.com"]
    assert shown["circles"] == ["family", "friends"]
    assert shown["cadence_days"] == 42
    network.ok("edit", "Anna", "tag-=dtu", "every=none")
    shown = network.ok("show", "Anna", "--json").json
    assert (shown["tags"], shown["cadence_days"], shown["heat"]) == (["sailing"], None, None)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ("colour=blue", "colour"),
        ("org", "org"),
        ("every=often", "often"),
        ("birthday=someday", "someday"),
        ("circle=enemies", "enemies"),
        ("tag-=nothere", "nothere"),
        ("org+=x", "org"),
        ("name=", "name"),
        ("via=Nobody", "Nobody"),
        ("every=9999d", "9999d"),
    ],
)
def test_a_bad_edit_names_the_word_and_changes_nothing(
    network: Shell, change: str, word: str
) -> None:
    """One sentence with the word at fault, exit code 2, also where an earlier change was good."""
    before = network.journal()
    outcome = network("edit", "Anna", "title=Boss", change)
    assert outcome.code == 2
    assert word in outcome.err
    assert network.journal() == before


def test_a_name_that_means_several_lists_them(network: Shell) -> None:
    """“Jan” is two people, and both are named."""
    outcome = network("show", "Jan")
    assert outcome.code == 2
    assert "Jan Holm" in outcome.err
    assert "Jan Sørensen" in outcome.err


@pytest.mark.parametrize("name", ["Jan Holm", "jan holm", "holm", "JAN HOL"])
def test_a_name_is_found_by_an_unambiguous_part(network: Shell, name: str) -> None:
    """Case does not matter, a part is enough."""
    assert network.ok("show", name, "--json").json["name"] == "Jan Holm"


def test_a_nickname_and_an_id_find_somebody_too(network: Shell) -> None:
    """NAME is a nickname or an id as well."""
    mother = network.ok("show", "Birthe", "--json").json
    assert network.ok("show", mother["id"], "--json").json["name"] == "Mor"


def test_a_deleted_contact_comes_back_with_its_log(network: Shell) -> None:
    """`rm` hides the person and what is only theirs; `unrm` brings all of it back."""
    before = network.ok("show", "Anna", "--json").json
    network.ok("rm", "Anna Berg")
    assert network("show", "Anna").code == 2
    assert network.ok("follow-ups", "--json").json == []
    network.ok("unrm", "anna")
    assert network.ok("show", "Anna", "--json").json == before


def test_a_shared_entry_stays_with_the_others(network: Shell) -> None:
    """Deleting one of two leaves the meeting in the other's log."""
    network.ok("log", "lunch with @Anna and @Mor")
    network.ok("rm", "Anna")
    assert network.ok("show", "Mor", "--json").json["log"][0]["words"].startswith("lunch")


def test_family_is_not_let_go(network: Shell) -> None:
    """Exit code 1, said why, nothing changed."""
    before = network.journal()
    outcome = network("let-go", "Mor")
    assert outcome.code == 1
    assert "family" in outcome.err
    assert network.journal() == before


def test_the_states_are_distinct_and_taken_back(network: Shell) -> None:
    """Snoozed, paused and let go are told apart, hidden from the review, and end with take-back."""
    for words, state in (
        (["snooze", "Anna", "1w"], "snoozed"),
        (["pause", "Anna"], "paused"),
        (["let-go", "Anna"], "let-go"),
    ):
        network.ok(*words)
        assert network.ok("show", "Anna", "--json").json["state"] == state
        assert "Anna Berg" not in [p["name"] for p in network.ok("due", "--json").json]
        network.ok("take-back", "Anna")
        assert network.ok("show", "Anna", "--json").json["state"] == "active"


def test_skipping_hides_for_one_cadence_and_writes_no_touch(network: Shell) -> None:
    """45 days for a friend, and the log stays as it is."""
    log = network.ok("show", "Anna", "--json").json["log"]
    shown = network.ok("skip", "Anna", "--json").json
    assert shown["snoozed_until"] == "2027-01-08"
    assert network.ok("show", "Anna", "--json").json["log"] == log


def test_a_past_day_to_snooze_until_is_refused(network: Shell) -> None:
    """Yesterday is no day to snooze until."""
    outcome = network("snooze", "Anna", "yesterday")
    assert outcome.code == 2


def test_a_filter_narrows_the_list(network: Shell) -> None:
    """Circles, tags, organisations, heat and words can be asked for together."""
    names = lambda *words: [p["name"] for p in network.ok("list", "--json", *words).json]  # noqa: E731  three words, used twice
    assert names() == ["Anna Berg", "Jan Holm", "Jan Sørensen", "Mor"]
    assert names("circle:friends") == ["Anna Berg", "Jan Holm"]
    assert names("circle:friends", "tag:dtu") == ["Anna Berg"]
    assert names("org:vest") == ["Anna Berg"]
    assert names("soren") == ["Jan Sørensen"]
    assert names("heat:>1") == ["Anna Berg", "Jan Holm", "Jan Sørensen"]


def test_an_unreadable_filter_is_told(network: Shell) -> None:
    """The word at fault is named."""
    outcome = network("list", "heat:warmish")
    assert outcome.code == 2
    assert "heat:warmish" in outcome.err


@pytest.mark.parametrize(
    ("locale", "order"), [("da_DK.UTF-8", "Anna Zoe Åse"), ("C.UTF-8", "Anna Åse Zoe")]
)
def test_a_list_is_in_the_order_of_the_locale(
    locale: str, order: str, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`list`, and the people a name may mean, have the order that the app has."""
    monkeypatch.setenv("LC_ALL", locale)
    for name in ("Zoe Holm", "Åse Holm", "Anna Holm"):
        shell.ok("add", name)
    assert [line.split()[0] for line in shell.ok("list").out.splitlines()] == order.split()
    asked = shell("show", "holm").err
    assert sorted(order.split(), key=asked.index) == order.split()


def test_an_address_of_the_web_may_hold_a_comma(network: Shell) -> None:
    """`url=` is one address; the other lists are split at commas."""
    network.ok("edit", "Anna", "url=https://x.dk/a,b", "email=a@x.dk,b@x.dk")
    network.ok("edit", "Anna", "url+=https://y.dk/c,d")
    shown = network.ok("show", "Anna", "--json").json
    assert shown["urls"] == ["https://x.dk/a,b", "https://y.dk/c,d"]
    assert len(shown["emails"]) == 2


def test_tags_have_no_blanks_wherever_they_come_from(network: Shell) -> None:
    """Blanks become hyphens on the way in, and the filter finds the tag either way."""
    network.ok("add", "Ole Toft", "--tag", "#ex nokia")
    network.ok("edit", "Mor", "tag=ex  nokia,choir")
    network.ok("edit", "Anna", "tag+=ex nokia")
    for name in ("Ole", "Mor", "Anna"):
        assert "ex-nokia" in network.ok("show", name, "--json").json["tags"]
    for query in ('tag:"ex nokia"', "tag:ex-nokia", "#ex-nokia"):
        assert len(network.ok("list", query, "--json").json) == 3
    network.ok("edit", "Mor", "tag-=ex nokia")
    assert network.ok("show", "Mor", "--json").json["tags"] == ["choir"]
