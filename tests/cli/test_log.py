"""`netcrm log`: one line in one's own words, and nothing typed is ever lost."""

from pathlib import Path

import pytest

from netcrm.core.errors import StoreError
from netcrm.core.record import Change
from netcrm.store.quick import Quick
from tests.cli.conftest import Shell


def test_the_line_of_the_manual_works(network: Shell) -> None:
    """Day, medium, person, tag and promise of one Danish line all land where they belong."""
    network.ok("add", "Mette Holm")
    result = network.ok(
        "log", "i går: frokost med @Mette Holm =met #karriere !send CV fre", "--json"
    ).json
    entry = result["interaction"]
    assert entry["date"] == "2026-11-23"
    assert entry["medium"] == "met"
    assert [c["name"] for c in entry["contacts"]] == ["Mette Holm"]
    assert entry["tags"] == ["karriere"]
    assert entry["text"] == "i går: frokost med @Mette Holm =met #karriere !send CV fre"
    assert [(f["text"], f["due"]) for f in result["follow_ups"]] == [("send CV", "2026-11-27")]
    assert result["draft"] is None
    assert result["created"] == []


def test_what_is_logged_is_found_again(network: Shell) -> None:
    """The entry is in the log of the person, and the heat starts anew."""
    network.ok("log", "met @Anna")
    shown = network.ok("show", "Anna", "--json").json
    assert shown["log"][0]["date"] == "2026-11-24"
    assert shown["heat"] == 0
    assert shown["last"] == {"date": "2026-11-24", "medium": "met", "text": "met @Anna"}


def test_an_ambiguous_name_keeps_the_line_as_a_draft(network: Shell) -> None:
    """Two Jans: exit code 2, both are named, nothing is logged, the text is a draft."""
    outcome = network("log", "coffee with @Jan", "--json")
    assert outcome.code == 2
    assert "Jan Holm" in outcome.err
    assert "Jan Sørensen" in outcome.err
    assert outcome.json["interaction"] is None
    draft = outcome.json["draft"]
    assert draft["text"] == "coffee with @Jan"
    assert sorted(draft["candidates"]) == ["Jan Holm", "Jan Sørensen"]
    assert network.ok("drafts", "--json").json == [draft]


def test_an_unknown_name_keeps_the_line_as_a_draft(network: Shell) -> None:
    """Nobody is called so: exit code 2 and a draft; undo takes that back, and nothing before it."""
    assert network("log", "call with @Quentin").code == 2
    assert [d["text"] for d in network.ok("drafts", "--json").json] == ["call with @Quentin"]
    assert "undone: kept a draft" in network.ok("undo").err
    assert network.ok("drafts", "--json").json == []
    network.ok("redo")
    assert [d["text"] for d in network.ok("drafts", "--json").json] == ["call with @Quentin"]


def test_a_quoted_unknown_name_makes_a_contact(network: Shell) -> None:
    """`@"Name"` is a new contact, and the shell says so."""
    outcome = network.ok("log", 'met @"Lise Krogh" circle:friends', "--json")
    assert [c["name"] for c in outcome.json["created"]] == ["Lise Krogh"]
    assert network.ok("show", "Lise Krogh", "--json").json["circles"] == ["friends"]


def test_lines_from_standard_input_are_entries(network: Shell) -> None:
    """Lines that resolve are written, the others kept as drafts, exit code 2."""
    outcome = network(
        "log", "-", "--json", stdin="met @Anna\n\ncall with @Nobody\nyesterday: call with @Mor\n"
    )
    assert outcome.code == 2
    assert [r["interaction"] and r["interaction"]["date"] for r in outcome.json] == [
        "2026-11-24",
        None,
        "2026-11-23",
    ]
    assert [r["draft"] and r["draft"]["text"] for r in outcome.json] == [
        None,
        "call with @Nobody",
        None,
    ]


def test_a_person_made_by_one_line_is_known_to_the_next(network: Shell) -> None:
    """Standard input is one conversation: the second line may name whom the first made."""
    outcome = network.ok("log", "-", "--json", stdin='met @"Lise Krogh"\ncall with @Lise\n')
    made = outcome.json[0]["created"][0]["id"]
    assert outcome.json[1]["interaction"]["contacts"][0]["id"] == made


def test_a_dry_run_writes_nothing(network: Shell) -> None:
    """`--dry-run` says what would be written."""
    before = network.journal()
    assert "Anna Berg" in network.ok("log", "met @Anna", "--dry-run").err
    assert network("log", "met @Nobody", "--dry-run").code == 2
    assert network.journal() == before


def test_an_entry_can_be_corrected(network: Shell) -> None:
    """`--edit ID TEXT` lets an entry say something else, promises included."""
    made = network.ok("log", "met @Anna !send CV fri", "--json").json
    id = made["interaction"]["id"]
    network.ok("log", "--edit", id, "yesterday: call with @Mor and @Anna !send report mon")
    entry = network.ok("show", "Mor", "--json").json["log"][0]
    assert (entry["id"], entry["date"], entry["medium"]) == (id, "2026-11-23", "call")
    assert [
        f["text"] for f in network.ok("follow-ups", "--json").json if f["due"] >= "2026-11-25"
    ] == ["send report"]


def test_an_entry_can_be_removed_and_undo_brings_it_back(network: Shell) -> None:
    """`--remove ID` takes an entry and its open promises out of the log."""
    made = network.ok("log", "met @Anna !send CV fri", "--json").json
    network.ok("log", "--remove", made["interaction"]["id"])
    assert made["interaction"]["id"] not in [
        e["id"] for e in network.ok("show", "Anna", "--json").json["log"]
    ]
    network.ok("undo")
    assert made["interaction"]["id"] in [
        e["id"] for e in network.ok("show", "Anna", "--json").json["log"]
    ]


@pytest.mark.parametrize("words", [["log"], ["log", "  "], ["log", "\x1b[31m"]])
def test_an_empty_line_is_bad_input(network: Shell, words: list[str]) -> None:
    """There is nothing to log, and that is said."""
    outcome = network(*words)
    assert outcome.code == 2
    assert "nothing to log" in outcome.err


def test_a_log_ends_a_snooze(network: Shell) -> None:
    """Being in touch clears the snooze; undoing the entry snoozes again."""
    network.ok("snooze", "Anna", "3w")
    network.ok("log", "met @Anna")
    assert network.ok("show", "Anna", "--json").json["state"] == "active"
    network.ok("undo")
    shown = network.ok("show", "Anna", "--json").json
    assert (shown["state"], shown["snoozed_until"]) == ("snoozed", "2026-12-15")


def test_a_circle_in_a_line_starts_the_clock_of_the_imported(shell: Shell, tmp_path: Path) -> None:
    """As in triage: nobody who was imported years ago is red at once."""
    card = tmp_path / "per.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Per Kirk\nN:Kirk;Per;;;\nEND:VCARD\n")
    shell.ok("import", str(card), today="2024-01-01")
    shell.ok("log", "met @Per", today="2026-11-24")
    shell.ok("log", "=note @Per circle:friends")
    by_line = shell.ok("show", "Per", "--json").json
    shell.ok("undo")
    shell.ok("edit", "Per", "circle=friends")
    by_hand = shell.ok("show", "Per", "--json").json
    assert by_line["circles"] == ["friends"]
    assert "sorted_on" in shell.journal()
    assert by_line["heat"] == by_hand["heat"]


def test_family_in_a_line_is_no_longer_let_go(network: Shell) -> None:
    """The shell's fast way gives a circle as all others do."""
    network.ok("let-go", "Anna")
    network.ok("log", "=note @Anna circle:family")
    assert network.ok("show", "Anna", "--json").json["state"] == "active"


def test_a_correction_says_what_it_did_as_json(network: Shell) -> None:
    """The promises of the entry, kept and new, and whom the line made."""
    made = network.ok("log", "met @Anna !send CV fri", "--json").json
    id = made["interaction"]["id"]
    said = 'met @Anna and @"Lise Krogh" !send CV fri !call Ole mon'
    dry = network.ok("log", "--edit", id, said, "--dry-run", "--json").json
    assert network.ok("show", "Anna", "--json").json["log"][0]["text"] == "met @Anna !send CV fri"
    done = network.ok("log", "--edit", id, said, "--json").json
    for document in (dry, done):
        assert document["interaction"]["id"] == id
        assert document["interaction"]["text"] == said
        assert [c["name"] for c in document["created"]] == ["Lise Krogh"]
        assert [(f["text"], f["due"]) for f in document["follow_ups"]] == [
            ("send CV", "2026-11-27"),
            ("call Ole", "2026-11-30"),
        ]
    assert done["follow_ups"][0]["id"] == made["follow_ups"][0]["id"]
    known = {f["id"] for f in network.ok("show", "Anna", "--json").json["follow_ups"]}
    assert {f["id"] for f in done["follow_ups"]} <= known


def test_a_correction_that_means_nobody_is_a_draft_that_knows_its_entry(network: Shell) -> None:
    """Exit code 2 and a document; the entry is as it was."""
    id = network.ok("log", "met @Anna", "--json").json["interaction"]["id"]
    outcome = network("log", "--edit", id, "met @Quentin", "--json")
    assert outcome.code == 2
    assert outcome.json["interaction"] is None
    draft = outcome.json["draft"]
    assert (draft["text"], draft["corrects"]) == ("met @Quentin", id)
    assert network.ok("drafts", "--json").json == [draft]
    assert id in network.ok("drafts").out
    assert network.ok("show", "Anna", "--json").json["log"][0]["text"] == "met @Anna"
    dry = network("log", "--edit", id, "met @Zoe", "--json", "--dry-run")
    assert (dry.code, dry.json["draft"]) == (2, None)
    assert len(network.ok("drafts", "--json").json) == 1


@pytest.mark.parametrize("id", ["", "x5", "nonsense"])
def test_what_is_no_id_corrects_and_removes_nothing(network: Shell, id: str) -> None:
    """An empty variable of a script is no reason to log anew."""
    before = network.journal()
    assert network("log", "--edit", id, "met @Anna").code == 2
    assert network("log", "--remove", id).code == 2
    assert network.journal() == before


def test_a_correction_does_not_read_standard_input(network: Shell) -> None:
    """`-` is refused in a sentence, and nothing is logged."""
    id = network.ok("log", "met @Anna", "--json").json["interaction"]["id"]
    before = network.journal()
    outcome = network("log", "--edit", id, "-", stdin="met @Mor\n")
    assert outcome.code == 2
    assert "--edit" in outcome.err
    assert network.journal() == before


def test_a_list_of_results_is_whole_where_a_later_write_fails(
    network: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written before is told in JSON that can be read; exit code 3."""
    write = Quick.write
    written = []

    def failing(quick: Quick, change: Change) -> str:
        if written:
            raise StoreError("the disk is full")
        written.append(write(quick, change))
        return written[0]

    monkeypatch.setattr(Quick, "write", failing)
    outcome = network("log", "-", "--json", stdin="met @Anna\nmet @Mor\n")
    assert outcome.code == 3
    assert [d["interaction"]["text"] for d in outcome.json] == ["met @Anna"]


def test_a_promise_keeps_its_day_through_a_correction_in_the_shell(network: Shell) -> None:
    """`fri` of the tenth is the thirteenth, also when the line is corrected two weeks later."""
    made = network.ok("log", "met @Anna !send CV fri", "--json", today="2026-11-10").json
    id = made["interaction"]["id"]
    outcome = network.ok("log", "--edit", id, "2026-11-10: met @Anna #tea !send CV fri")
    assert "13 Nov" in outcome.err
    assert [f["due"] for f in network.ok("show", "Anna", "--json").json["follow_ups"]][:2] == [
        "2026-10-02",
        "2026-11-13",
    ]


def test_undo_brings_back_a_draft_that_was_thrown_away(network: Shell) -> None:
    """The words were typed: one command brings them back."""
    draft = network("log", "call with @Quentin", "--json").json["draft"]
    network.ok("drafts", "--discard", draft["id"])
    assert network.ok("drafts", "--json").json == []
    network.ok("undo")
    assert network.ok("drafts", "--json").json == [draft]


def test_a_mistyped_medium_is_a_draft_and_the_media_are_told(network: Shell) -> None:
    """It does not pass as the last medium: exit code 2."""
    network.ok("log", "met @Anna")
    outcome = network("log", "=vidoe @Anna", "--json")
    assert outcome.code == 2
    assert outcome.json["interaction"] is None
    assert "“=vidoe” is no medium" in outcome.err
    assert "=video" in outcome.err


def test_what_was_read_otherwise_than_it_looks_is_told(network: Shell) -> None:
    """On standard error, for a new line and for a correction."""
    made = network.ok("log", "man: lunch with @Anna =vidoe !send CV tor", "--json")
    id = made.json["interaction"]["id"]
    again = network.ok("log", "--edit", id, "man: lunch with @Anna =vidoe !send CV tor")
    for outcome in (made, again):
        assert "“man” is read as a word; the day is “mandag”" in outcome.err
        assert "“tor” is read as a word; the day is “torsdag”" in outcome.err
        assert "“=vidoe” is no medium" in outcome.err


def test_a_short_weekday_is_a_day_where_one_is_wanted(network: Shell) -> None:
    """`netcrm snooze NAME tor`: nothing else can be meant."""
    network.ok("snooze", "Anna", "tor")
    assert network.ok("show", "Anna", "--json").json["snoozed_until"] == "2026-11-26"


def test_all_that_a_line_says_is_shown(network: Shell) -> None:
    """Place, purpose, organisation and who brought you together: in JSON and in words."""
    said = "lunch with @Anna /Novo via @Mor place:Aarhus purpose:sparring"
    logged = network.ok("log", said, "--json").json["interaction"]
    entry = network.ok("show", "Anna", "--json").json["log"][0]
    for document in (logged, entry):
        assert (document["place"], document["purpose"]) == ("Aarhus", "sparring")
        assert document["organisation"] == "Novo"
        assert document["via"]["name"] == "Mor"
    shown = network.ok("show", "Anna").out
    assert "lunch with Anna Novo via Mor · place: Aarhus · purpose: sparring" in shown


def test_the_ids_that_show_names_are_short_and_enough(network: Shell) -> None:
    """Entries, promises and drafts are named by a few signs, which the commands take."""
    shown = network.ok("show", "Anna").out
    entry = network.ok("show", "Anna", "--json").json["log"][0]["id"]
    line = next(line for line in shown.splitlines() if "harbour" in line)
    short = line.split()[0]
    assert entry.startswith(short)
    assert len(short) < 8
    listed = network.ok("follow-ups").out.split()[0]
    assert f"  {listed}  send CV" in shown
    network.ok("follow-ups", "done", listed)
    network("log", "met @Nobody-here")
    draft = network.ok("drafts").out.split()[0]
    assert len(draft) < 8
    network.ok("drafts", "--discard", draft)
    assert network.ok("drafts", "--json").json == []
    network.ok("log", "--edit", short, "met @Anna at the station")
    assert "station" in network.ok("show", "Anna").out
    network.ok("log", "--remove", short)
    assert network.ok("show", "Anna", "--json").json["log"] == []


def test_candidates_with_braces_are_named_as_they_are(network: Shell) -> None:
    """A name is no place for words of ours."""
    network.ok("add", "Jan {x[y]} {")
    outcome = network("log", "met @Jan")
    assert outcome.code == 2
    assert "Jan {x[y]} {" in outcome.err
    assert len(network.ok("drafts", "--json").json) == 1
